"""An application on a small SQLite store: an article with its event, a cancelled visit, an undated prospect."""

import datetime as dt

import pytest

from tracker.config import Config
from tracker.domain import Change, Event, Kind, Participant, Place, Precision, Status, When
from tracker.store import schema
from tracker.store.engine import open_engine, writing
from tracker.store.models import ArticleRow
from tracker.store.versions import History, replace_histories
from tracker.web import create_app

NOW = dt.datetime(2017, 6, 30, 12, tzinfo=dt.UTC)
TODAY = dt.date(2017, 6, 30)
TRUMP, PUTIN = Participant("donald-trump", "Donald Trump", "US"), Participant("vladimir-putin", "Vladimir Putin", "RU")


def day(text):
    return dt.date.fromisoformat(text)


def days(first, last):
    return When(day(first), day(last), Precision.DAYS, "", f"{first}/{last}")


def meeting(known, status, sequence):
    return Event(
        uid="hamburg",
        kind=Kind.MEETING,
        title="Trump-Putin meeting <b>",
        status=status,
        when=days("2017-07-07", "2017-07-08"),
        place=Place("Hamburg", "DE", latitude=53.55, longitude=9.99),
        participants=(TRUMP, PUTIN),
        countries=("US", "RU"),
        series="G20",
        mentions=(("a1", 0),),
        version_from=day(known),
        sequence=sequence,
        quote="they may meet",
        outlet="Reuters",
    )


VISIT = Event(
    uid="visit",
    kind=Kind.VISIT,
    title="=cmd visit",
    status=Status.CANCELLED,
    when=days("2017-08-01", "2017-08-02"),
    place=Place("Moscow", "RU"),
    participants=(TRUMP,),
    countries=("US", "RU"),
    version_from=day("2017-03-01"),
)
UNDATED = Event(
    uid="undated", kind=Kind.TALKS, title="Talks", status=Status.SPECULATIVE, when=When(), place=Place(), version_from=day("2017-03-01")
)
CONFIRMED = Change(
    "hamburg", "status", "speculative", "confirmed", day("2017-06-29"), NOW, "mention:a1#0", "Hamburg meeting confirmed", "Reuters"
)


@pytest.fixture
def settings(tmp_path):
    return {"database_url": f"sqlite:///{tmp_path / 'api.sqlite3'}", "secret_key": "test"}


@pytest.fixture
def app(settings):
    engine = open_engine(settings["database_url"])
    schema.upgrade(engine)
    with writing(engine) as session:
        article = {"key": "a1", "origin": "a1", "sha256": "x", "published": day("2017-04-27"), "lang": "en", "outlet": "Reuters"}
        session.add(ArticleRow(**article, title="T", text="they may meet", url="https://r.example/1", recorded_at=NOW))
        versions = (meeting("2017-04-27", Status.SPECULATIVE, 0), meeting("2017-06-29", Status.CONFIRMED, 1))
        histories = [History("hamburg", versions, (CONFIRMED,)), History("visit", (VISIT,)), History("undated", (UNDATED,))]
        replace_histories(session, histories, NOW)
    engine.dispose()
    made = create_app(Config(**settings), clock=lambda: TODAY)
    yield made
    made.extensions["tracker-engine"].dispose()


@pytest.fixture
def client(app):
    return app.test_client()
