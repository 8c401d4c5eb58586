"""The people of the lexicon: integrity of the two tables, well-known facts, and the State Department's list of visitors."""

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tracker.lexicon.people import OFFICES, load_people
from tracker.lexicon.tables import LexiconError, read_lines

CASES = [cells for _, cells in read_lines(Path(__file__).parent.parent / "cases" / "people.tsv")][1:]
AS_PRINTED = {"Somoa": "Samoa", "Bosnian Federation": "Bosnia and Herzegovina", "Afghanistan (Interim Authority)": "Afghanistan"}
FOUND_AT_LEAST = 0.95
UN_MEMBERS = 193


@pytest.fixture(scope="module")
def people(lexicon):
    return lexicon.people


@pytest.fixture
def tables(tmp_path):
    """A folder with a small lexicon of people; the two functions replace one of its files."""
    files = {
        "people.tsv": "key\tname\tshort_names\taliases\twikidata\tgender\nann-lee\tAnn Lee\tLee\t\t\tf\n",
        "terms.tsv": "key\toffice\tof\tstart\tend\tsource\nann-lee\tforeign-minister\tSG\t2001\t2004-05\ttest\n",
        "spellings.tsv": "tokens\tcomment\nlee li\t\n",
        "surname_words.tsv": "surname\talso\nlee\tword\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "day", "country", "office"), CASES, ids=str)
def test_well_known_facts(people, name, day, country, office):
    keys = people.surfaces[name.lower()]
    day = dt.date.fromisoformat(day)
    held = {key: {term.office for term in people.by_key[key].offices_on(day)} for key in keys}
    if office.startswith("!"):
        assert all(office[1:] not in offices for offices in held.values())
    else:
        assert any(office in offices for offices in held.values()), held
    assert (None if country == "-" else country) in {people.by_key[key].country_on(day) for key in keys}


def test_there_are_enough_well_known_facts():
    assert len(CASES) >= 150
    assert sum(office.startswith("!") for *_, office in CASES) >= 10
    assert len({country for _, _, country, _ in CASES}) >= 50


def test_every_office_is_of_a_country_or_an_organisation_that_the_lexicon_knows(lexicon):
    known = set(lexicon.countries.by_iso) | set(lexicon.organisations.by_key) | {"African Union"}
    unknown = {(person.key, term.of) for person in lexicon.people.by_key.values() for term in person.terms if term.of not in known}
    assert not unknown


def test_a_term_of_two_letters_is_of_a_country_unless_it_is_the_union_or_the_united_nations(lexicon):
    for person in lexicon.people.by_key.values():
        for term in person.terms:
            assert term.national == (term.of in lexicon.countries.by_iso), (person.key, term)


def test_every_full_name_means_one_person_but_for_those_who_share_it(people):
    shared = {keys for keys in people.surfaces.values() if len(keys) > 1}
    assert ("george-h-w-bush", "george-w-bush") in shared
    assert len(shared) <= 15, sorted(shared)


def test_no_single_word_is_a_strong_name_that_is_also_an_ordinary_word(people):
    assert not people.wordlike & set(people.surfaces)


def test_every_wordlike_surname_is_somebodys(people):
    assert people.wordlike <= set(people.surnames)
    assert {"may", "brown", "hill", "major", "hope", "king", "no", "so"} & set(people.surnames) <= people.wordlike
    assert not {"bush", "rice", "park", "merkel"} & people.wordlike  # the person, whenever somebody of the name is in office


def test_offices_and_genders_are_of_the_closed_lists(people):
    assert {term.office for person in people.by_key.values() for term in person.terms} <= set(OFFICES)
    assert people.by_key["angela-merkel"].gender == "f"
    assert people.by_key["emmanuel-macron"].gender == "m"


@pytest.mark.parametrize("day", ["1998-06-01", "2005-06-01", "2012-06-01", "2019-06-01", "2024-06-01", "2026-11-23"])
def test_every_member_of_the_united_nations_has_a_leader_on_every_day(lexicon, day):
    members = [country.iso for country in lexicon.countries.by_iso.values() if country.standing == "member"]
    assert len(members) == UN_MEMBERS
    offices = ("head-of-state", "head-of-government", "monarch")
    led = {iso for iso in members if any(lexicon.people.holders(office, iso, dt.date.fromisoformat(day)) for office in offices)}
    born_later = {"TL", "SS"} if day < "2002" else {"SS"} if day < "2011" else set()
    without_one = {"SO", "SM"} if day < "2001" else {"SM"} if day > "2026" else set()  # San Marino's captains regent change every half year
    assert set(members) - led <= born_later | without_one


@pytest.mark.parametrize(
    ("day", "missing_at_most"),
    [("1998-06-01", 12), ("2004-06-01", 6), ("2012-06-01", 4), ("2020-06-01", 4), ("2024-06-01", 4), ("2026-11-23", 10)],
)
def test_nearly_every_member_has_a_foreign_minister(lexicon, day, missing_at_most):
    members = [country.iso for country in lexicon.countries.by_iso.values() if country.standing == "member"]
    missing = [iso for iso in members if not lexicon.people.holders("foreign-minister", iso, dt.date.fromisoformat(day))]
    assert len(missing) <= missing_at_most, missing


@pytest.mark.parametrize(
    ("office", "of", "day", "key"),
    [
        ("head-of-government", "EG", "1998-03-11", "kamal-el-ganzouri"),
        ("foreign-minister", "CN", "2019-01-01", "wang-yi"),
        ("secretary-general", "NATO", "2002-01-01", "george-robertson"),
        ("president-of-organisation", "European Commission", "2002-01-01", None),
        ("monarch", "JP", "2010-01-01", "emperor-akihito"),
    ],
)
def test_holders_of_an_office(people, office, of, day, key):
    held = [person.key for person in people.holders(office, of, dt.date.fromisoformat(day))]
    assert held[:1] == ([key] if key else [])


@pytest.mark.parametrize(
    ("surname", "day", "countries", "key"),
    [
        ("Bush", "1991-07-30", (), "george-h-w-bush"),
        ("Bush", "2005-07-30", (), "george-w-bush"),
        ("Kim", "2018-06-01", ("KP",), "kim-jong-un"),
        ("Kim", "2000-06-13", ("KR",), "kim-dae-jung"),
        ("Lee", "2011-01-01", ("KR",), "lee-myung-bak"),
        ("Lee", "2011-01-01", ("SG",), "lee-hsien-loong"),
        ("Johnson", "2020-06-01", (), "boris-johnson"),
        ("Li", "2019-06-01", ("CN",), "li-keqiang"),
        ("Sharif", "2023-06-01", ("PK",), "shehbaz-sharif"),
        ("Sisi", "2020-06-01", (), "abdel-fattah-el-sisi"),
        ("Zelenskiy", "2023-06-01", (), "volodymyr-zelensky"),
        ("Fernández", "2021-06-01", ("AR",), "alberto-fernandez"),
        ("Sanchez", "2022-06-01", ("ES",), "pedro-sanchez"),
        ("von der Leyen", "2022-06-01", (), "ursula-von-der-leyen"),
        ("López Obrador", "2022-06-01", (), "andres-manuel-lopez-obrador"),
        ("Abiy", "2022-06-01", (), "abiy-ahmed"),
        ("Suu Kyi", "2017-06-01", (), "aung-san-suu-kyi"),
        ("Marcos", "2023-06-01", (), "ferdinand-marcos-jr"),
        ("Rahmon", "2010-06-01", (), "emomali-rahmon"),
    ],
)
def test_a_surname_is_resolved_by_day_and_country(people, surname, day, countries, key):
    assert people.resolve_surname(surname, dt.date.fromisoformat(day), countries)[0] == key


def test_a_surname_is_resolved_by_the_office_that_the_text_names(people):
    day = dt.date(2021, 7, 1)
    assert people.resolve_surname("Johnson", day)[0] == "boris-johnson"
    assert people.resolve_surname("Johnson", day, offices=("interior-minister",))[0] == "jeh-johnson"
    assert people.resolve_surname("Nobody-Of-That-Name", day) == ()


@pytest.mark.parametrize(
    "surface",
    [
        "volodymyr zelenskyy",
        "zelenskyy",
        "yoon suk yeol",
        "yoon suk-yeol",
        "bashar assad",
        "mohammad bin salman",
        "muammar qaddafi",
        "jd vance",
        "lula",
    ],
)
def test_the_usual_spellings_are_known(people, surface):
    assert surface in people.surfaces or surface in people.surnames


@pytest.mark.parametrize(
    ("printed", "day", "key"),
    [
        ("President Jacob Gedleyihlekisa Zuma", "2014-08-05", "jacob-zuma"),
        ("Prime Minister Atal Vajpayee", "2000-09-13", "atal-bihari-vajpayee"),
        ("President Ali Abdallah Salih", "2000-04-04", "ali-abdullah-saleh"),
        ("President Saca", "2008-09-24", "antonio-saca"),
        ("King Hussein", "1995-10-23", "king-hussein"),
    ],
)
def test_printed_names(people, printed, day, key):
    assert key in [person.key for person in people.find_printed(printed, dt.date.fromisoformat(day))]


@pytest.mark.parametrize("printed", ["President", "Ambassador Quux Frobnitz", ""])
def test_a_printed_name_of_nobody_finds_nobody(people, printed):
    assert people.find_printed(printed, dt.date(2010, 1, 1)) == ()


def test_visitors_to_the_united_states_are_known_by_their_printed_names(lexicon, shared):
    """Facts that nobody here wrote (HistoryAtState/visits, CC0): every foreign visitor since 1995."""
    visits = [visit for path in sorted((shared / "data/historyatstate/visits").glob("*.xml")) for visit in ET.parse(path).getroot()]
    missed, count = [], 0
    for visit in visits:
        start, visitor, origin = (visit.findtext(tag) or "" for tag in ("start-date", "visitor", "from"))
        if start < "1995":
            continue
        day = dt.date.fromisoformat(start)
        count += 1
        found = {person.country_on(day) for person in lexicon.people.find_printed(visitor, day)}
        if not found & countries_named(lexicon, origin):
            missed.append(f"{start} {visitor}, {origin}")
    print(f"visitors since 1995: {count - len(missed)} of {count} found = {1 - len(missed) / count:.1%}", *missed, sep="\n  ")
    assert count > 1700
    assert 1 - len(missed) / count >= FOUND_AT_LEAST


def countries_named(lexicon, printed):
    """The codes that a printed country can mean: "Korea, South", "Congo, Democratic Republic of", "China, People's Republic of"."""
    name = AS_PRINTED.get(printed.strip(), printed.strip()).replace("’", "'")
    first, _, rest = name.partition(", ")
    written = {name, f"{rest} {first}", first, name.partition(" (")[0]}
    return {surface.key for text in written for surface in lexicon.countries.surfaces.get(text.lower(), ())}


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("people.tsv", "name\n", "first line names"),
        ("people.tsv", "key\tname\tshort_names\taliases\twikidata\tgender\nann-lee\tAnn Lee\n", "has 2 cells; write 6"),
        ("people.tsv", "key\tname\tshort_names\taliases\twikidata\tgender\nann-lee\tAnn Lee\t\t\t\tx\n", "gender is 'x'"),
        ("people.tsv", "key\tname\tshort_names\taliases\twikidata\tgender\nbob\tBob\t\t\t\t\n", "holds no office"),
        ("people.tsv", "key\tname\tshort_names\taliases\twikidata\tgender\n", "has terms in terms.tsv and no line here"),
        ("people.tsv", "key\tname\tshort_names\taliases\twikidata\tgender\nann-lee\tA\t\t\t\t\nann-lee\tB\t\t\t\t\n", "stands twice"),
        (
            "terms.tsv",
            "key\toffice\tof\tstart\tend\tsource\nann-lee\tqueen-of-hearts\tSG\t2001\t\tt\n",
            "office 'queen-of-hearts' is unknown",
        ),
        ("terms.tsv", "key\toffice\tof\tstart\tend\tsource\nann-lee\tmonarch\tSG\t2001-13-01\t\tt\n", "write YYYY-MM-DD, YYYY-MM or YYYY"),
        ("terms.tsv", "key\toffice\tof\tstart\tend\tsource\nann-lee\tmonarch\tSG\t2001\t1999\tt\n", "before it starts"),
        ("spellings.tsv", "tokens\tcomment\nlee li\t\nli ly\t\n", "stands in two groups"),
        ("spellings.tsv", "words\n", "first line names"),
    ],
)
def test_a_wrong_line_is_named_with_its_remedy(tables, file, text, complaint):
    (tables / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint) as raised:
        load_people(tables)
    assert raised.value.path.name == file


def test_a_small_lexicon_loads(tables):
    people = load_people(tables)
    assert people.surfaces == {"ann lee": ("ann-lee",), "ann li": ("ann-lee",)}
    assert people.surnames == {"lee": ("ann-lee",), "li": ("ann-lee",)}
    assert people.wordlike == {"lee"}
    (term,) = people.by_key["ann-lee"].terms
    assert (term.start, term.end) == (dt.date(2001, 1, 1), dt.date(2004, 5, 31))


def test_somebody_out_of_office_still_speaks_for_the_country_of_the_last_one(tables):
    ann = load_people(tables).by_key["ann-lee"]
    assert ann.country_on(dt.date(2010, 1, 1)) == "SG"
    assert ann.country_on(dt.date(1990, 1, 1)) == "SG"
    assert ann.offices_on(dt.date(2010, 1, 1)) == ()
