"""Which process owns the database: a lease that must be kept fresh, with a number that grows with each owner.

The lock of the data folder keeps two processes of one machine apart; the lease does it for a database on a server.
"""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from storage.database import Tx
from storage.tables import lease

NAME = "bot"
STALE = timedelta(seconds=60)  # an owner silent for this long is gone


class LeaseTaken(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Somebody else works with this database. `owner` is a host and a folder."""

    def __init__(self, owner: str, seen_at: datetime) -> None:
        super().__init__(f"{owner} works with this database, last seen at {seen_at:%Y-%m-%d %H:%M:%S %Z}")
        self.owner = owner
        self.seen_at = seen_at


class LeaseLost(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Another process took the database over: this one must stop at once."""


def take(tx: Tx, owner: str, now: datetime) -> int:
    """Become the owner; returns the fence number, higher than any before. Raises LeaseTaken.

    The same owner may take it again at once: it holds the lock of its data folder, so its forerunner is dead.
    """
    held = tx.execute(select(lease).where(lease.c.name == NAME).with_for_update()).one_or_none()
    if held is None:
        tx.execute(insert(lease), {"name": NAME, "owner": owner, "fence": 1, "seen_at": now})
        return 1
    # A moment far ahead was written by a clock that was wrong; the fence number keeps its writer out.
    if held.owner not in ("", owner) and abs(now - held.seen_at) < STALE:
        raise LeaseTaken(held.owner, held.seen_at)
    fence: int = held.fence + 1
    tx.execute(update(lease).where(lease.c.name == NAME).values(owner=owner, fence=fence, seen_at=now))
    return fence


def renew(tx: Tx, fence: int, now: datetime) -> None:
    """Say that the owner is alive. Raises LeaseLost when the fence number is no longer the highest."""
    mine = (lease.c.name == NAME) & (lease.c.fence == fence)
    if tx.execute(update(lease).where(mine).values(seen_at=now)).rowcount == 0:
        raise LeaseLost(fence)


def release(tx: Tx, fence: int) -> None:
    """Let the next owner in without waiting; the fence number stays, so that it never falls."""
    tx.execute(update(lease).where(lease.c.name == NAME, lease.c.fence == fence).values(owner=""))
