"""Statements of every press: compiled once and performed by the driver, without SQLAlchemy's preparations.

On SQLite that leaves a fifth of the time. Other databases, and every error, go SQLAlchemy's own way.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from sqlite3 import Cursor, Error
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

from storage.changes import note_read, note_write
from storage.database import Tx

Statement = Select[Any] | Insert | Update | Delete
Values = dict[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """One Core statement. Its named parameters are always the same ones."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._plan: _Plan | None = None

    def rows(self, tx: Tx, values: Values) -> list[Any]:
        """What a selection finds or a change returns, as named tuples."""
        if (plan := self._planned(tx.dialect, values)) is not None:
            with suppress(Error):
                return [plan.read(row) for row in plan.perform(tx, values).fetchall()]
        return list(tx.execute(self._statement, values))

    def row(self, tx: Tx, values: Values) -> Any:
        """The first row, or None."""
        found = self.rows(tx, values)
        return found[0] if found else None

    def run(self, tx: Tx, values: Values) -> int:
        """Perform a change; returns how many rows it concerned."""
        if (plan := self._planned(tx.dialect, values)) is not None:
            with suppress(Error):
                return plan.perform(tx, values).rowcount
        return tx.execute(self._statement, values).rowcount

    def _planned(self, dialect: Dialect, values: Values) -> "_Plan | None":
        if self._plan is None and dialect.name == "sqlite":
            self._plan = _plan(self._statement, dialect, values)
        return self._plan if dialect.name == "sqlite" else None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as SQLite takes it: its text, where each value comes from, how a row is read."""

    sql: str
    writes: str  # the table that is changed, "" for a selection
    fixed: dict[str, Any]  # values that are part of the statement
    order: tuple[tuple[str, Convert | None], ...]
    readers: tuple[tuple[int, Convert], ...]  # places of the columns that do not come as they are
    make: Callable[[Iterable[Any]], Any]

    def perform(self, tx: Tx, values: Values) -> Cursor:
        if self.writes:
            note_write(tx, self.writes)
        else:
            note_read(tx, self.sql)
        given = self.fixed | values if self.fixed else values
        row = [convert(given[name]) if convert else given[name] for name, convert in self.order]
        cursor: Cursor = tx.connection.driver_connection.execute(self.sql, row)  # type: ignore[union-attr]
        return cursor

    def read(self, row: tuple[Any, ...]) -> Any:
        if not self.readers:
            return self.make(row)
        read = list(row)
        for place, convert in self.readers:
            read[place] = convert(read[place])
        return self.make(read)


def _plan(statement: Statement, dialect: Dialect, values: Values) -> _Plan:
    keys = list(values) if isinstance(statement, Insert) else None
    compiled: Any = statement.compile(dialect=dialect, column_keys=keys)
    columns = _columns(statement)
    converts = [(place, _reader(column.type, dialect)) for place, column in enumerate(columns)]
    names = [column.key or "" for column in columns]
    row = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - made from data
    return _Plan(
        sql=str(compiled),
        writes="" if isinstance(statement, Select) else compiled.compile_state.dml_table.name,
        fixed={name: value for name, value in (compiled.params | _defaults(compiled)).items() if name not in values},
        order=tuple((name, writer(compiled.binds[name].type, dialect)) for name in compiled.positiontup or ()),
        readers=tuple((place, convert) for place, convert in converts if convert is not None),
        make=row._make,
    )


def _columns(statement: Statement) -> list[Any]:
    """What a selection finds, or a change returns; SQLAlchemy has no other name for the latter."""
    return list(statement.selected_columns if isinstance(statement, Select) else statement._returning)  # noqa: SLF001


def _defaults(compiled: Any) -> dict[str, Any]:
    """What the tables say of columns that are not given: plain values only, nothing that is worked out each time."""
    columns = [*compiled.insert_prefetch, *compiled.update_prefetch]
    assert all(column.default.is_scalar for column in columns)
    return {column.key: column.default.arg for column in columns}


def writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """What SQLAlchemy does to a value of this type before the driver gets it; None: nothing."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
