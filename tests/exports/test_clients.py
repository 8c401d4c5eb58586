"""The calendar in two real programs: vdirsyncer subscribes to the address, khal reads and imports the entries. Added, moved, cancelled."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exports.conftest import window
from tests.sources.conftest import server  # noqa: F401
from tracker.domain import Place, Precision, Status
from tracker.exports import calendar, places, tables

BIN = Path(sys.executable).parent


def days(first, last):
    return window(first, last, Precision.DAYS)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, with khal reading the folder that vdirsyncer fills."""
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(
        f"[calendars]\n[[agenda]]\npath = {tmp_path / 'calendar'}\n[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        f"datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def run(*command, stdin=None):
    done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def khal(home, *arguments, **options):
    return run(BIN / "khal", "-c", home / "khal.conf", *arguments, **options)


def agenda(home, status="{status}"):
    return khal(home, "list", "--format", f"{{start-date}} {{end-date}} {{title}} {status}", "2017-04-01", "200d").splitlines()


@pytest.fixture
def subscribed(home, server):  # noqa: F811
    """Publish an export on our server and let vdirsyncer fetch it, as a subscriber would."""
    config = home / "vdirsyncer.conf"
    config.write_text(
        f'[general]\nstatus_path = "{home / "status"}"\n\n[pair agenda]\na = "there"\nb = "here"\ncollections = null\n\n'
        f'[storage there]\ntype = "http"\nurl = "{server.url}/calendar.ics"\n\n'
        f'[storage here]\ntype = "filesystem"\npath = "{home / "calendar"}"\nfileext = ".ics"\n'
    )

    def sync(export):
        body = b"".join(calendar.write(export))
        server.pages["/calendar.ics"] = (200, {"Content-Type": "text/calendar; charset=utf-8"}, body)
        for command in (["discover"], ["sync"]):
            run(BIN / "vdirsyncer", "-c", config, *command, stdin="y\n")

    return sync


def test_a_subscriber_sees_an_event_then_its_move_then_its_end(home, subscribed, make):
    subscribed(make({"when": days("2017-07-07", "2017-07-08"), "sequence": 0}, {"title": "Other", "sequence": 0}))
    lines = agenda(home)
    assert any("2017-07-07 2017-07-08 Trump-Putin meeting" in line for line in lines)
    subscribed(make({"when": days("2017-07-20", "2017-07-21"), "sequence": 1}, {"title": "Other", "sequence": 0}))
    lines = agenda(home)
    assert not any("2017-07-07 2017-07-08 Trump-Putin" in line for line in lines)
    assert sum("Trump-Putin meeting" in line and "2017-07-20 2017-07-21" in line for line in lines) >= 1
    subscribed(
        make({"when": days("2017-07-20", "2017-07-21"), "sequence": 2, "status": Status.CANCELLED}, {"title": "Other", "sequence": 0})
    )
    lines = agenda(home)
    assert any("[cancelled] Trump-Putin meeting CANCELLED" in line for line in lines)
    assert len(list((home / "calendar").glob("*.ics"))) == 2


def imported(home, export):
    path = home / "x.ics"
    path.write_bytes(b"".join(calendar.write(export)))
    khal(home, "import", "--batch", "-a", "agenda", path)


def test_importing_again_updates_the_same_entry(home, make):
    imported(home, make({"status": Status.SPECULATIVE}))
    assert any("[speculative] Trump-Putin meeting TENTATIVE" in line for line in agenda(home))
    imported(home, make({"sequence": 5}))
    lines = [line for line in agenda(home) if "Trump-Putin" in line]
    assert all("Trump-Putin meeting CONFIRMED" in line for line in lines)
    assert len(list((home / "calendar").glob("*.ics"))) == 1


def test_a_long_window_is_one_day_in_the_calendar(home, make):
    imported(home, make({"when": window("2017-04-27", "2017-05-31"), "status": Status.SPECULATIVE}))
    (line,) = [line for line in agenda(home) if "Trump-Putin" in line]
    assert "2017-04-27 2017-04-27 [speculative] Trump-Putin meeting (some time until 31 May 2017)" in line


@pytest.mark.skipif(not shutil.which("calcurse"), reason="Debian's calcurse is not installed")
def test_calcurse_reads_it_whole(home, make):
    path = home / "x.ics"
    called_off = {"status": Status.CANCELLED, "title": "Called off"}
    path.write_bytes(b"".join(calendar.write(make({"title": "Erdoğan meets “X”, twice; " * 5}, {"title": "Second"}, called_off))))
    report = run("calcurse", "-D", home / "calcurse", "-i", path)
    assert "3 events / 0 todos / 0 skipped" in report
    listed = run("calcurse", "-D", home / "calcurse", "-Q", "--from", "07/07/2017", "--days", "1")
    assert "Erdoğan meets “X”, twice; Erdoğan" in listed
    assert "Second" in listed
    assert "[cancelled] Called off" in listed


@pytest.mark.skipif(not shutil.which("ssconvert"), reason="Debian's gnumeric is not installed")
def test_gnumeric_reads_the_sheet_cell_by_cell(home, make):
    """What a spreadsheet makes of the workbook is what the table says: formulas stay text, no cell is taken for a date or a number."""
    export = make({"title": '=HYPERLINK("https://x.example")'}, {"title": "+1, “two”\nthree"}, {"title": "2017-07-07"}, {"title": "007"})
    path = home / "events.xlsx"
    path.write_bytes(b"".join(tables.write_xlsx(export)))
    run("ssconvert", path, home / "back.csv")
    with (home / "back.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [*tables.COLUMNS, "retrieved"]
    assert [row[:-1] for row in rows[1:]] == [tables.cells(row) for row in export.rows]


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="Debian's gdal-bin is not installed")
def test_gdal_reads_the_venues(home, make):
    path = home / "events.geojson"
    path.write_bytes(b"".join(places.write(make({}, {"title": "“Second”"}, {"place": Place("Nowhere")}))))
    report = run("ogrinfo", "-al", path)
    assert "Geometry: Point" in report
    assert "Feature Count: 1" in report
    assert "POINT (9.99 53.55)" in report
