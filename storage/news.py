"""What a transaction has to tell once it is committed, to whoever listens to the database in the same process.

Nothing is told of what was undone, and what is told comes in the order in which it was committed. It is kept beside the
connection: what hangs on one that the server has dropped cannot be asked for.
"""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

_TOLD: WeakKeyDictionary[Connection, list[Any]] = WeakKeyDictionary()


def tell(tx: Connection, item: object) -> None:
    """Let the listeners of the database have this after the commit."""
    _TOLD.setdefault(tx, []).append(item)


def taken(tx: Connection) -> list[Any]:
    """What was told since the last time; from now on the transaction has told nothing."""
    return _TOLD.pop(tx, [])


def told(tx: Connection) -> int:
    """How much has been told so far."""
    return len(_TOLD.get(tx, ()))


def take_back(tx: Connection, since: int) -> None:
    """What was told after that much was undone."""
    del _TOLD.get(tx, [])[since:]
