import csv
import io

import openpyxl
import pytest

from tracker.exports.tables import COLUMNS, guarded, write_csv, write_xlsx


def rows(export):
    return list(csv.DictReader(io.StringIO(b"".join(write_csv(export)).decode("utf-8-sig"))))


def test_a_row_has_every_field_its_sources_and_the_moment_of_retrieval(make):
    (row,) = rows(make({}))
    assert list(row) == [*COLUMNS, "retrieved"]
    assert (row["title"], row["earliest"], row["latest"], row["city"]) == ("Trump-Putin meeting", "2017-07-07", "2017-07-08", "Hamburg")
    assert row["participants"] == "Donald Trump; Vladimir Putin"
    assert row["sources"] == "Kommersant 2017-04-27 https://k.example/1"
    assert row["retrieved"] == "2017-07-01T12:00:00+00:00"
    assert row["latitude"] == "53.55000"


def test_an_empty_export_has_its_header(make):
    assert b"".join(write_csv(make())).decode("utf-8-sig").strip() == ",".join([*COLUMNS, "retrieved"])


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_stay_text(make, text):
    assert guarded(text) == f"'{text}"
    export = make({"title": text})
    assert rows(export)[0]["title"] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(export)))).active
    cell = sheet.cell(2, list(COLUMNS).index("title") + 1)
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").strip() == text.strip()


@pytest.mark.parametrize("text", ["-73.98", "+1", "plain", "", "a=b"])
def test_numbers_and_words_are_left_alone(text):
    assert guarded(text) == text


def test_the_workbook_has_the_rows_of_the_csv(make):
    export = make({}, {"title": "Other"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(export))))
    table = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert table[0] == [*COLUMNS, "retrieved"]
    assert [row[1] for row in table[1:]] == ["Trump-Putin meeting", "Other"]
    assert "Retrieved 2017-07-01 12:00 UTC" in book.properties.description


def test_lone_surrogates_do_not_stop_an_export(make):
    assert "?" in rows(make({"title": "lone \ud800"}))[0]["title"]
