"""Rows of the exchange workbook in the database: read in the book's form, added, changed. Nothing is ever deleted.

A sheet names its store; whatever has no store of its own is a table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from storage.database import Tx
from storage.exchange.answers import AnswerStore
from storage.exchange.frames import FrameStore
from storage.exchange.routes import RouteItemStore
from storage.exchange.rows import ChangedRow, Ids, Store, StoredRow, Writing
from storage.exchange.surveys import SurveyStore
from storage.exchange.tables import TableStore
from storage.scope import EVERYTHING, Scope
from storage.script import Clash
from texts.workbook import Sheet, Values

__all__ = ["ChangedRow", "Clash", "Ids", "StoredRow", "Writing", "codes", "stored", "write"]

# By the name that the sheet's description uses.
_STORES: Mapping[str, Store] = {
    "table": TableStore(),
    "route_items": RouteItemStore(),
    "surveys": SurveyStore(),
    "frames": FrameStore(),
    "answers": AnswerStore(),
}


def codes(tx: Tx, of: Sheet, scope: Scope = EVERYTHING) -> dict[str, int]:
    """Code → id of the rows of a sheet that the scope reaches."""
    return _STORES[of.store].codes(tx, of, scope)


def stored(tx: Tx, of: Sheet, scope: Scope, surveys: Collection[str] | None = None) -> Iterator[StoredRow]:
    """Rows of a sheet that the scope reaches, all that they refer to included; inside surveys, of these alone."""
    return _STORES[of.store].stored(tx, of, scope, surveys)


def write(tx: Tx, of: Sheet, added: Sequence[Values], changed: Sequence[ChangedRow], writing: Writing) -> None:
    """Put down in the script how rows are inserted and, by id, updated. The transaction only reads."""
    store = _STORES[of.store]
    store.add(tx, of, added, writing)
    store.change(tx, of, changed, writing)
    store.finish(tx, of, [*added, *(row.values for row in changed)], writing)
