"""Many rows of one table, turned beforehand into what the driver takes: storing them is left with little to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import Dialect, Table, bindparam, insert, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.database import Tx
from storage.prepared import writer

Record = dict[str, Any]
# By table, what its new rows are numbered. Until then the first one is called -1, the second one -2.
Numbers = Mapping[str, Sequence[int]]
_Row = Sequence[Any]

_ROWS = 200  # in one statement of SQLite: together they are stored in half the time of one by one
_BATCH = 5_000  # handed to another driver at once
_REMEMBERED = 5_000  # values of a column


@dataclass(frozen=True, slots=True)
class Rows:
    """Values of some columns; of rows that are there already the last columns are the key."""

    table: Table
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def insert(self, tx: Tx, numbers: Numbers) -> None:
        """Store new rows."""
        if tx.dialect.name != "sqlite":
            for batch in _batches(self._numbered(numbers), _BATCH):
                tx.execute(insert(self.table), [dict(zip(self.columns, row, strict=True)) for row in batch])
            return
        quote = tx.dialect.identifier_preparer.quote
        into = f"INSERT INTO {self.table.name} ({', '.join(map(quote, self.columns))}) VALUES "  # noqa: S608 - our own
        places = f"({', '.join('?' * len(self.columns))})"
        for batch in _batches(self._numbered(numbers), _ROWS):
            tx.exec_driver_sql(into + ", ".join([places] * len(batch)), tuple(chain.from_iterable(batch)))

    def update(self, tx: Tx, numbers: Numbers) -> None:
        """Give stored rows other values."""
        given = self.columns[: -len(self.key)]
        if tx.dialect.name != "sqlite":
            names = [*given, *(f"key_{name}" for name in self.key)]
            statement = update(self.table).where(*(self.table.c[name] == bindparam(f"key_{name}") for name in self.key))
            for batch in _batches(self._numbered(numbers), _BATCH):
                tx.execute(statement, [dict(zip(names, row, strict=True)) for row in batch])
            return
        quote = tx.dialect.identifier_preparer.quote
        values, where = ([f"{quote(name)} = ?" for name in names] for names in (given, self.key))
        sql = f"UPDATE {self.table.name} SET {', '.join(values)} WHERE {' AND '.join(where)}"  # noqa: S608 - our own
        tx.exec_driver_sql(sql, list(map(tuple, self._numbered(numbers))))

    def _numbered(self, numbers: Numbers) -> Iterable[_Row]:
        """The rows with the numbers of new ones in place of what they were called."""
        targets = [_target(self.table, name) for name in self.columns]
        places = [(place, numbers[target]) for place, target in enumerate(targets) if target in numbers]
        return _with_numbers(self.rows, places) if places else self.rows


def rows_of(dialect: Dialect, table: Table, records: Iterable[Record], key: Sequence[str] = ()) -> Rows | None:
    """Records, all with the same columns; None without any. What new rows do not say, the table says for them."""
    waiting = iter(records)
    first = next(waiting, None)
    if first is None:
        return None
    silent = {} if key else _defaults(table, first)
    converters = {
        name: _converter(dialect, table, name) for name in (*(name for name in first if name not in key), *key)
    }
    also = tuple(silent.values())
    rows = [
        (*[convert(record[name]) if convert else record[name] for name, convert in converters.items()], *also)
        for record in chain([first], waiting)
    ]
    return Rows(table, (*converters, *silent), tuple(key), rows)


def _defaults(table: Table, record: Record) -> Record:
    """Plain values alone: nothing in our tables is worked out anew for each row."""
    silent = {column.name: column.default for column in table.c if column.name not in record}
    return {name: each.arg for name, each in silent.items() if isinstance(each, ScalarElementColumnDefault)}


def _converter(dialect: Dialect, table: Table, name: str) -> Callable[[Any], Any] | None:
    """What SQLAlchemy does to a value on its way to SQLite; to other drivers it hands the rows itself."""
    convert = writer(table.c[name].type, dialect) if dialect.name == "sqlite" else None
    return convert and lru_cache(_REMEMBERED, typed=True)(convert)  # one object for what stands in many rows


def _target(table: Table, name: str) -> str:
    """The table of whose rows a column holds the numbers, "" for none."""
    column = table.c[name]
    if name == "id":
        return table.name
    return next((key.column.table.name for key in column.foreign_keys), "")


def _with_numbers(rows: Iterable[_Row], places: Sequence[tuple[int, Sequence[int]]]) -> Iterator[_Row]:
    for row in rows:
        made = list(row)
        for place, numbers in places:
            called = row[place]
            if called is not None and called < 0:
                made[place] = numbers[-called - 1]
        yield made


def _batches(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch
