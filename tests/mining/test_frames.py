"""Drafts as single sentences tell them, trigger by trigger, before anything is merged or dated."""

from __future__ import annotations

import pytest

from tests.mining.stage import BASE, reading
from tracker.domain import Kind, Status
from tracker.lexicon import load
from tracker.mining.telling import tell


def drafts(text, *, hints=False):
    told = tell(reading(text), BASE, load())
    return [item.draft for item in told if hints or not item.draft.hint]


def who(draft):
    return [party.name or party.organisation or "+".join(party.countries) for party in draft.parties]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("Xi Jinping will meet Vladimir Putin in Astana.", Kind.MEETING, ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping and Vladimir Putin will meet in Astana.", Kind.MEETING, ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping will host Vladimir Putin in Beijing.", Kind.MEETING, ["Vladimir Putin", "Xi Jinping"]),
        ("Xi Jinping will visit Serbia next week.", Kind.VISIT, ["Xi Jinping"]),
        ("Xi Jinping will travel to Serbia next week.", Kind.VISIT, ["Xi Jinping"]),
        ("Xi Jinping will hold talks with Vladimir Putin.", Kind.MEETING, ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping will hold a meeting with Vladimir Putin.", Kind.MEETING, ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping will hold a phone call with Vladimir Putin.", Kind.CALL, ["Xi Jinping", "Vladimir Putin"]),
        ("Xi Jinping will attend the SCO summit in Astana.", Kind.SUMMIT, ["Xi Jinping"]),
        ("The leaders of Japan, South Korea and China will meet in Seoul.", Kind.SUMMIT, ["JP+KR+CN"]),
        ("Foreign ministers of the G7 will convene in Capri on June 3.", Kind.CONFERENCE, ["G7"]),
    ],
)
def test_kind_and_parties(text, kind, parties):
    (draft,) = drafts(text)
    assert draft.kind is kind
    assert who(draft) == parties


@pytest.mark.parametrize(
    ("text", "visited"),
    [
        ("Xi Jinping will visit Serbia and Hungary next week.", ["RS", "HU"]),
        ("Xi Jinping will travel to Belgrade and Budapest next week.", ["RS", "HU"]),
        ("Xi Jinping leaves for Belgrade on Monday for a visit.", ["RS"]),
        ("Xi Jinping is due to arrive in Belgrade on Monday.", ["RS"]),
        ("Xi Jinping will make a visit to Serbia next week.", ["RS"]),
        ("Xi Jinping's visit to Serbia is planned for June.", ["RS"]),
        ("Serbia prepares for a visit by Xi Jinping in June.", ["RS"]),
        ("Xi Jinping will embark on a tour of Serbia and Hungary.", ["RS", "HU"]),
    ],
)
def test_journeys_have_a_draft_for_each_country(text, visited):
    assert [draft.visited for draft in drafts(text) if draft.kind is Kind.VISIT and draft.visited] == visited


def test_the_legs_of_a_journey_know_each_other():
    first, second = drafts("Xi Jinping will visit Serbia and Hungary next week.")
    assert first.journey == second.journey != ()


def test_home_is_no_stop():
    assert [draft.visited for draft in drafts("Xi Jinping will travel from Belgrade to Budapest and to Beijing.") if draft.visited] == [
        "HU"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "After Xi Jinping met Vladimir Putin in Astana, the visit to Rome will rest on nobody.",
        "Xi Jinping will meet his obligations to Vladimir Putin.",
        "Xi Jinping is in the meeting room that Vladimir Putin will paint.",
        "Xi Jinping will hold a news conference with Vladimir Putin.",
        "Xi Jinping will visit his doctor, Vladimir Putin said.",
    ],
)
def test_look_alikes(text):
    assert [draft for draft in drafts(text) if draft.outlook.status and not draft.bare] == []


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Xi Jinping will meet Vladimir Putin in Astana.", "Astana"),
        ("In Astana, Xi Jinping will meet Vladimir Putin.", "Astana"),
        ("Xi Jinping will travel to Astana for talks with Vladimir Putin.", "Astana"),
        ("The Xi-Putin meeting in Astana is scheduled for Friday.", "Astana"),
        ("Xi Jinping will meet Vladimir Putin.", None),
        ("Xi Jinping, born in Beijing, will meet Vladimir Putin.", None),
    ],
)
def test_where_a_draft_takes_place(text, city):
    assert {draft.place.city for draft in drafts(text)} == {city}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xi Jinping will meet Vladimir Putin on Friday.", ["on Friday"]),
        ("On Friday, Xi Jinping will meet Vladimir Putin.", ["On Friday"]),
        ("Dmitry Peskov said on Monday that Xi Jinping will meet Vladimir Putin on Friday.", ["on Friday"]),
        ("Xi Jinping will meet Vladimir Putin on Friday before he flies home on Sunday.", ["on Friday"]),
        ("Xi Jinping will meet Vladimir Putin.", []),
    ],
)
def test_a_draft_has_its_own_dates_only(text, words):
    assert [span.when.words for span in drafts(text)[0].dates] == words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It rained. Xi Jinping will meet Vladimir Putin in Astana.", "Xi Jinping will meet Vladimir Putin in Astana."),
        ("Joe Biden slept, but Xi Jinping will meet Vladimir Putin.", "Xi Jinping will meet Vladimir Putin."),
    ],
)
def test_the_evidence_is_the_clause(text, quote):
    (draft,) = drafts(text)
    assert draft.evidence.quote == quote
    assert text[draft.evidence.start : draft.evidence.end] == quote


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A possible meeting between Xi Jinping and Vladimir Putin in June is on the table.", Status.SPECULATIVE),
        ("The planned meeting between Xi Jinping and Vladimir Putin in June will be short.", Status.CONFIRMED),
        ("A meeting between Xi Jinping and Vladimir Putin was postponed.", Status.POSTPONED),
        ("A meeting between Xi Jinping and Vladimir Putin has been called off.", Status.CANCELLED),
        ("A meeting between Xi Jinping and Vladimir Putin will take place in June.", Status.CONFIRMED),
        ("A meeting between Xi Jinping and Vladimir Putin is expected in June.", Status.SPECULATIVE),
        ("Markets rose ahead of a meeting between Xi Jinping and Vladimir Putin in June.", Status.CONFIRMED),
    ],
)
def test_what_is_said_of_a_noun(text, status):
    assert drafts(text)[0].outlook.status is status


@pytest.mark.parametrize(
    "text",
    [
        "Markets rose after a meeting between Xi Jinping and Vladimir Putin in June of last year, and will rise.",
        "The last meeting between Xi Jinping and Vladimir Putin was cold, and will be forgotten.",
        "A meeting between Xi Jinping and Vladimir Putin took place in May 2023; nothing will come of it.",
    ],
)
def test_nouns_of_the_past(text):
    assert [draft for draft in drafts(text) if draft.outlook.status] == []


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("Xi Jinping will meet Vladimir Putin on the sidelines of the SCO summit in Astana.", "SCO"),
        ("Xi Jinping will meet Vladimir Putin at the SCO summit in Astana.", "SCO"),
        ("Xi Jinping will meet Vladimir Putin in Astana ahead of the SCO summit.", None),
        ("Xi Jinping will meet Vladimir Putin in Astana.", None),
    ],
)
def test_on_the_sidelines(text, series):
    meeting = next(draft for draft in drafts(text) if draft.kind is Kind.MEETING)
    assert meeting.series == series


def test_a_question_tells_nothing():
    assert (
        drafts("Will Xi Jinping meet Vladimir Putin in Astana? Olaf Scholz may meet Donald Tusk in Warsaw.")[0].parties[0].name
        == "Olaf Scholz"
    )


def test_spokespeople_take_no_part():
    (draft,) = drafts("Kremlin spokesman Dmitry Peskov said that Vladimir Putin will meet Xi Jinping.")
    assert who(draft) == ["Vladimir Putin", "Xi Jinping"]
