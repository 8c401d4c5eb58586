"""What the journeys through the timeline share: opening it, waiting for the chart, and finding what is drawn."""


def opened(page, address):
    page.goto(address)
    drawn(page)
    return page


def drawn(page, more_than=0):
    page.wait_for_function(f"() => Number(document.getElementById('chart').dataset.drawn || 0) > {more_than}")


def tabled(page):
    """Wait until the table shows what the address asks for; it follows the chart."""
    page.wait_for_selector("#table:not(.loading)")


def drawings(page):
    return int(page.get_attribute("#chart", "data-drawn") or 0)


def query(page):
    return page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")


def within(page, script, *arguments):
    """Run a function with the page's own chart.js before its arguments: the same module, the same state."""
    address = page.evaluate("() => document.querySelector('script[type=module]').src.replace('timeline.js', 'chart.js')")
    return page.evaluate(
        "async ([address, rest]) => (SCRIPT)(await import(address), ...rest)".replace("SCRIPT", script), [address, arguments]
    )


def uids_drawn(page):
    return set(within(page, "({ chart }) => chart.answer.spots.map((spot) => spot[0])"))


def shown_range(page):
    return within(page, "({ chart }) => chart.range")


def place_of(page, uid):
    """Where an event is drawn, in pixels of the window."""
    script = """({ chart, toPixel, geometry }, uid) => {
      const [, , start, end, row] = chart.answer.spots.find((spot) => spot[0] === uid);
      const frame = chart.box.getBoundingClientRect();
      return { x: frame.left + (toPixel(start) + toPixel(end)) / 2, y: frame.top + geometry().top + row };
    }"""
    return within(page, script, uid)
