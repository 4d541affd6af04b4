"""An SQLite file as a whole: whether it is sound, and a copy of it that was checked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

SOUND = "ok"  # SQLite's own word
_PATIENCE = 10  # seconds


class Unreadable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """SQLite cannot work with a file; `error` is its own."""

    def __init__(self, error: sqlite3.Error) -> None:
        super().__init__(str(error))
        self.error = error


class Copied(NamedTuple):
    """What a copy holds, and what SQLite says of it."""

    verdict: str
    people: int
    responses: int


def looked_at(file: Path) -> tuple[str, bool]:
    """What SQLite says of a file, and whether the program has ever worked with it. Raises Unreadable."""
    with _opened(file, "rw") as connection:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    return str(verdict), ours is not None


def copy(source: Path, target: Path) -> Copied:
    """Copy a file as of one moment, whoever writes to it meanwhile, and check the copy. Raises Unreadable."""
    target.unlink(missing_ok=True)
    with _opened(source, "rw") as live, _opened(target, "rwc") as made:
        live.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")
    with _opened(target, "rw") as made:
        return _checked(made)


def _checked(made: sqlite3.Connection) -> Copied:
    verdict = made.execute("PRAGMA integrity_check(1)").fetchone()[0]
    broken = made.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != SOUND or broken:
        return Copied(f"{verdict}, broken links" if broken else str(verdict), 0, 0)
    people = made.execute("SELECT count(*) FROM person").fetchone()[0]
    responses = made.execute("SELECT count(*) FROM response").fetchone()[0]
    return Copied(SOUND, people, responses)


@contextmanager
def _opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        address = f"{file.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise Unreadable(error) from error
