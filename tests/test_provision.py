"""The browser that the tests find or install."""

import subprocess
from types import SimpleNamespace

import pytest

from tests import provision


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine on which programs are what the test says: ``machine(programs, root=..., works=...)`` gives the commands that were run."""

    def build(programs, *, root=False, works=lambda _command: True):
        ran = []

        def run(command, **_):
            ran.append(" ".join(map(str, command)))
            return SimpleNamespace(returncode=0 if works(ran[-1]) else 1, stdout=b"<html></html>")

        monkeypatch.setattr(provision.shutil, "which", lambda name: name if name in programs else None)
        monkeypatch.setattr(provision.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(provision.subprocess, "run", run)
        return ran

    return build


def test_a_browser_that_starts_is_taken(machine, capsys):
    machine({"google-chrome"})
    provision.main()
    assert capsys.readouterr().out == "browser: google-chrome\n"


def test_a_stub_that_does_not_start_is_passed_over(machine):
    machine({"chromium-browser", "google-chrome"}, works=lambda command: not command.startswith("chromium-browser"))
    assert provision.system_chromium() == "google-chrome"


def test_a_browser_that_hangs_does_not_start(monkeypatch):
    def hang(*_, **__):
        raise subprocess.TimeoutExpired("chromium", 1)

    monkeypatch.setattr(provision.subprocess, "run", hang)
    assert not provision.starts("chromium")


def test_root_gets_debians_even_where_a_list_cannot_be_read(machine):
    programs = {"apt-get"}

    def works(command):
        if "install" in command:
            programs.add("chromium")
        return "update" not in command

    ran = machine(programs, root=True, works=works)
    provision.main()
    assert [command.split()[2] for command in ran if command.startswith("apt-get")] == ["update", "install"]


@pytest.mark.parametrize(("root", "libraries"), [(True, True), (False, False)])
def test_else_playwrights_own_as_root_with_its_libraries(machine, root, libraries):
    ran = machine({"apt-get"}, root=root, works=lambda command: not command.startswith("apt-get"))
    provision.main()
    assert ran[-1].endswith("chromium")
    assert "playwright install" in ran[-1]
    assert ("--with-deps" in ran[-1]) is libraries


def test_where_nothing_helps_it_says_what_a_person_can_do(machine):
    machine(set(), works=lambda _command: False)
    with pytest.raises(SystemExit, match="apt install chromium"):
        provision.main()
