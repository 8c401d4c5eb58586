"""What stands around the chart in a real Chromium: labels over it, panel and map beside it, and what long names do to a phone."""

import pytest

from tests.web.browsing import drawn, opened, place_of, query, shown_range, uids_drawn, within

pytestmark = pytest.mark.browser
STORY = "/?leader=donald-trump&leader=vladimir-putin&from=2017-04-01&to=2017-07-31"
AUTUMN = "/?leader=xi-jinping&from=2026-11-01&to=2027-01-31"


def label_places(page):
    """Each label's text and left edge in pixels."""
    return page.eval_on_selector_all("#labels text", "all => all.map((one) => [one.textContent, Number(one.getAttribute('x'))])")


def test_labels_stand_beside_their_marks_and_move_with_them(browser, live_server):
    page = opened(browser(), live_server + AUTUMN)
    before = dict(label_places(page))
    assert "Trump, Miami" in before
    spot = place_of(page, "day-confirmed")
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    page.mouse.move(spot["x"] - 60, spot["y"], steps=6)
    moved = dict(label_places(page))
    page.mouse.up()
    assert moved["Trump, Miami"] == pytest.approx(before["Trump, Miami"] - 60, abs=2)


def test_cancelled_is_struck_in_words_too(browser, live_server):
    page = opened(browser(), live_server + "/?leader=keir-starmer&from=2026-12-01&to=2027-02-28")
    struck = page.eval_on_selector_all("#labels .struck", "all => all.map((one) => getComputedStyle(one).textDecorationLine)")
    assert struck
    assert set(struck) == {"line-through"}


def test_the_panel_does_not_hide_what_was_clicked(browser, live_server):
    page = opened(browser(), live_server + STORY)
    wide = page.locator("#chart").bounding_box()["width"]
    spot = place_of(page, "trump-putin-g20")
    page.mouse.click(spot["x"], spot["y"])
    panel = page.wait_for_selector("#panel:not([hidden]) h2")
    drawn(page, 1)
    edge = page.locator("#panel").bounding_box()["x"]
    assert page.locator("#chart").bounding_box()["width"] < wide - 300
    assert place_of(page, "trump-putin-g20")["x"] < edge
    assert page.locator(".masthead-actions").bounding_box()["x"] < edge
    assert panel.is_visible()
    page.keyboard.press("Escape")
    drawn(page, 2)
    assert page.locator("#chart").bounding_box()["width"] == wide


@pytest.mark.parametrize("size", [(320, 700), (900, 800)], ids=["phone", "tablet"])
def test_where_there_is_no_room_the_panel_is_a_sheet_below_what_was_clicked(browser, live_server, size):
    width, height = size
    page = opened(browser(width=width, height=height), live_server + AUTUMN)
    uid = within(
        page, "({ chart }) => chart.answer.spots.findLast(([, , start, end]) => start > chart.range[0] && end < chart.range[1])[0]"
    )
    page.evaluate("(y) => scrollTo(0, y)", place_of(page, uid)["y"] - height + 60)
    spot = place_of(page, uid)
    page.mouse.click(spot["x"], spot["y"])
    sheet = page.wait_for_selector("#panel:not([hidden]) h2") and page.locator("#panel").bounding_box()
    assert sheet["width"] == width
    page.wait_for_function("(edge) => document.querySelector('.ring.selected').getBoundingClientRect().bottom < edge", arg=sheet["y"])
    assert page.locator(".ring.selected").first.bounding_box()["y"] > 0


def test_an_open_panel_in_the_address_has_its_room_from_the_start(browser, live_server):
    page = browser()
    width = "document.getElementById('stage').getBoundingClientRect().width"
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ window.before = {width}; }})")
    opened(page, live_server + STORY + "&event=trump-putin-may")
    page.wait_for_selector("#panel:not([hidden]) h2")
    assert page.evaluate("() => window.before") == page.evaluate(f"() => {width}")


def test_the_map_lists_its_venues_in_words(browser, live_server):
    page = opened(browser(), live_server + AUTUMN + "&map=1")
    page.wait_for_selector("#map[data-marks]")
    names = page.locator("#map-list button > span:first-child").all_inner_texts()
    assert "Vienna, Austria" in names
    page.hover("#map-list button:has-text('Vienna')")
    assert page.locator("#map-rings .map-ring").count() == 1
    assert page.locator(".ring.hover").count() == 1
    page.focus("#map-list button:has-text('Vienna')")
    page.keyboard.press("Enter")
    assert page.wait_for_selector("#panel h2").inner_text() == "Xi Jinping in Vienna"


def test_several_events_of_one_place_open_as_a_list_even_where_lanes_are_not_shown(browser, live_server):
    page = opened(browser(height=600), live_server + "/?map=1&lanes=venue&lane=tokyo-jp")
    page.wait_for_selector("#map[data-marks]")
    counts = page.locator("#map-list li").filter(has_text="Ankara").inner_text()
    page.click("#map-list button:has-text('Ankara')")
    page.wait_for_selector("#panel h2")
    listed = page.locator("#panel li a").count()
    assert listed > 1
    assert listed == sum(int(word) for word in counts.split() if word.isdigit())
    assert not uids_drawn(page) >= set(page.eval_on_selector_all("#panel li a", "all => all.map((one) => one.dataset.event)"))


def test_the_map_shows_the_world_where_venues_are_all_over_it(browser, live_server):
    page = opened(browser(), live_server + "/?map=1")
    page.wait_for_selector("#map[data-marks]")
    left, right = page.evaluate("() => document.getElementById('map')._fullLayout.xaxis.range")
    assert right - left >= 5500


def test_a_long_lane_name_stays_on_a_phone(browser, live_server):
    page = opened(browser(width=320, height=700), live_server + "/?lanes=venue")
    within(
        page,
        """({ chart }) => {
      chart.answer.lanes[0].label = "The Extraordinarily Long Name of a Conference Centre Beside a River in a Capital";
      chart.box.dispatchEvent(new CustomEvent("drawn", { detail: chart.answer }));
    }""",
    )
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    assert page.evaluate("() => getComputedStyle(document.querySelector('.lane-name')).textOverflow") == "ellipsis"


@pytest.mark.parametrize(
    ("key", "check"),
    [
        (
            "t",
            lambda page, _: within(
                page, "({ chart }) => chart.range[0] < Date.UTC(2026, 10, 23) && Date.UTC(2026, 10, 23) < chart.range[1]"
            ),
        ),
        ("+", lambda page, before: shown_range(page)[1] - shown_range(page)[0] < before[1] - before[0]),
        ("-", lambda page, before: shown_range(page)[1] - shown_range(page)[0] > before[1] - before[0]),
        ("m", lambda page, _: query(page)["map"] == "1" and page.is_visible("#map-frame")),
        ("/", lambda page, _: page.evaluate("() => document.activeElement.id") == "search"),
    ],
)
def test_each_key_from_anywhere(browser, live_server, key, check):
    page = opened(browser(), live_server + "/?from=2025-01-01&to=2025-06-30")
    before = shown_range(page)
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert check(page, before)
    page.focus("#search")
    settled = shown_range(page)
    page.keyboard.type(key)
    assert page.input_value("#search").endswith(key)
    assert shown_range(page) == settled


def test_c_creates(browser, live_server):
    page = opened(browser(), live_server)
    page.keyboard.press("c")
    page.wait_for_url("**/events/new")


def test_home_and_end_go_to_the_first_and_the_last_event(browser, live_server):
    page = opened(browser(), live_server + STORY)
    page.focus("#chart")
    page.keyboard.press("End")
    last = page.inner_text("#spoken")
    page.keyboard.press("Home")
    assert page.inner_text("#spoken") != last
    page.keyboard.press("ArrowUp")
    assert page.inner_text("#spoken"), "nothing is before the first"


def test_only_changes_since(browser, live_server):
    page = opened(browser(), live_server + "/?from=2017-01-01&to=2027-12-31")
    before = uids_drawn(page)
    page.click("summary:has-text('Days')")
    page.fill("input[name=changed_since]", "2017-06-15")
    drawn(page, 1)
    assert query(page)["changed_since"] == "2017-06-15"
    assert "trump-putin-g20" in uids_drawn(page)
    assert "nato-2017" in before
    assert "nato-2017" not in uids_drawn(page)
    page.click("#chips .chip-x")
    drawn(page, 2)
    assert "changed_since" not in query(page)
    assert page.input_value("input[name=changed_since]") == ""


def test_days_that_were_dragged_are_in_the_form(browser, live_server):
    page = opened(browser(), live_server + "/?leader=friedrich-merz&from=2026-11-01&to=2026-12-31")
    frame = page.locator("#chart").bounding_box()
    y = frame["y"] + frame["height"] - 12
    page.mouse.move(frame["x"] + 400, y)
    page.mouse.down()
    page.mouse.move(frame["x"] + 460, y, steps=5)
    page.mouse.up()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/new?earliest=*")
    assert "2026" in page.input_value("#when")


def test_an_error_of_the_server_is_said_and_the_drawing_stays(browser, live_server):
    page = opened(browser(expected="status of 503"), live_server)
    page.route("**/timeline/data?*", lambda route: route.fulfill(status=503, json={"detail": "The database is being moved."}))
    page.keyboard.press("n")
    page.wait_for_function("() => document.getElementById('chart-note').textContent.includes('The database is being moved')")
    assert page.locator("#labels text").count() > 10
    page.unroute("**/timeline/data?*")
    page.keyboard.press("n")
    drawn(page, 1)
    assert page.inner_text("#chart-note") == ""


def test_today_and_the_names_of_lanes_stand_at_the_head(browser, live_server):
    page = opened(browser(), live_server)
    flag = page.locator("#plot .annotation", has_text="today").bounding_box()
    axis = page.locator("#plot .xtick text").first.bounding_box()
    head, top = within(
        page,
        """({ chart, geometry }) => {
          const lanes = document.querySelectorAll(".lane-head");
          const tall = chart.answer.lanes.findIndex((lane) => lane.bottom - lane.top > 80);
          const first = Math.min(...chart.answer.spots.filter((spot) => spot[1] === tall).map((spot) => spot[4]));
          const box = lanes[tall].getBoundingClientRect();
          return [box.top + box.height / 2 - chart.box.getBoundingClientRect().top, geometry().top + first];
        }""",
    )
    first_row = page.locator(".lane-head").first.bounding_box()["y"]
    assert axis["y"] < flag["y"] < flag["y"] + flag["height"] <= first_row + 1
    assert head == pytest.approx(top, abs=2)


def test_the_length_of_the_window_is_marked(browser, live_server):
    page = opened(browser(), live_server)
    marked = "all => all.filter((one) => one.ariaPressed === 'true').map((one) => one.textContent)"
    assert page.eval_on_selector_all("[data-days]", marked) == ["6m"]
    page.click("[data-days='92']")
    drawn(page, 1)
    assert page.eval_on_selector_all("[data-days]", marked) == ["3m"]
    page.click("[data-act='zoom-in']")
    drawn(page, 2)
    assert page.eval_on_selector_all("[data-days]", marked) == []


def test_a_lane_is_taken_off_and_put_back(browser, live_server):
    page = opened(browser(), live_server)
    names = "all => all.map((one) => one.textContent)"
    before = page.eval_on_selector_all(".lane-name", names)
    page.click("#lane-choice summary")
    page.uncheck("#lane-menu [name='show xi-jinping']")
    drawn(page, 1)
    assert "Xi Jinping" not in page.eval_on_selector_all(".lane-name", names)
    assert query(page)["hide"] == "xi-jinping"
    page.check("#lane-menu [name='show xi-jinping']")
    drawn(page, 2)
    assert page.eval_on_selector_all(".lane-name", names) == before
    assert "hide" not in query(page)
