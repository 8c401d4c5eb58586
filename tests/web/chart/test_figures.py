"""Whole figures: what Plotly itself accepts, and what must be seen in them."""

import datetime as dt
from itertools import pairwise

import orjson
import plotly.graph_objects as go
import pytest

from tracker.domain import Anchor, Precision, Status, When
from tracker.web.chart import bars, density
from tracker.web.chart.bars import Scene
from tracker.web.chart.frame import BOTTOM, TOP, Frame, milliseconds
from tracker.web.chart.lanes import Lane
from tracker.web.palette import DARK, LIGHT


def day(text):
    return dt.date.fromisoformat(text)


def scene(*events, **options):
    return Scene("leader", [Lane("xi-jinping", "Xi Jinping", len(events))], [list(events)], **options)


def every_state(make):
    moved = When(day("2026-11-20"), day("2026-11-22"), Precision.DAYS)
    anchor = Anchor("G20", "G20-2026", day("2026-12-14"), day("2026-12-18"))
    for number, status in enumerate(Status):
        yield make(f"day-{number}", status, "2026-12-05")
        yield make(f"days-{number}", status, "2026-12-05", "2026-12-11", anchors=(anchor,))
        yield make(f"month-{number}", status, "2026-12-01", "2026-12-31", Precision.MONTH, anchors=(anchor,))
        yield make(f"open-{number}", status, "2026-12-01", "2026-12-31", Precision.OPEN, edtf="2026-12-01/..")
        yield make(f"moved-{number}", status, "2026-12-05", "2026-12-11", previous=moved)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1246, 900), (304, 700)], ids=["wide", "phone"])
def test_plotly_accepts_every_state(make, palette, size):
    frame = Frame(day("2026-11-01"), day("2027-01-31"), day("2026-11-23"), *size, palette)
    events = list(every_state(make))
    uids = {event.uid for event in events}
    chart = bars.draw(frame, scene(*events, shared=uids, changed=uids))
    go.Figure(data=orjson.loads(orjson.dumps(chart.data)), layout=chart.layout)


def test_each_event_is_drawn_or_counted(make, frame):
    events = [make(f"e{number}", Status.CONFIRMED, "2026-12-01", "2026-12-20", Precision.DAYS) for number in range(60)]
    chart = bars.draw(frame, scene(*events))
    drawn = {uid for uid, *_ in chart.spots}
    behind = {uid for *_, uids in chart.more for uid in uids}
    assert drawn | behind == {event.uid for event in events}
    assert not drawn & behind
    assert behind, "sixty rows cannot fit"


def test_labels_stand_right_of_their_marks_and_inside_bands_that_have_the_room(make, frame):
    chart = bars.draw(
        frame,
        scene(
            make("day", Status.CONFIRMED, "2026-12-05"),
            make("month", Status.SPECULATIVE, "2026-12-10", "2027-01-10", Precision.PART_OF_MONTH),
        ),
    )
    assert [(text, style) for _, _, text, style in chart.labels] == [("Putin, Moscow", ""), ("Putin, Moscow", "inside")]
    for (_, _, left, _, y), (at, row, *_) in zip(chart.spots, chart.labels, strict=True):
        assert at > left
        assert row == y
    assert chart.labels[0][0] > chart.spots[0][3] - 43_200_000, "a day's mark is drawn at its noon"


def test_a_label_is_cut_at_the_edge_of_the_chart(make, frame):
    chart = bars.draw(frame, scene(make("near", Status.CONFIRMED, "2027-01-26"), make("at", Status.CONFIRMED, "2027-01-31")))
    assert [text for *_, text, _ in chart.labels] == ["Putin…", "Putin, Moscow"], "what begins beyond the edge is whole, for panning"
    assert len(chart.spots) == 2


def test_one_event_stands_in_each_of_its_lanes(make, frame):
    event = make()
    lanes = [Lane("xi-jinping", "Xi Jinping"), Lane("vladimir-putin", "Vladimir Putin")]
    chart = bars.draw(frame, Scene("leader", lanes, [[event], [event]], shared={event.uid}))
    assert [(uid, lane) for uid, lane, *_ in chart.spots] == [("e1", 0), ("e1", 1)]
    names = [trace["name"] for trace in chart.data]
    assert names.count("common meetings") == 2, "a halo and the line that joins the two"


def named(chart, name):
    return next((trace for trace in chart.data if trace["name"] == name), None)


def test_speculative_and_confirmed_differ_without_colour(make, frame):
    chart = bars.draw(
        frame, scene(make("a", Status.SPECULATIVE, "2026-12-01", "2026-12-09"), make("b", Status.CONFIRMED, "2026-12-10", "2026-12-19"))
    )
    assert "fillpattern" in named(chart, "speculative")
    assert "fillpattern" not in named(chart, "confirmed")
    points = bars.draw(frame, scene(make("a", Status.SPECULATIVE, "2026-12-01"), make("b", Status.CONFIRMED, "2026-12-10")))
    symbols = {trace["marker"]["symbol"] for trace in points.data if trace["name"].endswith("exact day")}
    assert symbols == {"diamond", "diamond-open"}


def test_cancelled_is_struck(make, frame):
    chart = bars.draw(frame, scene(make(status=Status.CANCELLED, first="2026-12-01", last="2026-12-09")))
    assert named(chart, "struck")["mode"] == "lines"
    assert [style for *_, style in chart.labels] == ["struck"]


def test_an_open_end_fades_and_has_no_edge_there(make, frame):
    event = make(first="2026-12-01", last="2026-12-31", precision=Precision.OPEN, edtf="2026-12-01/..")
    chart = bars.draw(frame, scene(event))
    slices = [trace for trace in chart.data if trace["name"] == "confirmed open end"]
    assert [trace["opacity"] for trace in slices] == sorted((trace["opacity"] for trace in slices), reverse=True)
    rim = next(trace for trace in chart.data if trace["name"] == "confirmed window" and trace["mode"] == "lines")
    end = max(x for trace in slices for x in trace["x"] if x is not None)
    assert max(x for x in rim["x"] if x is not None) < end


def test_no_mined_word_comes_into_the_drawing(make, frame):
    """Text in a drawing is Plotly's markup; labels are written beside it, as they are."""
    event = make(title='<a href="x">Visit</a> & more', participants=())
    chart = bars.draw(frame, Scene("none", [Lane("", "All events")], [[event]]))
    assert chart.labels[0][2] == event.title
    assert not any("text" in trace for trace in chart.data)
    assert "href" not in orjson.dumps([chart.data, chart.layout]).decode()


def test_the_margins_never_depend_on_the_data(make, frame):
    empty = bars.draw(frame, scene())
    full = bars.draw(frame, scene(*every_state(make)))
    assert empty.layout["margin"] == full.layout["margin"]
    assert empty.layout["xaxis"]["range"] == full.layout["xaxis"]["range"]


def test_the_height_keeps_what_it_had(make, frame):
    assert bars.draw(frame, scene(make())).layout["height"] < 300
    assert bars.draw(frame, scene(make()), least=500).layout["height"] == 500


def test_off_screen_events_take_no_rows(make, frame):
    beyond = [make(f"e{number}", Status.CONFIRMED, "2027-02-10", "2027-02-20") for number in range(20)]
    chart = bars.draw(frame, scene(make("seen"), *beyond))
    assert chart.strips[0].rows == 1
    assert chart.more == []


COUNTS = {
    day("2026-11-01"): {Status.CONFIRMED: 4, Status.SPECULATIVE: 3, Status.CANCELLED: 1},
    day("2026-12-01"): {Status.HELD: 2, Status.LAPSED: 5, Status.POSTPONED: 1},
}


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_plotly_accepts_densities(frame, unit):
    columns = density.Columns(unit, COUNTS, [Lane("a", "A"), Lane("b", "B")], {"a": COUNTS, "b": {}})
    chart = density.draw(frame, columns)
    go.Figure(data=orjson.loads(orjson.dumps(chart.data)), layout=chart.layout)


def boxes(chart, status):
    """Left, right, upper and lower edge of each box of a status."""
    edges = chart.boxes[str(status)]
    return [tuple(edges[at : at + 4]) for at in range(0, len(edges), 4)]


def test_columns_add_up(frame):
    chart = density.draw(frame, density.Columns("month", COUNTS, [], {}))
    plot, (ground, _) = chart.layout["height"] - TOP - BOTTOM, chart.layout["yaxis2"]["domain"]
    pixel = plot * (1 - ground) / chart.layout["yaxis2"]["range"][1]
    for status in Status:
        wanted = pixel * sum(counts.get(status, 0) for counts in COUNTS.values())
        assert sum(low - high for _, _, high, low in boxes(chart, status)) == pytest.approx(wanted, abs=0.3)
    for day_, counts in COUNTS.items():
        left = pytest.approx(frame.pixel(milliseconds(day_)), abs=0.1)
        column = [box for status in Status for box in boxes(chart, status) if box[0] == left]
        top, foot = min(high for _, _, high, _ in column), max(low for *_, low in column)
        assert foot - top == pytest.approx(pixel * sum(counts.values()), abs=0.2)
        assert foot == pytest.approx(plot * (1 - ground), abs=0.1), "they stand on the ground of their axis"


def test_boxes_of_a_column_touch_and_do_not_overlap(frame):
    chart = density.draw(frame, density.Columns("month", COUNTS, [], {}))
    first = sorted(box[2:] for status in Status for box in boxes(chart, status) if box[0] == boxes(chart, Status.HELD)[0][0])
    assert len(first) == 3
    assert all(upper[1] == lower[0] for upper, lower in pairwise(first))


def test_what_is_too_low_to_be_seen_joins_the_next_and_is_never_lost(frame):
    crowd = {
        day("2026-11-01"): {Status.HELD: 1, Status.CONFIRMED: 100_000, Status.CANCELLED: 1},
        day("2026-12-01"): {Status.SPECULATIVE: 1},
    }
    chart = density.draw(frame, density.Columns("month", crowd, [], {}))
    assert boxes(chart, Status.HELD) == boxes(chart, Status.CANCELLED) == []
    assert len(boxes(chart, Status.CONFIRMED)) == 1
    ((_, _, high, low),) = boxes(chart, Status.SPECULATIVE)
    assert low - high == pytest.approx(density.LEAST)


def test_lanes_have_columns_to_one_scale(frame):
    half = {key: {status: count for status, count in counts.items() if status is Status.CONFIRMED} for key, counts in COUNTS.items()}
    chart = density.draw(frame, density.Columns("month", {}, [Lane("a", "A"), Lane("b", "B")], {"a": COUNTS, "b": half}))
    confirmed = boxes(chart, Status.CONFIRMED)
    assert len(confirmed) == 2
    assert confirmed[0][3] - confirmed[0][2] == pytest.approx(confirmed[1][3] - confirmed[1][2], abs=0.11)


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2026-11-01", "2027-01-31", "day"),
        ("2026-01-01", "2027-06-30", "week"),
        ("2020-01-01", "2028-01-01", "month"),
        ("1950-01-01", "2030-01-01", "year"),
    ],
)
def test_the_unit_is_the_finest_that_can_be_seen(first, last, unit):
    assert density.choose_unit(Frame(day(first), day(last), day("2026-11-23"))) == unit


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("month", ("2026-02-01", "2026-12-31")), ("year", ("2026-01-01", "2026-12-31")), ("week", ("2026-02-10", "2026-12-05"))],
)
def test_whole_units_are_asked_for(unit, expected):
    assert density.whole_units(unit, day("2026-02-10"), day("2026-12-05")) == tuple(day(text) for text in expected)


def test_on_a_phone_the_scale_stands_inside(make):
    phone = Frame(day("2026-11-01"), day("2027-01-31"), day("2026-11-23"), width=304)
    chart = density.draw(phone, density.Columns("month", COUNTS, [], {}))
    assert not chart.layout["yaxis2"]["showticklabels"]
    assert [note["text"] for note in chart.layout["annotations"]] == ["today", "4", "8"]
