"""A book that was read: rows of values with their addresses, and how they travel from the reading process."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from texts.exchange import Problem
from texts.workbook import Column, Sheet, Value, Values, sheet

UNREADABLE = "\0"  # stands for a value that has a problem of its own; no text can contain it


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of a sheet: its number in the file and the values of all columns."""

    number: int
    values: Values

    @property
    def sound(self) -> bool:
        """Whether every cell could be read."""
        return UNREADABLE not in self.values


@dataclass(slots=True)
class BookSheet:
    """A sheet of the book. `letters` tells where a column stands; columns that are not there have no letter."""

    sheet: Sheet
    name: str
    letters: dict[str, str]
    rows: list[BookRow] = field(default_factory=list)

    def problem(self, kind: str, row: int, key: str, **details: str) -> Problem:
        """A problem with one cell of this sheet."""
        column = self.sheet.columns[self.sheet.places[key]]
        return Problem(kind, self.name, row, column.name, self.letters.get(key, ""), details)


@dataclass(slots=True)
class Book:
    """What was read, and what is wrong with it so far."""

    sheets: dict[str, BookSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_REPEATED = frozenset({"code", "reference", "choice", "school_year", "period"})
_UNPACKERS: dict[str, Callable[[Any], Value]] = {
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "decimal": Decimal,
    "list": tuple,
    "choices": tuple,
    "references": tuple,
}


# --- the lines in which a book travels between processes ----------------------------------------------------------


def plain(value: Any) -> str:
    """A value that JSON has no word for: a day, a moment, an exact number."""
    return value.isoformat() if isinstance(value, date) else str(value)


def problem_line(problem: Problem) -> dict[str, Any]:
    """A problem as JSON can carry it."""
    return {**asdict(problem), "details": dict(problem.details)}


@dataclass(slots=True)
class Gatherer:
    """Puts a book together again from the lines of the reading process."""

    book: Book = field(default_factory=Book)
    complete: bool = False
    fast: bool = False  # a reader was tried that may fail where the exact one does not
    _current: BookSheet | None = None
    _unpack: list[tuple[int, Callable[[Any], Value]]] = field(default_factory=list)
    _words: dict[str, str] = field(default_factory=dict)  # one object for a word that stands in many cells

    def take(self, line: dict[str, Any]) -> None:
        """One line: a new sheet, some of its rows, the problems, the end."""
        if "sheet" in line:
            self._current = BookSheet(sheet(line["sheet"]), line["name"], line["letters"])
            self.book.sheets[line["sheet"]] = self._current
            columns = enumerate(self._current.sheet.columns, 1)
            self._unpack = [(place, unpack) for place, column in columns if (unpack := self._unpacker(column))]
        elif "rows" in line:
            assert self._current is not None
            self._current.rows += [self._row(row) for row in line["rows"]]
        elif "problems" in line:
            self.book.problems += [Problem(**problem) for problem in line["problems"]]
        self.fast = self.fast or "fast" in line
        self.complete = "end" in line

    def _row(self, row: list[Any]) -> BookRow:
        for place, unpack in self._unpack:
            value = row[place]
            if value is not None and value != UNREADABLE:
                row[place] = unpack(value)
        return BookRow(row[0], tuple(row[1:]))

    def _unpacker(self, column: Column) -> Callable[[Any], Value] | None:
        return self._same if column.type in _REPEATED else _UNPACKERS.get(column.type)

    def _same(self, word: str) -> str:
        return self._words.setdefault(word, word)
