"""The process in which files from outside are opened: little memory, little time, no secrets, no database.

python -m services.exchange.child read BOOK           lines of JSON on standard output
python -m services.exchange.child mark BOOK COPY      problems as JSON on standard input
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from services import no_numpy
from services.exchange import limits
from services.exchange.book import plain, problem_line
from services.exchange.cells import Row, Tick, read_rows
from services.exchange.package import Refused, open_package
from services.exchange.parsing import SheetParser, known_sheets
from services.exchange.parts import Part, check_every_part, read_workbook, size_of
from services.exchange.report import Report
from texts import corrections
from texts.exchange import Problem

_ROWS_A_LINE = 1_000


def main(arguments: list[str]) -> int:
    """Do what the arguments say; what is wrong with the file is told, never raised."""
    limits.bind()
    if path := os.environ.get(limits.LISTS_VARIABLE):
        corrections.apply(Path(path))
    command, book, *rest = arguments
    try:
        if command == "mark":
            no_numpy.spare()
            from services.exchange.marking import mark

            mark(Path(book), Path(rest[0]), json.load(sys.stdin))
        else:
            read(Path(book), exact=bool(rest))
    except Refused as refused:
        _write({"problems": [problem_line(refused.problem)]})
    except (MemoryError, RecursionError):
        _write({"problems": [problem_line(Problem("too_heavy"))]})
    except Exception:  # noqa: BLE001 - whatever a strange file brings about, it is the file that is strange
        _write({"problems": [problem_line(Problem("damaged"))]})
    _write({"end": True})
    return 0


def read(path: Path, *, exact: bool = False) -> None:
    """Say in lines what is in the book; Refused when nothing can be."""
    report = Report()
    with open_package(path) as archive:
        book = read_workbook(archive)
        found = known_sheets([part.name for part in book.sheets], report)
        parts = [part for part in book.sheets if part.name in found]
        check_every_part(archive, {part.path for part in parts})
        progress = _Progress(sum(size_of(archive, part.path) for part in parts))
        for part in parts:
            parser = SheetParser(found[part.name], part.name, report)
            fast = None if exact else _fast_rows(path, archive, part, progress.tick)
            _read_sheet(parser, parser.values(fast or read_rows(archive, part, book, progress.tick)))
    _write({"problems": [problem_line(problem) for problem in report.told()]})


def _read_sheet(parser: SheetParser, rows: Iterator[tuple[int, list[Any]]]) -> None:
    first = list(islice(rows, _ROWS_A_LINE))  # the headings are known once the first row is
    _write({"sheet": parser.sheet.key, "name": parser.name, "letters": parser.letters})
    while first:
        _write({"rows": [[number, *values] for number, values in first]})
        first = list(islice(rows, _ROWS_A_LINE))


def _fast_rows(path: Path, archive: ZipFile, part: Part, tick: Tick) -> Iterator[Row | list[str]] | None:
    """The rows by the fast reader, if it can be trusted with this sheet; the parent hears that it is tried."""
    from services.exchange import fast_cells

    if not fast_cells.is_plain(archive, part):
        return None
    _write({"fast": True})
    sheet = fast_cells.open_sheet(path, part)
    return None if sheet is None else fast_cells.read_rows(sheet, size_of(archive, part.path), tick)


class _Progress:
    """Tells the parent how much of the sheets has been read, in whole percent."""

    def __init__(self, total: int) -> None:
        self._total, self._read, self._told = max(total, 1), 0, 0

    def tick(self, size: int) -> None:
        """So many bytes more."""
        self._read += size
        percent = 100 * self._read // self._total
        if percent > self._told:
            self._told = percent
            _write({"percent": percent})


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":"), default=plain) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
