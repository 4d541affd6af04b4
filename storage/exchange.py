"""Rows of the exchange workbook in the database: read in the book's form, added, changed. Nothing is ever deleted.

One mechanism for all sheets: a sheet is the table of the same key, a column the table's column of the same key, a
reference the foreign key «<key>_id». A list that has a table of its own stands in `_APART`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, Row, and_, bindparam, insert, or_, select, true, update

from storage import municipalities, people, schools
from storage.database import Tx
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, Value, Values, sheet

_SEPARATOR = "; "
_BATCH = 5_000  # rows in one statement

# Code → id, by key of the sheet.
Ids = Mapping[str, Mapping[str, int]]


class StoredRow(NamedTuple):
    """A row of the database in the book's form."""

    id: int
    values: Values


@dataclass(frozen=True, slots=True)
class _Apart:
    """A list kept in a table of its own."""

    read: Callable[[Tx], Mapping[int, tuple[str, ...]]]
    write: Callable[[Tx, Mapping[int, tuple[str, ...]]], None]


_APART = {("municipality", "spellings"): _Apart(municipalities.other_spellings, municipalities.set_spellings)}
_WITHIN = {"municipality": municipalities.within, "school": schools.within, "person": people.within}


def codes(tx: Tx, key: str, scope: Scope = EVERYTHING) -> dict[str, int]:
    """Code → id of the rows of a sheet that the scope reaches."""
    table = metadata.tables[key]
    return {row.code: row.id for row in tx.execute(select(table.c.code, table.c.id).where(_within(sheet(key), scope)))}


def stored(tx: Tx, of: Sheet, scope: Scope) -> Iterator[StoredRow]:
    """Rows of a sheet that the scope reaches, all that they refer to included."""
    table = metadata.tables[of.key]
    targets = {target for column in of.columns if column.type == "reference" for target in column.targets}
    names = {target: {id_: code for code, id_ in codes(tx, target).items()} for target in targets}
    apart = {column.key: _APART[of.key, column.key].read(tx) for column in of.columns if (of.key, column.key) in _APART}
    readers = [_reader(of, column, names, apart) for column in of.columns]
    for row in tx.execute(select(table).where(_within(of, scope)).order_by(table.c.id)):
        yield StoredRow(row.id, tuple([read(row) for read in readers]))


def add(tx: Tx, to: Sheet, rows: Sequence[Values], ids: Ids) -> None:
    """Insert rows."""
    for batch in _batches([_record(to, values, ids) for values in rows]):
        tx.execute(insert(metadata.tables[to.key]), batch)


def change(tx: Tx, of: Sheet, rows: Sequence[StoredRow], ids: Ids) -> None:
    """Update rows by id."""
    table = metadata.tables[of.key]
    records = [{"row_id": row.id, **_record(of, row.values, ids)} for row in rows]
    for batch in _batches(records):
        tx.execute(update(table).where(table.c.id == bindparam("row_id")), batch)


def write_lists(tx: Tx, of: Sheet, rows: Sequence[Values]) -> None:
    """Store the lists of these rows that have a table of their own, once the rows themselves are stored."""
    apart = {
        place: _APART[of.key, column.key] for place, column in enumerate(of.columns) if (of.key, column.key) in _APART
    }
    if not apart or not rows:
        return
    ids = codes(tx, of.key)
    for place, lists in apart.items():
        lists.write(tx, {ids[str(values[of.places["code"]])]: _tuple(values[place]) for values in rows})


def _tuple(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _batches(records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(records), _BATCH):
        yield records[start : start + _BATCH]


# --- which rows a scope reaches -----------------------------------------------------------------------------------


def _within(of: Sheet, scope: Scope) -> ColumnElement[bool]:
    """A row is reached when everything it refers to is; places and people have rules of their own."""
    if scope == EVERYTHING:
        return true()
    if of.key in _WITHIN:
        return _WITHIN[of.key](scope)
    return and_(
        *(
            or_(field.is_(None), field.in_(select(metadata.tables[target].c.id).where(_within(sheet(target), scope))))
            for column in of.columns
            if column.type == "reference"
            for target, field in _fields(of, column).items()
        )
    )


# --- between the book's form and the table's ----------------------------------------------------------------------


def _fields(of: Sheet, column: Column) -> dict[str, SqlColumn[Any]]:
    """The foreign keys behind a reference: one by the column's key, or one for each sheet it may refer to."""
    table = metadata.tables[of.key]
    if len(column.targets) == 1:
        return {column.targets[0]: table.c[f"{column.key}_id"]}
    return {target: table.c[f"{target}_id"] for target in column.targets}


def _reader(
    of: Sheet, column: Column, names: Mapping[str, Mapping[int, str]], apart: Mapping[str, Mapping[int, Value]]
) -> Callable[[Row[Any]], Value]:
    """How the value of a column is taken out of a row of the table."""
    if column.key in apart:
        lists = apart[column.key]
        return lambda row: lists.get(row.id) or None
    places = list(metadata.tables[of.key].c.keys())
    if column.type == "reference":
        fields = [(places.index(field.name), names[target]) for target, field in _fields(of, column).items()]
        return lambda row: next((known[row[place]] for place, known in fields if row[place] is not None), None)
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
            for each, field in _fields(of, column).items():
                record[field.name] = ids[each][str(value)] if each == target and value is not None else None
        elif isinstance(value, tuple):
            record[column.key] = _SEPARATOR.join(value)
        else:
            record[column.key] = "" if value is None and not _nullable(of, column) else value
    return record


def _nullable(of: Sheet, column: Column) -> bool:
    return bool(metadata.tables[of.key].c[column.key].nullable)
