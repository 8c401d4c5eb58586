"""How one person's name is written: accents dropped, hyphens opened, "al-" and "el-", Mohammed and Muhammad, family name first or last."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tracker.lexicon.keys import plain
from tracker.lexicon.tables import LexiconError, read_lines

Spellings = Mapping[str, tuple[str, ...]]

ARTICLES = ("al", "el")
SPELLINGS_COLUMNS = ["tokens", "comment"]
MOST_VARIANTS = 48
_MARKS = frozenset("-'.")
# Countries whose names are printed in either order: "Shinzo Abe" abroad, "Abe Shinzo" by the ministry itself.
EITHER_ORDER = frozenset({"JP"})
# Countries whose names are printed with the family name first, which is what a second mention uses: "Wang Yi", "Wang".
FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "MO", "TW"})


def read_spellings(path: Path) -> Spellings:
    """Groups of words that transliterations exchange freely, each word with its whole group ("mohammed": mohammed, muhammad, ...)."""
    spellings: dict[str, tuple[str, ...]] = {}
    lines = read_lines(path)
    number, head = next(lines, (1, []))
    if head != SPELLINGS_COLUMNS:
        raise LexiconError(path, f"the first line names {head}; it must name {SPELLINGS_COLUMNS}, separated by tabs", number)
    for number, cells in lines:
        group = tuple(cells[0].split(" "))
        for word in group:
            if word in spellings:
                raise LexiconError(path, f"{word!r} stands in two groups; join them", number)
            spellings[word] = group
    return spellings


def variants(name: str, spellings: Spellings) -> set[str]:
    """Every way, in small letters, in which a text is expected to write ``name``; the name itself is one of them."""
    lowered = name.lower()
    if _written_one_way(lowered, spellings):
        return {lowered}
    forms = {lowered, plain(lowered)}
    for form in tuple(forms):
        forms.update(_without_marks(form))
    for form in tuple(forms):
        if form.isascii():
            forms.update(_respelled(form, spellings))
    return forms


def _written_one_way(lowered: str, spellings: Spellings) -> bool:
    """Whether there is nothing to vary, which holds for most names and spares the work."""
    words = lowered.split(" ")
    return lowered.isascii() and _MARKS.isdisjoint(lowered) and spellings.keys().isdisjoint(words) and not any(a in words for a in ARTICLES)


def family_first(name: str) -> str:
    """A name in western order with its last word in front: "Shinzo Abe" -> "Abe Shinzo"."""
    given, _, family = name.rpartition(" ")
    return f"{family} {given}" if given else name


def _without_marks(form: str) -> Iterator[str]:
    """Hyphens opened or closed, apostrophes and the full stops of initials dropped."""
    if "-" in form:
        yield form.replace("-", " ")
        family, _, given = form.partition(" ")
        if "-" in given and " " not in given and "-" not in family:
            yield form.replace("-", "")
    if "'" in form:
        yield form.replace("'", "")
    if "." in form:
        yield form.replace(".", "")


def _respelled(form: str, spellings: Spellings) -> Iterator[str]:
    """The form with each of its words exchanged for those that transliterations use in its place."""
    words = form.split(" ")
    choices = list(_choices(words, spellings))
    if all(len(choice) == 1 for choice in choices):
        return
    for combination in itertools.islice(itertools.product(*choices), MOST_VARIANTS):
        yield " ".join(word for word in combination if word)


def _choices(words: list[str], spellings: Spellings) -> Iterator[tuple[str, ...]]:
    """For each word what may stand in its place; an Arabic article before the last name may be "al-", "el-", loose or missing."""
    for position, word in enumerate(words):
        article, hyphen, rest = word.partition("-")
        if hyphen and article in ARTICLES:
            bare = () if len(words) == 1 else tuple(spellings.get(rest, (rest,)))
            yield tuple(f"{a}{joint}{r}" for r in spellings.get(rest, (rest,)) for a in ARTICLES for joint in "- ") + bare
        elif word in ARTICLES and 0 < position < len(words) - 1:
            yield (*ARTICLES, "")
        else:
            yield spellings.get(word, (word,))


def index(written: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Keys by form, in the order of their first appearance."""
    found: dict[str, dict[str, None]] = {}
    for form, key in written:
        found.setdefault(form, {})[key] = None
    return {form: tuple(keys) for form, keys in found.items()}
