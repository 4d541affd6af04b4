"""Copies of the database: taken by SQLite's own backup, checked, and only then given their name.

The keys of anonymous surveys stay out of every copy, so a copy never holds what could join an answer to a person.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.settings import Settings
from storage import sqlite_file
from storage.address import file_of
from texts import upkeep as words
from texts.system import reason

KEPT = 48  # newest copies; older ones are removed


class NoBackup(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Why there is no copy."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that passed its checks."""

    path: Path
    size: int
    people: int
    responses: int


def take(settings: Settings, folder: Path, now: datetime) -> Backup:
    """Copy the database as of one moment. Raises NoBackup."""
    source = file_of(settings.database)
    if source is None:
        raise NoBackup(words.BACKUP_BY_SERVER)
    if not source.is_file():
        raise NoBackup(words.nothing_to_back_up(str(source)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = _take(source, folder / f"nastavnik-{now:%Y%m%d-%H%M%S}.sqlite3")
        _forget_old(folder)
    except OSError as error:
        raise NoBackup(words.folder_refuses(str(folder), reason(error))) from None
    return made


def _take(source: Path, path: Path) -> Backup:
    fresh = path.with_suffix(".part")
    try:
        copied = sqlite_file.copy(source, fresh)
        if copied.verdict != sqlite_file.SOUND:
            raise NoBackup(words.backup_failed(copied.verdict))
        with fresh.open("r+b") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        return Backup(path, path.stat().st_size, copied.people, copied.responses)
    except sqlite_file.Unreadable as error:
        raise NoBackup(words.backup_failed(str(error))) from None
    finally:
        fresh.unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("nastavnik-*.sqlite3"))[:-KEPT]:
        old.unlink()
