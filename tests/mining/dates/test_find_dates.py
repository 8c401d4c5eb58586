"""Every rule of every language's dates, both ways round, from tests/cases/dates_*.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from tracker.mining.dates import Hints, Relation, Tense, date_tables, find_dates
from tracker.mining.dates.grammar import BUILDERS

LANGUAGES = ("en", "ru")
LEAD = {"en": "They will meet", "ru": "Они встретятся"}
FOLDER = Path(__file__).parents[2] / "cases"
CASES = {code: tomllib.loads((FOLDER / f"dates_{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES}
NOTHING = [(code, text) for code in LANGUAGES for text in CASES[code].pop("nothing")]
BASE = dt.date(2017, 4, 27)
TABLES = [(code, rule, table) for code in LANGUAGES for rule, table in CASES[code].items()]
YES = [pytest.param(code, rule, *case, id=f"{code} {rule}: {case[0]}") for code, rule, table in TABLES for case in table["yes"]]
NO = [pytest.param(code, rule, text, id=f"{code} {rule}: {text}") for code, rule, table in TABLES for text in table["no"]]


def unmarked(text):
    """The sentence without its brackets, and the expressions that stood in them."""
    return re.sub(r"[\[\]]", "", text), re.findall(r"\[(.*?)\]", text)


def expected(said):
    """Window, precision, and the settings of a case."""
    plain, *settings = re.split(r" (?=\w+=)", said)
    window, precision = plain.split()
    values = dict(setting.split("=", 1) for setting in settings)
    first, _, last = window.partition("/")
    days = (None, None) if window == "-" else (dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))
    return days, precision, values


@pytest.mark.parametrize(("code", "rule", "text", "said"), YES)
def test_rule_reads_its_expression(code, rule, text, said):
    sentence, marked = unmarked(text)
    days, precision, values = expected(said)
    tense = Tense(values["tense"]) if "tense" in values else None
    hints = Hints(tense_at=lambda _start, _end: tense) if tense else Hints()
    base = dt.date.fromisoformat(values.get("base", BASE.isoformat()))
    words = values.get("words", marked[0])
    spans = find_dates(sentence, base, date_tables(code), hints)
    span = next((one for one in spans if one.when.words == words), None)
    assert span is not None, [one.when.words for one in spans]
    assert sentence[span.start : span.end] == words
    assert span.rule == values.get("rule", rule)
    assert (span.when.earliest, span.when.latest) == days
    assert span.when.precision == precision
    assert span.relation == values.get("relation", "on")
    assert span.when.time == values.get("time", "")
    assert span.days == int(values.get("days", span.days))
    assert span.when.edtf == values.get("edtf", span.when.edtf)


@pytest.mark.parametrize(("code", "rule", "text"), NO)
def test_rule_leaves_other_words_alone(code, rule, text):
    assert rule not in {span.rule for span in find_dates(text, BASE, date_tables(code))}


@pytest.mark.parametrize(("code", "text"), NOTHING)
def test_sentence_without_a_date(code, text):
    assert find_dates(text, BASE, date_tables(code)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_has_cases_both_ways(code):
    rules = {rule.name for rule in date_tables(code).rules.values()}
    assert rules == set(CASES[code])
    assert all(table["yes"] and table["no"] for table in CASES[code].values())


def test_there_are_enough_cases():
    assert len([case for case in (*YES, *NO) if case.values[0] == "en"]) + len(NOTHING) >= 250


@pytest.mark.parametrize(("code", "rule"), [(code, rule) for code in LANGUAGES for rule in date_tables(code).rules.values()])
def test_every_example_is_read_by_its_rule(code, rule):
    assert rule.name in {span.rule for span in find_dates(f"{LEAD[code]} {rule.example}", BASE, date_tables(code))}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_builder_is_known(code):
    assert {rule.build for rule in date_tables(code).rules.values()} <= set(BUILDERS)


def test_offset_moves_spans_but_not_words():
    plain, moved = (find_dates("They meet in July.", BASE, date_tables(), Hints(offset=offset))[0] for offset in (0, 100))
    assert (moved.start, moved.end) == (plain.start + 100, plain.end + 100)
    assert moved.when == plain.when


@pytest.mark.parametrize(("name", "found"), [((7, 20), False), ((0, 6), True), ((0, 0), True)])
def test_a_name_is_no_date(name, found):
    assert bool(find_dates("Before May 20 comes", BASE, date_tables(), Hints(names=(name,)))) is found


def test_names_are_looked_up_in_order():
    text = "April 1 and June 2 and July 3"
    names = ((0, 7), (12, 18))
    assert [span.when.words for span in find_dates(text, BASE, date_tables(), Hints(names=names))] == ["July 3"]


def test_the_other_tense_is_offered():
    span = find_dates("He will come on Friday.", BASE, date_tables())[0]
    assert span.other is not None
    assert (span.when.earliest, span.other.earliest) == (dt.date(2017, 4, 28), dt.date(2017, 4, 21))


def test_no_other_tense_where_it_bears_on_nothing():
    assert find_dates("He will come on 2017-07-07.", BASE, date_tables())[0].other is None


@pytest.mark.parametrize(("tense", "day"), [(Tense.FUTURE, 28), (Tense.PAST, 21), (Tense.REPORT, 21), (None, 28)])
def test_the_callers_tense_wins(tense, day):
    span = find_dates("He said Friday", BASE, date_tables(), Hints(tense_at=lambda _start, _end: tense))[0]
    assert span.when.earliest == dt.date(2017, 4, day)
    assert (span.relation is Relation.REPORT) is (tense is Tense.REPORT)


def test_several_expressions_in_order():
    text = "Officials said on Monday that he will visit Rome from 5 to 8 June and Paris next month."
    found = find_dates(text, BASE, date_tables())
    assert [span.rule for span in found] == ["weekday", "day-month-range", "relative-unit"]
    assert [span.relation for span in found] == [Relation.REPORT, Relation.ON, Relation.ON]


@pytest.mark.parametrize(
    ("text", "of_noun"),
    [
        ("He will speak after Friday's summit.", True),
        ("He will speak ahead of the May 25 NATO summit.", True),
        ("They will travel for the 2022 NATO summit.", True),
        ("The May 22 attack shook the city.", True),
        ("He will speak on Friday.", False),
        ("He will speak by May 25, before the NATO summit.", False),
    ],
)
def test_a_date_may_belong_to_the_noun_after_it(text, of_noun):
    assert find_dates(text, BASE, date_tables())[0].of_noun is of_noun
