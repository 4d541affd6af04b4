"""Sheets of a report in Excel: typed cells, a heading that stays, a filter, print settings, formulas with their values.

Text is always text, whatever it begins with. A formula is stored together with its value, so that a phone or a
preview, which do not calculate, show it too; nothing in the file tells when and by whom it was made.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from itertools import takewhile
from math import ceil
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reports.office_files import repack, spelt, straight

_LONGEST = 32_767
_DATE = "dd.mm.yyyy"
_PLAIN, _HEADING = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
_PALE = Font(name="Calibri", size=11, color="808080")
_RULE = Side(style="hair", color="A6A6A6")
_RULED = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_LINE = 15.0  # points
_FILLED = 0.9  # of a line's width that words fill: letters differ, and headings are bold
_PAGE = 260  # characters that are still read when they are fitted to the width of a page
_SIDE = 200  # the same where a table takes several pages side by side
_TALLEST = 409.0  # points, Excel's limit
_SHADE = PatternFill("solid", fgColor="DDEBF7")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)
_NARROW = 18  # columns up to this width hold numbers
_SHEET_FILE = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?')


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share: a formula over two cells of the same row, given by their columns, and its value."""

    over: int
    under: int
    value: float
    shown: str  # number format


Value = str | int | float | date | Ratio | None


@dataclass(slots=True)
class Book:
    """A workbook being written, sheet by sheet."""

    author: str
    page_heading: str
    _book: Workbook = field(default_factory=Workbook)
    _known: dict[int, dict[str, float]] = field(default_factory=dict)  # values of formulas by sheet and cell

    def __post_init__(self) -> None:
        self._book.remove(self._book.worksheets[0])

    def sheet(self, name: str, columns: Mapping[str, int], rows: Iterable[Sequence[Value]], keys: int = 0) -> None:
        """A table: headings with the widths of their columns, and rows under them.

        `keys` columns stay in view, and stand on every page. Leading cells that say the same as the row above say it
        more quietly.
        """
        page = self._book.create_sheet(name)
        known = self._known.setdefault(len(self._book.worksheets), {})
        widths = list(columns.values())
        before: Sequence[Value] = ()
        for number, row in enumerate([tuple(columns), *rows], 1):
            page.row_dimensions[number].height = _height(row, widths)
            for place, value in enumerate(row, 1):
                cell = _write(page.cell(number, place), value)
                cell.border = _RULED
                if isinstance(value, Ratio):
                    known[cell.coordinate] = value.value
            for place in range(1, _common(before, row) + 1):
                page.cell(number, place).font = _PALE
            before = row
        for place, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
            heading = page.cell(1, place)
            heading.font, heading.fill = _HEADING, _SHADE
            heading.alignment = _CENTRED if width <= _NARROW else _WRAPPED
        self._dress(page, keys, pages=1 if sum(widths) <= _PAGE else ceil(sum(widths) / _SIDE))

    def _dress(self, page: Any, keys: int, pages: int) -> None:
        area = f"A1:{get_column_letter(page.max_column)}{page.max_row}"
        page.freeze_panes = f"{get_column_letter(keys + 1)}2"
        page.auto_filter.ref = area
        page.print_area = area
        page.print_title_rows = "1:1"
        if keys:
            page.print_title_cols = f"A:{get_column_letter(keys)}"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.fitToWidth = pages  # several side by side rather than letters too small to read
        page.page_setup.fitToHeight = 0
        page.page_setup.pageOrder = "overThenDown"
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.oddHeader.left.text = self.page_heading.replace("&", "&&")
        page.oddFooter.right.text = "&P / &N"

    def to_bytes(self) -> bytes:
        """The file."""
        raw, filled, whole = BytesIO(), BytesIO(), BytesIO()
        self._book.save(raw)
        with zipfile.ZipFile(raw) as made, zipfile.ZipFile(filled, "w") as kept:
            for name in made.namelist():
                found = _SHEET_FILE.fullmatch(name)
                content = made.read(name)
                kept.writestr(name, _with_values(content, self._known[int(found[1])]) if found else content)
        repack(filled, whole, self._book.properties, self.author)
        return whole.getvalue()


def _common(before: Sequence[Value], row: Sequence[Value]) -> int:
    """How many leading texts of a row stand in the row above as well."""
    pairs = zip(before, row, strict=False)
    return sum(1 for _ in takewhile(lambda pair: isinstance(pair[1], str) and pair[0] == pair[1], pairs))


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """High enough for the longest text of the row; programs disagree on whether they fit rows themselves."""
    lines = [
        sum(max(1, len(wrap(part, int(width * _FILLED)))) for part in value.split("\n"))
        for value, width in zip(row, widths, strict=False)
        if isinstance(value, str)
    ]
    return min(_LINE * max(lines, default=1), _TALLEST)


def _write(cell: Cell, value: Value) -> Cell:
    cell.font = _PLAIN
    if isinstance(value, str):
        cell.value = spelt(straight(value)[:_LONGEST])
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
        cell.alignment = _WRAPPED
    elif isinstance(value, Ratio):
        cell.value = f"={get_column_letter(value.over)}{cell.row}/{get_column_letter(value.under)}{cell.row}"
        cell.number_format = value.shown
        cell.alignment = _CENTRED
    elif value is not None:
        cell.value = value
        cell.alignment = _CENTRED
        if isinstance(value, date):
            cell.number_format = _DATE
        elif isinstance(value, float):
            cell.number_format = "0.00"
    return cell


def _with_values(sheet: bytes, known: Mapping[str, float]) -> bytes:
    """The sheet with the value of each formula beside it, where the library writes none."""
    return _FORMULA.sub(lambda found: f"{found[1]}<v>{known[found[2]]!r}</v>", sheet.decode()).encode()
