"""Keys: how a name becomes the id that URLs, filters and tables use."""

from __future__ import annotations

import functools
import re
import unicodedata

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"}
)
_NOT_KEY = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """The text in ASCII letters where an accent or a special letter was: "Élysée" -> "Elysee", "Łódź" -> "Lodz"."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@functools.lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Xi Jinping" -> "xi-jinping", "N'Djamena" -> "n-djamena". Empty if nothing is left."""
    return _NOT_KEY.sub("-", plain(text).lower()).strip("-")


def venue_key(city: str, country: str | None) -> str:
    """The venue's id: city and ISO country code, "hamburg-de"; the city alone where the country is unknown."""
    return slug(f"{city} {country}") if country else slug(city)
