"""Analysts' words through the store: forms and clicks, conflicts, undoing, and the queue of what needs an eye; on both databases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.store.desk import LATER, LATER_ME, ME, NOW, TWO, VISIT, find, listed, sequence
from tracker.domain import Edit, EditKind, EventLink, Kind, LinkKind, Participant, Place, Precision, Review, Status, When
from tracker.store import changes, queries
from tracker.store.changes import Author, EditConflict, EditError, EventForm, FieldError, Source
from tracker.store.engine import session
from tracker.store.integrity import problems

FORM = EventForm(
    title="Visit of Olaf Scholz to Beijing",
    kind=Kind.VISIT,
    status=Status.CONFIRMED,
    when=When(dt.date(2023, 4, 3), dt.date(2023, 4, 4), Precision.DAYS, "3-4 April", "2023-04-03/2023-04-04"),
    place=Place("Beijing", "CN"),
    participants=(Participant("olaf-scholz", "Olaf Scholz", "DE"),),
    countries=("DE", "CN"),
    sources=(Source("Scholz will travel to Beijing in April.", "Handelsblatt", "https://example.org/scholz"),),
)


def test_a_form_makes_an_event_with_its_source(engine, act):
    uid = act(changes.create_event, FORM, ME)
    event = find(engine, uid)
    assert (event.title, event.place.city, event.review) == (FORM.title, "Beijing", Review.ACCEPTED)
    with session(engine) as opened:
        (source,) = queries.evidence(opened, uid)
        assert (source.outlet, source.url, source.stored.mention.evidence[0].quote) == (
            "Handelsblatt",
            "https://example.org/scholz",
            FORM.sources[0].quote,
        )
        assert problems(opened) == []


def test_articles_join_what_a_form_made_and_its_fields_stay(engine, act, put):
    uid = act(changes.create_event, FORM, ME)
    row = {
        "known": "2023-03-19",
        "kind": "visit",
        "people": ["olaf-scholz:DE"],
        "countries": ["DE", "CN"],
        "place": "Shanghai, CN",
        "when": "2023-04-04",
        "outlet": "FAZ",
    }
    put({**row, "article": "a"}, {**row, "article": "b", "outlet": "SZ"}, now=LATER)
    event = find(engine, uid)
    assert len(event.mentions) == 3
    assert (event.place.city, event.title) == ("Beijing", FORM.title)


def test_a_form_is_never_taken_for_an_event_that_exists(engine, act):
    assert act(changes.create_event, FORM, ME) != act(changes.create_event, FORM, ME)
    assert len(listed(engine)) == 2


def test_possible_duplicates_are_shown_before_and_nothing_is_stored(engine, act, visit):
    form = replace(
        FORM,
        participants=(Participant("xi-jinping", "Xi Jinping", "CN"),),
        countries=("CN", "RU"),
        place=Place("Moscow", "RU"),
        when=visit.when,
    )
    (found,) = act(changes.possible_duplicates, form, ME)
    assert found.event.uid == visit.uid
    assert {"party.traveller", "place.city", "time.same-days"} <= {reason.rule.name for reason in found.match.reasons}
    assert act(changes.possible_duplicates, FORM, ME) == []
    assert len(listed(engine)) == 1


def test_an_event_that_is_over_is_a_possible_duplicate_of_what_is_entered_afterwards(engine, act, visit):
    people = (Participant("xi-jinping", "Xi Jinping", "CN"),)
    form = replace(FORM, participants=people, countries=("CN", "RU"), place=Place(), when=visit.when)
    years_later = Author(NOW.replace(year=2031), "ann")
    assert [found.event.uid for found in act(changes.possible_duplicates, form, years_later)] == [visit.uid]
    next_year = replace(visit.when, earliest=visit.when.earliest.replace(year=2024), latest=visit.when.latest.replace(year=2024))
    assert act(changes.possible_duplicates, replace(form, when=next_year), years_later) == []


def test_changed_fields_alone_become_edits(engine, act, visit):
    act(changes.change_event, visit.uid, {"title": "State visit", "kind": "visit"}, ME, expected_sequence=sequence(engine, visit.uid))
    event = find(engine, visit.uid)
    assert (event.title, event.edited) == ("State visit", ("title",))
    with session(engine) as opened:
        assert [row.cause.partition(":")[0] for row in queries.history(opened, visit.uid) if row.field == "title"] == ["edit"]


def test_the_second_of_two_analysts_gets_both_versions_and_loses_nothing(engine, act, visit):
    opened_at = sequence(engine, visit.uid)
    act(changes.change_event, visit.uid, {"title": "State visit"}, ME, expected_sequence=opened_at)
    with pytest.raises(EditConflict) as conflict:
        act(changes.change_event, visit.uid, {"title": "Working visit"}, Author(NOW, "bob"), expected_sequence=opened_at)
    assert (conflict.value.theirs.title, conflict.value.mine[0].value) == ("State visit", "Working visit")
    act(changes.change_event, visit.uid, {"title": "Working visit"}, Author(LATER, "bob"), expected_sequence=conflict.value.sequence)
    assert find(engine, visit.uid).title == "Working visit"
    assert find(engine, visit.uid, NOW.date()).title == "State visit"


def test_new_claims_stand_beside_an_edit_to_accept_or_dismiss(engine, act, elsewhere):
    assert find(engine, elsewhere).source_claims == (("place", {"city": "Sochi", "country": "RU"}),)
    act(changes.dismiss_claim, elsewhere, "place", LATER_ME)
    assert (find(engine, elsewhere).place.city, find(engine, elsewhere).source_claims) == ("Kazan", ())
    with pytest.raises(EditError, match="sources say nothing else"):
        act(changes.dismiss_claim, elsewhere, "place", LATER_ME)
    act(changes.accept_claim, elsewhere, "place", LATER_ME)
    assert (find(engine, elsewhere).place.city, find(engine, elsewhere).edited) == ("Sochi", ())


def test_setting_a_field_anew_overrules_the_open_claim(engine, act, elsewhere):
    omsk = {"place": {"city": "Omsk", "country": "RU"}}
    act(changes.change_event, elsewhere, omsk, LATER_ME, expected_sequence=sequence(engine, elsewhere))
    assert (find(engine, elsewhere).place.city, find(engine, elsewhere).source_claims) == ("Omsk", ())


def test_undo_takes_back_all_that_one_form_set(engine, act, visit):
    both = {"title": "State visit", "place": {"city": "Kazan", "country": "RU"}}
    act(changes.change_event, visit.uid, both, ME, expected_sequence=sequence(engine, visit.uid))
    act(changes.undo_last, visit.uid, LATER_ME)
    event = find(engine, visit.uid)
    assert (event.title, event.place, event.edited) == (visit.title, visit.place, ())
    with pytest.raises(EditError, match="nothing to undo"):
        act(changes.undo_last, visit.uid, LATER_ME)


def test_who_corrects_their_own_entry_contradicts_no_source(engine, act):
    made = act(changes.create_event, FORM, ME)
    act(changes.change_event, made, {"place": {"city": "Kazan", "country": "RU"}}, LATER_ME, expected_sequence=sequence(engine, made))
    event = find(engine, made)
    assert (event.place.city, event.source_claims) == ("Kazan", ())


@pytest.fixture
def pair(engine, put):
    """Two events that are one: nothing in their words says so."""
    titles = put(
        {**TWO, "known": "2023-03-10", "when": "2023-04-01", "outlet": "A"},
        {"known": "2023-03-11", "kind": "talks", "countries": ["US", "PL"], "outlet": "B"},
    )
    assert len(titles) == 2
    return tuple(titles.values())


def test_merging_and_un_merging_is_one_click_each(engine, act, pair):
    kept, gone = pair
    act(changes.merge_events, gone, kept, ME)
    assert [event.uid for event in listed(engine)] == [kept]
    assert len(find(engine, kept).mentions) == 2
    assert find(engine, gone).review is Review.MERGED
    with session(engine) as opened:
        assert queries.merged_into(opened, gone) == kept
        assert problems(opened) == []
    act(changes.undo_last, gone, LATER_ME)
    assert {event.uid for event in listed(engine)} == {kept, gone}
    assert len(listed(engine, NOW.date())) == 1


def test_the_survivor_of_a_merge_keeps_its_own_title(engine, act, pair):
    kept, gone = pair
    before = find(engine, kept)
    form = EventForm(
        "Tea in Warsaw with everybody", before.kind, before.status, before.when, before.place, before.participants, before.countries
    )
    made = act(changes.create_event, form, ME)
    act(changes.merge_events, made, kept, ME)
    assert find(engine, kept).title == before.title
    assert len(find(engine, kept).mentions) == 2
    act(changes.merge_events, gone, made, LATER_ME)
    assert find(engine, kept).title == before.title


def test_what_is_made_and_merged_on_one_day_keeps_a_version_and_its_title(engine, act, pair):
    kept, _ = pair
    made = act(changes.create_event, EventForm("A slip of the pen", Kind.MEETING, Status.SPECULATIVE), ME)
    act(changes.merge_events, made, kept, Author(NOW + dt.timedelta(minutes=1), "ann"))
    gone = find(engine, made)
    assert (gone.title, gone.review, gone.mentions) == ("A slip of the pen", Review.MERGED, ())
    assert made not in {event.uid for event in listed(engine)}
    with session(engine) as opened:
        assert problems(opened) == []
    act(changes.undo_last, made, LATER_ME)
    assert find(engine, made).review is Review.ACCEPTED
    assert {event.uid for event in listed(engine)} > {made, kept}


def test_a_merged_event_takes_its_later_claims_along(engine, act, put, pair):
    kept, gone = pair
    act(changes.merge_events, gone, kept, ME)
    put({"known": "2023-03-19", "kind": "talks", "countries": ["US", "PL"], "place": "Warsaw, PL", "article": "late"}, now=LATER)
    assert len(find(engine, kept).mentions) == 3


def test_an_event_cannot_be_merged_into_itself_or_in_a_circle(act, pair):
    kept, gone = pair
    with pytest.raises(EditError, match="into itself"):
        act(changes.merge_events, kept, kept, ME)
    act(changes.merge_events, gone, kept, ME)
    with pytest.raises(EditError, match="into itself"):
        act(changes.merge_events, kept, gone, ME)


def test_splitting_gives_the_sources_an_event_of_their_own(engine, act, visit):
    off = act(changes.split_event, visit.uid, [visit.mentions[0]], ME)
    assert {event.uid for event in listed(engine)} == {visit.uid, off}
    assert [len(find(engine, uid).mentions) for uid in (visit.uid, off)] == [1, 1]
    act(changes.undo_last, visit.uid, LATER_ME)
    assert [event.uid for event in listed(engine)] == [visit.uid]
    assert len(find(engine, visit.uid).mentions) == 2


@pytest.mark.parametrize(("sources", "message"), [([], "choose at least one"), ("all", "has to stay")])
def test_a_split_leaves_something_on_both_sides(act, visit, sources, message):
    with pytest.raises(EditError, match=message):
        act(changes.split_event, visit.uid, visit.mentions if sources == "all" else sources, ME)


def test_a_split_event_can_be_edited_like_any_other(engine, act, visit):
    off = act(changes.split_event, visit.uid, [visit.mentions[0]], ME)
    act(changes.change_event, off, {"title": "Another visit"}, LATER_ME, expected_sequence=sequence(engine, off))
    assert find(engine, off).title == "Another visit"


def test_a_rejected_event_leaves_the_lists_and_does_not_come_back(engine, act, put, visit):
    act(changes.reject_event, visit.uid, ME, "not diplomatic")
    put({**VISIT, "known": "2023-03-18", "article": "again"})
    assert listed(engine) == []
    act(changes.accept_event, visit.uid, LATER_ME)
    assert [event.review for event in listed(engine)] == [Review.ACCEPTED]


def test_links_by_hand(engine, act, pair):
    one, other = pair
    act(changes.link_events, one, LinkKind.PART_OF, other, ME)
    assert find(engine, one).links == (EventLink(LinkKind.PART_OF, other),)
    act(changes.unlink_events, one, LinkKind.PART_OF, other, LATER_ME)
    assert find(engine, one).links == ()
    with pytest.raises(EditError, match="to itself"):
        act(changes.link_events, one, LinkKind.PART_OF, one, ME)


@pytest.mark.parametrize(
    ("edit", "error", "message"),
    [
        ({"kind": EditKind.SET, "field": "colour", "value": "red"}, FieldError, "is none of"),
        ({"kind": EditKind.SET, "field": "kind", "value": "picnic"}, FieldError, "kind: "),
        ({"kind": EditKind.SET, "field": "when", "value": {"earliest": "soon"}}, FieldError, "when: "),
        ({"kind": EditKind.UNDO, "value": "nothing"}, EditError, "no edit"),
        ({"kind": EditKind.MERGE, "value": "nobody"}, EditError, "no event"),
        ({"kind": EditKind.LINK, "field": "cousin_of", "value": "nobody"}, FieldError, "no kind of link"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_and_nothing_is_stored(engine, act, visit, edit, error, message):
    with pytest.raises(error, match=message):
        act(changes.record_edit, Edit("e1", visit.uid, made_at=NOW, **edit))
    with session(engine) as opened:
        assert changes.edits_of(opened, visit.uid) == []


def test_an_event_that_is_gone_cannot_be_edited(act):
    with pytest.raises(EditError, match="no event"):
        act(changes.record_edit, Edit("e1", "nobody", EditKind.ACCEPT, NOW))


def test_there_is_nothing_to_undo(act, visit):
    with pytest.raises(EditError, match="nothing to undo"):
        act(changes.undo_last, visit.uid, ME)


def test_edits_survive_an_earlier_article_that_founds_the_event_anew(engine, act, put, visit):
    act(changes.change_event, visit.uid, {"title": "State visit"}, ME, expected_sequence=sequence(engine, visit.uid))
    put({**VISIT, "known": "2023-02-21", "status": "speculative", "article": "scoop"}, now=LATER)
    (event,) = listed(engine)
    assert event.uid != visit.uid
    assert (event.title, len(event.mentions)) == ("State visit", 3)
