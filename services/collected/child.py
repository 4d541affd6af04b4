"""The process in which a table from outside is opened: little memory, little time, no secrets, no database.

python -m services.collected.child FILE        one JSON document on standard output
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.exchange import limits
from services.exchange.cells import Cell, Odd, read_rows
from services.exchange.package import Refused, kind_of, open_package, refuse
from services.exchange.parts import check_every_part, read_workbook
from texts.exchange import Problem

_ROWS = 20_000
_SIGN = b"PK"
_DELIMITERS = ",;\t"


def main(arguments: list[str]) -> int:
    """Say what stands in the table; what is wrong with the file is told, never raised."""
    limits.bind()
    try:
        found: dict[str, Any] = {"rows": list(read(Path(arguments[0])))}
    except Refused as refused:
        found = {"problem": refused.problem.kind}
    except (MemoryError, RecursionError):
        found = {"problem": "too_heavy"}
    except Exception:  # noqa: BLE001 - whatever a strange file brings about, it is the file that is strange
        found = {"problem": "damaged"}
    sys.stdout.write(json.dumps(found))
    return 0


def read(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Numbers and texts of the rows of the first sheet, or of a text table."""
    with path.open("rb") as file:
        is_package = file.read(len(_SIGN)) == _SIGN
    for number, row in _of_workbook(path) if is_package else _of_text(path):
        if number > _ROWS + 1 or len(row) > limits.COLUMNS:
            refuse("too_heavy")
        if any(row):
            yield number, row


def _of_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    with open_package(path) as archive:
        book = read_workbook(archive)
        part = book.sheets[0]
        check_every_part(archive, {part.path})
        for row in read_rows(archive, part, book, lambda _size: None):
            if isinstance(row, tuple):
                number, cells = row
                yield number, [_text(cells.get(place)) for place in range(max(cells) + 1)]


def _text(cell: Cell | None) -> str:
    if cell is None or isinstance(cell, Odd):
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat(" ")[:19] if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell).strip()


def _of_text(path: Path) -> Iterable[tuple[int, list[str]]]:
    if path.stat().st_size > limits.FILE_BYTES:
        refuse("too_large", limit=limits.FILE_BYTES // 1024 // 1024)
    data = path.read_bytes()
    if not data:
        refuse("empty_file")
    if b"\0" in data or data.lstrip().startswith((b"<", b"{", b"%PDF")):
        refuse(kind_of(data))
    text = _decoded(data)
    rows = max((_parsed(text, delimiter) for delimiter in _DELIMITERS), key=lambda rows: len(rows[0]) if rows else 0)
    return ((number, [each.strip() for each in row]) for number, row in enumerate(rows, 1))


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """The rows when this separates the cells; the headings show which one it is."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", errors="replace")


def problem_of(kind: str) -> Problem:
    """The problem as it is told."""
    return Problem(kind, details={"limit": str(limits.FILE_BYTES // 1024 // 1024)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
