"""Cells of an XLSForm, from .xlsx or from markdown tables, and the same form as .xlsx; guards against hostile files."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from surveys.problems import FormProblem, FormRefused

# Sheet name -> rows of cells, the heading first.
Sheets = dict[str, list[list[str]]]

_MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_PARTS = 300
_MOST_ROWS = 20_000
_MOST_COLUMNS = 100
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its number in the sheet and its cells by heading."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell below a heading, "" where there is none."""
        return self.cells.get(column, "")


def sheets_of_workbook(data: bytes) -> Sheets:
    """The text of every cell; FormRefused for what is not a plain workbook."""
    from python_calamine import CalamineError, load_workbook

    _preflight(data)
    try:
        book = load_workbook(io.BytesIO(data))
        found: Sheets = {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.end is not None and (sheet.end[0] >= _MOST_ROWS):
                raise _refusal("too_many_rows", sheet=name, limit=str(_MOST_ROWS))
            found[name] = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise _refusal("not_a_workbook", detail=str(error)) from error
    return found


def _row(cells: Iterable[Any]) -> list[str]:
    row = [_cell(cell) for cell in cells][:_MOST_COLUMNS]
    while row and not row[-1]:
        row.pop()
    return row


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _refusal(code: str, sheet: str = "", **params: str) -> FormRefused:
    return FormRefused((FormProblem(sheet, None, "", code, params),))


def _preflight(data: bytes) -> None:
    if len(data) > _MOST_BYTES:
        raise _refusal("workbook_too_large", limit=str(_MOST_BYTES))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > _MOST_UNPACKED:
                raise _refusal("workbook_too_large", limit=str(_MOST_UNPACKED))
            if any("vbaproject" in each.filename.lower() for each in parts):
                raise _refusal("macros")
            unpacked = 0
            for each in parts:
                unpacked += _checked_part(archive, each, _MOST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _refusal("not_a_workbook", detail=str(error)) from error


def _checked_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Reads a part to its real end, whatever its header says; XML must declare no entities."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if size == 0 and is_xml and chunk.startswith(_WIDE):
                raise _refusal("unsafe_xml", part=part.filename)
            size += len(chunk)
            if size > left:
                raise _refusal("workbook_too_large", limit=str(_MOST_UNPACKED))
            if is_xml and _DECLARATION.search(tail + chunk):
                raise _refusal("unsafe_xml", part=part.filename)
            tail = chunk[-16:]
    return size


_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[|\s:-]+$")


def sheets_of_markdown(text: str) -> Sheets:
    """Tables as pyxform reads them: the first column names the sheet, the others are its cells."""
    found: Sheets = {}
    name = ""
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped.startswith("|") or _RULE.match(stripped):
            continue
        first, *cells = _PIPE.split(
            stripped.removeprefix("|").removesuffix("|") if not stripped.endswith("\\|") else stripped[1:]
        )
        if first.strip():
            name = first.strip()
            found[name] = []
        row = _row(cell.strip().replace("\\|", "|").replace("\\n", "\n") for cell in cells)
        if name and row:
            found[name].append(row)
    return found


def workbook_of(sheets: Mapping[str, list[list[str]]]) -> bytes:
    """The sheets as .xlsx: text cells, a frozen bold heading, readable widths."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                cell.value = value or None
                if value:
                    cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=number == 1)
        sheet.freeze_panes = "A2"
        for place in range(1, max(map(len, rows), default=0) + 1):
            longest = max((len(row[place - 1]) for row in rows if len(row) >= place), default=0)
            sheet.column_dimensions[sheet.cell(1, place).column_letter].width = max(8, min(60, longest + 2))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
