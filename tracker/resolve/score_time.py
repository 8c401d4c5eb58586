"""The part of the comparison that is about time: when the claim says it is, and what was known of the event on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tracker.domain import Kind, KnownMention, LinkKind, Mention, Status
from tracker.resolve import weights
from tracker.resolve.claims import CALLED_OFF, tells_move
from tracker.resolve.parties import is_gathering, kind_of, parties_of, place_of
from tracker.resolve.profile import LONGEST_TRIP, SLIP, Profile
from tracker.resolve.weights import Reason, Rule
from tracker.resolve.windows import MEMORY, Window, window_of

GRACE = 1  # days after its last day on which an event is still told as under way, for the sake of time zones
SHIFT = 14  # days by which a date may move without the article's saying so, if the place stays
RESCHEDULED = 21  # days after the call-off within which a new plan is the old one's new date
LULL = 14  # days after which a mere prospect is not taken up without its place
AFTERMATH = 210  # days for which a call-off is spoken of
HELD_SLIP = 3  # days between the plan and the report that it took place
WEEK = 7
SOON = 14  # days before it begins within which an undated telling of a trip means the one that is dated
WIDE = 80  # days from which on sharing days says little


def time_reasons(claim: KnownMention, profile: Profile) -> Iterator[Reason]:
    """Give the reasons of time, a veto last."""
    told, planned = window_of(claim.mention), profile.window
    detail = f"{_days(told)} / {_days(planned)}"
    for rule in _rules(claim, profile, told, planned):
        yield Reason(rule, detail)


def _rules(claim: KnownMention, profile: Profile, told: Window | None, planned: Window | None) -> list[Rule]:
    status = claim.mention.status
    if status is Status.HELD:
        return [_held(claim, told, planned)]
    if status in CALLED_OFF:
        return _called_off(claim, profile, told, planned)
    if profile.called_off and _new_trip(claim, profile) and not _on_again(told, planned):
        return [weights.NEW_TRIP]
    if profile.called_off is None and planned and claim.known > max(planned.last, _edition_ends(claim, profile)) + dt.timedelta(GRACE):
        return [weights.NEAR if told and _still_there(claim, profile, told, planned) else weights.OVER]
    return [_planned(claim, profile, told, planned)]


def _planned(claim: KnownMention, profile: Profile, told: Window | None, planned: Window | None) -> Rule:
    since = (claim.known - profile.last_known).days
    if told and planned:
        return _both(claim, profile, told, planned)
    if planned:
        return _open(claim, profile, planned)
    if since > MEMORY:
        return weights.STALE
    if told is None:
        return weights.UNDATED
    return _first_date(claim, profile, told)


def _edition_ends(claim: KnownMention, profile: Profile) -> dt.date:
    """Give the last known day of the edition that both are; a gathering told for one of its days goes on until then."""
    if claim.mention.edition not in profile.editions:
        return dt.date.min
    return max((anchor.latest for anchor in claim.mention.anchors if anchor.relation is LinkKind.PART_OF), default=dt.date.min)


def _still_there(claim: KnownMention, profile: Profile, told: Window, planned: Window) -> bool:
    """Whether a visit told after its day is that visit, which goes on or was told with a slip: nobody goes home and comes back in days."""
    visits = claim.mention.kind is Kind.VISIT and Kind.VISIT in profile.kinds
    same = parties_of(claim.mention).countries <= set(profile.countries)
    return visits and same and told.gap(planned) <= SLIP and told.days <= LONGEST_TRIP


def _open(claim: KnownMention, profile: Profile, planned: Window) -> Rule:
    """An undated telling of what lies ahead; of a trip that begins within days it is hardly another one."""
    travel = {kind_of(claim.mention), *profile.kinds} <= {Kind.VISIT, Kind.MEETING}
    soon = planned.days <= LONGEST_TRIP and planned.first <= claim.known + dt.timedelta(SOON)
    return weights.SOON if travel and soon else weights.OPEN


def _first_date(claim: KnownMention, profile: Profile, told: Window) -> Rule:
    if _other_occasion(claim.mention, profile):
        return weights.OTHER_OCCASION
    if _other_ground(claim, profile):
        return weights.OTHER_GROUND
    return weights.FIRST_DATE if told.last >= profile.first_known else weights.OVER


def _both(claim: KnownMention, profile: Profile, told: Window, planned: Window) -> Rule:
    gap = told.gap(planned)
    if gap == 0:
        return _shared(told, planned)
    if gap <= SLIP:
        series = is_gathering(claim.mention) and profile.gathering and claim.mention.series in profile.series
        return weights.NEAR_GATHERING if series and max(told.days, planned.days) <= LONGEST_TRIP else weights.NEAR
    same_edition = claim.mention.edition is not None and claim.mention.edition in profile.editions
    if same_edition or (gap <= SHIFT and _may_shift(claim.mention, profile)):
        return weights.MOVED
    return weights.FAR


def _shared(told: Window, planned: Window) -> Rule:
    if (told.first, told.last) == (planned.first, planned.last):
        return weights.SAME_DAYS
    if max(told.days, planned.days) >= WIDE:
        return weights.WIDE
    return weights.DAY_INSIDE if told.within(planned) or planned.within(told) else weights.OVERLAP


def _may_shift(mention: Mention, profile: Profile) -> bool:
    """Whether the claim itself or its place says that another date is the same plan's new date."""
    if tells_move(mention):
        return True
    if is_gathering(mention):
        return bool(mention.series and mention.series in profile.series)
    return any(city == mention.place.city for city, _ in profile.cities)


def _other_occasion(mention: Mention, profile: Profile) -> bool:
    """Whether a first date comes from gatherings, none of which is where the undated plan had its city."""
    if is_gathering(mention) or not mention.anchors or not profile.cities:
        return False
    hosts = {anchor.country for anchor in mention.anchors}
    return None not in hosts and not {place_of(mention).country, *hosts} & {country for _, country in profile.cities}


def _other_ground(claim: KnownMention, profile: Profile) -> bool:
    """Whether a first date comes without the third country that was all that an old undated prospect had."""
    if profile.confirmed or is_gathering(claim.mention) or (claim.known - profile.last_known).days <= LULL:
        return False
    third = set(profile.venue_countries) - parties_of(claim.mention).countries
    return bool(third) and place_of(claim.mention).country not in third


def _held(claim: KnownMention, told: Window | None, planned: Window | None) -> Rule:
    """A report that it took place belongs to the plan for those days, or to the undated plan of the weeks before."""
    if planned is None:
        return weights.FIRST_DATE if told else weights.STALE
    took_place = told or Window(claim.known - dt.timedelta(HELD_SLIP), claim.known)
    return weights.DAY_INSIDE if took_place.gap(planned) <= HELD_SLIP else weights.FAR


def _called_off(claim: KnownMention, profile: Profile, told: Window | None, planned: Window | None) -> list[Rule]:
    """A call-off may come long after the date; it belongs to what was called off, or else to what lies ahead."""
    known_so = [weights.CALLED_OFF] if profile.called_off else []
    if (claim.known - profile.last_known).days > AFTERMATH:
        return [weights.STALE]
    if told and planned and told.gap(planned) == 0:
        return [*known_so, _shared(told, planned)]
    if told and planned and claim.mention.status is Status.CANCELLED and told.gap(planned) > SHIFT:
        return [weights.FAR]
    if planned and profile.called_off is None and claim.known > planned.last + dt.timedelta(SHIFT):
        return [weights.OVER]
    return [*known_so, weights.MOVED if told else weights.OPEN]


def _new_trip(claim: KnownMention, profile: Profile) -> bool:
    assert profile.called_off is not None
    return (claim.known - profile.called_off).days > RESCHEDULED


def _on_again(told: Window | None, planned: Window | None) -> bool:
    """Whether a plan is told again for the very days for which it was called off."""
    return bool(told and planned and told.gap(planned) == 0 and max(told.days, planned.days) <= WEEK)


def _days(window: Window | None) -> str:
    return f"{window.first} to {window.last}" if window else "undated"
