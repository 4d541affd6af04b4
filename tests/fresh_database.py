"""An open database with the program's tables and nothing in them: made once a process, and copied for every test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.address import of_file
from storage.database import Database
from storage.tables import metadata


def fresh_database(file: Path) -> Database:
    """In a new file, or in the one that an earlier life of the same bot has left."""
    if not file.exists():
        file.write_bytes(_tables())
    return Database(of_file(file)).open()


@cache
def _tables() -> bytes:
    with TemporaryDirectory(prefix="tables-") as folder:
        file = Path(folder) / "tables.sqlite3"
        made = Database(of_file(file)).open()
        made.write_now(metadata.create_all)
        made.close()
        return file.read_bytes()
