"""What a reader waits for, in a headless Chromium: from the press of a button to the frame that shows the answer."""

import contextlib
import itertools

from playwright.sync_api import sync_playwright

from tests.bench.web_figures import Samples
from tests.provision import system_chromium
from tests.web.conftest import QUIET

LOADS = 5
STEPS = 20
WARM = 2  # steps that are not counted: code and caches become warm
LOOKS = {"viewport": {"width": 1300, "height": 900}, "bypass_csp": True}  # the policy forbids the evaluation of our scripts
FRAMES = 40
WATCH = """
window.seen = {};
const shown = (name) => requestAnimationFrame(() => setTimeout(() => { window.seen[name] ??= performance.now(); }));
new MutationObserver((_, observer) => {
  if (document.querySelector("#table tbody tr")) { observer.disconnect(); shown("table"); }
}).observe(document, { childList: true, subtree: true });
addEventListener("drawn", () => shown("chart"), true);
"""
# From an act to the first frame after the chart was drawn anew.
ACT = """
(act) => new Promise((resolve, reject) => {
  const begun = performance.now();
  const finish = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
  document.getElementById("chart").addEventListener("drawn", finish, { once: true });
  setTimeout(() => reject(new Error("nothing was drawn")), 30000);
  (0, eval)(act);
})
"""
FRAME_TIMES = """
(count) => {
  window.frameTimes = new Promise((resolve) => {
    const times = [];
    let last = performance.now();
    const frame = (now) => {
      times.push(now - last);
      last = now;
      if (times.length < count) requestAnimationFrame(frame);
      else resolve(times.slice(2));
    };
    requestAnimationFrame(frame);
  });
}
"""
ZOOM = "document.querySelector('[data-act=zoom-{way}]').click()"
WHEEL = """
(() => {{ const box = document.getElementById("chart").getBoundingClientRect();
document.getElementById("plot").dispatchEvent(new WheelEvent("wheel", {{ deltaY: {turn}, ctrlKey: true, bubbles: true, cancelable: true,
  clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }})); }})()
"""
STATUS = "document.querySelector('#filters input[name=status][value={status}]').click()"
STEP = """
(() => {{ const slider = document.getElementById("known-slider"); slider.value = {value};
slider.dispatchEvent(new Event("input", {{ bubbles: true }})); }})()
"""


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=system_chromium(), args=QUIET)
        yield opened
        opened.close()


def measure(browser, address):
    """Every figure on one server."""
    found = first_load(browser, address)
    page = browser.new_page(**LOOKS)
    page.set_default_timeout(60_000)
    ready(page, address)
    found["zoom to redraw"] = zoom(page)
    found["zoom by wheel (settles 120 ms)"] = wheel(page)
    found["filter change to redraw"] = statuses(page)
    found["pan frame time"] = pan(page)
    ready(page, f"{address}/?leader=vladimir-putin")
    found["zoom to redraw, one leader"] = zoom(page)
    found["filter change, one leader"] = statuses(page)
    found["replay step, one leader"] = replay(page, f"{address}/?leader=vladimir-putin")
    found["replay step"] = replay(page, address)
    page.close()
    return found


def ready(page, address):
    page.goto(address)
    page.wait_for_selector("#chart[data-drawn]")
    page.wait_for_load_state("networkidle")


def first_load(browser, address):
    """Each in a new context: nothing is cached in the browser."""
    table, chart = Samples(), Samples()
    for _ in range(LOADS + 1):
        context = browser.new_context(**LOOKS)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        page.wait_for_function("window.seen.table && window.seen.chart")
        seen = page.evaluate("window.seen")
        table.values.append(seen["table"])
        chart.values.append(seen["chart"])
        context.close()
    return {"first table content": Samples(table.values[1:]), "chart drawn": Samples(chart.values[1:])}


def act(page, script):
    """Milliseconds from an act to the redrawn chart; then the table, which follows the chart, may come to rest."""
    value = page.evaluate(ACT, script)
    page.wait_for_timeout(100)
    page.wait_for_selector("#table:not(.loading)")
    page.wait_for_timeout(50)
    return value


def acts(page, scripts):
    return Samples([act(page, script) for script in scripts][WARM:])


def turns(*ways):
    """So many steps, round and round."""
    return itertools.islice(itertools.cycle(ways), WARM + STEPS)


def zoom(page):
    """Twice out, twice in, over and over."""
    return acts(page, [ZOOM.format(way=way) for way in turns("out", "out", "in", "in")])


def wheel(page):
    return acts(page, [WHEEL.format(turn=turn) for turn in turns(120, 120, -120, -120)])


def statuses(page):
    """Three boxes of the status menu, set and taken off again."""
    return acts(page, [STATUS.format(status=name) for name in turns("confirmed", "speculative", "cancelled")])


def replay(page, address):
    """Steps of the slider through the days on which something became known."""
    ready(page, address)
    act(page, "document.getElementById('replay-toggle').click()")
    last = int(page.eval_on_selector("#known-slider", "(slider) => slider.max"))
    days = sorted({round(last * step / (WARM + STEPS + 1)) for step in range(1, WARM + STEPS + 1)} - {0})
    return acts(page, [STEP.format(value=day) for day in days])


def pan(page):
    """Times between frames while the chart is dragged."""
    page.click("#hand")
    frame = page.locator("#chart").bounding_box()
    x, y = frame["x"] + frame["width"] * 0.7, frame["y"] + frame["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 10, y, steps=2)
    page.evaluate(FRAME_TIMES, FRAMES)
    for step in range(FRAMES):
        page.mouse.move(x - 10 - 4 * step, y)
    times = page.evaluate("window.frameTimes")
    page.mouse.up()
    page.wait_for_load_state("networkidle")
    return Samples(times)
