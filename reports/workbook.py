"""The exchange workbook written out: filled for an export, empty with hints for whoever starts with it.

Text is always text, whatever it begins with; the file says nothing of when and by whom it was made.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports import streaming
from reports.office_files import repack, spelt
from reports.streaming import Strip, Table
from texts import exchange
from texts.workbook import NO, YES, Column, Sheet, Value, Values, shown

_DATE = "dd.mm.yyyy"
_MOMENT = "dd.mm.yyyy hh:mm"
_TEXT = "@"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "#")  # the last would be taken for Excel's errors
_LONGEST = 32_767
_CUT = "[…]"
_FORMATS = {"date": _DATE, "moment": _MOMENT, "integer": "General", "decimal": "General"}
_WIDTHS = {
    "code": 14,
    "reference": 18,
    "date": 12,
    "moment": 18,
    "flag": 12,
    "integer": 10,
    "decimal": 10,
    "choice": 22,
    "school_year": 12,
    "period": 14,
    "references": 30,
}
_WIDE = 40
_HEADING = Font(name="Calibri", size=11, bold=True)
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="BDD7EE"), PatternFill("solid", fgColor="EDEDED")
_HINTED_ROWS = 20_000


def write_book(path: Path, tables: Iterable[tuple[Sheet, Sequence[Values]]]) -> None:
    """Write rows under their headings."""
    with _workshop(path) as folder:
        whole = folder / "whole.xlsx"
        filled = [Table(sheet.name, [_strip(column) for column in sheet.columns], rows) for sheet, rows in tables]
        streaming.write(whole, filled, exchange.MARK_AUTHOR)
        whole.replace(path)


def _strip(column: Column) -> Strip:
    style = "required" if column.required else "optional"
    return Strip(column.name, _width(column), style, partial(_cell, column))


def _cell(column: Column, value: Value) -> str:
    """A number, a day, a moment or text; text that a program could take for a formula or an error is quoted."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return streaming.number(value)
    if isinstance(value, date):
        return streaming.moment(value, column.type)
    words = _clean(shown(column, value))
    return streaming.text(words, "quoted" if words.startswith(_DANGEROUS) else "plain")


def write_template(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write empty sheets whose headings explain themselves and whose cells offer the lists."""
    sheets = tuple(sheets)
    with _workshop(path) as folder:
        book = Workbook()
        book.remove(book.worksheets[0])
        for sheet in sheets:
            page = book.create_sheet(sheet.name)
            page.freeze_panes = "A2"
            for place, column in enumerate(sheet.columns, 1):
                _explain(page, place, column, sheets)
        _save(book, folder, path)


def _explain(page: Worksheet, place: int, column: Column, sheets: Sequence[Sheet]) -> None:
    """A heading with a note, and a column that knows its format and its list."""
    letter = get_column_letter(place)
    dimension = page.column_dimensions[letter]
    dimension.width = _width(column)
    dimension.number_format = _format(column)
    cell = _heading(page.cell(1, place, column.name), column)
    cell.comment = Comment(exchange.hint(column), exchange.MARK_AUTHOR, height=110, width=320)
    offered = _offered(column, sheets)
    if offered:
        choice = DataValidation(type="list", formula1=offered, allow_blank=True, showErrorMessage=False)
        choice.add(f"{letter}2:{letter}{_HINTED_ROWS}")
        page.add_data_validation(choice)


def _heading(cell: Any, column: Column) -> Any:
    cell.font = _HEADING
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    return cell


def _width(column: Column) -> float:
    return max(_WIDTHS.get(column.type, _WIDE), len(column.name) + 4)


def _format(column: Column) -> str:
    return _FORMATS.get(column.type, _TEXT)


def _offered(column: Column, sheets: Sequence[Sheet]) -> str:
    """What the cell offers in Excel: the words of a short list, or the codes of another sheet."""
    if column.type == "flag":
        return f'"{YES},{NO}"'
    if column.type == "choice":
        words = ",".join(spellings[0] for spellings in column.choices.values())
        return f'"{words}"' if len(words) < 255 else ""  # noqa: PLR2004 - Excel's limit
    if column.type == "reference" and isinstance(column.to, str):
        name = next(sheet.name for sheet in sheets if sheet.key == column.to)
        return f"'{name}'!$A$2:$A${_HINTED_ROWS}"
    return ""


def _clean(text: str) -> str:
    """Text as a workbook can hold it; a cut is marked."""
    text = spelt(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """A folder beside the target, so that a file appears there only when it is whole."""
    with TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        yield Path(folder)


def _save(book: Workbook, folder: Path, path: Path) -> None:
    raw, whole = folder / "raw.xlsx", folder / "whole.xlsx"
    book.save(raw)
    with raw.open("rb") as made, whole.open("wb") as kept:
        repack(made, kept, book.properties, exchange.MARK_AUTHOR)
    whole.replace(path)
