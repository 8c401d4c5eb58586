"""The vocabulary: every surface of the lexicon and of the language's cue tables in two automata, the small one to choose articles."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from tracker.lexicon import Lexicon
from tracker.lexicon.surfaces import Surface, SurfaceKind
from tracker.mining.boilerplate import Boilerplate
from tracker.mining.folding import patterns
from tracker.mining.model import PROPER, Reading, Tag, TagName, Tags, by_tag

Entry = tuple[str, Reading]
VERB, NOUN, FUTURE, TO, TELLING, DAY, PRESENT, STRONG, LIGHT, HOUR = (1 << bit for bit in range(10))  # what a pattern of the gate can be
NO_FUTURE = frozenset({"denied", "hypothetical", "done", "held"})
VERB_FORMS = ("base", "third", "past", "participle", "ing")
_SURFACE_TAGS = {
    SurfaceKind.NAME: Tag.COUNTRY,
    SurfaceKind.ADJECTIVE: Tag.DEMONYM,
    SurfaceKind.GOVERNMENT: Tag.GOVERNMENT,
}
_REPORTING_TAGS = {
    "verbs": Tag.REPORT,
    "subjects": Tag.SPEAKER,
    "spokespeople": Tag.SPOKESPERSON,
    "unnamed": Tag.UNNAMED,
    "institutions": Tag.INSTITUTION,
    "outlet_words": Tag.OUTLET_WORD,
}


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Patterns and what they mean. ``words`` are the closed classes of the language."""

    automaton: ahocorasick_rs.AhoCorasick
    readings: tuple[tuple[Reading, ...], ...]
    proper: frozenset[int]  # the patterns that can be read as names, which the letters' case decides
    cues: dict[str, Tags]
    gate: ahocorasick_rs.AhoCorasick
    gate_kinds: tuple[int, ...]
    words: dict[str, frozenset[str]]
    closed: frozenset[str]
    abbreviations: frozenset[str]
    boilerplate: Boilerplate
    tables: dict[str, dict[str, Any]]


@functools.cache
def vocabulary(lexicon: Lexicon, lang: str = "en") -> Vocabulary:
    """Compile the lexicon with the tables of a language; done once."""
    tables = lexicon.language(lang)
    meanings = _by_form(itertools.chain(_names(lexicon), _cues(tables)))
    forms = list(meanings)
    gate = _gate(tables)
    words = {name: frozenset(listed) for name, listed in tables["syntax"]["words"].items()}
    return Vocabulary(
        automaton=_automaton(forms),
        readings=tuple(meanings.values()),
        proper=frozenset(number for number, found in enumerate(meanings.values()) if any(reading.tag in PROPER for reading in found)),
        cues={form: by_tag(readings) for form, readings in _by_form(_cues(tables)).items()},
        gate=_automaton(list(gate)),
        gate_kinds=tuple(gate.values()),
        words=words,
        closed=frozenset().union(*(listed for name, listed in words.items() if name not in tables["syntax"]["open_classes"])),
        abbreviations=frozenset(tables["syntax"]["words"]["stoppers"]),
        boilerplate=Boilerplate((entry["anchor"], entry["phrase"]) for entry in tables["syntax"]["boilerplate"]),
        tables=tables,
    )


def _by_form(entries: Iterable[Entry]) -> dict[str, tuple[Reading, ...]]:
    """What each pattern means."""
    meanings: dict[str, tuple[Reading, ...]] = {}
    for surface, reading in entries:
        for form in patterns(surface):
            known = meanings.get(form, ())
            if form and reading not in known:
                meanings[form] = (*known, reading)
    return meanings


def _automaton(forms: list[str]) -> ahocorasick_rs.AhoCorasick:
    """Every pattern with the space that stands before a word; where a match ends is checked by the reader."""
    return ahocorasick_rs.AhoCorasick([f" {form}" for form in forms], matchkind=ahocorasick_rs.MatchKind.Standard)


def _names(lexicon: Lexicon) -> Iterator[Entry]:
    """Surfaces of what the lexicon knows."""
    people = lexicon.people
    for surface, keys in people.surfaces.items():
        yield surface, Reading(Tag.PERSON, " ".join(keys))
    for surname, keys in people.surnames.items():
        yield surname, Reading(Tag.SURNAME, " ".join(keys), strong=surname not in people.wordlike)
    for surface in lexicon.places.surfaces:
        if not surface.startswith("the "):
            yield surface, Reading(Tag.PLACE, surface)
    for surface, region in lexicon.places.regions.items():
        yield surface, Reading(Tag.REGION, region)
    yield from _surfaces(_all(lexicon.countries.surfaces), _SURFACE_TAGS)
    yield from _surfaces(_all(lexicon.organisations.surfaces), {SurfaceKind.NAME: Tag.ORGANISATION, SurfaceKind.HEAD: Tag.HEAD})
    yield from _surfaces(
        (surface for one in lexicon.series.by_key.values() for surface in one.surfaces),
        {SurfaceKind.NAME: Tag.SERIES, SurfaceKind.GATHERING: Tag.GATHERING},
    )
    yield from _surfaces(_all(lexicon.outlets.surfaces), {SurfaceKind.NAME: Tag.OUTLET})


def _all(index: dict[str, tuple[Surface, ...]]) -> Iterator[Surface]:
    for found in index.values():
        yield from found


def _surfaces(surfaces: Iterable[Surface], tags: dict[SurfaceKind, TagName]) -> Iterator[Entry]:
    for surface in surfaces:
        if surface.kind in tags:
            yield surface.text, Reading(tags[surface.kind], surface.key, form=surface.text, strong=surface.strong)


def _cues(tables: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    """Cue words: triggers, governors, titles, reporting language."""
    yield from _triggers(tables["triggers"])
    yield from _governors(tables["governors"])
    yield from _titles(tables["titles"])
    for form in tables["syntax"]["words"]["duals"]:
        yield form, Reading(Tag.DUAL, form)
    for name, tag in _REPORTING_TAGS.items():
        for form in tables["syntax"]["reporting"][name]:
            yield form, Reading(tag, form)


def _governors(table: dict[str, Any]) -> Iterator[Entry]:
    for tag, name in ((Tag.GOVERNOR, "governor"), (Tag.PROSPECT, "prospect"), (Tag.PREDICATE, "predicate")):
        for cue in table[name]:
            for form in cue["forms"]:
                yield form, Reading(tag, cue["name"], cue["effect"], "preposed" if cue.get("preposed") else "")


def _titles(table: dict[str, Any]) -> Iterator[Entry]:
    for title in table["title"]:
        for form in title["forms"]:
            yield form, Reading(Tag.TITLE, form, title["office"], title.get("country", ""))
    for role in table["role"]:
        for form in role["forms"]:
            yield form, Reading(Tag.ROLE, form)
    for pair in table["pair"]:
        for form in pair["forms"]:
            yield form, Reading(Tag.PAIR, " ".join(pair["countries"]))


def _triggers(table: dict[str, Any]) -> Iterator[Entry]:
    for verb in table["verb"]:
        for tense, form in zip(VERB_FORMS, verb["forms"], strict=True):
            yield form, Reading(Tag.VERB, verb["name"], verb["frame"], tense, not verb.get("weak", False))
        for form in verb.get("variants", ()):
            tense = "ing" if form.endswith("ing") else "past"
            yield form, Reading(Tag.VERB, verb["name"], verb["frame"], tense, not verb.get("weak", False))
    for noun in table["noun"]:
        for form in noun["forms"]:
            yield form, Reading(Tag.NOUN, noun["name"], noun["kind"])


def _gate(tables: dict[str, dict[str, Any]]) -> dict[str, int]:
    """What the gate looks for, and as what: verbs and nouns of encounters, cues of the future, and "to"."""
    found: dict[str, int] = {"to": TO}
    faint = set(tables["syntax"]["words"]["faint_nouns"])
    _note(found, tables["syntax"]["words"]["days"], DAY)
    _note(found, tables["syntax"]["words"]["purposes"], TELLING)
    _note(found, tables["syntax"]["words"]["hours"], HOUR)
    _note(found, tables["syntax"]["words"]["being_there"], LIGHT)
    _note(found, tables["syntax"]["words"]["inviting"], TELLING)
    for verb in tables["triggers"]["verb"]:
        _note_verb(found, verb)
    for noun in tables["triggers"]["noun"]:
        if noun["kind"] != "none":
            _note(found, sorted(set(noun["forms"]) - faint), NOUN)
    for name in ("governor", "prospect", "predicate"):
        for cue in tables["governors"][name]:
            if cue["effect"] not in NO_FUTURE:
                _note(found, cue["forms"], FUTURE)
    return found


def _note_verb(found: dict[str, int], verb: dict[str, Any]) -> None:
    """A verb of encounter with what its forms can show by themselves: weak ones ("go", "see") next to nothing."""
    base, third, past, _, ing = verb["forms"]
    if verb["frame"] in {"hold", "attend"}:
        _note(found, (third, ing), LIGHT)
    if verb["frame"] in {"hold", "begin"}:
        return
    weak = verb.get("weak", False)
    _note(found, (*verb["forms"], *verb.get("variants", ())), VERB if weak else VERB | STRONG)
    if not weak:
        _note(found, (base, third, ing), PRESENT)
        _note(found, (third,) if verb["frame"] in {"visit", "travel"} else (), TELLING)
    elif verb["frame"] in {"travel", "leave", "arrive", "host"}:
        _note(found, (third, ing), PRESENT)
    elif verb["frame"] == "gather":
        _note(found, (base, third, ing), PRESENT)
    if verb["frame"] == "arrive" and not weak:
        _note(found, (third, past), TELLING)


def _note(found: dict[str, int], forms: Iterable[str], kind: int) -> None:
    for form in forms:
        for written in patterns(form):
            found[written] = found.get(written, 0) | kind
