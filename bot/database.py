"""The database at start: found, sound, of a version this program knows, brought up to date."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import folders
from bot.settings import Settings
from storage import schema, sqlite_file, trouble
from storage.address import file_of
from storage.database import Database
from storage.schema import BrokenLinks, NewerSchema, Unreachable
from texts import starting as words

MARK = "installation.json"


class Unusable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The database cannot be worked with; the text says why and what to do."""


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, migrated and open until the end of the block. Raises Unusable."""
    prepare(settings)
    db = Database(settings.database).open()
    try:
        yield db
    finally:
        db.close()


def prepare(settings: Settings) -> str:
    """Check the database and walk it up to this program's version; returns that version. Raises Unusable."""
    folder = settings.bot_data_dir
    folders.make(folder)
    file = file_of(settings.database)
    if file is not None:
        _check_file(file, folder)
    try:
        schema.prepare(settings.database)
    except NewerSchema as error:
        raise Unusable(words.newer_schema(str(error))) from None
    except BrokenLinks as error:
        raise Unusable(words.broken_links(error.count)) from None
    except Unreachable as error:
        locked = error.__cause__ is not None and trouble.is_locked(error.__cause__)
        raise Unusable(words.DATABASE_LOCKED if locked else words.database_refuses(str(error))) from None
    _mark(folder / MARK, json.dumps({"schema": schema.head()}))
    return schema.head()


def _mark(file: Path, text: str) -> None:
    """Note what is installed here; nothing is written when it stands there already."""
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def _check_file(file: Path, folder: Path) -> None:
    """A missing or empty file beside an existing installation is a loss to be repaired, never an empty start."""
    if not file.exists():
        if (folder / MARK).exists():
            raise Unusable(words.database_missing(str(file)))
        return
    try:
        verdict, ours = sqlite_file.looked_at(file)
    except sqlite_file.Unreadable as unreadable:
        raise Unusable(_told(file, unreadable.error)) from None
    if verdict != sqlite_file.SOUND:
        raise Unusable(words.database_broken(str(file), verdict))
    if not ours and (folder / MARK).exists():
        raise Unusable(words.database_emptied(str(file)))


def _told(file: Path, error: Exception) -> str:
    """A full disk or a locked file is no damage: nobody shall put an old copy in the place of a sound file."""
    if trouble.is_locked(error):
        return words.DATABASE_LOCKED
    if trouble.passes(error):
        return words.database_unreadable(str(file), str(error))
    return words.database_broken(str(file), str(error))
