"""Reading the lexicon's data files: tab-separated tables and TOML. Every complaint names file, line and remedy."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIST_SEPARATOR = "; "


class LexiconError(Exception):
    """A data file is missing or says something that the lexicon cannot use."""

    def __init__(self, path: Path, message: str, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """A cell that holds a list, its values separated by "; "."""
        cell = self.cells[column]
        return tuple(cell.split(LIST_SEPARATOR)) if cell else ()

    def number(self, column: str) -> float:
        """A cell that holds a number."""
        try:
            return float(self.cells[column])
        except ValueError as error:
            raise self.wrong(f"{column} is {self.cells[column]!r}; write a number") from error

    def day(self, column: str) -> dt.date:
        """A cell that holds a day, YYYY-MM-DD."""
        try:
            return dt.date.fromisoformat(self.cells[column])
        except ValueError as error:
            raise self.wrong(f"{column} is {self.cells[column]!r}; write a day as YYYY-MM-DD") from error

    def wrong(self, message: str) -> LexiconError:
        """The error to raise about this line."""
        return LexiconError(self.path, message, self.line)


def read_raw_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The data lines of a table with their numbers. Lines that start with "#" are comments."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(path, f"cannot be read ({error.strerror}); restore it from the repository") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("#"):
            yield number, line


def read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The data lines of a table with their numbers, split at tabs."""
    return ((number, line.split("\t")) for number, line in read_raw_lines(path))


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table whose first data line names its columns, which must be ``columns`` in this order."""
    lines = read_lines(path)
    number, head = next(lines, (1, []))
    if tuple(head) != columns:
        raise LexiconError(path, f"the first line names the columns {head}; it must name {list(columns)}, separated by tabs", number)
    for number, cells in lines:
        if len(cells) != len(columns):
            raise LexiconError(path, f"has {len(cells)} cells; write {len(columns)}, separated by tabs: {', '.join(columns)}", number)
        yield Row(path, number, dict(zip(columns, cells, strict=True)))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as nested dictionaries."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise LexiconError(path, f"cannot be read ({error.strerror}); restore it from the repository") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, f"is no valid TOML: {error}") from error
