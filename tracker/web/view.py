"""What one address of the timeline asks for: the filter, the window in view, the lanes, and the size and scheme of the chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from tracker.filters import LANES, EventFilter, FilterError
from tracker.web.chart.frame import Frame
from tracker.web.palette import PALETTES

NO_KEY = "-"  # stands in an address for the lane of events that name nobody
LANE_SORTS = ("count", "next", "name")
BEFORE, AFTER = dt.timedelta(days=30), dt.timedelta(days=150)
WIDTHS, HEIGHTS = (240, 4000), (240, 2400)
LONGEST_WINDOW = 400 * 366  # days; a span beyond it is a typing error
MOST_CHOSEN = 60


@dataclass(frozen=True, slots=True)
class View:
    """``filter`` always has both ends of its window here, whatever the address left out."""

    filter: EventFilter
    lanes: str = "leader"
    lane_sort: str = "count"
    lane_start: int = 0
    chosen: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def hides(self, key: str) -> bool:
        """Whether the lane of this key was taken off; that of events that name nobody has none."""
        return self.lanes != "none" and (key or NO_KEY) in self.hidden

    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day in view."""
        assert self.filter.start is not None
        assert self.filter.end is not None
        return self.filter.start, self.filter.end


def read_view(args: MultiDict[str, str], today: dt.date) -> View:
    """Read the address. Raises FilterError with the parameter's name."""
    asked = EventFilter.parse(args.items(multi=True))
    start, end = _window(asked, today)
    return View(
        replace(asked, start=start, end=end),
        lanes=_one_of(args, "lanes", LANES),
        lane_sort=_one_of(args, "lane_sort", LANE_SORTS),
        lane_start=_number(args, "lane_start", (0, 10_000), 0),
        chosen=_several(args, "lane"),
        pinned=_several(args, "pin"),
        folded=_several(args, "fold"),
        hidden=_several(args, "hide"),
    )


def read_frame(args: MultiDict[str, str], view: View, today: dt.date) -> Frame:
    """Read the chart's size and scheme."""
    start, end = view.window()
    theme = args.get("theme", "light")
    if theme not in PALETTES:
        raise FilterError("theme", f"{theme!r} is not known; use light or dark")
    width, height = _number(args, "width", WIDTHS, 1100), _number(args, "height", HEIGHTS, 560)
    known = view.filter.as_known_on
    return Frame(start, end, known or today, width, height, PALETTES[theme], replayed=known is not None)


def read_least(args: Mapping[str, str], frame: Frame) -> int:
    """Read the height below which the chart must not fall, so that nothing under it moves while the reader pans."""
    return _number(args, "least", (0, frame.height), 0)


def _window(asked: EventFilter, today: dt.date) -> tuple[dt.date, dt.date]:
    """What is missing of the window is set around the day of knowledge."""
    centre = asked.as_known_on or today
    if asked.start is None and asked.end is None:
        return centre - BEFORE, centre + AFTER
    start = asked.start or _shifted(asked.end or centre, -(BEFORE + AFTER))
    end = asked.end or _shifted(start, BEFORE + AFTER)
    if (end - start).days > LONGEST_WINDOW:
        raise FilterError("to", f"{end} is more than 400 years after from={start}; choose a shorter window")
    return start, end


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    number = min(max(day.toordinal() + by.days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(number)


def _one_of(args: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = args.get(name) or choices[0]
    if value not in choices:
        raise FilterError(name, f"{value!r} is not known; use one of {', '.join(choices)}")
    return value


def _number(args: Mapping[str, str], name: str, bounds: tuple[int, int], default: int) -> int:
    value = args.get(name)
    if not value:
        return default
    if not value.isdecimal() or len(value) > 6:
        raise FilterError(name, f"{value!r} is no whole number")
    return min(max(int(value), bounds[0]), bounds[1])


def _several(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in args.getlist(name) if value))[:MOST_CHOSEN]
