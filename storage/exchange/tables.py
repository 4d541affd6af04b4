"""Sheets that are a table: one mechanism for all of them.

A sheet is the table of the same key, a column the table's column of the same key, a reference the foreign key
«<key>_id», a list of references a table of links. Spellings of municipalities have a table of their own kind.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, select

from storage import municipalities
from storage.database import Tx
from storage.exchange import links
from storage.exchange.reach import fields, refers_to_itself, within
from storage.exchange.rows import ChangedRow, Ids, StoredRow, Writing
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, Value, Values, sheet

_SEPARATOR = "; "
_REPEATED = frozenset({"choice", "date", "school_year", "period"})  # one object for what stands in many rows
_CHUNK = 2_000  # rows fetched at once

_Read = Callable[[Row[Any]], Value]
_Fields = Callable[[Values], dict[str, Any]]


class TableStore:
    """Keeps the rows of a sheet in the table of the same key."""

    def codes(self, tx: Tx, of: Sheet, scope: Scope) -> dict[str, int]:
        """Code → id of the rows that the scope reaches."""
        table = metadata.tables[of.key]
        rows = tx.execute(select(table.c.code, table.c.id).where(within(of, scope)))
        return {row[0]: row[1] for row in rows}

    def stored(self, tx: Tx, of: Sheet, scope: Scope, _surveys: Collection[str] | None) -> Iterator[StoredRow]:
        """Rows that the scope reaches, all that they refer to included."""
        table = metadata.tables[of.key]
        read = self._readers(tx, of, scope)
        statement = select(table).where(within(of, scope)).order_by(table.c.id)
        for row in tx.execute(statement, execution_options={"yield_per": _CHUNK}):
            yield StoredRow(row.id, tuple([each(row) for each in read]))

    def add(self, _tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert rows; what they say about each other is stored at the finish."""
        table, ids = metadata.tables[to.key], writing.ids
        columns = [column for column in to.columns if not refers_to_itself(to, column)]
        record = _record(to, columns, ids)
        moment = {"recorded_at": writing.now} if "recorded_at" in table.c else {}
        if to.coded:
            ids[to.key].update((_code(to, row), writing.script.fresh(table)) for row in rows)
        own = ({"id": ids[to.key][_code(to, row)]} if to.coded else {} for row in rows)
        records = (record(row) | id_ | moment for row, id_ in zip(rows, own, strict=True))
        writing.script.insert(table, records, to.name)

    def change(self, _tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update rows by id."""
        record = _record(of, of.columns, writing.ids)
        writing.script.update(metadata.tables[of.key], ["id"], (record(row.values) | {"id": row.id} for row in rows))

    def finish(self, _tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Store what these rows say about each other, and their lists that have tables of their own."""
        for column in of.columns:
            if refers_to_itself(of, column):
                _refer(of, column, rows, writing)
            elif column.type == "references":
                _link(of, column, rows, writing)
            elif _spellings(of, column):
                writing.script.then(partial(self._spell, of=of, place=of.places[column.key], rows=rows))

    def _spell(self, tx: Tx, of: Sheet, place: int, rows: Sequence[Values]) -> None:
        ids = self.codes(tx, of, EVERYTHING)
        municipalities.set_spellings(tx, {ids[_code(of, row)]: _tuple(row[place]) for row in rows})

    def _readers(self, tx: Tx, of: Sheet, scope: Scope) -> list[_Read]:
        """How the values of a row of the book are taken out of a row of the table."""
        referring = [column for column in of.columns if column.type in {"reference", "references"}]
        targets = {target for column in referring for target in column.targets}
        names = {target: _names(self.codes(tx, sheet(target), EVERYTHING)) for target in targets}
        readers: list[_Read] = []
        for column in of.columns:
            if column.type == "references":
                readers.append(_linked(links.LinkReader(tx, links.link(of, column), scope, names[column.targets[0]])))
            elif _spellings(of, column):
                readers.append(_listed(municipalities.other_spellings(tx)))
            else:
                readers.append(_reader(of, column, names))
        return readers


def _names(codes: Mapping[str, int]) -> dict[int, str]:
    return {id_: code for code, id_ in codes.items()}


def _spellings(of: Sheet, column: Column) -> bool:
    return (of.key, column.key) == ("municipality", "spellings")


def _code(of: Sheet, values: Values) -> str:
    return str(values[of.places["code"]])


def _tuple(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


# --- from the table's form to the book's --------------------------------------------------------------------------


def _linked(reader: links.LinkReader) -> _Read:
    return lambda row: reader.of(row.id)


def _listed(lists: Mapping[int, tuple[str, ...]]) -> _Read:
    return lambda row: lists.get(row.id) or None


def _reader(of: Sheet, column: Column, names: Mapping[str, Mapping[int, str]]) -> _Read:
    """How the value of a column is taken out of a row of the table."""
    places = list(metadata.tables[of.key].c.keys())
    if column.type == "reference":
        known = [(places.index(field.name), names[target]) for target, field in fields(of, column).items()]
        return lambda row: next((names[row[place]] for place, names in known if row[place] is not None), None)
    place = places.index(column.key)
    if column.type in {"choices", "list"}:
        return lambda row: tuple(row[place].split(_SEPARATOR)) if row[place] else None
    if column.type in _REPEATED:
        seen: dict[Any, Any] = {"": None}
        return lambda row: seen.setdefault(row[place], row[place])
    return itemgetter(place) if _nullable(of, column) else lambda row: None if row[place] == "" else row[place]


# --- from the book's form to the table's --------------------------------------------------------------------------


def _record(of: Sheet, columns: Sequence[Column], ids: Ids) -> _Fields:
    """How a row of the book becomes the fields of a row of the table."""
    plain = [
        (column.key, of.places[column.key], None if _nullable(of, column) else "")
        for column in columns
        if column.type not in {"reference", "references"} and not _spellings(of, column)
    ]
    referring = [
        (column, of.places[column.key], {target: field.name for target, field in fields(of, column).items()})
        for column in columns
        if column.type == "reference"
    ]

    def record(values: Values) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, place, empty in plain:
            value = values[place]
            made[key] = empty if value is None else _SEPARATOR.join(value) if isinstance(value, tuple) else value
        for column, place, names in referring:
            target = column.target(values[of.places[column.by]] if column.by else None)
            for each, name in names.items():
                made[name] = ids[each][str(values[place])] if each == target and values[place] else None
        return made

    return record


def _nullable(of: Sheet, column: Column) -> bool:
    return bool(metadata.tables[of.key].c[column.key].nullable)


def _refer(of: Sheet, column: Column, rows: Sequence[Values], writing: Writing) -> None:
    """Let rows refer to rows of their own sheet, all of which are stored by now."""
    ids, place = writing.ids[of.key], of.places[column.key]
    records = ({"id": ids[_code(of, row)], f"{column.key}_id": ids[str(row[place])]} for row in rows if row[place])
    writing.script.update(metadata.tables[of.key], ["id"], records)


def _link(of: Sheet, column: Column, rows: Sequence[Values], writing: Writing) -> None:
    own, others, place = writing.ids[of.key], writing.ids[column.targets[0]], of.places[column.key]
    lists = [(own[_code(of, row)], [others[code] for code in _tuple(row[place])]) for row in rows]
    links.write(writing, links.link(of, column), lists)
