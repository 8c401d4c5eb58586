import datetime as dt

import pytest

from tracker.domain import Kind, Precision, Status
from tracker.sources import SourceError
from tracker.sources.official import OUTLET, read_official

VISIT = """<visits><visit><id>2992</id><start-date>2020-01-27</start-date><end-date>2020-01-28</end-date>
<visitor>Prime Minister Benjamin Netanyahu</visitor><from id="israel">Israel</from><description>Working
   Visit.</description></visit></visits>"""
TRIP = """<trips><trip role="president" who="trump-donald-j"><id>3731</id><name>Donald J. Trump</name><start-date>2017-05-22</start-date>
<end-date>2017-05-23</end-date><country id="israel">Israel</country><locale>{locale}</locale><remarks>Met with President Reuven
Rivlin.</remarks></trip></trips>"""


def read(text, lexicon):
    return list(read_official(text.encode(), "file.xml", lexicon))


def test_a_visit_to_washington(lexicon):
    (record,) = read(VISIT, lexicon)
    mention = record.mention
    assert (mention.kind, mention.status, mention.countries) == (Kind.VISIT, Status.HELD, ("IL", "US"))
    assert mention.participants[0].key == "benjamin-netanyahu"
    assert (mention.when.earliest, mention.when.latest, mention.when.precision) == (
        dt.date(2020, 1, 27),
        dt.date(2020, 1, 28),
        Precision.DAYS,
    )
    assert (mention.place.country, mention.place.city) == ("US", None)
    assert (record.article.key, record.article.outlet) == ("history.state.gov/visit/2992", OUTLET)
    assert record.article.published == dt.date(2020, 1, 28)
    assert record.article.text.endswith("Working Visit.")


def test_the_quote_stands_in_the_article(lexicon):
    (record,) = read(VISIT, lexicon)
    for passage in record.mention.evidence:
        assert record.article.full_text[passage.start : passage.end] == passage.quote


def test_a_trip_abroad(lexicon):
    (record,) = read(TRIP.format(locale="Jerusalem"), lexicon)
    mention = record.mention
    assert mention.participants[0].key == "donald-trump"
    assert (mention.countries, mention.place.city, mention.place.country) == (("US", "IL"), "Jerusalem", "IL")
    assert mention.place.latitude == pytest.approx(31.77, abs=0.1)


def test_several_cities_leave_the_city_open(lexicon):
    (record,) = read(TRIP.format(locale="Jerusalem, Tel Aviv"), lexicon)
    assert (record.mention.place.city, record.mention.place.country) == (None, "IL")


def test_a_visitor_in_no_list_keeps_the_printed_name(lexicon):
    (record,) = read(VISIT.replace("Prime Minister Benjamin Netanyahu", "Ambassador Zyx Qwertius"), lexicon)
    assert record.mention.participants[0].name == "Ambassador Zyx Qwertius"


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Korea, Republic of", "KR"),
        ("China, People’s Republic of", "CN"),
        ("Burma (Myanmar)", "MM"),
        ("Korea, North", "KP"),
        ("Israel", "IL"),
    ],
)
def test_countries_as_lists_print_them(lexicon, printed, iso):
    (record,) = read(TRIP.format(locale="").replace(">Israel<", f">{printed}<"), lexicon)
    assert record.mention.place.country == iso


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<id>2992</id>", "", "no id"),
        ("2020-01-27", "January", "January"),
        ("2020-01-28", "2019-01-28", "before it begins"),
    ],
)
def test_a_bad_record_is_named_and_the_others_stay(lexicon, old, new, says):
    bad = VISIT.replace(old, new, 1)
    records = read(bad.replace("</visits>", VISIT.split("<visits>")[1]), lexicon)
    assert says in records[0].error
    assert records[0].mention is None
    assert records[1].mention is not None


@pytest.mark.parametrize("text", ["", "hello", "<visits><visit>", '<!DOCTYPE x [<!ENTITY a "b">]><visits>&a;</visit>'])
def test_what_is_no_such_file_says_so(lexicon, text):
    with pytest.raises(SourceError, match=r"file\.xml is no XML of visits or travels"):
        read(text, lexicon)


def test_entities_are_not_expanded(lexicon):
    bomb = '<!DOCTYPE v [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + VISIT.replace("Working", "&b;")
    (record,) = read(bomb, lexicon)
    assert "aaaa" not in record.article.text


def test_the_whole_record_since_1995_is_read(shared, lexicon):
    folder = shared / "data" / "historyatstate"
    records = [
        record
        for path in [*sorted((folder / "visits").glob("*.xml")), *sorted((folder / "president-travels").glob("*.xml"))]
        for record in read_official(path.read_bytes(), path.name, lexicon)
    ]
    recent = [record for record in records if record.mention and record.mention.when.earliest >= dt.date(1995, 1, 1)]
    known = [record for record in recent if record.mention.participants[0].key in lexicon.people.by_key]
    assert len(recent) > 2000
    assert len(known) / len(recent) > 0.9
    assert sum(1 for record in records if record.error) / len(records) < 0.05
