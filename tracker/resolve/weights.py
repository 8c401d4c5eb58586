"""What speaks for and against two claims being one event: named rules, their points, and why each weighs what it does.

A claim joins the event with the most points if they reach THRESHOLD. A veto ends the comparison whatever else agrees.
"""

from __future__ import annotations

from dataclasses import dataclass

THRESHOLD = 4.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason. ``points`` is None for a veto."""

    name: str
    points: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, with the values that made it fire."""

    rule: Rule
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How far a claim and an event agree, and why."""

    uid: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum of all points; below every threshold when a veto fired."""
        if any(reason.rule.points is None for reason in self.reasons):
            return float("-inf")
        return sum(reason.rule.points or 0.0 for reason in self.reasons)

    @property
    def accepted(self) -> bool:
        """Whether the points suffice."""
        return self.score >= THRESHOLD


PAIR = Rule("party.pair", 4.0, "two named people on both sides: the encounter is named, not only a trip")
TRAVELLER = Rule("party.traveller", 3.5, "one named person and the same other country: a visit, or its main meeting")
ABROAD = Rule("party.abroad", 1.5, "a visit to the city of a third country where its traveller meets somebody else")
COUNTERPARTS = Rule("party.counterparts", 1.5, "who receives at home receives one by one: another guest of the same country")
COUNTRIES = Rule("party.countries", 2.0, "the same two countries, nobody named on both sides: likely only with time or place")
PERSON = Rule("party.person", 1.0, "one person, counterpart unknown on one side: true of many meetings")
LONE = Rule("party.lone", 2.5, "both claims name this one party and nothing else")
SAME_PARTIES = Rule("party.all", 0.5, "no party is missing on either side")
CLASH = Rule("party.clash", None, "the same country is represented by other people")
OTHER_COUNTRIES = Rule("party.other-countries", None, "each side has a party that the other lacks, and fewer than two in common")
OTHER_COUNTERPART = Rule("party.other-counterpart", None, "one person, meeting somebody of one country here and of another there")
NO_PARTY = Rule("party.none", None, "no party in common")

EDITION = Rule("series.edition", 4.5, "the same edition of a series is one gathering, whatever its date becomes")
SERIES = Rule("series.same", 2.5, "the same series; which edition is for the dates to say")
SAME_HOST = Rule("series.same-host", 1.0, "beside the same gathering, where everybody meets everybody")
OTHER_SERIES = Rule("series.other", None, "two gatherings of different series")
OTHER_EDITION = Rule("series.other-edition", None, "two editions of one series")
GATHERING_HERE = Rule("series.one-gathering", 3.0, "one city does not host two gatherings of the same parties on the same days")

SAME_KIND = Rule("kind.same", 1.0, "told as the same kind of encounter")
ONE_TRIP = Rule("kind.one-trip", 0.5, "a visit, its meeting and its talks are one trip")
SUMMIT_VISIT = Rule("kind.summit-visit", 0.0, "travelling to a summit is attending it")
BESIDE = Rule("kind.beside", None, "a meeting beside a gathering is not the gathering")
MEETING_OF_LEADERS = Rule("kind.other-gathering", None, "ministers and leaders of one series gather apart")
GATHERING_OR_PAIR = Rule("kind.gathering-or-pair", -2.5, "a gathering of several and a meeting of two are told apart")
CALL = Rule("kind.call", None, "a call is no travel")

SAME_DAYS = Rule("time.same-days", 2.5, "exactly the same days")
DAY_INSIDE = Rule("time.inside", 2.0, "one window lies within the other: vaguer and sharper words for one date")
OVERLAP = Rule("time.overlap", 1.0, "the windows share days")
WIDE = Rule("time.wide", 0.5, "the windows share days, one is a quarter or more wide")
OPEN = Rule("time.open", 0.5, "no date is given, and the event is still ahead")
SOON = Rule("time.soon", 1.0, "no date is given, and the trip that has one begins within days")
UNDATED = Rule("time.undated", 0.5, "neither has a date; both are told at the same time")
FIRST_DATE = Rule("time.first-date", 0.5, "a date for what had none")
NEAR = Rule("time.near", 0.0, "a few days apart: a slip, or the days of one trip")
NEAR_GATHERING = Rule("time.near-gathering", 0.5, "a series does not gather twice within days: a slip")
MOVED = Rule("time.moved", 0.0, "told as moved, or told of the same place before it began: the date slipped")
OTHER_OCCASION = Rule("time.other-occasion", None, "that one had a city and no date, this one hangs on a gathering elsewhere")
OTHER_GROUND = Rule("time.other-ground", None, "a prospect of weeks ago had a third country for its place, this date comes without it")
FAR = Rule("time.far", None, "too many days apart to be one event")
OVER = Rule("time.over", None, "the event was over when this was told as still to come")
STALE = Rule("time.stale", None, "told too long ago, and never with a date")
NEW_TRIP = Rule("time.new-trip", None, "that one was called off, and this is a plan again")
CALLED_OFF = Rule("time.called-off", 1.0, "what was called off is spoken of as called off")

SAME_CITY = Rule("place.city", 1.5, "the same city or site")
SAME_COUNTRY = Rule("place.country", 0.5, "the same country")
OTHER_CITY = Rule("place.other-city", -0.5, "two cities of one country can be one visit")
OTHER_CITY_GATHERING = Rule("place.other-city-gathering", -2.0, "a gathering is in one city")
OTHER_COUNTRY = Rule("place.other-country", None, "one encounter is in one country")
MOVED_PLACE = Rule("place.moved", -0.5, "elsewhere, but of one edition or told as moved")

ONE_ARTICLE = Rule("article.apart", None, "one article tells an event once")
ALTERNATIVES = Rule("article.alternatives", None, "the article sets the two apart")

SAME_ENTRY = Rule("entry.same", 10.0, "a calendar's UID names one event, wherever its entry moves (RFC 5545, 3.8.4.7)")
