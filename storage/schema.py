"""The schema's versions: bring a database up to the one this program knows, or refuse one that is newer."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerSchema(Exception):
    """The database was written by a newer program; this one would not understand it."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def head() -> str:
    """The version this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(connection: Connection) -> str:
    """The database's version, "" for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def check(connection: Connection) -> None:
    """Raise NewerSchema when the database is ahead of this program."""
    version = current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if version and version not in known:
        raise NewerSchema(version)


def upgrade(connection: Connection, target: str = "head") -> None:
    """Walk up to a version inside one transaction; on SQLite with foreign keys off, and checked afterwards."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def downgrade(connection: Connection, target: str) -> None:
    """Walk down to a version; what it did not have is lost."""
    config = _config()
    config.attributes["connection"] = connection
    command.downgrade(config, target)
