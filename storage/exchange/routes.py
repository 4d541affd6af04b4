"""Items of individual routes: a table like the others, and what changes in a route that is in force is written down."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from storage.database import Tx
from storage.exchange.rows import ChangedRow, Writing
from storage.exchange.tables import TableStore
from storage.tables import iom, iom_change
from texts.workbook import Sheet

_IN_FORCE = ("agreed", "active")


class RouteItemStore(TableStore):
    """Keeps items of routes and the corrections of routes in force."""

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update rows by id, and note each change of a route that is in force."""
        super().change(tx, of, rows, writing)
        writing.script.then(lambda tx: _note(tx, of, rows, writing))


def _note(tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
    in_force = {row.code: row.id for row in tx.execute(select(iom).where(iom.c.status.in_(_IN_FORCE)))}
    place = of.places["iom"]
    notes = [
        {
            "iom_id": in_force[str(row.values[place])],
            "changed_on": writing.today,
            "what": "; ".join(_changed(of, row)),
            "recorded_at": writing.now,
            "person_id": writing.by,
        }
        for row in rows
        if row.values[place] in in_force
    ]
    if notes:
        tx.execute(insert(iom_change), notes)


def _changed(of: Sheet, row: ChangedRow) -> list[str]:
    """Keys of the columns that changed."""
    return [column.key for column, was, now in zip(of.columns, row.was, row.values, strict=True) if was != now]
