"""Sheets that are a table: one mechanism for all of them.

A sheet is the table of the same key, a column the table's column of the same key, a reference the foreign key
«<key>_id». A list that has a table of its own stands in `_APART`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, bindparam, insert, select, update

from storage import municipalities
from storage.database import Tx
from storage.exchange.reach import fields, within
from storage.exchange.rows import ChangedRow, Ids, StoredRow, Writing
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, Value, Values, sheet

_SEPARATOR = "; "
_BATCH = 5_000  # rows in one statement

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class _Apart:
    """A list kept in a table of its own."""

    read: Callable[[Tx], Mapping[int, tuple[str, ...]]]
    write: Callable[[Tx, Mapping[int, tuple[str, ...]]], None]


_APART = {("municipality", "spellings"): _Apart(municipalities.other_spellings, municipalities.set_spellings)}


class TableStore:
    """Keeps the rows of a sheet in the table of the same key."""

    def codes(self, tx: Tx, of: Sheet, scope: Scope) -> dict[str, int]:
        """Code → id of the rows that the scope reaches."""
        table = metadata.tables[of.key]
        return {row.code: row.id for row in tx.execute(select(table.c.code, table.c.id).where(within(of, scope)))}

    def stored(self, tx: Tx, of: Sheet, scope: Scope) -> Iterator[StoredRow]:
        """Rows that the scope reaches, all that they refer to included."""
        table = metadata.tables[of.key]
        targets = {target for column in of.columns if column.type == "reference" for target in column.targets}
        names = {target: _names(self.codes(tx, sheet(target), EVERYTHING)) for target in targets}
        lists = {key: _APART[of.key, key].read(tx) for key in of.places if (of.key, key) in _APART}
        readers = [_reader(of, column, names, lists) for column in of.columns]
        for row in tx.execute(select(table).where(within(of, scope)).order_by(table.c.id)):
            yield StoredRow(row.id, tuple([read(row) for read in readers]))

    def add(self, tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert rows."""
        table = metadata.tables[to.key]
        moment = {"recorded_at": writing.now} if "recorded_at" in table.c else {}
        for batch in _batches(rows):
            tx.execute(insert(table), [_record(to, values, writing.ids) | moment for values in batch])

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update rows by id."""
        table = metadata.tables[of.key]
        statement = update(table).where(table.c.id == bindparam("row_id"))
        for batch in _batches(rows):
            tx.execute(statement, [{"row_id": row.id, **_record(of, row.values, writing.ids)} for row in batch])

    def finish(self, tx: Tx, of: Sheet, rows: Iterable[Values], writing: Writing) -> None:
        """Store the lists of these rows that have a table of their own."""
        apart = {place: _APART[of.key, key] for key, place in of.places.items() if (of.key, key) in _APART}
        for place, lists in apart.items():
            ids = writing.ids[of.key]
            lists.write(tx, {ids[str(values[of.places["code"]])]: _tuple(values[place]) for values in rows})


def _names(codes: Mapping[str, int]) -> dict[int, str]:
    return {id_: code for code, id_ in codes.items()}


def _tuple(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _batches(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


# --- between the book's form and the table's ----------------------------------------------------------------------


def _reader(
    of: Sheet, column: Column, names: Mapping[str, Mapping[int, str]], apart: Mapping[str, Mapping[int, Value]]
) -> Callable[[Row[Any]], Value]:
    """How the value of a column is taken out of a row of the table."""
    if column.key in apart:
        lists = apart[column.key]
        return lambda row: lists.get(row.id) or None
    places = list(metadata.tables[of.key].c.keys())
    if column.type == "reference":
        known = [(places.index(field.name), names[target]) for target, field in fields(of, column).items()]
        return lambda row: next((names[row[place]] for place, names in known if row[place] is not None), None)
    place = places.index(column.key)
    if column.type in {"choices", "list"}:
        return lambda row: tuple(row[place].split(_SEPARATOR)) if row[place] else None
    return lambda row: None if row[place] == "" else row[place]


def _record(of: Sheet, values: Values, ids: Ids) -> dict[str, Any]:
    """The row of the table for a row of the book."""
    record: dict[str, Any] = {}
    for column, value in zip(of.columns, values, strict=True):
        if (of.key, column.key) in _APART:
            continue
        if column.type == "reference":
            target = column.target(values[of.places[column.by]] if column.by else None)
            for each, field in fields(of, column).items():
                record[field.name] = ids[each][str(value)] if each == target and value is not None else None
        elif isinstance(value, tuple):
            record[column.key] = _SEPARATOR.join(value)
        else:
            record[column.key] = "" if value is None and not _nullable(of, column) else value
    return record


def _nullable(of: Sheet, column: Column) -> bool:
    return bool(metadata.tables[of.key].c[column.key].nullable)
