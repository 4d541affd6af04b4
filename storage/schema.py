"""The schema's versions: bring a database up to the one this program knows, or refuse one that is newer.

Alembic is imported when there is something to migrate: at every other start it would take a good part of the time.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, inspect, literal, select, table, text
from sqlalchemy.exc import SQLAlchemyError

from storage import standing
from storage.database import engine_for

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerSchema(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The database was written by a newer program; this one would not understand it."""


class BrokenLinks(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """After a migration rows point at rows that are not there; the migration was undone."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows")
        self.count = count


class WouldLose(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """An earlier version has no room for what this table or column holds."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not empty")


class Unreachable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The driver cannot work with the database; its own error, which may quote parameters, is the cause."""


# Foreign keys are off while tables are rebuilt: with them on, rebuilding a table deletes the rows that point at it.
_MIGRATING = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "OFF", "busy_timeout": "10000"}


def prepare(address: str) -> None:
    """Walk the database up to this program's version. Raises NewerSchema, BrokenLinks or Unreachable."""
    engine = engine_for(address, _MIGRATING, "BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection, connection.begin():
            _migrate(connection)
    except SQLAlchemyError as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        engine.dispose()


def _migrate(connection: Connection) -> None:
    check(connection)
    if current(connection) == head():
        return
    upgrade(connection)
    standing.fill_all(connection)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise BrokenLinks(len(broken))


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def known() -> list[str]:
    """The versions this program can walk through, oldest first; their files begin with their names."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def head() -> str:
    """The version this program works with."""
    return known()[-1]


def current(connection: Connection) -> str:
    """The database's version, "" for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def check(connection: Connection) -> None:
    """Raise NewerSchema when the database is ahead of this program."""
    version = current(connection)
    if version and version not in known():
        raise NewerSchema(version)


def upgrade(connection: Connection, target: str = "head") -> None:
    """Walk up to a version inside one transaction; on SQLite with foreign keys off, and checked afterwards."""
    from alembic import command

    command.upgrade(_config(connection), target)


def refuse_losses(connection: Connection, tables: Iterable[str], columns: Iterable[str] = ()) -> None:
    """Before a step down: these tables have to be empty, and columns such as «survey.closed_at». Raises WouldLose."""
    for name in tables:
        if connection.execute(select(literal(1)).select_from(table(name)).limit(1)).first():
            raise WouldLose(name)
    for name in columns:
        of, _, key = name.partition(".")
        if connection.execute(
            select(literal(1)).select_from(table(of)).where(column(key).is_not(None)).limit(1)
        ).first():
            raise WouldLose(name)


def downgrade(connection: Connection, target: str) -> None:
    """Walk down to a version. Raises WouldLose where it has no room for what is there."""
    from alembic import command

    command.downgrade(_config(connection), target)
