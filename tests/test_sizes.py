"""The sizes of HOUSE.md: half of the functions under 10 lines, nine in ten under 30, none over 60; no file over 400 lines."""

import ast
import statistics

from tracker.config import ROOT

PYTHON = sorted(path for path in (ROOT / "tracker").rglob("*.py") if "versions" not in path.parts)
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


def functions():
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno - node.lineno + 1), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def test_no_function_is_longer_than_a_screen():
    assert [name for length, name in functions() if length > 60] == []


def test_most_functions_are_short():
    lengths = sorted(length for length, _ in functions())
    assert statistics.median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 30


def test_no_file_outgrows_its_room():
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path in PYTHON if lines(path) > 400] == []
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path in SCRIPTS if lines(path) > 300] == []


def test_tests_are_at_least_as_long_as_what_they_test():
    source = sum(lines(path) for path in PYTHON)
    cases = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests" / "cases").rglob("*.toml")]
    assert sum(lines(path) for path in cases) >= source


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    left = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*PYTHON, *SCRIPTS]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert left == []
