"""How the SQLite file is opened, and what is left of it when the power fails in the middle of a write."""

import asyncio
import shutil
import sqlite3
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from storeroom import opened, place

from storage import trouble
from storage.database import Tx
from storage.tables import stored_file

CUTS = 25


def _settings(tx: Tx) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout", "query_only")
    return {name: tx.execute(text(f"PRAGMA {name}")).scalar() for name in names}


async def test_every_connection_writes_through_to_the_disk(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        for found in (await db.write(_settings), db.write_now(_settings)):
            assert found == {
                "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
                "busy_timeout": 10000, "query_only": 0,
            }  # fmt: skip
        reading = await asyncio.gather(*(db.read(_settings) for _ in range(4)))

    assert {(each["query_only"], each["foreign_keys"], each["busy_timeout"]) for each in reading} == {(1, 1, 10000)}


async def test_a_journal_cut_anywhere_opens_to_what_was_whole(database_url: str, tmp_path: Path):
    random = Random(8)
    copies = []
    with opened(database_url, tmp_path) as db:
        for number in range(40):
            await db.write(partial(_pair, number=number))
        for cut in range(CUTS):
            folder = tmp_path / f"cut-{cut}"
            folder.mkdir()
            for name in ("nastavnik.sqlite3", "nastavnik.sqlite3-wal"):
                shutil.copy(tmp_path / name, folder / name)
            copies.append(folder / "nastavnik.sqlite3")

    seen = set()
    for file in copies:
        journal = file.with_name("nastavnik.sqlite3-wal")
        data = journal.read_bytes()
        journal.write_bytes(data[: random.randrange(len(data))])
        seen.add(_whole_pairs(file))
    assert len(seen) > 3, "the cuts were all at the same place"


def _pair(tx: Tx, number: int) -> None:
    place(tx, f"{number:02}-а")
    place(tx, f"{number:02}-б")


def _whole_pairs(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'municipality'").fetchone():
            return 0
        codes = [row[0] for row in connection.execute("SELECT code FROM municipality ORDER BY code")]
    finally:
        connection.close()
    pairs = len(codes) // 2
    assert codes == [f"{number:02}-{half}" for number in range(pairs) for half in "аб"]
    return pairs


async def test_what_is_deleted_leaves_no_bytes_behind(database_url: str, tmp_path: Path):
    def forget(tx: Tx) -> None:
        tx.execute(text("DELETE FROM municipality"))

    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="canary-in-a-row"))
        await db.write(forget)
        await db.scrub()

        assert not any(b"canary" in data for data in _files(tmp_path))


async def test_rows_that_moved_between_pages_leave_no_copies_behind(database_url: str, tmp_path: Path):
    """Making room for a row, SQLite moves its neighbours; the places they left are not wiped by deleting them."""
    random = Random(8)

    def come(tx: Tx) -> None:
        for _ in range(40):
            name = random.choice(["canary", "remains"]) * random.randrange(1, 40)
            row = {"id": random.getrandbits(62), "sha256": "", "size": 0, "name": name, "media": ""}
            tx.execute(stored_file.insert(), row)

    def go(tx: Tx) -> None:
        tx.execute(stored_file.delete().where(stored_file.c.name.startswith("canary")))

    with opened(database_url, tmp_path) as db:
        for _ in range(10):
            await db.write(come)
        await db.write(go)
        await db.scrub()

        assert not any(b"canary" in data for data in _files(tmp_path))


async def test_whoever_reads_at_that_moment_does_not_keep_bytes_alive(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="canary-in-the-journal"))
        file = sqlite3.connect(tmp_path / "nastavnik.sqlite3")
        file.execute("BEGIN")
        file.execute("SELECT count(*) FROM municipality").fetchone()
        await db.write(lambda tx: tx.execute(text("DELETE FROM municipality")))
        with pytest.raises(Exception, match=r"locked|busy") as raised:
            await db.scrub()
        assert trouble.passes(raised.value)

        file.close()
        await db.scrub()

        assert not any(b"canary" in data for data in _files(tmp_path))


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("nastavnik.sqlite3*")]
