"""Answers exported as the exchange workbook, against openpyxl's write-only mode with the same values in the same cells.

Each file is written in a process of its own, in turn. Ours spells choices and dates as people write them, sets widths,
headings and a filter, and quotes what could be taken for a formula; the peer appends plain values.
`python -m benchmarks.export [rounds]`
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.stage import spread, versions

ROWS, ROUNDS = 100_000, 5


def _table() -> tuple[Any, list[tuple[Any, ...]]]:
    """The sheet of answers, filled by chance."""
    from texts.workbook import layout

    sheet = next(each for each in layout() if each.key == "answer")
    chance = random.Random(2026)  # noqa: S311 - the same values in every process
    kinds = [column.type for column in sheet.columns]
    return sheet, [tuple(_value(kind, chance) for kind in kinds) for _ in range(ROWS)]


def _value(kind: str, chance: random.Random) -> int | str | datetime:
    if kind == "integer":
        return chance.randint(1, 5_000)
    if kind == "moment":
        return datetime(2026, chance.randint(1, 12), chance.randint(1, 28), chance.randint(0, 23), 30)  # noqa: DTZ001
    return f"{'' if kind == 'reference' else 'word '}{chance.randint(1, 500)}"


def ours(path: Path) -> float:
    """Seconds that the program takes."""
    from reports import workbook

    tables = [_table()]
    start = time.perf_counter()
    workbook.write_book(path, tables)
    return time.perf_counter() - start


def peer(path: Path) -> float:
    """Seconds that openpyxl takes."""
    from openpyxl import Workbook

    sheet, rows = _table()
    start = time.perf_counter()
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name)
    page.append([column.name for column in sheet.columns])
    for row in rows:
        page.append(row)
    book.save(path)
    return time.perf_counter() - start


def main(rounds: int = ROUNDS) -> None:
    """Let both write in turn, print seconds, memory and the ratio."""
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "peer": []}
    for _ in range(rounds):
        for name, values in found.items():
            values.append(_apart(name))
    sheet, _ = _table()
    print(f"{ROWS:,} rows of {len(sheet.columns)} cells, {rounds} rounds; {versions()}, openpyxl {version('openpyxl')}")
    for name, values in found.items():
        seconds, memory = (spread([each[place] for each in values], form) for place, form in ((0, ".2f"), (1, ".0f")))
        print(f"{name}: {seconds} s, {memory} MB more than before")
    ratios = [a[0] / b[0] for a, b in zip(found["ours"], found["peer"], strict=True)]
    print(f"seconds, ours / openpyxl's write-only mode: {spread(ratios, '.2f')}, goal at most 1, hoped for 0.15")


def _apart(name: str) -> tuple[float, float]:
    """Seconds and megabytes of one file, written by a fresh process."""
    call = [sys.executable, "-m", "benchmarks.export", name]
    seconds, memory = subprocess.run(call, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    return float(seconds), float(memory)


def _alone(work: Callable[[Path], float]) -> None:
    _table()
    before = _peak()
    with tempfile.TemporaryDirectory() as folder:
        seconds = work(Path(folder) / "book.xlsx")
    print(seconds, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    if sys.argv[1:] in (["ours"], ["peer"]):
        _alone(ours if sys.argv[1] == "ours" else peer)
    else:
        main(*map(int, sys.argv[1:2]))
