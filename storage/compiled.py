"""Statements that were compiled for one SQLite engine serve all the others of the process.

SQLAlchemy keeps what it compiled by the dialect's object, and every engine makes its own. The SQLite library is the
same for all of them, so the writer need not compile again what the readers have asked already.
"""

from sqlalchemy import URL
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

STATEMENTS: LRUCache[object, object] = LRUCache(1_000)


class SharedSQLite(SQLiteDialect_pysqlite):
    """The driver of the standard library; one object of this class is as good as another."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.shared", __name__, SharedSQLite.__name__)


def shared(url: URL) -> URL:
    """The same file, by the dialect that shares."""
    return url.set(drivername="sqlite+shared")
