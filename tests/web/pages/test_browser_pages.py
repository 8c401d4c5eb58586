"""Journeys through the pages in a real browser, with keys and without a mouse; axe on every page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TEXT = "President Vladimir Putin will meet Donald Trump in Budapest on December 7, the Kremlin said."
FAULTS = "Failed to load resource"  # what the browser says of a page that answers 409 or 422


def event_of(page, server, words):
    """The page of the event that the suggestions give first."""
    found = page.request.get(f"{server}/suggest/events?q={words}").json()
    return f"{server}/events/{found[0]['value']}"


def test_add_by_form(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/")
    page.click("text=New event")
    page.wait_for_selector("#people-input")
    page.get_by_label("People").fill("macr")
    page.get_by_role("option", name=re.compile("Emmanuel Macron")).click()
    page.get_by_label("People").fill("Jane Doe (Norway)")
    page.keyboard.press("Enter")
    page.fill("#when", "spring 2027")
    page.wait_for_selector("text=Understood as some time in March–May 2027")
    page.get_by_label("Where").fill("oslo")
    page.get_by_role("option", name=re.compile("Oslo, Norway")).first.click()
    page.click("text=Add another source")
    page.locator("[name='sources-1-quote']").fill("They will meet.")
    page.locator("[name='sources-1-url']").fill("https://nrk.example/1")
    page.get_by_role("button", name="Store", exact=True).click()
    page.wait_for_selector("h1:has-text('Macron-Doe meeting')")
    assert "some time in March–May 2027" in page.inner_text(".facts")
    assert "They will meet." in page.inner_text("ol.timeline-list >> nth=0")


def test_the_date_field_says_at_once_what_it_does_not_understand(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/events/new")
    page.wait_for_selector("#people-input")
    page.fill("#when", "gibberish")
    page.wait_for_selector(".not-understood:has-text('cannot be read as a date')")


def test_nothing_typed_is_lost(browser, desk_server):
    page = browser(expected=FAULTS)
    page.goto(f"{desk_server}/events/new")
    page.wait_for_selector("#people-input")
    page.get_by_label("People").fill("Jane Doe")
    page.keyboard.press("Enter")
    page.get_by_label("Countries").fill("Elbonia")
    page.fill("#when", "gibberish")
    page.get_by_role("button", name="Store", exact=True).click()
    page.wait_for_selector("[role=alert]:focus")
    assert page.input_value("#when") == "gibberish"
    assert [chip.inner_text().split("\n")[0] for chip in page.locator(".chip-field .chip").all()] == ["Jane Doe", "Elbonia"]
    assert "no country that is known here" in page.inner_text("[role=alert]")


def test_without_scripts(browser, desk_server):
    page = browser(java_script_enabled=False)
    page.goto(f"{desk_server}/events/new")
    page.fill("[name=people]", "Xi Jinping\nJane Doe (Norway)")
    page.fill("[name=when]", "7-8 January 2027")
    page.click("text=Add another source")
    assert page.locator("[name='sources-1-quote']").count() == 1
    page.get_by_role("button", name="Store", exact=True).click()
    assert "Xi-Doe meeting" in page.inner_text("h1")
    page.click("summary:has-text('Merge')")
    page.locator("form[action$='/merge'] input[name=q]").fill("India")
    page.locator("form[action$='/merge'] button").click()
    page.get_by_label(re.compile("visit to India")).check()
    page.click("button:has-text('Go on')")
    assert "They will meet." not in page.inner_text(".event-main")
    assert "Putin will visit New Delhi on 4 December" in page.inner_text(".event-main")
    page.click("text=Undo the merge")
    assert "Xi-Doe meeting" in page.inner_text("h1")


def test_edit_and_the_word_stays(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Agra"))
    page.click("text=Edit")
    assert page.input_value("#when") == "11 December 2026"
    page.fill("#when", "14 December 2026")
    page.wait_for_selector("text=Understood as 14 December 2026")
    page.get_by_role("button", name="Store", exact=True).click()
    page.click("text=Add a source")
    page.fill("#outlet", "PTI")
    page.fill("#published", "2026-11-23")
    page.fill("#quote", "They meet a week later.")
    page.fill("#when", "18 December 2026")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_selector("text=Sources now say")
    page.click("text=Keep mine")
    page.wait_for_selector("text=Put aside")
    assert page.locator("text=Sources now say").count() == 0
    assert "14 December 2026" in page.inner_text(".facts")


def test_two_analysts_at_once(browser, desk_server):
    first, second = browser(), browser(expected=FAULTS)
    address = event_of(first, desk_server, "Agra")
    for page in (first, second):
        page.goto(f"{address}/edit")
    for page, day in ((first, 14), (second, 16)):
        page.fill("#when", f"{day} December 2026")
        page.get_by_role("button", name="Store", exact=True).click()
    second.wait_for_selector("text=Somebody else changed it while you did")
    assert second.locator("label:has-text('Yours')").inner_text().split() == ["Yours", "16", "December", "2026"]
    second.click("label:has-text('As it stands now')")
    second.click("text=Store what is chosen")
    second.wait_for_selector(".facts")
    assert "14 December 2026" in second.inner_text(".facts")


def test_merge_by_typeahead_and_undo(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Vienna"))
    page.click("summary:has-text('Merge')")
    page.wait_for_selector("#merge-into:focus")
    page.keyboard.type("agra")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click("form[action$='/merge'] button")
    page.wait_for_selector("text=Undo the merge")
    assert "visit to India" in page.inner_text("h1")
    page.click("text=Undo the merge")
    page.wait_for_selector(".flash-success")


def test_reject_is_one_click_and_so_is_its_undo(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Agra"))
    page.click("button:has-text('Reject')")
    page.wait_for_selector("text=stands on no timeline")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".flash button:has-text('Undo')").click()
    page.wait_for_selector("text=Undone")
    assert page.locator("text=stands on no timeline").count() == 0


def test_one_source_is_split_off_with_one_click(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Agra"))
    moved = page.locator(".source", has_text="The visit moved to 11 December")
    moved.get_by_role("button", name="Split off").click()
    page.wait_for_selector("text=an event of their own now")
    assert page.locator(".source", has_text="The visit moved to 11 December").count() == 0
    page.click("text=Open it")
    assert "The visit moved to 11 December" in page.inner_text(".event-main")
    page.go_back()
    page.locator(".link-row", has_text="Split off sources").get_by_role("button", name="Undo").click()
    page.wait_for_selector(".source:has-text('The visit moved to 11 December')")


def test_paste(browser, desk_server):
    page = browser(expected=FAULTS)
    page.goto(f"{desk_server}/")
    page.click("text=Paste an article")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_selector("text=no publication date")
    page.fill("#published", "2026-11-20")
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_selector("mark:has-text('will meet Donald Trump in Budapest')")
    page.click("text=Store the article")
    page.wait_for_selector(".flash:has-text('Stored: 1 article')")
    page.locator(".claim-notes a").first.click()
    page.wait_for_selector("h1:has-text('meeting')")
    assert "Budapest" in page.inner_text(".facts")


def test_review_by_keyboard(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/review")
    items = page.locator(".queue-item")
    count = items.count()
    assert count >= 3
    page.keyboard.press("j")
    first = page.evaluate("() => document.activeElement.dataset.uid")
    assert first == items.first.get_attribute("data-uid")
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.dataset.uid") != first
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.wait_for_selector(".queue-item.is-done:has-text('Accepted.')")
    assert page.inner_text("#spoken") == "Accepted."
    assert page.evaluate("() => document.activeElement.dataset.uid") != first, "the next one is at hand"
    page.keyboard.press("r")
    page.wait_for_selector(".is-done:has-text('Rejected')")
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelectorAll('.is-done').length === 1")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*")


def test_review_keys_do_nothing_in_fields(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/review")
    page.locator("summary:has-text('Merge')").first.click()
    page.wait_for_function("() => document.activeElement?.name === 'q'")  # it is focused once it is open
    page.keyboard.type("jkarelmu?")
    assert page.locator(".is-done").count() == 0
    assert page.locator("dialog[open]").count() == 0
    assert page.locator(".queue-item details[open] input[name=q]").input_value() == "jkarelmu?"


def test_mark_all_as_looked_at(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/review")
    page.click("text=Mark all as looked at")
    page.wait_for_selector("text=Nothing needs your eye")


def test_feeds(browser, desk_server, site):
    site.pages["/feed"] = (
        200,
        "application/rss+xml",
        b"<rss version='2.0'><channel><title>World</title><item><title>News</title><link>https://x.example/1</link></item></channel></rss>",
    )
    page = browser(expected=FAULTS)
    page.goto(f"{desk_server}/feeds")
    page.fill("#url", f"{site.url}/none")
    page.click("text=Try it")
    page.wait_for_selector(".error:has-text('nothing is there')")
    page.fill("#url", f"{site.url}/feed")
    page.click("text=Try it")
    page.wait_for_selector("text=It works: 1 item")
    page.click("text=Watch this feed")
    page.wait_for_selector("table:has-text('World')")
    page.click("button:has-text('Pause')")
    page.wait_for_selector("strong:has-text('Paused')")
    page.click("text=Resume")
    page.click("summary:has-text('Remove')")
    page.click("text=Remove it")
    page.wait_for_selector("text=No feed is watched yet")


def test_from_a_claim_to_its_passage_and_back(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Agra"))
    page.locator("text=in the article").last.click()
    page.wait_for_selector("mark a")
    assert re.search(r"/articles/\d+#claim-0$", page.url)
    page.locator("mark a").first.click()
    page.wait_for_selector("h1:has-text('visit to India')")


def test_replay_on_the_event(browser, desk_server):
    page = browser()
    page.goto(event_of(page, desk_server, "Agra"))
    page.fill("#known-day", "2026-10-05")
    page.click(".known-on button")
    page.wait_for_selector("text=This is what was known on 5 October 2026")
    assert "some time in December 2026" in page.inner_text(".facts")
    page.click("text=Show what is known today")
    page.wait_for_selector("text=Accept")


def test_embedded(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/embed?from=2026-11-01&to=2027-02-01&leader=vladimir-putin")
    page.wait_for_selector("#plot .main-svg")
    assert page.locator("form").count() == 0
    page.evaluate("address => { document.body.innerHTML = `<iframe src='${address}' width=900 height=600></iframe>`; }", page.url)
    page.frame_locator("iframe").locator("#plot .main-svg").first.wait_for()


def test_take_away_follows_the_filter(browser, desk_server):
    page = browser()
    page.goto(f"{desk_server}/?leader=vladimir-putin&from=2026-11-01&to=2027-02-01")
    page.wait_for_selector("#plot .main-svg")
    page.click("summary:has-text('Take away')")
    calendar = page.get_by_text("Subscribe in a calendar").get_attribute("href")
    assert calendar.startswith("webcal://127.0.0.1:")
    assert "leader=vladimir-putin" in calendar
    assert "leader=vladimir-putin" in page.get_by_text("Sheet (CSV)").get_attribute("href")
    assert page.request.get(f"{desk_server}{page.get_by_text('TimelineJS').get_attribute('href')}").ok


OF_THE_EVENT = ("", "?as_known_on=2026-10-05", "/edit")
PATHS = (
    "/articles",
    "/leaders/vladimir-putin",
    "/articles/1",
    "/events/new",
    "/paste",
    "/review",
    "/changes?since=2026-01-01",
    "/feeds",
    "/embed?from=2026-11-01",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 320])
def test_axe_finds_nothing_and_nothing_sticks_out(browser, desk_server, scheme, width):
    page = browser(width=width, scheme=scheme)
    trip, hostile = event_of(page, desk_server, "Agra"), event_of(page, desk_server, "Talks")
    for path in [hostile, *(trip + end for end in OF_THE_EVENT), *(desk_server + path for path in PATHS)]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the page"
