"""The directory of people, offices, countries, organisations, venues, series and editions, kept in step with the lexicon.

Rows that the lexicon has are written again, so that a newer lexicon mends an older store; people in no list stay as they are. Whoever
takes part in an event has a row here (``know_people``), in a store that was never seeded too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

import orjson
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from tracker.domain import Participant
from tracker.lexicon import Lexicon
from tracker.lexicon.editions import Edition
from tracker.lexicon.people import Person
from tracker.store.bulk import insert_rows, raw_rows, table_of
from tracker.store.engine import session as reading
from tracker.store.engine import writing
from tracker.store.models import Base, Checkpoint, CountryRow, EditionRow, OfficeTerm, OrganisationRow, PersonRow, SeriesRow, VenueRow
from tracker.store.search_rows import Values

MARK = "directory"  # the checkpoint under which the lexicon's fingerprint stands


def fill_directory(session: Session, lexicon: Lexicon) -> None:
    """Write what the lexicon knows. Doing it again changes nothing."""
    session.execute(delete(OfficeTerm))
    for model, rows in _rows(lexicon):
        _put(session, model, rows)


def keep_directory(engine: Engine, lexicon: Lexicon, now: dt.datetime) -> None:
    """Fill the directory of a store that has none, or that an older lexicon filled; else a look at one row."""
    mark = _fingerprint(lexicon)
    with reading(engine) as session:
        stored = session.get(Checkpoint, MARK)
        if stored is not None and stored.fingerprint == mark:
            return
    with writing(engine) as session:
        fill_directory(session, lexicon)
        session.merge(Checkpoint(source=MARK, fingerprint=mark, position=0, finished=True, updated_at=now))


def know_people(session: Session, people: Iterable[Participant]) -> None:
    """Give a row to people who have none: whom the lexicon lacks, or who take part before the directory was filled."""
    rows = [{"key": one.key, "name": one.name, "country": one.country, "listed": False} for one in people]
    connection = session.connection()
    insert_rows(connection, PersonRow, raw_rows(PersonRow, connection.dialect, rows), "ON CONFLICT (key) DO NOTHING")


def _fingerprint(lexicon: Lexicon) -> str:
    digest = hashlib.sha256()
    for model, rows in _rows(lexicon):
        digest.update(model.__tablename__.encode() + orjson.dumps(rows))
    return digest.hexdigest()


def _rows(lexicon: Lexicon) -> Iterator[tuple[type[Base], list[Values]]]:
    people = list(lexicon.people.by_key.values())
    yield PersonRow, [_person(person) for person in people]
    yield OfficeTerm, [{"id": number, **term} for number, term in enumerate((term for person in people for term in _terms(person)), 1)]
    yield CountryRow, [{"iso": one.iso, "name": one.name} for one in lexicon.countries.by_iso.values()]
    yield OrganisationRow, [{"key": one.key, "name": one.name} for one in lexicon.organisations.by_key.values()]
    yield VenueRow, list(_venues(lexicon))
    yield SeriesRow, [{"key": one.key, "name": one.label} for one in lexicon.series.by_key.values()]
    yield EditionRow, [_edition(one) for one in lexicon.editions.by_key.values()]


def _person(person: Person) -> Values:
    national = [term.of for term in person.terms if term.national]
    country = national[-1] if national else None
    return {"key": person.key, "name": person.name, "wikidata": person.wikidata or None, "country": country, "listed": True}


def _terms(person: Person) -> Iterator[Values]:
    unique = {(term.office, term.of, term.start): term for term in person.terms}
    for term in unique.values():
        yield {
            "person_key": person.key,
            "office": term.office,
            "body": term.of,
            "start": term.start,
            "end": term.end,
            "source": term.source,
        }


def _venues(lexicon: Lexicon) -> Iterator[Values]:
    """The curated venues, capitals and cities of known gatherings; other cities are found by the lexicon when an article names them."""
    named: list[tuple[str, str | None]] = [(surface, None) for surface in lexicon.places.venues]
    named += [(country.capital, country.iso) for country in lexicon.countries.by_iso.values() if country.capital]
    named += [(edition.city, edition.country) for edition in lexicon.editions.by_key.values() if edition.city]
    found = (place for name, country in named for place in lexicon.places.candidates(name, country)[:1])
    for key, place in {place.key: place for place in found}.items():
        yield {"key": key, "name": place.city, "country": place.country, "latitude": place.latitude, "longitude": place.longitude}


def _edition(edition: Edition) -> Values:
    names = ("key", "title", "earliest", "latest", "city", "country", "status", "source")
    return {"series_key": edition.series, **{name: getattr(edition, name) for name in names}}


def _put(session: Session, model: type[Base], rows: list[Values]) -> None:
    table = table_of(model)
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    update = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
    connection = session.connection()
    insert_rows(connection, model, raw_rows(model, connection.dialect, rows), f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {update}")
