"""Our status in the codes of others (HOUSE.md): IPTC occurrence status, iCalendar STATUS, schema.org eventStatus.

Sources: IPTC NewsCodes ``eventoccurstatus`` and ``eventstatus``, RFC 5545 section 3.8.1.11, schema.org EventStatusType.
"""

from __future__ import annotations

from tracker.domain import Event, Status

IPTC_OCCURRENCE = "http://cv.iptc.org/newscodes/eventoccurstatus/"
SCHEMA = "https://schema.org/"


def one_sided(event: Event) -> bool:
    """Whether one party has announced what another has not, or the parties disagree."""
    said = {status for _, status in event.party_status}
    return Status.CONFIRMED in said and len(said) > 1


def moved(event: Event) -> bool:
    """Whether it has stood on another window before and has one now, whether that is told as a postponement or as a new plan."""
    return event.previous is not None and event.when.known


def put_off(event: Event) -> bool:
    """Whether it is postponed and nobody says until when."""
    return event.status is Status.POSTPONED and not moved(event)


def stands(event: Event) -> bool:
    """Whether its day is announced: confirmed, held, or moved to it."""
    return event.status in (Status.CONFIRMED, Status.HELD) or (event.status is Status.POSTPONED and moved(event))


def iptc(event: Event) -> str:
    """Give the IPTC event occurrence status: eos1 unplanned ... eos5 planned, occurs certainly, eos6 planned, then cancelled."""
    if event.status is Status.CANCELLED:
        return "eos6"
    if put_off(event):
        return "eos1"
    if stands(event):
        return "eos4" if one_sided(event) else "eos5"
    denied = any(status in (Status.CANCELLED, Status.POSTPONED) for _, status in event.party_status)
    return "eos2" if denied or event.status is Status.LAPSED else "eos3"


def icalendar(event: Event) -> str:
    """Give the iCalendar STATUS: postponed without a new date is cancelled on the old one."""
    if event.status is Status.CANCELLED or put_off(event):
        return "CANCELLED"
    return "CONFIRMED" if stands(event) and not one_sided(event) else "TENTATIVE"


def schema_org(event: Event) -> str | None:
    """Give the schema.org eventStatus; None where the vocabulary has no word for it (speculative, lapsed)."""
    if event.status is Status.CANCELLED:
        return f"{SCHEMA}EventCancelled"
    if put_off(event):
        return f"{SCHEMA}EventPostponed"
    if not stands(event):
        return None
    return f"{SCHEMA}EventRescheduled" if moved(event) else f"{SCHEMA}EventScheduled"
