"""All days of an event: versions by news, edits and time; merges, splits and their undoing; changes and their words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.resolve.builders import claim, claims
from tracker.domain import Edit, EditKind, EventLink, LinkKind, Place, Review, Status
from tracker.resolve.diff import Causes, changes_of
from tracker.resolve.history import Scene, Told, histories
from tracker.resolve.roster import Group
from tracker.resolve.settle import SummitDates, Surroundings
from tracker.resolve.slippage import slippage_of
from tracker.resolve.words import line

TODAY = dt.date(2023, 12, 31)
BOTH = {"people": ["xi-jinping:CN", "vladimir-putin:RU"], "countries": ["CN", "RU"], "kind": "visit"}
STORY = (
    {"known": "2023-02-21", "status": "speculative", "place": "Moscow, RU"},
    {"known": "2023-03-13", "status": "speculative", "when": "2023-03-20..2023-03-26"},
    {"known": "2023-03-17", "when": "2023-03-20/2023-03-22", "sources": ["institution:Kremlin:RU"], "outlet": "TASS"},
)


def told(*rows):
    return tuple(claims([{**BOTH, **row} for row in rows]))


def edit(number, kind, day, uid="e", **parts):
    moment = dt.datetime.fromisoformat(f"{day}T12:00+00:00")
    return Edit(f"edit-{number}", uid, EditKind(kind), moment, **parts)


def group(members=None, edits=(), **more):
    bases = {"e": told(*STORY) if members is None else members, **more}
    return Group(bases, tuple(edits), {one.uid: base for base, some in bases.items() for one in some})


def past_of(some, uid="e", scene=None):
    return next(past for past in histories(some, scene or Scene(TODAY)) if past.uid == uid)


def course(past, field="status"):
    return [(str(version.version_from), getattr(version, field)) for version in past.versions]


def test_each_day_with_news_is_a_version_and_so_is_the_day_after_the_window():
    assert course(past_of(group())) == [
        ("2023-02-21", "speculative"),
        ("2023-03-13", "speculative"),
        ("2023-03-17", "confirmed"),
        ("2023-03-23", "lapsed"),
    ]


def test_versions_are_numbered():
    assert [version.sequence for version in past_of(group()).versions] == [0, 1, 2, 3]


def test_nothing_is_told_of_days_to_come():
    assert course(past_of(group(), scene=Scene(dt.date(2023, 3, 22))))[-1] == ("2023-03-17", "confirmed")
    assert course(past_of(group(), scene=Scene(dt.date(2023, 3, 23))))[-1] == ("2023-03-23", "lapsed")


def test_an_event_that_is_not_known_yet_has_no_versions():
    assert past_of(group(), scene=Scene(dt.date(2023, 1, 1))).versions == ()


def test_it_ends_when_every_source_was_revised_away():
    some = group((replace(told(*STORY)[0], superseded_on=dt.date(2023, 3, 1)),))
    past = past_of(some)
    assert (len(past.versions), past.ends) == (1, dt.date(2023, 3, 1))


def test_a_field_that_an_analyst_set_stays_and_the_new_claim_stands_beside_it():
    setting = edit(1, "set", "2023-03-14", field="place", value={"city": "Kazan", "country": "RU"})
    past = past_of(group(told(*STORY, {"known": "2023-03-18", "place": "Moscow, RU"}), [setting]))
    last = past.versions[-1]
    assert (last.place, last.edited) == (Place("Kazan", "RU"), ("place",))
    assert last.source_claims == (("place", {"city": "Moscow", "country": "RU"}),)
    assert last.review is Review.ACCEPTED


def test_a_dismissed_claim_is_silent_until_sources_say_something_else():
    setting = edit(1, "set", "2023-03-14", field="place", value={"city": "Kazan", "country": "RU"})
    silence = edit(2, "dismiss", "2023-03-15", field="place", value={"city": "Moscow", "country": "RU"})
    quiet = past_of(group(edits=[setting, silence]))
    loud = past_of(
        group(told(*STORY, *[{"known": "2023-03-18", "place": "Sochi, RU", "outlet": name} for name in "DEF"]), [setting, silence])
    )
    assert quiet.versions[-1].source_claims == ()
    assert loud.versions[-1].source_claims == (("place", {"city": "Sochi", "country": "RU"}),)


def test_an_undone_edit_counts_from_its_day_to_the_day_of_its_undoing():
    setting = edit(1, "set", "2023-03-14", field="title", value="State visit")
    undoing = edit(2, "undo", "2023-03-16", value="edit-1")
    titles = dict(course(past_of(group(edits=[setting, undoing])), "title"))
    assert (titles["2023-03-14"], titles["2023-03-16"]) == ("State visit", titles["2023-02-21"])


def test_an_undoing_can_be_undone():
    edits = [
        edit(1, "set", "2023-03-14", field="title", value="State visit"),
        edit(2, "undo", "2023-03-15", value="edit-1"),
        edit(3, "undo", "2023-03-16", value="edit-2"),
    ]
    assert past_of(group(edits=edits)).versions[-1].title == "State visit"


def test_a_status_that_an_analyst_set_does_not_lapse():
    setting = edit(1, "set", "2023-03-18", field="status", value="cancelled")
    assert past_of(group(edits=[setting])).versions[-1].status is Status.CANCELLED


def test_a_rejected_event_keeps_attracting_its_sources():
    past = past_of(group(edits=[edit(1, "reject", "2023-03-14")]))
    assert course(past, "review")[-1] == ("2023-03-23", Review.REJECTED)
    assert len(past.versions[-1].mentions) == len(STORY)


def test_accepting_after_rejecting_accepts():
    edits = [edit(1, "reject", "2023-03-14"), edit(2, "accept", "2023-03-15")]
    assert past_of(group(edits=edits)).versions[-1].review is Review.ACCEPTED


def merged(*more_edits):
    other = told({"known": "2023-03-01", "place": "Moscow, RU", "article": "other"})
    some = group(edits=[edit(1, "merge", "2023-03-10", uid="other", value="e"), *more_edits], other=other)
    return past_of(some), past_of(some, "other")


def test_a_merged_event_says_into_which_and_its_sources_count_there_from_that_day():
    kept, gone = merged()
    assert course(gone, "review") == [("2023-03-01", Review.MINED), ("2023-03-10", Review.MERGED)]
    assert (gone.merged_into, gone.versions[-1].links) == ("e", (EventLink(LinkKind.PART_OF, "e"),))
    assert [len(version.mentions) for version in kept.versions] == [1, 2, 3, 4, 4]
    assert EventLink(LinkKind.REPLACES, "other") in kept.versions[-1].links


def test_un_merging_gives_both_back():
    kept, gone = merged(edit(2, "undo", "2023-03-11", uid="other", value="edit-1"))
    assert course(gone, "review")[-1] == ("2023-03-11", Review.MINED)
    assert gone.merged_into is None
    assert [len(version.mentions) for version in kept.versions] == [1, 2, 1, 2, 3, 3]


def test_merging_in_a_circle_merges_once():
    other = told({"known": "2023-03-01", "article": "other"})
    edits = [edit(1, "merge", "2023-03-10", uid="other", value="e"), edit(2, "merge", "2023-03-11", uid="e", value="other")]
    some = group(edits=edits, other=other)
    assert (past_of(some, "other").merged_into, past_of(some).merged_into) == ("e", None)


def split(*more_edits, rows=STORY):
    members = told(*rows)
    return group(members, [edit(1, "split", "2023-03-18", value=[members[1].uid]), *more_edits])


def test_what_is_split_off_is_an_event_of_its_own_from_that_day():
    some = split()
    kept, off = past_of(some), past_of(some, "edit-1")
    assert off.versions[0].version_from == dt.date(2023, 3, 18)
    assert (len(off.versions[-1].mentions), len(kept.versions[-1].mentions)) == (1, 2)


def test_a_later_claim_goes_to_the_part_that_it_fits():
    rows = (
        {"known": "2023-03-01", "when": "2023-04-01..2023-04-30", "place": "Moscow, RU"},
        {"known": "2023-03-02", "when": "2023-04-01..2023-04-30", "place": "Kazan, RU"},
        {"known": "2023-03-20", "when": "2023-04-20", "place": "Kazan, RU"},
    )
    off = past_of(split(rows=rows), "edit-1")
    assert [article for article, _ in off.versions[-1].mentions] == ["article-1", "article-2"]


def test_undoing_a_split_brings_the_sources_back():
    some = split(edit(2, "undo", "2023-03-19", value="edit-1"))
    kept, off = past_of(some), past_of(some, "edit-1")
    assert len(kept.versions[-1].mentions) == len(STORY)
    assert (off.versions[-1].review, off.merged_into) == (Review.MERGED, "e")


def test_links_by_hand_come_and_go():
    edits = [
        edit(1, "link", "2023-03-14", field="part_of", value="summit"),
        edit(2, "link", "2023-03-14", field="around", value="other"),
        edit(3, "unlink", "2023-03-15", field="around", value="other"),
    ]
    assert past_of(group(edits=edits)).versions[-1].links == (EventLink(LinkKind.PART_OF, "summit"),)


def test_an_event_beside_a_summit_has_a_version_for_each_place_of_the_summit():
    rows = ({"known": "2017-04-27", "anchor": "G20-2017 2017-07-07/2017-07-08 Hamburg, DE"},)
    courses = {
        "2017-04-27": SummitDates(dt.date(2017, 7, 7), dt.date(2017, 7, 8)),
        "2017-06-01": SummitDates(dt.date(2017, 9, 1), dt.date(2017, 9, 2)),
    }

    def around(day):
        return Surroundings({"G20-2017": courses[max(known for known in courses if known <= str(day))]})

    scene = Scene(dt.date(2017, 8, 1), around, frozenset([dt.date(2017, 6, 1)]))
    past = past_of(group(told(*rows)), scene=scene)
    assert [(str(version.version_from), str(version.shown[0])) for version in past.versions] == [
        ("2017-04-27", "2017-07-07"),
        ("2017-06-01", "2017-09-01"),
    ]
    changes = changes_of(past.versions, Causes(told(*rows)))
    assert [(change.field, change.cause) for change in changes] == [("event", "mention:article-0#0"), ("anchors", "summit:G20-2017")]


def changes(past, members, edits=()):
    return changes_of(past.versions, Causes(members, edits))


def test_changes_name_field_day_cause_and_words():
    members = told(*STORY)
    rows = changes(past_of(group(members)), members)
    assert [
        (str(change.known), change.field, change.cause, change.outlet) for change in rows if change.field in ("event", "status", "when")
    ] == [
        ("2023-02-21", "event", "mention:article-0#0", "Gazette"),
        ("2023-03-13", "when", "mention:article-1#0", "Gazette"),
        ("2023-03-17", "status", "mention:article-2#0", "TASS citing Kremlin"),
        ("2023-03-17", "when", "mention:article-2#0", "TASS citing Kremlin"),
        ("2023-03-23", "status", "time", ""),
    ]
    status = next(change for change in rows if change.field == "status")
    assert (status.old, status.new, status.words) == ("speculative", "confirmed", "speculative to confirmed, 20–22 March 2023")


def test_a_line_is_what_a_person_would_write():
    members = told(*STORY)
    rows = [
        change for change in changes(past_of(group(members)), members) if str(change.known) == "2023-03-17" and change.field == "status"
    ]
    assert line("Moscow visit of Xi Jinping", rows) == (
        "Moscow visit of Xi Jinping: speculative to confirmed, 20–22 March 2023; TASS citing Kremlin, 17 March 2023"
    )


def test_an_edit_is_the_cause_of_what_it_sets():
    members, setting = told(*STORY), edit(1, "set", "2023-03-14", field="title", value="State visit")
    rows = changes(past_of(group(members, [setting])), members, [setting])
    titled = [change for change in rows if change.field == "title"]
    assert [(change.cause, change.words, change.recorded_at) for change in titled] == [
        ("edit:edit-1", "now called “State visit”", setting.made_at)
    ]


def test_a_withdrawn_source_is_told():
    members = told(*STORY)
    members = (replace(members[0], superseded_on=dt.date(2023, 3, 14)), *members[1:])
    rows = [change for change in changes(past_of(group(members)), members) if change.field == "sources"]
    assert [(str(change.known), change.words) for change in rows] == [("2023-03-14", "1 report withdrawn")]


def test_more_of_the_same_is_no_change():
    members = told(*STORY, {"known": "2023-03-18", "when": "2023-03-20/2023-03-22", "place": "Moscow, RU"})
    assert {str(change.known) for change in changes(past_of(group(members)), members)} == {
        "2023-02-21",
        "2023-03-13",
        "2023-03-17",
        "2023-03-23",
    }


def test_slippage_counts_moves_and_their_days_not_sharpenings():
    members = told(
        {"known": "2023-03-01", "when": "2023-03-20..2023-03-26", "place": "Moscow, RU"},
        {"known": "2023-03-05", "when": "2023-03-20/2023-03-22"},
        {"known": "2023-03-10", "when": "2023-04-03/2023-04-05", "sources": ["institution:Kremlin:RU"]},
        {"known": "2023-03-12", "place": "Kazan, RU", "sources": ["institution:Kremlin:RU"]},
        {"known": "2023-03-14", "when": "2023-04-10", "sources": ["institution:Kremlin:RU"]},
    )
    found = slippage_of(past_of(group(members), scene=Scene(dt.date(2023, 4, 1))).versions)
    assert [(str(step.known), step.moved_days) for step in found.steps] == [
        ("2023-03-01", 0),
        ("2023-03-05", 0),
        ("2023-03-10", 14),
        ("2023-03-12", 0),
        ("2023-03-14", 7),
    ]
    assert (found.date_moves, found.days, found.place_moves) == (2, 21, 1)


def test_a_source_that_tells_two_stories_splits_by_its_uid():
    one = claim(known="2023-03-01", article="same", ordinal=0, **BOTH)
    assert one.uid == claim(known="2023-03-01", article="same", ordinal=3, **BOTH).uid


@pytest.mark.parametrize("status", ["confirmed", "held"])
def test_an_alternative_shows_what_became_of_the_other(status):
    rows = told({"known": "2017-04-27", "links": {"alternative_of": 1}})
    turned = dt.date(2017, 7, 7)

    def around(day):
        believed = Status(status) if day >= turned else Status.SPECULATIVE
        return Surroundings(linked=lambda _: [EventLink(LinkKind.ALTERNATIVE_OF, "other", believed)])

    past = past_of(group(rows), scene=Scene(TODAY, around, frozenset([turned])))
    assert [version.links[0].status for version in past.versions] == [Status.SPECULATIVE, Status(status)]


@pytest.mark.parametrize("known", ["2023-03-18", "2023-03-21", "2023-03-30"])
def test_what_was_told_is_kept_and_gives_the_same_as_settling_everything(known):
    before = told(*STORY)
    stored = past_of(group(before), scene=Scene(dt.date(2023, 3, 18)))
    after = group((*before, claim(known=known, article="late", status="cancelled", **BOTH)))
    since = dt.date.fromisoformat(known)
    (kept,) = histories(after, Scene(TODAY), Told(stored.versions, since))
    assert kept == past_of(after)
    wrong = tuple(replace(version, title="never told") for version in stored.versions)
    (kept,) = histories(after, Scene(TODAY), Told(wrong, since))
    assert [version.title == "never told" for version in kept.versions][:2] == [True, True], "the past is not settled again"


def test_an_undated_rumour_lapses_on_the_day_on_which_nobody_spoke_of_it_for_long_enough():
    members = told({"known": "2023-01-15", "status": "speculative"}, {"known": "2023-02-21", "status": "speculative"})
    assert course(past_of(group(members))) == [("2023-01-15", "speculative"), ("2023-02-21", "speculative"), ("2023-05-08", "lapsed")]


def test_a_date_that_lost_is_told_as_others_say():
    rows = ({"known": "2023-03-13", "when": "2023-03-20", "outlet": "A"}, {"known": "2023-03-14", "when": "2023-03-21", "outlet": "B"})
    members = told(*({**row, "kind": "meeting"} for row in rows))
    changes = changes_of(past_of(group(members)).versions, Causes(members))
    said = {change.field: change.words for change in changes if str(change.known) == "2023-03-14"}
    assert said == {"when": "now 21 March 2023, was 20 March 2023", "rivals": "others say 20 March 2023"}
