"""Pictures of the main pages in every state, light and dark, 1300 and 320 pixels wide: ``make screenshots`` writes them to var/screenshots.

They are made to be looked at: axe found nothing wrong on a form that was visibly broken.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.provision import system_chromium
from tests.web import conftest, sample
from tests.web.pages import conftest as desk
from tracker.config import ROOT, Config
from tracker.store.engine import open_engine
from tracker.store.synth import synthesise
from tracker.web import create_app

TARGET = ROOT / "var" / "screenshots"
CROWD = 3000
STORY = "/?leader=donald-trump&leader=vladimir-putin&from=2017-04-01&to=2017-07-31"


def hover(page: Page) -> None:
    frame = page.locator("#chart").bounding_box()
    page.mouse.move(frame["x"] + 560, frame["y"] + 130)
    page.wait_for_timeout(200)


def open_menu(page: Page) -> None:
    page.click("details[data-dimension=leader] summary")
    page.wait_for_selector("#facet-leader-list [role=option]")


def drag(page: Page) -> None:
    frame = page.locator("#chart").bounding_box()
    y = frame["y"] + frame["height"] - 12
    page.mouse.move(frame["x"] + 430, y)
    page.mouse.down()
    page.mouse.move(frame["x"] + 520, y, steps=4)
    page.mouse.up()


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")


def keys(page: Page) -> None:
    page.keyboard.press("?")


@dataclass(frozen=True)
class Shot:
    """One state: where, what is done there, whether a chart has to be waited for, and on which store."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None
    crowded: bool = False
    chart: bool = True


SHOTS = (
    Shot("timeline", "/"),
    Shot("zoomed-in", "/?from=2026-11-20&to=2026-12-20"),
    Shot("zoomed-out", "/?from=2022-01-01&to=2028-01-01", crowded=True),
    Shot("crowded", "/", crowded=True),
    Shot("lanes-by-venue", "/?lanes=venue"),
    Shot("lanes-none", "/?lanes=none"),
    Shot("two-leaders", "/?leader=donald-trump&leader=xi-jinping"),
    Shot("replay", STORY + "&as_known_on=2017-04-27"),
    Shot("story-today", STORY),
    Shot("map", "/?map=1"),
    Shot("panel", STORY + "&event=trump-putin-may"),
    Shot("hover", "/?leader=donald-trump&leader=xi-jinping", hover),
    Shot("typeahead", "/", open_menu),
    Shot("new-event-by-drag", "/?leader=friedrich-merz", drag),
    Shot("print", "/", on_paper),
    Shot("empty", "/?q=nothingmatchesthis"),
    Shot("keys", "/", keys),
    Shot("error", "/?lanes=nonsense", chart=False),
)


@contextmanager
def serving(url: str) -> Iterator[str]:
    """The application on a free port."""
    app = create_app(Config(database_url=url, secret_key="screenshots", embed_ancestors=("'self'",)), clock=lambda: sample.TODAY)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)


def pages_of_the_menu(browser: Browser, address: str) -> Iterator[Shot]:
    """Every other page that the menu leads to, and one event's."""
    page = browser.new_page()
    page.goto(address)
    links = page.eval_on_selector_all(".menu a, .masthead-actions a", "all => all.map((one) => one.pathname)")
    page.close()
    for path in [*dict.fromkeys(links), "/events/trump-putin-may"]:
        if path != "/":
            yield Shot(path.strip("/").replace("/", "-"), path, chart=False)


def pages_with_sources(browser: Browser, address: str) -> Iterator[Shot]:
    """Pages that need articles behind their events: the desk's store has them."""
    page = browser.new_page()
    (trip, *_), (hostile, *_) = (page.request.get(f"{address}/suggest/events?q={words}").json() for words in ("Agra", "Talks"))
    page.close()
    event = f"/events/{trip['value']}"
    paths = {
        "event": event,
        "event-earlier": f"{event}?as_known_on=2026-10-05",
        "edit": f"{event}/edit",
        "hostile": f"/events/{hostile['value']}",
        "article": "/articles/1",
        "articles": "/articles",
        "queue": "/review",
        "changed": "/changes?since=2026-10-01",
    }
    for name, path in paths.items():
        yield Shot(f"desk-{name}", path, chart=False)
    yield Shot("embed", "/embed?from=2026-11-01&to=2027-02-01")


def shoot(browser: Browser, address: str, shot: Shot, looks: tuple[str, int]) -> Path:
    """Take one picture."""
    scheme, width = looks
    context = browser.new_context(viewport={"width": width, "height": 1250 if width > 600 else 1400}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.chart:
        page.wait_for_selector("#chart[data-drawn]")
        page.wait_for_timeout(400)
    if shot.act:
        shot.act(page)
    target = TARGET / f"{shot.name}-{scheme}-{width}.png"
    page.screenshot(path=target, full_page=shot.name == "print")
    context.close()
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="states whose name holds this")
    only = parser.parse_args().only or ""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        small, large, sourced = (f"sqlite:///{folder}/{name}.sqlite3" for name in ("sample", "crowd", "desk"))
        for url in (small, large):
            conftest.fill(url, sample)
        desk.fill(sourced)
        if not only or any(shot.crowded for shot in SHOTS if only in shot.name):
            synthesise(open_engine(large), CROWD)
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=conftest.QUIET)
        with serving(small) as calm, serving(large) as crowded, serving(sourced) as desked:
            shots = [(crowded if shot.crowded else calm, shot) for shot in (*SHOTS, *pages_of_the_menu(browser, calm))]
            shots += [(desked, shot) for shot in pages_with_sources(browser, desked)]
            for address, shot in shots:
                for looks in ((scheme, width) for scheme in ("light", "dark") for width in (1300, 320)):
                    if only in shot.name:
                        print(shoot(browser, address, shot, looks), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
