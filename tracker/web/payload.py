"""What the chart's script receives: the figure, where things stand in it, and the words of the hover card. Plain text throughout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker import wording
from tracker.domain import Event, LinkKind, Status
from tracker.web.chart.bars import Chart
from tracker.web.chart.frame import Frame, milliseconds
from tracker.web.navigation import event_url
from tracker.web.scene import Picture

LONGEST_QUOTE = 240
STATUSES = tuple(Status)
Json = dict[str, Any]


def payload(picture: Picture, frame: Frame) -> Json:
    """Give the whole answer to one request for data."""
    chart = picture.chart
    return {
        "figure": {"data": chart.data, "layout": chart.layout},
        "mode": picture.mode,
        "unit": picture.unit,
        "gutter": frame.gutter,
        "lanes": [_lane(strip) for strip in chart.strips],
        "lanesTotal": picture.lanes_total,
        "lanesHidden": [{"key": lane.key, "label": lane.label} for lane in picture.hidden],
        "spots": chart.spots,
        "labels": chart.labels,
        "more": chart.more,
        "boxes": chart.boxes,
        "grounds": chart.grounds,
        "cards": {uid: card(picture.events[uid], picture.now.get(uid)) for uid in _found_in(chart)},
        "columns": _columns(picture),
        "total": picture.total,
        "summary": summary(picture, frame),
    }


def _lane(strip: Any) -> Json:
    lane = strip.lane
    return {
        "key": lane.key,
        "label": lane.label,
        "count": lane.count,
        "top": round(strip.top, 1),
        "bottom": round(strip.bottom, 1),
        "middle": round(strip.middle(0), 1),
        "pinned": lane.pinned,
        "folded": lane.folded,
    }


def _found_in(chart: Chart) -> set[str]:
    """Events that can be pointed at, or listed behind a "+n more"."""
    return {uid for uid, *_ in chart.spots} | {uid for *_, uids in chart.more for uid in uids}


def row(event: Event) -> Json:
    """One event in a list."""
    return {
        "title": event.title,
        "url": event_url(event.uid),
        "status": event.status.value,
        "statusLabel": wording.standing(event),
        "struck": wording.called_off(event),
        "when": wording.shown(event),
        "place": wording.place(event.place),
    }


def card(event: Event, now: Event | None = None) -> Json:
    """The words of one event. ``now`` is what is believed today where that differs from the day that is replayed."""
    words = row(event) | {
        "said": event.when.words,
        "anchored": anchored(event),
        "parties": wording.parties(event),
        "disputed": disputed(event),
        "moved": f"moved from {wording.when(event.previous)}" if event.previous else "",
        "quote": _cut(event.quote),
        "outlet": event.outlet,
        "now": f"{wording.STATUS_LABELS[now.status].lower()}, {wording.shown(now)}, {wording.place(now.place)}" if now else "",
    }
    return {name: value for name, value in words.items() if value != ""}


def anchored(event: Event) -> str:
    """What the dates are tied to."""
    words = {LinkKind.SIDELINE_OF: "on the sidelines of", LinkKind.AROUND: "around"}
    return "; ".join(
        f"{words.get(anchor.relation, 'with')} the {anchor.series} ({wording.span(anchor.earliest, anchor.latest)})"
        for anchor in event.anchors
    )


def disputed(event: Event) -> str:
    """Who says what, where parties disagree."""
    if not event.disputed:
        return ""
    return "; ".join(f"{wording.country(key)}: {wording.STATUS_LABELS[Status(status)].lower()}" for key, status in event.party_status)


def _cut(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"


def _columns(picture: Picture) -> Json | None:
    """Numbers under the pointer in the density view."""
    if picture.columns is None:
        return None
    tables = {"": picture.columns.total, **picture.columns.by_lane}
    instants = {day: milliseconds(day) for day in set().union(*tables.values())}
    return {key: [[instants[day], *_counts(table[day])] for day in sorted(table)] for key, table in tables.items()}


def _counts(counts: Mapping[Status, int]) -> list[int]:
    return [counts.get(status, 0) for status in STATUSES]


def summary(picture: Picture, frame: Frame) -> str:
    """One line that says what is in view."""
    number = f"{'more than ' if picture.more else ''}{picture.total:,}"
    noun = "event" if picture.total == 1 else "events"
    window = wording.span(frame.start, frame.end)
    if picture.mode == "density":
        return f"{number} {noun}, {window}, counted by {picture.unit}. Zoom in to see each."
    hidden = sum(len(uids) for *_, uids in picture.chart.more)
    return f"{number} {noun}, {window}" + (f"; {hidden} more open from “+n more”" if hidden else "")
