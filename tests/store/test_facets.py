import datetime as dt

import pytest

from tracker.domain import Kind, Status
from tracker.filters import EventFilter, FilterError
from tracker.store import queries
from tracker.store.facets import FacetName, facets_of, fold, series_label, words


def of(event, dimension):
    return [name.key for name in facets_of(event) if name.dimension == dimension]


def test_an_event_stands_under_each_party_place_series_and_kind(event):
    made = event(city="Hamburg", series="G20", kind=Kind.SUMMIT, countries=("US", "DE"))
    assert {name: of(made, name) for name in ("leader", "venue", "country", "series", "kind")} == {
        "leader": ["donald-trump", "vladimir-putin"],
        "venue": ["hamburg-de"],
        "country": ["US", "DE"],
        "series": ["G20"],
        "kind": ["summit"],
    }


def test_a_venue_without_city_is_none_but_its_country_counts(event):
    made = event(countries=())
    assert of(made, "venue") == of(made, "country") == []


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Meeting of Donald Trump and Vladimir Putin", []),
        ("Trump-Putin meeting", []),
        ("Second Trump-Putin meeting", ["second"]),
        ("The talks in Élysée Palace", ["talks", "elysee", "palace"]),
        ("", []),
        ("talks talks", ["talks"]),
    ],
)
def test_only_words_that_no_name_holds_are_kept_from_the_title(event, title, own):
    assert of(event(title=title), "word") == own


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Putin in Hamburg", ("putin", "hamburg")),
        ("of and the", ()),
        ("", ()),
        ("G-20  G20", ("g", "20", "g20")),
        ("Élysée élysée", ("elysee",)),
        ("100%_sure", ("100", "_sure")),
        ("习近平 Путин", ("习近平", "путин")),
    ],
)
def test_words_that_are_searched_for(text, found):
    assert words(text) == found


def test_text_is_folded_to_letters_that_anyone_can_type():
    assert fold("São Tomé, ŁÓDŹ") == "sao tome, lodz"


def test_labels_are_usual_names_and_unknown_keys_stand_for_themselves():
    assert series_label("No such") == "No such"
    assert FacetName("series", "G20", "Group of Twenty").folded == "g20 group of twenty"


@pytest.mark.parametrize(
    ("q", "count"), [("PUTIN", 1), ("putin hamburg", 1), ("putin berlin", 0), ("ham of", 1), ("germ", 1), ("%", 1), ("_", 0), ("meet", 1)]
)
def test_words_find_names_places_countries_and_kinds(store, event, reading, q, count):
    store([event(city="Hamburg")])
    assert queries.count_events(reading, EventFilter(q=q)) == count


def test_a_word_in_very_many_names_is_found_as_well(store, event, reading, monkeypatch):
    monkeypatch.setattr("tracker.store.queries.criteria.MOST_KEYS", 1)
    store([event(city="Hamburg")], [event(uid="e2", leaders=("xi-jinping",))])
    assert queries.count_events(reading, EventFilter(q="a")) == 2
    assert queries.count_events(reading, EventFilter(q="a p", leader=("donald-trump",))) == 1
    assert queries.count_events(reading, EventFilter(q="n", country=("DE",))) == 1


@pytest.mark.parametrize(
    ("prefix", "found"), [("", 3), ("tr", 1), ("Donald T", 1), ("rump", 0), ("PUTIN", 1), ("%", 0), ("_", 0), ("jin", 1), ("zz", 0)]
)
def test_typeahead_finds_beginnings_of_words(store, event, reading, prefix, found):
    store([event()], [event(uid="e2", leaders=("xi-jinping",))])
    assert len(queries.facet(reading, "leader", EventFilter(), prefix)) == found


def test_facets_say_when_the_next_event_is(store, event, reading):
    then = dt.date(2017, 5, 2)
    store(
        [event(start="2017-05-01")], [event(uid="e2", start="2017-05-03")], [event(uid="e3", start="2017-05-02", status=Status.CANCELLED)]
    )
    row = queries.facet(reading, "leader", EventFilter(as_known_on=then))[0]
    assert (row.key, row.label, row.count, row.next_day) == ("donald-trump", "Donald Trump", 3, dt.date(2017, 5, 3))


def test_without_a_day_of_knowledge_the_next_event_is_counted_from_today(store, event, reading):
    ahead = dt.datetime.now(dt.UTC).date() + dt.timedelta(30)
    store([event(start="2017-05-01")], [event(uid="e2", start=ahead.isoformat())])
    assert queries.facet(reading, "leader", EventFilter())[0].next_day == ahead


def test_the_most_frequent_come_first_and_no_more_than_asked(store, event, reading):
    store([event()], [event(uid="e2", leaders=("xi-jinping",))], [event(uid="e3", leaders=("xi-jinping",))])
    assert [row.key for row in queries.facet(reading, "leader", EventFilter(), "", 2)] == ["xi-jinping", "donald-trump"]


@pytest.mark.parametrize(("dimension", "limit", "name"), [("colour", 5, "dimension"), ("leader", 0, "limit"), ("leader", 101, "limit")])
def test_what_cannot_be_asked_is_refused(reading, dimension, limit, name):
    with pytest.raises(FilterError) as refused:
        queries.facet(reading, dimension, EventFilter(), "", limit)
    assert refused.value.name == name


def test_names_of_keys(store, event, reading):
    store([event()])
    assert queries.label_of(reading, "leader", ["donald-trump", "nobody"]) == {"donald-trump": "Donald Trump"}


@pytest.mark.parametrize(("most", "counts"), [(1, [(1, True)]), (2, [(2, False)])])
def test_counts_over_the_latest_events_alone_say_so(store, event, reading, monkeypatch, most, counts):
    monkeypatch.setattr("tracker.store.queries.facet_counts.MOST_WEIGHED", most)
    store([event()], [event(uid="e2")])
    rows = queries.facet(reading, "leader", EventFilter(leader=("donald-trump",), kind=(Kind.MEETING,)), "put")
    assert [(row.count, row.partly) for row in rows] == counts
