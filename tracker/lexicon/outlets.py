"""Outlets: news agencies, papers and broadcasters, by name, alias and domain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tracker.lexicon.surfaces import Surface, SurfaceKind, index
from tracker.lexicon.tables import read_table

COLUMNS = ("name", "aliases", "country", "domains")
_HOST = re.compile(r"(?:[a-z]+:)?(?://)?(?:[^/@]*@)?([^/:?#]+)")  # of a URL or a bare host; unlike urlsplit it never raises


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. ``country`` is the ISO code of its seat, None for those of no single country."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Outlets:
    """All outlets, by name, by domain and by lower-case surface."""

    by_name: dict[str, Outlet]
    by_domain: dict[str, Outlet]
    surfaces: dict[str, tuple[Surface, ...]]

    def of_url(self, url: str) -> Outlet | None:
        """The outlet that a URL, or a bare host such as "www.bbc.co.uk", belongs to: the longest known domain that its host ends with."""
        host = _HOST.match(url.strip().lower())
        labels = host[1].split(".") if host else []
        tails = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self.by_domain[tail] for tail in tails if tail in self.by_domain), None)

    def find(self, name: str) -> Outlet | None:
        """The outlet of a name, alias or host, whatever its case."""
        found = self.surfaces.get(name.strip().lower(), ())
        return self.by_name[found[0].key] if found else self.of_url(name.strip())


def load_outlets(path: Path) -> Outlets:
    """Read ``outlets.tsv``; an alias that ends in a question mark is weak ("The Times?")."""
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    surfaces: list[Surface] = []
    for row in read_table(path, COLUMNS):
        names = [Surface.parse(text, row["name"].removesuffix("?"), SurfaceKind.NAME) for text in (row["name"], *row.many("aliases"))]
        outlet = Outlet(names[0].text, tuple(name.text for name in names[1:]), row["country"] or None, row.many("domains"))
        if outlet.name in by_name:
            raise row.wrong(f"{outlet.name} stands twice; merge the two lines")
        by_name[outlet.name] = outlet
        by_domain.update(dict.fromkeys(outlet.domains, outlet))
        surfaces += names
    return Outlets(by_name, by_domain, index(surfaces))
