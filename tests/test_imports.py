"""The import line of HOUSE.md: cli -> web -> ingest -> (sources | store) -> resolve -> mining -> lexicon -> domain."""

import ast

import pytest

from tracker.config import ROOT

RANK = {
    "domain": 0,
    "filters": 1,
    "records": 1,
    "lexicon": 2,
    "wording": 3,
    "mining": 3,
    "resolve": 4,
    "config": 5,
    "logs": 5.5,
    "exports": 6,
    "sources": 6,
    "store": 6,
    "ingest": 7,
    "handout": 7,
    "imports": 7.6,
    "seeding": 7.6,
    "remine": 7.6,
    "intake": 7,
    "worker": 7.6,
    "web": 8,
    "cli": 9,
    "__main__": 10,
}
PURE = {"domain", "filters", "records", "wording", "exports", "lexicon", "mining", "resolve"}
FORBIDDEN_IN_PURE = {"flask", "sqlalchemy", "plotly", "time", "socket", "requests", "httpx", "urllib.request", "sqlite3", "subprocess"}
CLOCKS = {"now", "today", "utcnow"}
SOURCES = sorted(path for path in (ROOT / "tracker").rglob("*.py") if path.name != "__init__.py" or path.stat().st_size)


def room_of(path):
    return path.relative_to(ROOT / "tracker").parts[0].removesuffix(".py")


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            yield node.module
            if node.module == "tracker":
                yield from (f"tracker.{alias.name}" for alias in node.names)


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def ident(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in SOURCES if room_of(path) != "__init__"], ids=ident)
def test_imports_run_one_way(path):
    room = room_of(path)
    assert room in RANK, f"{room} is no room of the house: give it a rank here and a line in ARCHITECTURE.md"
    for name in imports(parse(path)):
        parts = name.split(".")
        if parts[0] == "tracker" and len(parts) > 1 and parts[1] != room:
            assert RANK[parts[1]] < RANK[room], f"{ident(path)} imports {name}: that runs against the line"


@pytest.mark.parametrize("path", [path for path in SOURCES if room_of(path) in PURE], ids=ident)
def test_pure_rooms_know_neither_web_nor_database_nor_clock(path):
    tree = parse(path)
    for name in imports(tree):
        assert name not in FORBIDDEN_IN_PURE, f"{ident(path)} imports {name}"
        assert name.split(".")[0] not in FORBIDDEN_IN_PURE, f"{ident(path)} imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCKS, f"{ident(path)}:{node.lineno} reads the clock; take the time as an argument"


@pytest.mark.parametrize("path", [path for path in SOURCES if room_of(path) in PURE - {"lexicon"}], ids=ident)
def test_pure_rooms_touch_no_disk(path):
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            assert name not in {"open", "read_text", "read_bytes", "write_text"}, f"{ident(path)}:{node.lineno} touches the disk"
