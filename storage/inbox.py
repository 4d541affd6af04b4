"""Updates that arrived: stored before they are confirmed to the messenger, done in the transaction of their effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from storage.database import Tx
from storage.prepared import Prepared
from storage.tables import inbox

KEPT_DAYS = 14  # how long a key is remembered, so that a late repeat is recognised
POISON_DAYS = 3  # how long an administrator can read what was put aside: there may be people's words in it


class InboxKey(NamedTuple):
    """What makes an update one and the same; the messenger's numbers are a set, not a sequence."""

    messenger: str
    bot_id: int
    update_id: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An update that waits. `lane` is the sender's id in the messenger, `payload` the raw JSON."""

    key: InboxKey
    lane: str
    payload: str
    poison: bool = False  # unusable from the start: kept for the administrator, never handled
    update: Any = field(default=None, compare=False, repr=False)  # the payload already read, when it came just now


class AlreadyDone(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The update took effect before: whatever is under way for it must be undone."""


_INSERT = insert(inbox)
_SEEN = select(inbox.c.update_id).where(
    inbox.c.messenger == bindparam("messenger_"),
    inbox.c.bot_id == bindparam("bot_"),
    inbox.c.update_id.in_(bindparam("ids", expanding=True)),
)


def store(tx: Tx, rows: Sequence[InboxRow], today: date) -> list[InboxKey]:
    """Store the updates that were never seen before and return their keys, in the order given."""
    fresh = {row.key: row for row in rows}
    for (messenger, bot_id), group in groupby(sorted(fresh), key=lambda key: key[:2]):
        ids = [key.update_id for key in group]
        seen = tx.execute(_SEEN, {"messenger_": messenger, "bot_": bot_id, "ids": ids}).scalars()
        for update_id in seen:
            del fresh[InboxKey(messenger, bot_id, update_id)]
    if fresh:
        tx.execute(_INSERT, [_values(row, today) for row in fresh.values()])
    return list(fresh)


def _values(row: InboxRow, today: date) -> dict[str, Any]:
    return {
        **row.key._asdict(),
        "lane": row.lane,
        "payload": row.payload,
        "state": "poison" if row.poison else "new",
        "tries": 0,
        "received_on": today,
    }


_WAITING = (
    (inbox.c.messenger == bindparam("messenger_"))
    & (inbox.c.bot_id == bindparam("bot_"))
    & (inbox.c.update_id == bindparam("update_"))
    & (inbox.c.state == "new")
)
_DONE = update(inbox).where(_WAITING).values(state="done", payload=None, lane=None)
_DONE_NOW = Prepared(_DONE)
_FAILED = update(inbox).where(_WAITING).values(tries=inbox.c.tries + 1).returning(inbox.c.tries)
_POISON = update(inbox).where(_WAITING).values(state="poison")


def _bound(key: InboxKey) -> dict[str, Any]:
    return {"messenger_": key.messenger, "bot_": key.bot_id, "update_": key.update_id}


def done(tx: Tx, key: InboxKey) -> None:
    """Mark an update as handled, in the transaction of its effect; what it said and who said it is blanked.

    Raises AlreadyDone when it was handled before, so that no effect can happen twice.
    """
    if _DONE_NOW.run(tx, _bound(key)) == 0:
        raise AlreadyDone(key)


def failed(tx: Tx, key: InboxKey) -> int:
    """Count one more failure of an update; returns how many there are now.

    Raises AlreadyDone when the effect was stored before the failure.
    """
    tries: int | None = tx.execute(_FAILED, _bound(key)).scalar()
    if tries is None:
        raise AlreadyDone(key)
    return tries


def poison(tx: Tx, key: InboxKey) -> None:
    """Put an update aside: it is not tried again, and stays readable for the administrator until it is forgotten."""
    tx.execute(_POISON, _bound(key))


def drop(tx: Tx, keys: Iterable[InboxKey]) -> None:
    """Mark updates as done that will not be handled."""
    tx.execute(_DONE, [_bound(key) for key in keys])


def waiting(tx: Tx, messenger: str) -> list[InboxRow]:
    """Updates of a messenger that are still to be handled, oldest first."""
    rows = tx.execute(
        select(inbox.c.messenger, inbox.c.bot_id, inbox.c.update_id, inbox.c.lane, inbox.c.payload)
        .where(inbox.c.state == "new", inbox.c.messenger == messenger)
        .order_by(inbox.c.received_on, inbox.c.update_id)
    )
    return [InboxRow(InboxKey(*row[:3]), row.lane, row.payload) for row in rows]


def forget(tx: Tx, today: date) -> int:
    """Blank what was put aside and remove keys too old for their update to come again; returns how many."""
    read_by_now = (inbox.c.state == "poison") & (inbox.c.received_on < today - timedelta(days=POISON_DAYS))
    tx.execute(update(inbox).where(read_by_now, inbox.c.payload.is_not(None)).values(payload=None, lane=None))
    last = today - timedelta(days=KEPT_DAYS)
    return tx.execute(delete(inbox).where(inbox.c.state != "new", inbox.c.received_on < last)).rowcount
