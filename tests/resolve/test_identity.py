"""Names that outlive re-mining."""

from __future__ import annotations

from dataclasses import replace

from tests.resolve.builders import mention
from tracker.domain import Evidence, Participant
from tracker.resolve.identity import UID_LENGTH, carry_names, name_mentions

VISIT = mention(kind="visit", people=["xi-jinping:CN"], countries=["CN", "RU"], when="2023-03-20", place="Moscow, RU")
MEETING = mention(people=["joe-biden:US", "andrzej-duda:PL"], countries=["US", "PL"])


def at(one, start):
    """The same claim elsewhere in the text."""
    passage = one.evidence[0]
    return replace(one, evidence=(replace(passage, start=start, end=start + len(passage.quote)),))


def uids(named):
    return [item.uid for item in named]


def test_the_name_depends_on_words_and_parties_not_on_place_in_text_or_list():
    assert uids(name_mentions([VISIT])) == uids(name_mentions([at(replace(VISIT, ordinal=4), 900)]))
    assert uids(name_mentions([VISIT])) != uids(name_mentions([replace(VISIT, article_key="another")]))
    assert len(uids(name_mentions([VISIT]))[0]) == UID_LENGTH


def test_white_space_is_no_difference():
    spaced = replace(VISIT, evidence=(Evidence(0, 9, "  ".join(VISIT.evidence[0].quote.split(" "))),))
    assert uids(name_mentions([VISIT])) == uids(name_mentions([spaced]))


def test_two_claims_of_the_same_words_have_two_names():
    first, second = uids(name_mentions([VISIT, replace(VISIT, ordinal=1)]))
    assert first != second


def test_a_lone_surrogate_in_the_words_is_named_like_any_other():
    broken = replace(VISIT, evidence=(Evidence(0, 1, "\ud800"),))
    assert uids(name_mentions([broken]))


def test_a_better_reading_of_the_same_passage_inherits_the_name():
    old = name_mentions([at(MEETING, 0), at(VISIT, 100)])
    better = replace(at(VISIT, 100), participants=(*VISIT.participants, Participant("vladimir-putin", "Vladimir Putin", "RU")))
    assert uids(carry_names(old, [better, at(MEETING, 0)])) == [old[1].uid, old[0].uid]


def test_another_date_is_another_claim():
    old = name_mentions([VISIT])
    later = replace(VISIT, when=mention(when="2023-06-20").when)
    assert uids(carry_names(old, [later])) != uids(old)


def test_what_is_new_gets_a_name_that_nobody_had():
    old = name_mentions([VISIT])
    new = carry_names(old, [at(MEETING, 500), VISIT])
    assert new[1].uid == old[0].uid
    assert new[0].uid != old[0].uid


def test_one_name_has_one_heir():
    old = name_mentions([VISIT])
    heirs = uids(carry_names(old, [VISIT, replace(VISIT, ordinal=1)]))
    assert heirs[0] == old[0].uid
    assert len(set(heirs)) == 2
