"""How long storing a giant workbook holds the one writer, and nobody's press is answered: the sheets at their limits.

The same rows go into the same tables by the driver alone, prepared beforehand and with nothing to check.
`python -m benchmarks.imports [rows]`
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.stage import ROOT, versions
from services.exchange import importing
from services.exchange.book import Book, BookRow, BookSheet
from storage.database import Database, Tx
from storage.scope import EVERYTHING
from storage.tables import metadata
from texts.workbook import Value, sheet

ROWS = 200_000
SCHOOLS, PEOPLE = 40, 2_000
NOW = datetime(2026, 12, 20, tzinfo=UTC)
SINCE, DAY = date(2026, 9, 1), date(2026, 10, 15)
QUESTIONS = ("Q1.3", "Q1.4", "Q1.5", "Q1.6", "Q1.7", "Q1.8", "Q1.10", "Q1.11")

Rows = Iterable[dict[str, Value]]


def book(**sheets: Rows) -> Book:
    """A book as the reading process hands it on, by key of the sheet."""
    made = Book()
    for key, rows in sheets.items():
        of = sheet(key)
        letters = dict.fromkeys((column.key for column in of.columns), "A")
        page = BookSheet(of, of.name, letters)
        defaults = {column.key: column.default for column in of.columns}
        page.rows = [BookRow(number, tuple((defaults | row).values())) for number, row in enumerate(rows, 2)]
        made.sheets[key] = page
    return made


def town() -> Book:
    """Who is there before."""
    place = {"code": "M", "full_name": "Municipality", "short_name": "M", "timezone": "Europe/Moscow"}
    return book(
        municipality=[place],
        school=[{"code": f"S{n}", "municipality": "M", "name": f"School {n}"} for n in range(SCHOOLS)],
        person=[{"code": f"P{n}", "last_name": f"Person {n}"} for n in range(PEOPLE)],
        affiliation=[{"person": f"P{n}", "school": f"S{n % SCHOOLS}", "since": SINCE} for n in range(PEOPLE)],
        survey=[{
            "code": "W", "instrument": "Q1", "municipality": "M", "period_start": SINCE, "period_end": DAY,
            "opens_at": datetime(2026, 12, 1), "closes_at": datetime(2026, 12, 18, 23, 59, 59), "mode": "confidential",  # noqa: DTZ001
        }],
        survey_member=[{"survey": "W", "person": f"P{n}"} for n in range(PEOPLE)],
    )  # fmt: skip


def log(rows: int, minutes: int = 60) -> Book:
    """Entries of the log and who took part, a row each."""
    entry = {"centre": "mtkp", "municipality": "M", "format": "seminar", "starts": DAY, "status": "held"}
    part = {"part": "participant", "attended": True}
    return book(
        activity=(
            {**entry, "code": f"E{n}", "leaders": (f"P{n % PEOPLE}",), "minutes": minutes if n % 100 == 0 else 45}
            for n in range(rows)
        ),
        attendance=({**part, "activity": f"E{n}", "person": f"P{(n + 7) % PEOPLE}"} for n in range(rows)),
    )


def answers(rows: int, value: int = 4) -> Book:
    """Answers of one survey, a response each eight of them."""
    sent = datetime(2026, 12, 3, 15, 30)  # noqa: DTZ001 - a workbook holds local moments
    return book(
        answer=(
            {
                "survey": "W", "number": 1 + n // len(QUESTIONS), "school": f"S{n // len(QUESTIONS) % SCHOOLS}",
                "role": "R_TCH", "question": QUESTIONS[n % len(QUESTIONS)], "submitted": sent, "source": "form",
                "value": str(value if n % 100 == 0 else 4),
            }
            for n in range(rows)
        )
    )  # fmt: skip


@dataclass
class Waits:
    """Presses that come while a book is stored, and how long each waits for its answer."""

    db: Database
    seconds: list[float] = field(default_factory=list)

    async def press(self) -> None:
        """One small thing after the other, until it is cancelled."""
        while True:
            begun = time.perf_counter()
            await asyncio.shield(self.db.write(lambda tx: tx.exec_driver_sql("SELECT 1").scalar_one()))
            self.seconds.append(time.perf_counter() - begun)
            await asyncio.sleep(0.02)


async def bring(db: Database, given: Book) -> tuple[float, float]:
    """Seconds until the book is stored, and the longest that a press waited meanwhile."""
    waits = Waits(db)
    pressing = asyncio.create_task(waits.press())
    await asyncio.sleep(0.1)
    begun = time.perf_counter()
    foreseen = await db.foresee(lambda tx: importing.prepare(tx, given, EVERYTHING, NOW))

    def store(tx: Tx) -> None:
        if not foreseen.holds:
            raise SystemExit("somebody has written meanwhile")
        importing.carry_out(tx, foreseen.result)

    await db.write(store)
    stored = time.perf_counter() - begun
    await asyncio.sleep(0.1)
    pressing.cancel()
    with suppress(asyncio.CancelledError):
        await pressing
    return stored, max(waits.seconds)


def by_hand(path: Path, tables: Iterable[str], into: Path) -> float:
    """Seconds in which the driver alone puts the rows of these tables into an empty database of the same kind."""
    source, target = sqlite3.connect(path), sqlite3.connect(into)
    taken = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608 - our own
    for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"):
        target.execute(statement)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;")
    begun = time.perf_counter()
    with target:
        for name, rows in taken.items():
            target.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
    seconds = time.perf_counter() - begun
    source.close()
    target.close()
    return seconds


async def _measure(folder: Path, rows: int) -> None:
    db = Database(f"sqlite:///{folder / 'bench.sqlite3'}").open()
    db.write_now(metadata.create_all)
    db.write_now(lambda tx: importing.apply(tx, town(), EVERYTHING, NOW))
    cases: tuple[tuple[str, Callable[[], Book], tuple[str, ...]], ...] = (
        (f"log and attendance, {rows:,} rows each", lambda: log(rows), ("activity", "activity_leader", "attendance")),
        ("the same with one row of a hundred corrected", lambda: log(rows, 50), ()),
        (f"answers, {rows:,} rows", lambda: answers(rows), ("response", "answer")),
        ("the same with one row of a hundred corrected", lambda: answers(rows, 5), ()),
    )
    for name, make, tables in cases:
        given = make()
        stored, waited = await bring(db, given)
        line = f"{name}: stored in {stored:.1f} s, a press waits up to {waited:.1f} s"
        if tables:
            alone = by_hand(folder / "bench.sqlite3", tables, folder / f"{tables[0]}.sqlite3")
            line += f"; the driver alone {alone:.1f} s, ratio of the wait {waited / alone:.1f}"
        print(line, flush=True)
    db.close()


def main(rows: int = ROWS) -> None:
    """Store both kinds of books, new and corrected."""
    print(f"{versions()}, SQLite with synchronous FULL")
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as folder:
        asyncio.run(_measure(Path(folder), rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
