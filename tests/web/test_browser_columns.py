"""The density view in a real Chromium: its columns are the page's own drawing, over Plotly's axes."""

import datetime as dt

import pytest

from tests.web.browsing import drawn, opened, within
from tracker.domain import Status
from tracker.store import schema
from tracker.store.engine import open_engine, writing
from tracker.store.versions import History, replace_histories

pytestmark = pytest.mark.browser
CROWD = 700
WINTER = "/?from=2026-11-23&to=2027-02-20"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, sample):
    """The address of a store with a crowd of one-day events, ten a day of some weeks, each third cancelled."""
    url = f"sqlite:///{tmp_path_factory.mktemp('columns') / 'crowd.sqlite3'}"
    engine = open_engine(url)
    schema.upgrade(engine)
    with writing(engine) as opened:
        replace_histories(opened, [History(f"c{number}", (one(sample, number),)) for number in range(CROWD)], sample.NOW)
    engine.dispose()
    return url


def one(sample, number):
    first = (sample.TODAY + dt.timedelta(number // 10)).isoformat()
    return sample.event(
        f"c{number}", ["xi-jinping"], Status.CANCELLED if number % 3 == 0 else Status.CONFIRMED, sample.when(first), "Berlin"
    )


def column_box(page, status="confirmed"):
    """Where the columns of a status lie in the window."""
    return page.locator(f"#columns .is-{status}").bounding_box()


def test_columns_stand_where_their_days_are(browser, serve, crowd):
    page = opened(browser(), serve(crowd) + WINTER)
    assert page.get_attribute("#chart", "data-mode") == "density"
    first, last = within(
        page,
        """({ chart, toPixel }) => { const left = chart.box.getBoundingClientRect().left;
        return [Date.UTC(2026, 10, 23), Date.UTC(2027, 1, 1)].map((instant) => left + toPixel(instant)); }""",
    )
    box = column_box(page)
    assert box["x"] == pytest.approx(first, abs=2)
    assert box["x"] + box["width"] == pytest.approx(last, abs=4)
    assert page.locator("#columns .is-cancelled").evaluate("(one) => getComputedStyle(one).fill") != page.locator(
        "#columns .is-confirmed"
    ).evaluate("(one) => getComputedStyle(one).fill")
    assert page.locator("#columns .is-held").count() == 0


def test_columns_move_with_the_pointer_and_stretch_with_a_zoom(browser, serve, crowd):
    page = opened(browser(), serve(crowd) + WINTER)
    before = column_box(page)
    page.click("#hand")
    y = page.locator("#chart").bounding_box()["y"] + 150
    page.mouse.move(700, y)
    page.mouse.down()
    page.mouse.move(600, y, steps=5)
    assert column_box(page)["x"] == pytest.approx(before["x"] - 100, abs=3)
    page.mouse.up()
    drawn(page, 1)
    page.click("[data-act=zoom-out]")
    drawn(page, 2)
    assert column_box(page)["width"] == pytest.approx(before["width"] / 2, rel=0.15)


def test_the_columns_leave_with_the_picture_and_go_where_events_are_few(browser, serve, crowd):
    page = opened(browser(), serve(crowd) + WINTER)
    page.click("summary:text('Take away')")
    with page.expect_download() as taken:
        page.click("[data-image=svg]")
    assert "fill: rgb(11, 92, 173)" in taken.value.path().read_text(), "the colour of what is confirmed"
    page.goto(page.url.split("?")[0] + "?from=2026-12-01&to=2026-12-07")
    drawn(page)
    assert page.get_attribute("#chart", "data-mode") == "bars"
    assert page.locator("#columns path[d]:not([d=''])").count() == 0
