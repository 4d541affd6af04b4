"""Tells trouble of the storage itself, which passes, from an error in what was asked of it."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError

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
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_FILES_PASSING = _NO_ROOM | {errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE}
NO_ROOM = "the disk is full; make room, the program goes on by itself"


class Busy(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Others are at work in the database for too long."""


def is_locked(error: BaseException) -> bool:
    """Whether another program holds the file for too long."""
    return _code(error) in _LOCKED


def passes(error: BaseException) -> bool:
    """Whether the same work may succeed later: a full disk, a locked file, a server that is away."""
    if isinstance(error, Busy):
        return True
    if isinstance(error, OSError):
        return error.errno in _FILES_PASSING
    code = _code(error)
    # SQLite calls a missing table an operational error too.
    return isinstance(error, OperationalError) if code is None else code in _PASSING


def is_full(error: BaseException) -> bool:
    """Whether there is no room left for what was to be stored."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return _code(error) == sqlite3.SQLITE_FULL


def told(error: BaseException) -> str:
    """What to tell the log: never more than the kind of an error, which may quote what people wrote."""
    return NO_ROOM if is_full(error) else type(error).__name__


def _code(error: BaseException) -> int | None:
    """SQLite's primary code, which is the lower byte; None for another database or another error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cause.sqlite_errorcode & 0xFF if isinstance(cause, sqlite3.Error) else None
