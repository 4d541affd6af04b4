"""The database at start: found, sound, of a version this program knows, brought up to date."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from storage import schema
from storage.database import Database, engine_for
from storage.schema import NewerSchema
from texts import starting as words

MARK = "installation.json"
_MIGRATING = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "OFF", "busy_timeout": "10000"}


class Unusable(Exception):
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
    folder.mkdir(parents=True, exist_ok=True)
    file = _file(settings)
    if file is not None:
        _check_file(file, folder)
    engine = engine_for(settings.database, _MIGRATING, "BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            _migrate(connection)
    except NewerSchema as error:
        raise Unusable(words.newer_schema(str(error))) from None
    except SQLAlchemyError as error:
        raise Unusable(words.database_refuses(type(error).__name__)) from None
    finally:
        engine.dispose()
    (folder / MARK).write_text(json.dumps({"schema": schema.head()}), encoding="utf-8")
    return schema.head()


def _migrate(connection: Connection) -> None:
    with connection.begin():
        schema.check(connection)
        if schema.current(connection) != schema.head():
            schema.upgrade(connection)
            if connection.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise Unusable(words.broken_links(len(broken)))


def _file(settings: Settings) -> Path | None:
    prefix = "sqlite:///"
    return Path(settings.database.removeprefix(prefix)) if settings.database.startswith(prefix) else None


def _check_file(file: Path, folder: Path) -> None:
    """A missing file beside an existing installation is a loss to be repaired, never an empty start."""
    if not file.exists():
        if (folder / MARK).exists():
            raise Unusable(words.database_missing(str(file)))
        return
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=10)
        try:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise Unusable(words.database_broken(str(file), str(error))) from None
    if verdict != "ok":
        raise Unusable(words.database_broken(str(file), verdict))
