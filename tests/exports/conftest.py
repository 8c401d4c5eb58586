import datetime as dt
from dataclasses import replace

import pytest

from tracker.domain import Event, Kind, Participant, Place, Precision, Status, When
from tracker.exports.model import Export, Exported, SourceLine

HAMBURG = Place("Hamburg", "DE", latitude=53.55, longitude=9.99)
DAYS = When(dt.date(2017, 7, 7), dt.date(2017, 7, 8), Precision.DAYS, "7-8 July", "2017-07-07/2017-07-08")
SOURCE = SourceLine("Kommersant", "https://k.example/1", dt.date(2017, 4, 27))

PLAIN = Event(
    uid="u1",
    kind=Kind.MEETING,
    title="Trump-Putin meeting",
    status=Status.CONFIRMED,
    when=DAYS,
    place=HAMBURG,
    participants=(Participant("donald-trump", "Donald Trump", "US"), Participant("vladimir-putin", "Vladimir Putin", "RU")),
    countries=("US", "RU"),
    series="G20",
    sequence=2,
    version_from=dt.date(2017, 6, 29),
    quote="the two will meet in Hamburg",
    outlet="Reuters",
)


def window(first, last, precision=Precision.OPEN, edtf="", words=""):
    return When(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision, words, edtf)


@pytest.fixture
def make():
    """An export of PLAIN with its fields changed as each argument says."""

    def build(*changes, title="Events"):
        rows = [
            Exported(replace(PLAIN, **{"uid": f"u{n}", **change}), f"https://t.example/events/u{n}", (SOURCE,))
            for n, change in enumerate(changes, 1)
        ]
        return Export(title, "https://t.example/calendar.ics", dt.datetime(2017, 7, 1, 12, tzinfo=dt.UTC), rows)

    return build
