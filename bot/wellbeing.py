"""Signs of health: what the running process writes down each half minute, and what can be seen from outside."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.settings import Settings
from storage.address import file_of
from texts import upkeep as words

FILE = "health.json"
_STALE = timedelta(seconds=120)  # four ticks
_DISK = 200 * 2**20
_WAL = 256 * 2**20
_WAITING = 1000


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its name and value in words, and whether all is well."""

    name: str
    value: str
    well: bool


def note(folder: Path, now: datetime) -> None:
    """The running process was here; written beside the old file and then in its place."""
    fresh = folder / f"{FILE}.new"
    fresh.write_text(json.dumps({"tick": now.isoformat()}), encoding="utf-8")
    fresh.replace(folder / FILE)


def look(settings: Settings, now: datetime) -> list[Sign]:
    """All signs, from another process."""
    folder = settings.bot_data_dir
    return [_process(folder, now), _disk(folder), *_database(settings)]


def _process(folder: Path, now: datetime) -> Sign:
    try:
        tick = datetime.fromisoformat(json.loads((folder / FILE).read_text(encoding="utf-8"))["tick"])
    except (OSError, ValueError, KeyError):
        return Sign(words.PROCESS, words.NOT_STARTED, well=False)
    return Sign(words.PROCESS, words.seen(now - tick), well=now - tick < _STALE)


def _disk(folder: Path) -> Sign:
    free = shutil.disk_usage(folder if folder.exists() else Path()).free
    return Sign(words.DISK, words.megabytes(free), well=free > _DISK)


def _database(settings: Settings) -> list[Sign]:
    path = file_of(settings.database)
    if path is None:
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as db:
            verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            inbox = db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
            poison = db.execute(
                "SELECT count(*) FROM inbox WHERE state = 'poison' AND received_on >= date('now', '-1 day')"
            ).fetchone()[0]
            outbox = db.execute("SELECT count(*) FROM outbox WHERE state = 'new' AND not_before IS NULL").fetchone()[0]
    except sqlite3.Error as error:
        return [Sign(words.DATABASE, str(error), well=False)]
    log = Path(f"{path}-wal")
    wal = log.stat().st_size if log.exists() else 0
    return [
        Sign(words.DATABASE, verdict, well=verdict == "ok"),
        Sign(words.WAL, words.megabytes(wal), well=wal < _WAL),
        Sign(words.INBOX, str(inbox), well=inbox < _WAITING),
        Sign(words.OUTBOX, str(outbox), well=outbox < 10 * _WAITING),
        Sign(words.POISON, str(poison), well=poison == 0),
    ]
