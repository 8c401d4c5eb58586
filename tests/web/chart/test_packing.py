"""No mark and no label lies on another, whatever comes."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.web.chart.packing import GAP, Extent, Placement, fill_in, pack, rows_needed, share_rows


def extent(left, width=10, label=0, *, vague=False):
    return Extent(left, left + width, left + width + label, vague)


extents = st.lists(
    st.builds(extent, st.integers(-500, 1500), st.integers(1, 300), st.integers(0, 150), vague=st.booleans()),
    max_size=40,
)


def room(one, placement):
    return one.left, one.label_right if placement.labelled else one.right


def overlaps(first, second):
    return first[0] < second[1] and second[0] < first[1]


@given(extents, st.integers(0, 6))
def test_nothing_in_a_row_overlaps(some, limit):
    placements = pack(some, limit)
    placed = [(one, placement) for one, placement in zip(some, placements, strict=True) if placement]
    assert all(placement.row < limit for _, placement in placed)
    for index, (one, placement) in enumerate(placed):
        for other, other_placement in placed[index + 1 :]:
            if placement.row == other_placement.row:
                assert not overlaps(room(one, placement), room(other, other_placement))


@given(extents)
def test_enough_rows_place_everything_with_its_label(some):
    placements = pack(some, rows_needed(some))
    assert all(one is not None and one.labelled for one in placements)


def test_a_label_gives_way_before_an_event_does():
    first, second = extent(0, 10, label=100), extent(50, 10)
    assert pack([first, second], 1) == [Placement(0, labelled=False), Placement(0)]


def test_what_finds_no_row_is_handed_back():
    assert pack([extent(0, 100), extent(50, 100)], 1) == [Placement(0), None]


def test_what_is_vague_stands_below_what_is_exact():
    assert [one.row for one in pack([extent(0, 400, vague=True), extent(50), extent(600)], 3)] == [1, 0, 0]


def test_a_vague_window_gives_way_to_what_is_exact_and_takes_what_is_free():
    late, early = extent(500, 400, vague=True), extent(0, 400, vague=True)
    assert pack([early, extent(50), late], 1) == [None, Placement(0), Placement(0, labelled=False)]


def test_a_gap_is_kept():
    assert rows_needed([extent(0, 10), extent(10 + GAP, 10)]) == 1
    assert rows_needed([extent(0, 10), extent(9 + GAP, 10)]) == 2


@given(extents, extents, st.integers(1, 4))
def test_filling_in_moves_nothing_and_overlaps_nothing(some, further, limit):
    together = [*some, *further]
    before = [*pack(some, limit), *[None] * len(further)]
    after = list(before)
    fill_in(together, after, limit, range(len(some), len(together)))
    assert after[: len(some)] == before[: len(some)]
    placed = [(one, placement) for one, placement in zip(together, after, strict=True) if placement]
    for one, placement in placed[len([p for p in before if p]) :]:
        for other, other_placement in placed:
            if other is not one and other_placement.row == placement.row:
                assert not overlaps(room(one, placement), room(other, other_placement))


def test_rows_are_shared_in_turn():
    assert share_rows([5, 1, 3], 6) == [3, 1, 2]
    assert share_rows([1, 1], 10) == [1, 1]
    assert share_rows([4, 4], 1) == [1, 1]
    assert share_rows([], 5) == []
