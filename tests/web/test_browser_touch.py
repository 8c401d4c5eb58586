"""Fingers on the chart, as Chromium's own touch events: one moves, two stretch, a tap opens, and the page still scrolls."""

import pytest

from tests.web.browsing import drawings, drawn, opened, place_of, query, shown_range, within

pytestmark = pytest.mark.browser
WINDOW = "/?from=2026-11-01&to=2027-01-31"


@pytest.fixture(params=[320, 1300], ids=["phone", "tablet"])
def page(browser, live_server, request):
    return opened(browser(width=request.param, height=900, has_touch=True), live_server + WINDOW)


@pytest.fixture
def touch(page):
    """``touch("Move", (x, y), (x, y))``: what the fingers do next; one that is left out is lifted."""
    session = page.context.new_cdp_session(page)

    def act(kind, *places):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))")  # moves come with the next frame

    return act


def middle(page):
    frame = page.locator("#chart").bounding_box()
    return frame["x"] + frame["width"] / 2, min(frame["y"] + 160, 860)


def instant_at(page, x):
    return within(page, "({ chart, toInstant }, x) => toInstant(x - chart.box.getBoundingClientRect().left)", x)


def test_one_finger_moves_the_chart_and_the_server_is_asked_when_it_rests(page, touch):
    x, y = middle(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/timeline/data" in request.url else None)
    held, before = instant_at(page, x), shown_range(page)
    touch("Start", (x, y))
    for step in range(1, 9):
        touch("Move", (x - 10 * step, y))
    touch("End")
    drawn(page, 1)
    after = shown_range(page)
    assert after[0] > before[0]
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])
    assert instant_at(page, x - 80) == pytest.approx(held, abs=1000)
    assert len(asked) == 1
    assert "event" not in query(page)


def test_two_fingers_stretch_time_around_them(page, touch):
    x, y = middle(page)
    before = shown_range(page)
    left, right = instant_at(page, x - 40), instant_at(page, x + 40)
    touch("Start", (x - 40, y))
    touch("Start", (x - 40, y), (x + 40, y))
    for step in range(1, 9):
        touch("Move", (x - 40 - 5 * step, y), (x + 40 + 5 * step, y))
    assert instant_at(page, x - 80) == pytest.approx(left, abs=1000)
    assert instant_at(page, x + 80) == pytest.approx(right, abs=1000)
    touch("Move", (x - 80, y))
    rested = shown_range(page)
    assert rested[1] - rested[0] == pytest.approx((before[1] - before[0]) / 2)
    touch("Move", (x - 60, y))
    assert shown_range(page)[0] < rested[0], "the finger that stayed goes on from where it is"
    touch("End")
    drawn(page, 1)
    assert "event" not in query(page), "letting go is no tap"


def test_a_tap_opens_the_event(page, touch):
    spot = place_of(page, "days-speculative")
    page.evaluate("(y) => scrollBy(0, y)", spot["y"] - 300)
    spot = place_of(page, "days-speculative")
    touch("Start", (spot["x"], spot["y"]))
    touch("End")
    assert page.wait_for_selector("#panel h2").inner_text() == "Vladimir Putin in Ankara"


def test_up_and_down_scroll_the_page(page, touch, live_server):
    opened(page, live_server)
    x, y = middle(page)
    before = shown_range(page)
    touch("Start", (x, y))
    for step in range(1, 12):
        touch("Move", (x, y - 12 * step))
    touch("End")
    page.wait_for_function("() => scrollY > 20")
    assert shown_range(page) == before
    assert drawings(page) == 1
    assert query(page) == {}
