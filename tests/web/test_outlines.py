"""The map's ground: projected, cut at the date line, whole."""

import json

import pytest

from tracker.web.outlines import TARGET, cut, outlines, project, rings


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [(0, 0, 0, 0), (180, 0, 2706.6, 0), (-180, 0, -2706.6, 0), (0, 90, 0, 1317.4), (0, -90, 0, -1317.4)],
)
def test_equal_earth(longitude, latitude, x, y):
    assert project(longitude, latitude) == pytest.approx((x, y), abs=0.1)


def test_a_ring_on_one_side_stays_as_it_is():
    ring = [(0, 0), (10, 0), (10, 10), (0, 0)]
    (part,) = cut(ring)
    assert set(part) == set(ring)


def test_a_ring_over_the_date_line_is_cut_in_two():
    ring = [(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]
    parts = list(cut(ring))
    assert len(parts) == 2
    sides = sorted((min(x for x, _ in part), max(x for x, _ in part)) for part in parts)
    assert sides == [(-180, -170), (170, 180)]


def test_arcs_are_decoded_and_joined():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [10, 0]], [[10, 0], [0, 10]], [[0, 0], [10, 10]]],
        "objects": {
            "countries": {
                "geometries": [{"type": "Polygon", "id": "1", "arcs": [[0, 1, ~2]]}, {"type": "Polygon", "id": "010", "arcs": [[0]]}]
            }
        },
    }
    assert list(rings(topology)) == [[(0, 0), (10, 0), (10, 10), (0, 0)]]
    drawn = outlines(topology)
    assert drawn["x"].count(None) == drawn["y"].count(None) == 1


def test_what_is_served_is_small_and_inside_the_map():
    world = json.loads(TARGET.read_text())
    assert "Natural Earth" in world["source"]
    assert len(world["x"]) == len(world["y"]) > 5_000
    assert max(abs(x) for x in world["x"] if x is not None) <= 2707
    assert TARGET.stat().st_size < 150_000


def test_no_line_crosses_the_whole_map():
    world = json.loads(TARGET.read_text())
    steps = [abs(b - a) for a, b in zip(world["x"], world["x"][1:], strict=False) if a is not None and b is not None]
    assert max(steps) < 1500
