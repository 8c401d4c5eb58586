"""Journeys over the timeline in a real Chromium. Script errors, violations of the policy and foreign requests fail every one of them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.browsing import drawings, drawn, opened, place_of, query, shown_range, tabled, uids_drawn, within

pytestmark = pytest.mark.browser
TRUMP_AND_XI = "/?leader=donald-trump&leader=xi-jinping"
STORY = "/?leader=donald-trump&leader=vladimir-putin&from=2017-04-01&to=2017-07-31"


def test_table_stands_before_the_chart_and_no_share_button(browser, live_server):
    page = browser()
    page.goto(live_server, wait_until="commit")
    page.wait_for_selector("#table tbody tr")
    drawn(page)
    assert page.locator(".modebar, [data-title*='hare']").count() == 0
    assert "share" not in page.locator("#chart").inner_text().lower()


def test_filter_by_leader_with_counts_chip_and_back(browser, live_server):
    page = opened(browser(), live_server)
    before = uids_drawn(page)
    page.click("summary:has-text('Leader')")
    page.wait_for_selector("#facet-leader-list [role=option] .option-count")
    page.fill("#facet-leader", "modi")
    page.click("#facet-leader-list [role=option]:has-text('Narendra Modi')")
    drawn(page, 1)
    assert query(page)["leader"] == "narendra-modi"
    assert page.locator("#chips .chip").inner_text().split() == ["leader", "Narendra", "Modi", "×"]
    after = uids_drawn(page)
    assert after
    assert after < before
    page.go_back()
    drawn(page, 2)
    assert uids_drawn(page) == before
    assert page.locator("#chips .chip").count() == 0


def test_filter_by_venue_from_the_search_box_by_keyboard(browser, live_server):
    page = opened(browser(), live_server)
    page.keyboard.press("/")
    page.keyboard.type("berl")
    page.wait_for_selector("#search-list [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    drawn(page, 1)
    assert query(page)["venue"] == "berlin-de"
    tabled(page)
    assert page.locator("#table tr[data-uid]").count()
    assert all("Berlin" in text for text in page.locator("#table tbody tr td:nth-child(4)").all_inner_texts())


def test_words_are_searched_on_enter(browser, live_server):
    page = opened(browser(), live_server)
    page.fill("#search", "ottawa")
    page.press("#search", "Enter")
    drawn(page, 1)
    assert query(page)["q"] == "ottawa"


def test_chip_takes_its_filter_off(browser, live_server):
    page = opened(browser(), live_server + TRUMP_AND_XI)
    page.click("#chips .chip:has-text('Xi') .chip-x")
    drawn(page, 1)
    assert page.evaluate("() => new URLSearchParams(location.search).getAll('leader')") == ["donald-trump"]


def test_permalink_restores_everything(browser, live_server):
    page = opened(browser(), live_server + TRUMP_AND_XI + "&from=2026-11-01&to=2027-01-31&lanes=venue&status=confirmed&map=1")
    assert page.input_value("#lanes") == "venue"
    assert page.locator("#chips .chip").count() == 3
    assert page.is_visible("#map-frame")
    assert page.is_checked("input[name=status][value=confirmed]")


def test_zoom_keeps_its_place_and_lands_in_the_address(browser, live_server):
    page = opened(browser(), live_server)
    left, right = shown_range(page)
    page.click("[data-act=zoom-in]")
    drawn(page, 1)
    zoomed = shown_range(page)
    assert zoomed[1] - zoomed[0] == pytest.approx((right - left) / 2)
    page.wait_for_function("() => new URLSearchParams(location.search).has('from')")
    assert shown_range(page) == zoomed, "the answer must not move the axis"


def test_dragging_a_mark_pans_and_the_server_is_asked_once_it_rests(browser, live_server):
    page = opened(browser(), live_server)
    requests = []
    page.on("request", lambda request: requests.append(request.url) if "/timeline/data" in request.url else None)
    spot = place_of(page, "day-confirmed")
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(spot["x"] - 25 * step, spot["y"])
    page.mouse.up()
    drawn(page, 1)
    assert len(requests) == 1
    moved = place_of(page, "day-confirmed")
    assert moved["x"] == pytest.approx(spot["x"] - 200, abs=3)


def test_dragging_empty_space_starts_a_new_event_with_those_days(browser, live_server):
    page = opened(browser(), live_server + "/?leader=friedrich-merz&from=2026-11-01&to=2026-12-31")
    frame = page.locator("#chart").bounding_box()
    y = frame["y"] + frame["height"] - 12
    page.mouse.move(frame["x"] + 400, y)
    page.mouse.down()
    page.mouse.move(frame["x"] + 460, y, steps=5)
    page.mouse.up()
    address = page.get_attribute("#draft a", "href")
    earliest, latest = re.fullmatch(r"/events/new\?earliest=([\d-]+)&latest=([\d-]+)", address).groups()
    assert "2026-11-01" < earliest < latest < "2026-12-31"
    page.keyboard.press("Escape")
    assert page.is_hidden("#draft")


def test_hover_shows_a_card_with_status_window_place_parties_and_quote(browser, live_server):
    page = opened(browser(), live_server + TRUMP_AND_XI)
    spot = place_of(page, "both-confirmed")
    page.mouse.move(spot["x"], spot["y"])
    card = page.wait_for_selector("#hover-card:not([hidden])").inner_text()
    for words in ("Donald Trump and Xi Jinping in Miami", "Confirmed", "8–11 December 2026", "Miami, United States", "The Daily Record"):
        assert words in card


def test_click_opens_the_event_with_its_history_and_escape_closes(browser, live_server):
    page = opened(browser(), live_server + STORY)
    spot = place_of(page, "trump-putin-may")
    page.mouse.click(spot["x"], spot["y"])
    panel = page.wait_for_selector("#panel:not([hidden]) h2")
    assert panel.inner_text() == "Trump-Putin meeting"
    assert "nobody said that they met" in page.inner_text("#panel")
    assert query(page)["event"] == "trump-putin-may"
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    assert "event" not in query(page)


def test_double_click_zooms_to_the_event(browser, live_server):
    page = opened(browser(), live_server + TRUMP_AND_XI)
    left, right = shown_range(page)
    spot = place_of(page, "both-confirmed")
    page.mouse.dblclick(spot["x"], spot["y"])
    drawn(page, 1)
    zoomed = shown_range(page)
    assert zoomed[1] - zoomed[0] < (right - left) / 3
    assert place_of(page, "both-confirmed")["x"] > 0


def test_two_leaders_side_by_side(browser, live_server):
    page = opened(browser(), live_server + TRUMP_AND_XI)
    assert page.locator(".lane-name").all_inner_texts() == ["Donald Trump", "Xi Jinping"]
    assert page.is_visible(".legend-shared")


@pytest.mark.parametrize("lanes", ["venue", "country", "series", "kind", "none"])
def test_lanes(browser, live_server, lanes):
    page = opened(browser(), live_server)
    page.select_option("#lanes", lanes)
    drawn(page, 1)
    assert query(page)["lanes"] == lanes
    assert page.locator(".lane-head").count() >= 1


def test_lanes_can_be_sorted_pinned_folded_and_chosen(browser, live_server):
    page = opened(browser(), live_server)
    page.select_option("#lane-sort", "name")
    drawn(page, 1)
    names = page.locator(".lane-name").all_inner_texts()
    assert names == sorted(names)
    page.click("#lane-choice summary")
    page.click(f"[aria-label='Pin {names[-1]}']")
    drawn(page, 2)
    assert page.locator(".lane-name").first.inner_text() == names[-1]
    focus = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert focus == f"Pin {names[-1]}", "it stays with the lane that has moved"
    page.click(f"[aria-label='Fold {names[-1]}']")
    drawn(page, 3)
    page.click(f"#lane-menu label:has-text('{names[0]}') input")
    drawn(page, 4)
    assert names[0] not in page.locator(".lane-name").all_inner_texts()


def test_overflow_opens_a_list(browser, live_server):
    page = opened(browser(), live_server + "/?fold=donald-trump")
    number, at = within(
        page,
        """({ chart, toPixel, geometry }) => {
          const [, instant, row, uids] = chart.answer.more.find(([, at]) => toPixel(at) > 200 && toPixel(at) < 1100);
          const frame = chart.box.getBoundingClientRect();
          return [uids.length, { x: frame.left + toPixel(instant) + 10, y: frame.top + geometry().top + row }];
        }""",
    )
    page.evaluate("(y) => scrollBy(0, y - 250)", at["y"])
    page.mouse.click(at["x"], at["y"] - page.evaluate("() => scrollY"))
    assert page.wait_for_selector("#panel h2").inner_text().startswith(f"{number} more")
    assert page.locator("#panel li").count() == number


def test_keys(browser, live_server):
    page = opened(browser(), live_server)
    start = shown_range(page)
    page.keyboard.press("n")
    drawn(page, 1)
    assert shown_range(page)[0] > start[0]
    page.keyboard.press("p")
    drawn(page, 2)
    assert shown_range(page) == pytest.approx(start)
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("Escape")
    assert page.is_hidden("#keys")
    page.focus("#search")
    page.keyboard.type("ntp?")
    assert page.input_value("#search") == "ntp?"
    assert page.is_hidden("#keys")


def test_events_by_keyboard_are_spoken(browser, live_server):
    page = opened(browser(), live_server)
    page.focus("#chart")
    page.keyboard.press("ArrowDown")
    first = page.inner_text("#spoken")
    page.keyboard.press("ArrowDown")
    second = page.inner_text("#spoken")
    assert first != second
    assert "lane" in second
    page.keyboard.press("ArrowUp")
    assert page.inner_text("#spoken") == first
    page.keyboard.press("Enter")
    title = page.wait_for_selector("#panel h2").inner_text()
    assert first.startswith(title)
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "chart"


def test_the_chart_is_one_stop_for_the_focus(browser, live_server):
    page = opened(browser(), live_server)
    inside = "[...document.querySelectorAll('#chart, #chart *')]"
    stops = page.evaluate(f"() => {inside}.filter((one) => one.tabIndex >= 0 && one.checkVisibility()).map((one) => one.id)")
    assert stops == ["chart"]


def test_replay_shows_what_was_believed_and_marks_what_changed(browser, live_server):
    page = opened(browser(), live_server + STORY)
    page.click("#replay-toggle")
    page.wait_for_function("() => new URLSearchParams(location.search).get('as_known_on') === '2016-12-01'")
    page.fill("#known-day", "2017-01-28")
    page.wait_for_function("() => document.getElementById('known-note').textContent.startsWith('3 events were known')")
    assert "trump-putin-g20" in uids_drawn(page)
    assert "trump-putin-may" not in uids_drawn(page)
    assert page.is_visible(".legend-changed")
    page.click("#play")
    page.wait_for_function("() => new URLSearchParams(location.search).get('as_known_on') >= '2017-06-22'", timeout=15_000)
    page.click("#play")
    page.click("#replay-end")
    page.wait_for_function("() => !new URLSearchParams(location.search).has('as_known_on')")


def test_founding_question_in_three_clicks(browser, live_server):
    """Who said that Trump and Putin would meet in May: the ready view, then the event."""
    page = opened(browser(), live_server)
    page.click("#views a:has-text('Trump and Putin, 2017')")
    drawn(page)
    page.click("#table a:has-text('Trump-Putin meeting') >> nth=0")
    assert "before the end of May" in page.wait_for_selector("#panel dl").inner_text()


def test_map_shows_venues_and_points_at_what_is_pointed_at(browser, live_server):
    page = opened(browser(), live_server + "/?leader=vladimir-putin")
    wide = drawings(page)
    page.click("#map-toggle")
    page.wait_for_selector("#map[data-marks]")
    drawn(page, more_than=wide)  # beside the map it is narrower, so that its marks stand elsewhere
    assert int(page.get_attribute("#map", "data-marks")) > 2
    assert "in view" in page.inner_text("#map-note")
    assert page.locator("#map .modebar, #map a").count() == 0
    spot = place_of(page, "day-confirmed") if "day-confirmed" in uids_drawn(page) else place_of(page, "window-confirmed")
    page.mouse.move(spot["x"], spot["y"])
    page.wait_for_selector("#map-rings .map-ring")
    page.mouse.move(5, 5)
    page.wait_for_selector("#map-rings .map-ring", state="detached")


def test_zooming_out_counts_and_zooming_in_shows_each(browser, live_server):
    page = opened(browser(width=320, height=640), live_server + "/?from=2026-11-01&to=2027-03-31")
    assert page.get_attribute("#chart", "data-mode") in {"bars", "density"}
    wide = opened(browser(), live_server + "/?from=2016-01-01&to=2028-12-31")
    assert wide.get_attribute("#chart", "data-mode") == "bars"


def test_table_sorts_and_follows(browser, live_server):
    page = opened(browser(), live_server)
    page.click("#table th a:has-text('Event')")
    page.wait_for_selector("#table th[aria-sort=ascending] a:has-text('Event')")
    titles = page.locator("#table tbody a[data-event]").all_inner_texts()
    assert titles == sorted(titles)
    assert drawings(page) == 1, "sorting the table must not redraw the chart"


def test_hostile_words_are_words(browser, live_server):
    page = opened(browser(), live_server + "/?leader=volodymyr-zelenskyy&lanes=none&from=2027-01-01&to=2027-02-15")
    assert page.locator("#plot a, #plot img, #table img").count() == 0
    spot = place_of(page, "hostile")
    page.mouse.move(spot["x"], spot["y"])
    assert "<img src=x" in page.wait_for_selector("#hover-card:not([hidden])").inner_text()
    page.mouse.click(spot["x"], spot["y"])
    assert "<img src=x" in page.wait_for_selector("#panel h2").inner_text()
    assert page.locator("#panel img").count() == 0


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures(browser, live_server, kind):
    page = opened(browser(), live_server)
    page.click("summary:has-text('Take away')")
    with page.expect_download() as download:
        page.click(f"[data-image={kind}]")
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG" if kind == "png" else b"<svg")
    assert len(content) > 10_000


def test_theme_follows_the_system_and_the_button(browser, live_server):
    page = opened(browser(scheme="dark"), live_server)
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click("[data-theme-toggle]")
    drawn(page, 1)
    assert page.get_attribute("html", "data-bs-theme") == "light"
    assert "rgb(255, 255, 255)" in page.evaluate("() => getComputedStyle(document.querySelector('#plot .main-svg')).background")


@pytest.mark.parametrize("path", ["/", "/?leader=friedrich-merz", TRUMP_AND_XI])
def test_nothing_moves_while_the_chart_loads(browser, live_server, path):
    page = browser()
    page.add_init_script("""
      window.shifts = 0;
      const add = (entry) => { window.shifts += entry.hadRecentInput ? 0 : entry.value; };
      new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
    """)
    opened(page, live_server + path)
    page.wait_for_timeout(400)
    assert page.evaluate("() => window.shifts") < 0.05


def test_an_empty_view_says_what_to_do(browser, live_server):
    page = opened(browser(), live_server + "/?q=nothingmatchesthis")
    assert "Take a filter off" in page.inner_text("#chart-note")
    assert "start again without filters" in page.inner_text("#table")


def test_a_saved_view_is_a_named_link(browser, serve, own_store):
    page = opened(browser(), serve(own_store) + TRUMP_AND_XI)
    page.click("#save-view")
    page.fill("#view-name", "Washington and Beijing")
    page.press("#view-name", "Enter")
    page.wait_for_selector("#views a:has-text('Washington and Beijing')")
    assert page.inner_text("h1") == "Washington and Beijing"
    page.click("[data-forget='Washington and Beijing']")
    page.wait_for_selector("#views a:has-text('Washington and Beijing')", state="detached")


def test_phone_width_needs_no_sideways_scrolling(browser, live_server):
    page = opened(browser(width=320, height=700), live_server)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert page.locator("#chart.narrow").count() == 1


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 320])
@pytest.mark.parametrize(
    "path",
    ["/", STORY + "&as_known_on=2017-04-27&event=trump-putin-may", "/?map=1&lanes=venue", "/?q=nothingmatchesthis"],
    ids=["whole", "replay and panel", "map", "empty"],
)
def test_axe_finds_nothing(browser, live_server, scheme, width, path):
    page = opened(browser(width=width, scheme=scheme), live_server + path)
    page.wait_for_timeout(300)
    assert not violations(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_error_page(browser, live_server, scheme):
    page = browser(scheme=scheme, expected="status of 400")
    page.goto(live_server + "/?lanes=nonsense")
    assert "lanes" in page.inner_text("h1")
    assert not violations(page)
