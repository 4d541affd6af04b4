"""Rows put straight into tables, for made-up data that no person entered."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from storage.database import Tx
from storage.tables import metadata


def plant(tx: Tx, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows into a table by its name; they need not name the same columns."""
    for row in rows:
        tx.execute(insert(metadata.tables[table]), row)


def is_bare(tx: Tx) -> bool:
    """Whether there is no municipality yet."""
    return tx.execute(select(func.count()).select_from(metadata.tables["municipality"])).scalar_one() == 0


def ids(tx: Tx, table: str) -> dict[str, int]:
    """Code → id of a table that has codes."""
    column = metadata.tables[table].c
    return {row.code: row.id for row in tx.execute(select(column.code, column.id))}


def vouch(tx: Tx, person_id: int, now: datetime) -> None:
    """As if the command line had invited this person, who then came in: regional roles need that."""
    row = {"person_id": person_id, "token_hash": b"demo", "code_hash": b"demo", "created_by": None}
    plant(tx, "invitation", [{**row, "created_at": now, "expires_at": now, "used_at": now}])
