"""What a person types into a form, read; and shown again so that it is read the same."""

import datetime as dt

import pytest

from tracker.domain import Participant, Place, Precision, When
from tracker.web.typed import (
    TypedError,
    lines_of,
    read_countries,
    read_people,
    read_place,
    read_when,
    typed_people,
    typed_place,
    typed_when,
)

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a\nb", ["a", "b"]),
        ("a; b ;a", ["a", "b"]),
        (" a \r\n\r\n  b  c ", ["a", "b c"]),
        ("", []),
        (" ;\n; ", []),
    ],
)
def test_one_entry_a_line(text, entries):
    assert lines_of(text) == entries


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Xi Jinping", [("xi-jinping", "Xi Jinping", "CN")]),
        ("xi jinping", [("xi-jinping", "Xi Jinping", "CN")]),
        ("Xi Jinping\nXI JINPING", [("xi-jinping", "Xi Jinping", "CN")]),
        ("Jane Doe", [("jane-doe", "Jane Doe", None)]),
        ("Jane Doe (Norway)", [("jane-doe", "Jane Doe", "NO")]),
        ("Jane Doe, Norway", [("jane-doe", "Jane Doe", "NO")]),
        ("Jane Doe (poet)", [("jane-doe-poet", "Jane Doe (poet)", None)]),
        ("Xi Jinping (Norway)", [("xi-jinping-no", "Xi Jinping", "NO")]),
        ("António Guterres (Portugal)", [("antonio-guterres", "António Guterres", "PT")]),
        ("António Guterres", [("antonio-guterres", "António Guterres", None)]),
    ],
)
def test_people(text, people):
    assert [(person.key, person.name, person.country) for person in read_people(text, TODAY)] == people


@pytest.mark.parametrize(
    ("text", "codes"), [("France", ("FR",)), ("fr", ("FR",)), ("Türkiye\nTurkey", ("TR",)), ("French", ("FR",)), ("", ()), ("XK", ("XK",))]
)
def test_countries(text, codes):
    assert read_countries(text) == codes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (None, None, None, None)),
        ("Hamburg", (None, "Hamburg", "DE", None)),
        ("Hamburg, Germany", (None, "Hamburg", "DE", None)),
        ("Hamburg (Germany)", (None, "Hamburg", "DE", None)),
        ("White House", ("White House", "Washington", "US", None)),
        ("Germany", (None, None, "DE", None)),
        ("Europe", (None, None, None, "Europe")),
        ("Atlantis City", (None, "Atlantis City", None, None)),
        ("Atlantis City, France", (None, "Atlantis City", "FR", None)),
        ("Old Mill, Atlantis City, France", ("Old Mill", "Atlantis City", "FR", None)),
        ("Singapore", (None, "Singapore", "SG", None)),
    ],
)
def test_places(text, place):
    read = read_place(text)
    assert (read.site, read.city, read.country, read.region) == place


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_countries, "Elbonia"),
        (read_countries, "ZZ"),
        (read_place, "x" * 121),
        (lambda text: read_people(text, TODAY), "…"),
        (lambda text: read_when(text, TODAY), "gibberish"),
    ],
)
def test_what_cannot_be_understood(read, text):
    with pytest.raises(TypedError):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["Hamburg", "White House", "Camp David", "Germany", "Europe", "Atlantis City, France", "Kremlin, Moscow, Russia", "Singapore", ""],
)
def test_a_place_is_read_back_the_same(text):
    place = read_place(text)
    assert read_place(typed_place(place)) == place


@pytest.mark.parametrize("text", ["Xi Jinping", "Jane Doe (Norway)", "Jane Doe", "Xi Jinping\nJane Doe (France)"])
def test_people_are_read_back_the_same(text):
    people = read_people(text, TODAY)
    assert read_people(typed_people(people), TODAY) == people


@pytest.mark.parametrize(
    "text",
    [
        "7-8 July 2027",
        "7 July 2027",
        "July 2027",
        "late July 2027",
        "spring 2027",
        "2027",
        "next week",
        "by 31 May 2027",
        "2027-05-03/..",
        "Q3 2027",
        "28 May - 3 June 2027",
    ],
)
def test_a_window_is_read_back_the_same(text):
    when = read_when(text, TODAY)
    again = read_when(typed_when(when, TODAY), TODAY)
    assert (again.earliest, again.latest, again.precision) == (when.earliest, when.latest, when.precision)


def test_a_window_without_days_shows_its_words():
    assert typed_when(When(words="soon"), TODAY) == "soon"


def test_a_window_that_no_words_give_back_shows_as_edtf():
    odd = When(dt.date(2017, 4, 27), dt.date(2017, 5, 31), Precision.OPEN, "before the end of May", "../2017-05-31")
    assert typed_when(odd, TODAY) == "../2017-05-31"


def test_a_person_without_country_shows_the_name():
    assert typed_people((Participant("x", "X Y"),)) == "X Y"
    assert typed_place(Place(region="Europe")) == "Europe"


def test_a_field_takes_sixty_entries_and_no_more():
    assert len(lines_of("\n".join(f"Person {number}" for number in range(60)))) == 60
    with pytest.raises(TypedError, match="61 entries are too many; give at most 60"):
        lines_of("\n".join(f"Person {number}" for number in range(61)))
