"""Lists of codes: each is a table of its own, «<sheet>_<column without its s>», with a row for each code in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Table, delete, select, true

from storage.database import Tx
from storage.exchange.reach import within
from storage.exchange.rows import Writing
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, sheet

_BATCH = 1_000  # owners in one statement
_CHUNK = 2_000  # rows fetched at once


@dataclass(frozen=True, slots=True)
class Link:
    """The table behind a column of codes."""

    table: Table
    owner: SqlColumn[Any]
    target: SqlColumn[Any]
    to: Sheet


def link(of: Sheet, column: Column) -> Link:
    """The table of a column of this sheet."""
    to = sheet(column.targets[0])
    table = metadata.tables[f"{of.key}_{column.key.removesuffix('s')}"]
    return Link(table, table.c[f"{of.key}_id"], table.c[f"{to.key}_id"], to)


class LinkReader:
    """Gives the codes of one owner after the other; owners have to be asked for in the order of their ids."""

    def __init__(self, tx: Tx, link: Link, scope: Scope, names: Mapping[int, str]) -> None:
        reached = true() if scope == EVERYTHING else link.target.in_(_reached(link, scope))
        statement = select(link.owner, link.target).where(reached).order_by(link.owner, link.table.c.place, link.target)
        self._names = names
        self._rows = iter(tx.execute(statement, execution_options={"yield_per": _CHUNK}))
        self._next = next(self._rows, None)

    def of(self, owner: int) -> tuple[str, ...] | None:
        """The codes of this owner that the scope reaches; None without any."""
        found: list[str] = []
        while self._next is not None and self._next[0] <= owner:
            if self._next[0] == owner:
                found.append(self._names[self._next[1]])
            self._next = next(self._rows, None)
        return tuple(found) or None


def write(writing: Writing, link: Link, lists: Sequence[tuple[int, Iterable[int]]]) -> None:
    """Give each owner these targets in this order; links to what the scope does not reach stay as they are."""
    known = [owner for owner, _ in lists if owner > 0]  # others are new
    writing.script.then(lambda tx: _clear(tx, link, known, writing.scope))
    records = (
        {link.owner.name: owner, link.target.name: target, "place": place}
        for owner, targets in lists
        for place, target in enumerate(targets)
    )
    writing.script.insert(link.table, records, link.to.name)


def _clear(tx: Tx, link: Link, owners: Sequence[int], scope: Scope) -> None:
    for start in range(0, len(owners), _BATCH):
        gone = delete(link.table).where(link.owner.in_(owners[start : start + _BATCH]))
        tx.execute(gone if scope == EVERYTHING else gone.where(link.target.in_(_reached(link, scope))))


def _reached(link: Link, scope: Scope) -> Any:
    return select(metadata.tables[link.to.key].c.id).where(within(link.to, scope))
