"""Labels: short, telling, harmless."""

import pytest

from tracker.domain import Kind, Participant, Place
from tracker.web.chart.labels import LONGEST, label, short_name, width, within


@pytest.mark.parametrize(
    ("dimension", "lane", "fields", "expected"),
    [
        ("leader", "xi-jinping", {}, "Putin, Moscow"),
        ("leader", "vladimir-putin", {}, "Xi, Moscow"),
        ("country", "RU", {}, "Xi–Putin, Moscow"),
        ("venue", "moscow-ru", {}, "Xi–Putin"),
        ("leader", "", {"participants": (), "series": "G20"}, "G20, Moscow"),
        ("series", "G20", {"participants": (), "series": "G20", "kind": Kind.SUMMIT}, "Summit, Moscow"),
        ("leader", "xi-jinping", {"series": "G20", "kind": Kind.SUMMIT}, "G20, Moscow"),
        ("leader", "xi-jinping", {"series": "G20"}, "Putin, Moscow"),
        ("leader", "xi-jinping", {"kind": Kind.SUMMIT}, "Putin, Moscow"),
        ("leader", "xi-jinping", {"place": Place(region="Europe")}, "Putin, Europe"),
        ("leader", "xi-jinping", {"place": Place()}, "Putin"),
        ("leader", "", {"participants": (), "series": "Moscow Conference"}, "Moscow Conference"),
        ("none", "", {}, "Xi and Putin"),
    ],
)
def test_says_what_the_lane_does_not(make, dimension, lane, fields, expected):
    assert label(make(**fields), dimension, lane) == expected


def test_many_people_are_counted(make):
    people = tuple(Participant(f"p{number}", f"Person Number{number}") for number in range(5))
    assert label(make(participants=people), "leader", "p0") == "Number1 +3, Moscow"


def test_a_long_title_is_cut(make):
    text = label(make(title="A title that goes on and on, well beyond the room there is"), "none", "")
    assert len(text) <= LONGEST
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("key", "name", "short"), [("xi-jinping", "Xi Jinping", "Xi"), ("nobody-known", "Jane Q. Public", "Public"), ("solo", "Bono", "Bono")]
)
def test_family_names(key, name, short):
    assert short_name(Participant(key, name)) == short


@pytest.mark.parametrize(("room", "expected"), [(400, "Xi, Moscow"), (50, "Xi, Mos…"), (28, ""), (-5, "")])
def test_a_label_is_cut_to_the_room_there_is(room, expected):
    assert within("Xi, Moscow", room) == expected
    assert width(within("Xi, Moscow", room)) <= max(room, 0)


def test_wider_words_are_wider():
    assert 0 < width("illi") < width("Moscow") < width("Moscow, Washington")
