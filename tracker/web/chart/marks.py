"""What of an event is drawn. A window is never drawn as a duration: the band says where it may fall, the core what is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.domain import Event, Precision, Status, When
from tracker.web.chart.frame import DAY_MS, Frame, milliseconds

MARK = 7.0  # half the width of a mark, in pixels
LONG = 22  # days; a summit whose own dates are vaguer than that gives no core
SLIM = 14.0  # a core narrower than this is drawn as a mark
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """All in milliseconds. ``band`` may fade at an open end; ``ghost`` is where a moved event stood; ``pins`` are summits it is tied to."""

    event: Event
    band: Interval | None = None
    core: Interval | None = None
    point: float | None = None
    ghost: Interval | None = None
    pins: tuple[float, ...] = ()
    open_left: bool = False
    open_right: bool = False

    @property
    def bounds(self) -> Interval:
        """From the first to the last instant that is drawn, the ghost included."""
        ends = [edge for part in (self.band, self.core, self.ghost) if part for edge in part]
        if self.point is not None:
            ends.append(self.point)
        return min(ends), max(ends)

    @property
    def body(self) -> Interval:
        """The same without the ghost: what a click or the selection ring takes."""
        ends = [edge for part in (self.band, self.core) if part for edge in part]
        if self.point is not None:
            ends.append(self.point)
        return (min(ends), max(ends)) if ends else self.bounds


def marks_of(event: Event, frame: Frame) -> Marks | None:
    """Give the marks of an event; None for an event that has no date at all."""
    window, core = _known(event)
    ghost = _ghost(event)
    if window is None and core is None and ghost is None:
        return None
    point, core = _as_point(core, frame)
    left, right = _open_ends(event.when)
    return Marks(
        event,
        band=window,
        core=core,
        point=point,
        ghost=ghost,
        pins=() if event.when.exact else tuple(_middle(_interval(anchor.earliest, anchor.latest)) for anchor in event.anchors),
        open_left=left and window is not None,
        open_right=right and window is not None,
    )


def _known(event: Event) -> tuple[Interval | None, Interval | None]:
    """Band and core: exact days are all core, a vague window is all band, a summit's days are a core inside the band."""
    when = event.when
    if event.status is Status.POSTPONED and event.previous is None:
        return None, None
    said = _window(when)
    if when.exact:
        return None, said
    hosts = [anchor for anchor in event.pinned if (anchor.latest - anchor.earliest).days < LONG]
    if not hosts:
        return said, None
    return said, _interval(min(host.earliest for host in hosts), max(host.latest for host in hosts))


def _ghost(event: Event) -> Interval | None:
    """Where it stood: before it moved, or, postponed without a new date, where it would have been."""
    if event.previous is not None:
        before = _window(event.previous)
        return before if before != _window(event.when) else None
    return _window(event.when) if event.status is Status.POSTPONED else None


def _as_point(core: Interval | None, frame: Frame) -> tuple[float | None, Interval | None]:
    if core is None:
        return None, None
    one_day = core[1] - core[0] <= DAY_MS
    slim = (core[1] - core[0]) / frame.ms_per_pixel < SLIM
    return (_middle(core), None) if one_day or slim else (None, core)


def _open_ends(when: When) -> tuple[bool, bool]:
    if when.precision is not Precision.OPEN:
        return False, False
    right = when.edtf.endswith(("/..", "/"))
    return when.edtf.startswith(("../", "/")) or not right, right


def _window(when: When) -> Interval | None:
    if when.earliest is None or when.latest is None:
        return None
    return _interval(when.earliest, when.latest)


def _interval(first: dt.date, last: dt.date) -> Interval:
    return milliseconds(first), milliseconds(last) + DAY_MS


def _middle(interval: Interval) -> float:
    return (interval[0] + interval[1]) / 2
