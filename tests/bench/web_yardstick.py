"""The yardstick: vis-timeline, fetched from npm for this test alone, with the same events in the same browser."""

import base64
import hashlib
import io
import itertools
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from tests.bench.report import note
from tests.bench.web_figures import Samples
from tracker.config import ROOT
from tracker.filters import EventFilter
from tracker.store.engine import open_engine, session
from tracker.store.queries import list_events

VERSION = "8.5.4"
SHA512 = "Xt7RNrRvOkQiSyk6vFTXSRwTunT0y9MzDgHY8N8H9nPuebJ6Vg+u3xnv0Swbxna/Pa2E3HjaBblEIQiK74E01Q=="
FOLDER = ROOT / "var" / "bench"
FILES = ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css")
LEADERS, LOADS, STEPS = 20, 3, 6
START = """
([items, groups]) => new Promise((resolve) => {
  const begun = performance.now();
  const box = document.getElementById("box");
  box.replaceChildren();
  window.timeline?.destroy();
  window.timeline = new vis.Timeline(box, items, groups, { height: "640px", stack: true });
  const ready = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
  let waiting = setTimeout(ready, 20000);
  window.timeline.on("changed", () => { clearTimeout(waiting); ready(); });
})
"""
ZOOM = """
(way) => new Promise((resolve) => {
  const begun = performance.now();
  const done = () => { timeline.off("changed", done); requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun))); };
  timeline.on("changed", done);
  way === "in" ? timeline.zoomIn(0.5, { animation: false }) : timeline.zoomOut(0.5, { animation: false });
})
"""


def installed():
    """The folder with its files, or None where npm cannot provide them."""
    if all((FOLDER / Path(name).name).is_file() for name in FILES):
        return FOLDER
    if not shutil.which("npm"):
        return None
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"vis-timeline@{VERSION}"]
        if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
            return None
        content = next(Path(folder).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise RuntimeError(f"vis-timeline {VERSION} is not what was pinned")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for name in FILES:
            (FOLDER / Path(name).name).write_bytes(archive.extractfile(f"package/{name}").read())
    return FOLDER


def events_of(url, count):
    """The first events of a store, in the order of their days."""
    engine, found, cursor = open_engine(url), [], ""
    with session(engine) as opened:
        while len(found) < count and cursor is not None:
            page = list_events(opened, EventFilter(), limit=200, cursor=cursor)
            found += [event for event in page.rows if event.shown[0]]
            cursor = page.next_cursor
    engine.dispose()
    return found[:count]


def items_of(events):
    """As vis-timeline takes them, in the lanes of the leaders who meet most often."""
    lanes = [sorted(person.key for person in event.participants) for event in events]
    names = list(itertools.chain.from_iterable(lanes))
    busiest = sorted(set(names), key=lambda name: -names.count(name))[:LEADERS]
    groups = [{"id": name, "content": name} for name in [*busiest, "others"]]
    items = []
    for number, (event, keys) in enumerate(zip(events, lanes, strict=True)):
        first, last = event.shown
        group = next((key for key in keys if key in busiest), "others")
        item = {"id": number, "content": event.title, "group": group, "start": first.isoformat(), "title": event.title}
        items.append(item | ({"end": f"{last.isoformat()}T23:59:59", "type": "range"} if last > first else {"type": "point"}))
    return items, groups


def measure(browser, url, sizes):
    """Loading and zooming, per number of events; empty where npm has it not."""
    folder = installed()
    if folder is None:
        note("vis-timeline could not be had from npm: no yardstick")
        return {}
    return {("vis-timeline", size): with_items(browser, folder, items_of(events_of(url, size))) for size in sizes}


def with_items(browser, folder, items_and_groups):
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(180_000)
    page.set_content("<!doctype html><body><div id=box></div>")
    for name in FILES:
        add = page.add_style_tag if name.endswith(".css") else page.add_script_tag
        add(path=folder / Path(name).name)
    drawn = Samples([page.evaluate(START, items_and_groups) for _ in range(LOADS)])
    zoomed = Samples([page.evaluate(ZOOM, way) for way in ("in", "out") * (STEPS // 2)])
    page.close()
    return {"items in memory to drawn": drawn, "zoom to redraw": zoomed}
