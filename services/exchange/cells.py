"""The cells of one sheet, row by row as they stand in the file, without ever holding the sheet as a whole.

This reader is exact: it knows an error from an empty cell and a formula whose value nobody stored from a value, and
one far cell costs it nothing. Big plain sheets go through the faster one in `fast_cells`.
"""

import math
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from services.exchange import limits
from services.exchange.excel import decoded, moment
from services.exchange.package import refuse
from services.exchange.parts import MOST_PIECES, Part, Workbook, chunks, feed, local, parser


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell without a value to take: an Excel error, or a formula whose value was not stored."""

    kind: str
    text: str = ""


Cell = str | float | bool | date | datetime | time | timedelta | Odd
Row = tuple[int, dict[int, Cell]]
Tick = Callable[[int], None]

_TEXT = frozenset({"inlineStr", "str", "d"})
_DIGITS = "0123456789"


def read_rows(archive: zipfile.ZipFile, part: Part, book: Workbook, tick: Tick) -> Iterator[Row | list[str]]:
    """Rows that hold anything, then once the list of merged ranges. `tick` hears how many bytes were read."""
    reader = _Reader(part.name, book)
    made = parser()
    made.StartElementHandler, made.EndElementHandler = reader.start, reader.end
    made.CharacterDataHandler = reader.pieces.append
    for chunk in chunks(archive, part.path):
        feed(made, chunk)
        if len(reader.pieces) + len(reader.value) > MOST_PIECES:
            refuse("bomb", part.name)
        yield from reader.rows
        reader.rows.clear()
        tick(len(chunk))
    feed(made, b"", last=True)
    yield reader.merged


@dataclass(slots=True)
class _Reader:
    """Gathers cells as expat meets them. It runs a million times a second: no calls that can be spared."""

    sheet: str
    book: Workbook
    rows: list[Row] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of the text that is being read
    value: list[str] = field(default_factory=list)  # of the cell
    cells: dict[int, Cell] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    row: int = 0
    digits: str = "0"
    column: int = -1
    type: str = ""
    style: str = ""
    stored: bool = False
    formula: bool = False
    aloud: bool = False  # inside a hint for reading aloud

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = self.names.get(name) or self._plain(name)
        if name == "c":
            self.type, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self._place(attributes.get("r", ""))
            self.stored = self.formula = False
            self.value.clear()
        elif name in {"v", "t"}:
            self.pieces.clear()
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._begin_row(attributes.get("r", ""))
        elif name == "rPh":
            self.aloud = True
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """An element closes."""
        name = self.names.get(name) or self._plain(name)
        if name == "c":
            self._keep()
        elif name in {"v", "t"}:
            self.stored = True
            if not self.aloud:
                self.value += self.pieces
        elif name == "row":
            if self.cells:
                self.rows.append((self.row, self.cells))
                self.cells = {}
        elif name == "rPh":
            self.aloud = False

    def _plain(self, name: str) -> str:
        return self.names.setdefault(name, local(name))

    def _begin_row(self, number: str) -> None:
        self.row = int(number) if number.isdecimal() else self.row + 1
        self.digits, self.column = str(self.row), -1

    def _place(self, reference: str) -> None:
        """Which column the cell stands in; without a reference, the one after the last."""
        if not reference:
            self.column += 1
            return
        letters = reference.rstrip(_DIGITS)
        if reference[len(letters) :] != self.digits:
            self._elsewhere(reference[len(letters) :])
        known = self.columns.get(letters)
        self.column = known if known is not None else self.columns.setdefault(letters, _number(letters))

    def _elsewhere(self, digits: str) -> None:
        """A cell that says it stands in another row than its own."""
        if not digits.isdecimal():
            refuse("damaged")
        if self.cells:
            self.rows.append((self.row, self.cells))
            self.cells = {}
        self.row, self.digits = int(digits), digits

    def _keep(self) -> None:
        """Put the finished cell into its row, unless there is nothing in it."""
        text = "".join(self.value)
        if text and not text.isspace():
            cell = self._cell(text)
        elif self.formula and not (self.type == "str" and self.stored):
            cell = Odd("no_value")
        else:
            return
        if self.row > limits.ROWS + 1:
            refuse("too_many_rows", self.sheet, limit=limits.ROWS, cell=f"{letters(self.column)}{self.row}")
        if self.column >= limits.COLUMNS:
            refuse("too_many_columns", self.sheet, limit=limits.COLUMNS, cell=f"{letters(self.column)}{self.row}")
        self.cells[self.column] = cell

    def _cell(self, text: str) -> Cell:
        kind = self.type
        if kind == "s" or kind in _TEXT:
            words = self._shared(text) if kind == "s" else text
            return decoded(words) if "_x" in words else words
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return Odd("excel_error", text)
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            refuse("damaged")
        return moment(number, self.book.epoch) if self.style in self.book.date_styles else number

    def _shared(self, number: str) -> str:
        if not number.isdecimal() or int(number) >= len(self.book.strings):
            refuse("damaged")
        return self.book.strings[int(number)]


def _number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            refuse("damaged")
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters(column: int) -> str:
    """«A» for 0, «AA» for 26."""
    found = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
