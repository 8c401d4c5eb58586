"""Official records of what took place: the State Department's visits of foreign leaders and travels of presidents and secretaries.

Format: the XML of HistoryAtState/visits and HistoryAtState/travels (CC0). Each record becomes an article of its own and one mention with
status held, so that it is a source like any other: it settles the planned event that it matches, or stands by itself.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tracker.domain import Article, Attribution, Evidence, Kind, Mention, Origin, Participant, Place, Precision, Status, When
from tracker.lexicon import Lexicon
from tracker.lexicon.countries import Country
from tracker.lexicon.keys import slug
from tracker.sources.errors import SourceError

OUTLET = "Office of the Historian, U.S. Department of State"
SITES = {"visit": "https://history.state.gov/departmenthistory/visits", "trip": "https://history.state.gov/departmenthistory/travels"}
RULE = "import.official-record"


@dataclass(frozen=True, slots=True)
class Official:
    """One record as an article and its mention, or why it could not be used."""

    article: Article | None
    mention: Mention | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Record:
    """A visit to the United States or a trip abroad, in one shape: who went where, and from which country."""

    key: str
    traveller: str
    sender: str
    host: str
    locale: str
    first: dt.date
    last: dt.date
    remarks: str
    url: str


def read_official(body: bytes, name: str, lexicon: Lexicon) -> Iterator[Official]:
    """Read every record of a file. Raises SourceError where it is no such file; one bad record is an Official with an error."""
    try:
        for _, element in etree.iterparse(
            io.BytesIO(body), tag=("visit", "trip"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        ):
            try:
                yield _official(_record(element), lexicon)
            except ValueError as error:
                yield Official(None, error=f"{name}, record {element.findtext('id') or '?'}: {error}")
            element.clear()
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name} is no XML of visits or travels ({error})") from None


def _record(element: etree._Element) -> _Record:
    def text(tag: str) -> str:
        return " ".join((element.findtext(tag) or "").split())

    identity = text("id")
    if not identity:
        raise ValueError("it has no id")
    first = dt.date.fromisoformat(text("start-date"))
    last = dt.date.fromisoformat(text("end-date") or text("start-date"))
    if last < first:
        raise ValueError(f"it ends on {last}, before it begins on {first}")
    visit = element.tag == "visit"
    return _Record(
        key=f"history.state.gov/{element.tag}/{identity}",
        traveller=text("visitor" if visit else "name"),
        sender=text("from") if visit else "United States",
        host="United States" if visit else text("country"),
        locale="" if visit else text("locale"),
        first=first,
        last=last,
        remarks=text("description" if visit else "remarks"),
        url=f"{SITES[str(element.tag)]}#{identity}",
    )


def _official(record: _Record, lexicon: Lexicon) -> Official:
    sender, host = _country(record.sender, lexicon), _country(record.host, lexicon)
    if host is None:
        raise ValueError(f"the country {record.host!r} is not in the lexicon")
    where = f"{record.locale}, {record.host}" if record.locale else record.host
    words = f"{record.traveller} ({record.sender}) in {where}, {record.first} to {record.last}."
    article = Article(
        key=record.key,
        text=f"{words} {record.remarks}".strip(),
        published=record.last,
        outlet=OUTLET,
        url=record.url,
    )
    traveller = _person(record, sender.iso if sender else None, lexicon)
    days = Precision.DAY if record.first == record.last else Precision.DAYS
    edtf = str(record.first) if record.first == record.last else f"{record.first}/{record.last}"
    mention = Mention(
        article_key=record.key,
        ordinal=0,
        kind=Kind.VISIT,
        title=f"{traveller.name}'s visit to {record.locale or host.name}",
        participants=(traveller,),
        countries=tuple(dict.fromkeys(code for code in (traveller.country, host.iso) if code)),
        when=When(record.first, record.last, days, f"{record.first} to {record.last}", edtf),
        place=_place(record, host.iso, lexicon),
        status=Status.HELD,
        evidence=(Evidence(0, len(words), words),),
        rules=(RULE,),
        attribution=(Attribution(Origin.INSTITUTION, OUTLET, "US"),),
    )
    return Official(article, mention)


def _country(printed: str, lexicon: Lexicon) -> Country | None:
    """Find a country as lists print it: "Korea, Republic of", "Denmark (Greenland)"."""
    name = printed.partition(" (")[0].strip()
    head, _, tail = name.partition(", ")
    spellings = (printed, name, f"{tail} {head}".strip(), head)
    return next(filter(None, map(lexicon.countries.find, spellings)), None)


def _person(record: _Record, country: str | None, lexicon: Lexicon) -> Participant:
    """Find the traveller by the printed name, preferring whoever held an office of that country on the day."""
    found = lexicon.people.find_printed(record.traveller, record.first)
    own = [person for person in found if person.country_on(record.first) == country]
    if person := next(iter(own or found), None):
        return Participant(person.key, person.name, person.country_on(record.first) or country)
    return Participant(slug(record.traveller), record.traveller, country)


def _place(record: _Record, host: str, lexicon: Lexicon) -> Place:
    """Resolve the first locale; several cities of one country leave the city open."""
    locales = [part.strip() for part in record.locale.replace(" and ", ", ").split(",") if part.strip()]
    found = lexicon.places.resolve(record.locale, host) if record.locale else None
    if found is None and locales:
        found = lexicon.places.resolve(locales[0], host)
    if found is None or len([1 for part in locales if lexicon.places.candidates(part, host)]) > 1:
        return Place(country=host)
    return Place(found.city, found.country, site=found.site, latitude=found.latitude, longitude=found.longitude)
