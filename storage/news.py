"""What a transaction has to tell once it is committed, to whoever listens to the database in the same process.

Nothing is told of what was undone, and what is told comes in the order in which it was committed.
"""

from typing import Any

from sqlalchemy import Connection

_KEY = "news"


def tell(tx: Connection, item: object) -> None:
    """Let the listeners of the database have this after the commit."""
    tx.info.setdefault(_KEY, []).append(item)


def taken(tx: Connection) -> list[Any]:
    """What was told since the last time; from now on the transaction has told nothing."""
    items: list[Any] = tx.info.pop(_KEY, [])
    return items


def told(tx: Connection) -> int:
    """How much has been told so far."""
    return len(tx.info.get(_KEY, ()))


def take_back(tx: Connection, since: int) -> None:
    """What was told after that much was undone."""
    del tx.info.get(_KEY, [])[since:]
