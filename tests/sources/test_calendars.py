import datetime as dt

import pytest

from tracker.domain import Kind, Precision, Status
from tracker.sources import SourceError
from tracker.sources.calendars import read_calendar

TODAY = dt.date(2026, 11, 23)


def entry(**changes):
    lines = {
        "UID": "g20@host.example",
        "SUMMARY": "G20 summit",
        "DTSTAMP": "20261101T000000Z",
        "DTSTART;VALUE=DATE": "20261214",
        "DTEND;VALUE=DATE": "20261216",
        "LOCATION": "Miami",
        "STATUS": "CONFIRMED",
    }
    lines |= {name.replace("__", ";").replace("_is_", "="): value for name, value in changes.items()}
    body = "\r\n".join(f"{name}:{value}" for name, value in lines.items() if value is not None)
    return f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n"


def read(lexicon, *entries):
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Host calendar\r\n" + "".join(entries) + "END:VCALENDAR\r\n"
    return list(read_calendar(text.encode(), "x.ics", lexicon, TODAY))


def test_an_entry_is_an_article_with_its_mention(lexicon):
    (got,) = read(lexicon, entry())
    mention, article = got.mention, got.article
    assert (article.key, article.outlet, article.published) == ("ical:g20@host.example", "Host calendar", dt.date(2026, 11, 1))
    assert (mention.kind, mention.series, mention.status, mention.title) == (Kind.SUMMIT, "G20", Status.CONFIRMED, "G20 summit")
    assert (mention.when.earliest, mention.when.latest, mention.when.precision) == (
        dt.date(2026, 12, 14),
        dt.date(2026, 12, 15),
        Precision.DAYS,
    )
    assert (mention.place.city, mention.place.country) == ("Miami", "US")
    assert article.full_text[mention.start : mention.end] == "G20 summit"


def test_people_and_countries_are_found_in_the_summary(lexicon):
    (got,) = read(lexicon, entry(SUMMARY="Visit of Emmanuel Macron to Japan", LOCATION="Tokyo"))
    assert got.mention.kind is Kind.VISIT
    assert [person.key for person in got.mention.participants] == ["emmanuel-macron"]
    assert set(got.mention.countries) == {"FR", "JP"}


@pytest.mark.parametrize(
    ("code", "status"),
    [("TENTATIVE", Status.SPECULATIVE), ("CONFIRMED", Status.CONFIRMED), ("CANCELLED", Status.CANCELLED), (None, Status.CONFIRMED)],
)
def test_status_is_kept(lexicon, code, status):
    (got,) = read(lexicon, entry(STATUS=code))
    assert got.mention.status is status


@pytest.mark.parametrize(
    ("changes", "first", "last", "time"),
    [
        ({"DTEND__VALUE_is_DATE": None}, "2026-12-14", "2026-12-14", ""),
        ({"DTEND__VALUE_is_DATE": None, "DURATION": "P3D"}, "2026-12-14", "2026-12-16", ""),
        (
            {"DTSTART__VALUE_is_DATE": None, "DTEND__VALUE_is_DATE": None, "DTSTART": "20261214T093000Z", "DTEND": "20261214T110000Z"},
            "2026-12-14",
            "2026-12-14",
            "09:30+0000",
        ),
    ],
)
def test_days(lexicon, changes, first, last, time):
    (got,) = read(lexicon, entry(**changes))
    assert (str(got.mention.when.earliest), str(got.mention.when.latest), got.mention.when.time) == (first, last, time)


def test_a_stamp_in_the_future_is_today(lexicon):
    (got,) = read(lexicon, entry(DTSTAMP="20991101T000000Z"))
    assert got.article.published == TODAY


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"UID": None}, "no UID"),
        ({"SUMMARY": None}, "no SUMMARY"),
        ({"DTSTART__VALUE_is_DATE": None}, "no DTSTART"),
        ({"STATUS": "PERHAPS"}, "unknown STATUS 'PERHAPS'"),
    ],
)
def test_a_bad_entry_is_named_and_the_others_stay(lexicon, changes, says):
    bad, good = read(lexicon, entry(**changes), entry(UID="other"))
    assert says in bad.error
    assert bad.error.startswith("x.ics, entry 1")
    assert good.mention is not None


def test_markup_and_links_are_made_safe(lexicon):
    (got,) = read(lexicon, entry(SUMMARY="<b>G20</b> summit<script>x</script>", URL="javascript:alert(1)"))
    assert got.article.title == "G20 summit"
    assert got.article.url == ""


@pytest.mark.parametrize("body", [b"", b"hello", b"BEGIN:VCARD\r\nEND:VCARD", b"\xff\xfe"])
def test_what_is_no_calendar_says_so(lexicon, body):
    with pytest.raises(SourceError, match=r"x\.ics is no iCalendar file"):
        list(read_calendar(body, "x.ics", lexicon, TODAY))
