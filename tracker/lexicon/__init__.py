"""The lexicon: what the rules know. ``load()`` reads the data files of this folder once, checks them, and indexes them.

Surfaces are dictionaries from lower-case text to what it can mean; the miner builds its automata over them.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.lexicon.countries import Countries, load_countries
from tracker.lexicon.editions import Editions, load_editions
from tracker.lexicon.organisations import Organisations, load_organisations
from tracker.lexicon.outlets import Outlets, load_outlets
from tracker.lexicon.people import People, load_people
from tracker.lexicon.places import Places, load_places
from tracker.lexicon.series import AllSeries, load_series
from tracker.lexicon.tables import LexiconError, read_toml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Everything that is known, frozen after loading."""

    countries: Countries
    people: People
    places: Places
    organisations: Organisations
    series: AllSeries
    editions: Editions
    outlets: Outlets

    @staticmethod
    def language(code: str) -> dict[str, dict[str, Any]]:
        """The tables of a language folder by file name: ``language("en")["dates"]`` is ``en/dates.toml``."""
        return _language(code)

    @staticmethod
    def folders() -> list[str]:
        """The codes of the languages that have a folder, whole or begun."""
        return sorted({path.parent.name for path in FOLDER.glob("*/*.toml")})


@functools.cache
def load() -> Lexicon:
    """The lexicon of this folder. Raises LexiconError with file, line and remedy if a data file is missing or wrong."""
    with _collector_paused():
        return Lexicon(
            countries=load_countries(FOLDER / "countries.tsv"),
            people=load_people(FOLDER),
            places=load_places(FOLDER),
            organisations=load_organisations(FOLDER / "organisations.toml"),
            series=load_series(FOLDER / "series.toml"),
            editions=load_editions(FOLDER / "editions.tsv"),
            outlets=load_outlets(FOLDER / "outlets.tsv"),
        )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cyclic collector from walking the growing tables again and again, a third of the time that loading takes."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@functools.cache
def _language(code: str) -> dict[str, dict[str, Any]]:
    paths = sorted((FOLDER / code).glob("*.toml"))
    if not paths:
        raise LexiconError(FOLDER / code, "is no language folder: it holds no .toml files")
    return {path.stem: read_toml(path) for path in paths}
