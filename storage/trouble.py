"""Tells trouble of the storage itself, which passes, from an error in what was asked of it."""

import sqlite3

from sqlalchemy.exc import OperationalError

# Primary result codes: https://www.sqlite.org/rescode.html
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)


def passes(error: BaseException) -> bool:
    """Whether the same work may succeed later: a full disk, a locked file, a server that is away."""
    if not isinstance(error, OperationalError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # SQLite calls a missing table an operational error too; the lower byte is the primary code.
        return error.orig.sqlite_errorcode & 0xFF in _PASSING
    return True
