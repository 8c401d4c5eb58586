from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.store.conftest import NOW
from tracker.domain import Participant
from tracker.lexicon.keys import slug
from tracker.store.directory import fill_directory, keep_directory, know_people
from tracker.store.engine import session, writing
from tracker.store.models import CountryRow, EditionRow, OfficeTerm, OrganisationRow, PersonRow, SeriesRow, VenueRow

TABLES = (PersonRow, OfficeTerm, CountryRow, OrganisationRow, VenueRow, SeriesRow, EditionRow)


def counts(opened):
    return {model.__tablename__: opened.scalar(select(func.count()).select_from(model)) for model in TABLES}


@pytest.fixture
def filled(engine, lexicon):
    with writing(engine) as opened:
        fill_directory(opened, lexicon)
    return engine


def test_everything_that_the_lexicon_has_is_there(filled, lexicon):
    with session(filled) as opened:
        found = counts(opened)
        merkel = opened.get(PersonRow, "angela-merkel")
        hamburg = opened.get(VenueRow, "hamburg-de")
        g20 = opened.get(EditionRow, "G20-2017")
    assert found["people"] == len(lexicon.people.by_key)
    assert found["countries"] == len(lexicon.countries.by_iso)
    assert found["editions"] == len(lexicon.editions.by_key)
    assert (merkel.name, merkel.country, merkel.listed) == ("Angela Merkel", "DE", True)
    assert (hamburg.name, hamburg.country, round(hamburg.latitude)) == ("Hamburg", "DE", 54)
    assert (g20.series_key, g20.city) == ("G20", "Hamburg")


def test_offices_have_their_terms(filled):
    with session(filled) as opened:
        query = select(OfficeTerm.start).where(OfficeTerm.person_key == "angela-merkel", OfficeTerm.office == "head-of-government")
        assert [start.year for start in opened.scalars(query)] == [2005]


def test_filling_again_changes_nothing(filled, lexicon):
    with session(filled) as opened:
        before = counts(opened)
    with writing(filled) as opened:
        fill_directory(opened, lexicon)
    with session(filled) as opened:
        assert counts(opened) == before


def test_a_newer_lexicon_mends_what_is_stored_and_leaves_people_in_no_list(filled, lexicon):
    with writing(filled) as opened:
        opened.get(PersonRow, "angela-merkel").name = "Angela Kasner"
        opened.add(PersonRow(key=slug("Alexander Sultanov"), name="Alexander Sultanov", wikidata=None, country="RU", listed=False))
    with writing(filled) as opened:
        fill_directory(opened, lexicon)
    with session(filled) as opened:
        assert opened.get(PersonRow, "angela-merkel").name == "Angela Merkel"
        assert opened.get(PersonRow, slug("Alexander Sultanov")).name == "Alexander Sultanov"


def test_a_directory_is_kept_in_step_with_the_lexicon(engine, lexicon):
    keep_directory(engine, lexicon, NOW)
    with writing(engine) as opened:
        assert counts(opened)["offices"] > 1_000
        opened.get(PersonRow, "angela-merkel").name = "Angela Kasner"
    keep_directory(engine, lexicon, NOW)
    with session(engine) as opened:
        assert opened.get(PersonRow, "angela-merkel").name == "Angela Kasner"  # the same lexicon: nothing to do
    newer = replace(lexicon, organisations=replace(lexicon.organisations, by_key={}))
    keep_directory(engine, newer, NOW)
    with session(engine) as opened:
        assert opened.get(PersonRow, "angela-merkel").name == "Angela Merkel"


def test_whoever_takes_part_is_known_and_who_is_listed_stays_as_listed(engine, lexicon, store, event):
    store([event(leaders=("angela-merkel", "nobody-listed"))])
    with session(engine) as opened:
        assert [opened.get(PersonRow, key).listed for key in ("angela-merkel", "nobody-listed")] == [False, False]
    keep_directory(engine, lexicon, NOW)
    with writing(engine) as opened:
        know_people(opened, [Participant("angela-merkel", "A. Merkel", "FR")])
    with session(engine) as opened:
        merkel, nobody = (opened.get(PersonRow, key) for key in ("angela-merkel", "nobody-listed"))
    assert (merkel.name, merkel.country, merkel.listed) == ("Angela Merkel", "DE", True)
    assert (nobody.name, nobody.listed) == ("Nobody Listed", False)
