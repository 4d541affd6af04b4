"""A copy of a workbook in which bad cells are coloured and say in a comment what to do; made in the child process."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from services.exchange import limits
from services.exchange.package import open_package, refuse
from services.exchange.parts import check_every_part
from texts import exchange
from texts.exchange import Problem

_COLOURS = {"error": PatternFill("solid", fgColor="FFC7CE"), "warning": PatternFill("solid", fgColor="FFEB9C")}
_WIDTH, _HEIGHT = 320, 120  # of a comment, in points


def mark(path: Path, copy: Path, problems: Iterable[dict[str, Any]]) -> None:
    """Write the marked copy."""
    with open_package(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > limits.MARKED_BYTES:
            refuse("too_heavy")
        check_every_part(archive, set())
    with path.open("rb") as file:  # kept files have no ending, and by a path the library judges the ending
        book = load_workbook(file, keep_links=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    said: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for raw in problems:
        problem = Problem(**raw)
        if problem.sheet in sheets:
            said[problem.sheet, problem.cell or f"A{problem.row or 1}"].append(problem)
    for sheet in sheets.values():
        _clear(sheet)
    for (name, address), here in said.items():
        _mark_cell(sheets[name][address], here)
    book.save(copy)


def _clear(sheet: Worksheet) -> None:
    """Take away what an earlier marking left, so that a mended cell looks mended."""
    ours = {fill.fgColor.rgb for fill in _COLOURS.values()}
    for cell in sheet._cells.values():  # noqa: SLF001 - iter_rows walks all the emptiness up to a far cell
        if cell.comment is not None and cell.comment.author == exchange.MARK_AUTHOR:
            cell.comment = None
            if cell.fill.fgColor.rgb in ours:
                cell.fill = PatternFill()


def _mark_cell(cell: Any, problems: list[Problem]) -> None:
    worst = min((problem.level for problem in problems), key=list(_COLOURS).index)
    words = "\n".join(f"{exchange.what(problem)} {exchange.remedy(problem)}".strip() for problem in problems)
    cell.fill = _COLOURS[worst]
    cell.comment = Comment(words, exchange.MARK_AUTHOR, height=_HEIGHT, width=_WIDTH)
