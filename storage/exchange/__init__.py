"""Rows of the exchange workbook in the database: read in the book's form, added, changed. Nothing is ever deleted.

A sheet names its store; whatever has no store of its own is a table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy.exc import IntegrityError

from storage.database import Tx
from storage.exchange.answers import AnswerStore
from storage.exchange.frames import FrameStore
from storage.exchange.routes import RouteItemStore
from storage.exchange.rows import ChangedRow, Ids, Store, StoredRow, Writing
from storage.exchange.surveys import SurveyStore
from storage.exchange.tables import TableStore
from storage.scope import EVERYTHING, Scope
from texts.workbook import Sheet, Values

__all__ = ["ChangedRow", "Clash", "Ids", "StoredRow", "Writing", "add", "change", "codes", "finish", "stored"]

# By the name that the sheet's description uses.
_STORES: Mapping[str, Store] = {
    "table": TableStore(),
    "route_items": RouteItemStore(),
    "surveys": SurveyStore(),
    "frames": FrameStore(),
    "answers": AnswerStore(),
}


class Clash(Exception):  # noqa: N818 - what happened, in the house's words
    """A row is there already under the same key, where the scope does not reach."""


def codes(tx: Tx, of: Sheet, scope: Scope = EVERYTHING) -> dict[str, int]:
    """Code → id of the rows of a sheet that the scope reaches."""
    return _STORES[of.store].codes(tx, of, scope)


def stored(tx: Tx, of: Sheet, scope: Scope, surveys: Collection[str] | None = None) -> Iterator[StoredRow]:
    """Rows of a sheet that the scope reaches, all that they refer to included; inside surveys, of these alone."""
    return _STORES[of.store].stored(tx, of, scope, surveys)


def add(tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
    """Insert rows. Raises Clash; the transaction is then of no more use."""
    try:
        _STORES[to.store].add(tx, to, rows, writing)
    except IntegrityError:
        raise Clash(to.name) from None


def change(tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
    """Update rows by id."""
    _STORES[of.store].change(tx, of, rows, writing)


def finish(tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
    """Store what belongs to these rows and could not be stored before all of them were."""
    _STORES[of.store].finish(tx, of, rows, writing)
