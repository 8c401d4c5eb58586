from __future__ import annotations

import datetime as dt

import pytest

from tracker.lexicon.tables import LexiconError, read_table, read_toml


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "t.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_rows_know_their_lines_and_read_their_cells(table):
    path = table("# a comment\nname\tmany\tday\tsize\n\nx\ta; b\t2017-07-07\t1.5\ny\t\t2017-07-08\t2\n")
    first, second = read_table(path, ("name", "many", "day", "size"))
    assert (first.line, first["name"], first.many("many")) == (4, "x", ("a", "b"))
    assert (first.day("day"), first.number("size")) == (dt.date(2017, 7, 7), 1.5)
    assert second.many("many") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\tother\n", r"t.tsv:1: the first line names the columns .* it must name \['name', 'day'\]"),
        ("", "t.tsv:1: the first line names the columns"),
        ("name\tday\nx\n", "t.tsv:2: has 1 cells; write 2, separated by tabs: name, day"),
        ("name\tday\nx\ty\tz\n", "t.tsv:2: has 3 cells"),
    ],
)
def test_a_wrong_table_is_refused_with_file_line_and_remedy(table, text, message):
    with pytest.raises(LexiconError, match=message):
        list(read_table(table(text), ("name", "day")))


def test_a_wrong_cell_is_refused(table):
    (row,) = read_table(table("name\tday\nx\t7 July\n"), ("name", "day"))
    with pytest.raises(LexiconError, match=r"t.tsv:2: day is '7 July'; write a day as YYYY-MM-DD"):
        row.day("day")
    with pytest.raises(LexiconError, match=r"t.tsv:2: name is 'x'; write a number"):
        row.number("name")


@pytest.mark.parametrize("read", [lambda path: list(read_table(path, ("a",))), read_toml])
def test_a_missing_file_is_named(tmp_path, read):
    with pytest.raises(LexiconError, match=r"none.tsv: cannot be read .*; restore it from the repository"):
        read(tmp_path / "none.tsv")


def test_toml_that_is_none_is_refused(table):
    with pytest.raises(LexiconError, match="is no valid TOML"):
        read_toml(table("a = "))
