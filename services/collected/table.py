"""A table that another program exported: read in a process of its own, which may break without anybody noticing."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from services.children import told_by
from services.collected.child import problem_of
from storage.spelling import fold
from texts.collected import TIME_HEADINGS
from texts.exchange import Problem

_SECONDS = 60.0
_FIRST = 3  # columns among which the time stands: some programs put a number of their own before it
_TIMES = (
    "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
_ZONE = re.compile(r"\s*(?:GMT|UTC|Z|\+).*$")


@dataclass(frozen=True)
class Table:
    """Headings, and below them the rows with their numbers in the file; every row has as many cells as headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @cached_property
    def time(self) -> int | None:
        """The column that tells when an answer was given; without one this is no form's export."""
        names = {fold(name) for name in TIME_HEADINGS}
        return next((place for place, name in enumerate(self.headings[:_FIRST]) if fold(name) in names), None)

    def column(self, place: int) -> list[str]:
        """The cells of a column that hold anything."""
        return [row[place] for _, row in self.rows if row[place]]


def read_table(path: Path) -> Table | Problem:
    """The table, or why it cannot be read. It blocks for a second or so."""
    found = told_by("services.collected.child", path, _SECONDS)
    if found is None:
        return Problem("too_heavy")
    if "problem" in found:
        return problem_of(found["problem"])
    return _table(found["rows"])


def _table(rows: list[tuple[int, list[str]]]) -> Table:
    if not rows:
        return Table((), ())
    headings = tuple(rows[0][1])
    width = len(headings)
    return Table(headings, tuple((number, tuple((row + [""] * width)[:width])) for number, row in rows[1:]))


def moment(text: str) -> datetime | None:
    """The local moment that a program wrote; None for anything else. A zone behind it is left away."""
    bare = _ZONE.sub("", text.strip())
    for pattern in _TIMES:
        try:
            return datetime.strptime(bare, pattern)  # noqa: DTZ007 - local, as everything in a workbook
        except ValueError:
            continue
    return None
