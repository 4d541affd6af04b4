"""Which tables were written since a decision was prepared: so that it can be prepared without holding the writer.

Whoever prepares looks at one moment of the data. Inside a writing transaction it is then asked whether anything that
was looked at has been written since; what is not sure counts as written. One process runs the bot over a database and
knows what it wrote. That a command wrote meanwhile, SQLite tells; on a server the command itself has to.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, event, select, update

from storage.tables import command_writes, metadata

T = TypeVar("T")

_WORD = re.compile(r"\w+")
# The tables that a connection writes to, or reads, as far as somebody wants to know. Kept beside the connection: what
# hangs on one that the server has dropped cannot be asked for.
_WRITTEN: WeakKeyDictionary[Connection, set[str]] = WeakKeyDictionary()
_READ: WeakKeyDictionary[Connection, set[str]] = WeakKeyDictionary()


@dataclass(slots=True)
class Changes:
    """Numbers the commits, and knows the last one that wrote to a table."""

    count: int = 0
    _last: dict[str, int] = field(default_factory=dict)
    _open: list[set[str]] = field(default_factory=list)  # tables that transactions are writing to
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def watching(self, writer: Connection) -> Iterator[set[str]]:
        """Gather the tables that a connection writes to, until they are published."""
        touched: set[str] = set()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("SELECT"):
                touched.update(_tables(statement))

        event.listen(writer, "before_cursor_execute", note)
        _WRITTEN[writer] = touched
        with self._lock:
            self._open.append(touched)
        try:
            yield touched
        finally:
            self.publish(touched)
            with self._lock:
                self._open = [each for each in self._open if each is not touched]
            _WRITTEN.pop(writer, None)

    def publish(self, touched: set[str]) -> None:
        """Number what was written; called once it is committed, and not before."""
        with self._lock:
            self._last |= dict.fromkeys(touched, self.count + 1)
            self.count += 1
        touched.clear()

    def written_since(self, moment: int, tables: frozenset[str]) -> bool:
        """Whether one of the tables was written after that number, or is being written."""
        with self._lock:
            late = any(self._last.get(name, 0) > moment for name in tables)
        return late or any(touched & tables for touched in self._open)


@dataclass(frozen=True, slots=True)
class Foreseen(Generic[T]):
    """What was worked out over one moment of the data."""

    result: T
    tables: frozenset[str]
    moment: int
    others: int  # see `state`
    changes: Changes

    def holds(self, writer: Connection) -> bool:
        """Whether it would come out the same now; to be asked inside a writing transaction, before it writes."""
        return state(writer) == self.others and not self.changes.written_since(self.moment, self.tables)


def state(writer: Connection) -> int:
    """Changes whenever another process has committed: on SQLite any other, on a server a command of ours."""
    if writer.dialect.name != "sqlite":
        count: int = writer.execute(select(command_writes.c.count)).scalar_one()
        return count
    version: int = writer.exec_driver_sql("PRAGMA data_version").scalar_one()
    return version


def tell_others(writer: Connection) -> None:
    """Let the bot know that a command writes; the last statement, since two commands wait for each other here."""
    if writer.dialect.name != "sqlite":
        writer.execute(update(command_writes).values(count=command_writes.c.count + 1))


def note_write(writer: Connection, table: str) -> None:
    """Note what SQLAlchemy does not see."""
    if (touched := _WRITTEN.get(writer)) is not None:
        touched.add(table)


def note_read(reader: Connection, statement: str) -> None:
    """Note a selection that SQLAlchemy does not see."""
    if (found := _READ.get(reader)) is not None:
        found.update(_tables(statement))


def looked_at(reader: Connection) -> set[str]:
    """The tables that a connection will have read, filled as it goes."""
    found: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.update(_tables(statement))

    event.listen(reader, "before_cursor_execute", note)
    _READ[reader] = found
    return found


@lru_cache(maxsize=1_000)
def _tables(statement: str) -> frozenset[str]:
    """Names of our tables among the words of a statement."""
    return frozenset(_WORD.findall(statement)) & metadata.tables.keys()
