"""Messages on their way out: put down in the transaction of their cause, marked when the messenger has taken them.

A row is `new` until the messenger took it (`sent`), refused it for good (`dead`) or may have taken it (`uncertain`).
Only a fragile row is claimed first (`sending`): after a crash it is not repeated. An ordinary row needs no claim, since
after a crash it would be sent again whatever its claim says; leaving it out saves every reply a commit before it goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx
from storage.news import tell
from storage.prepared import Prepared
from storage.tables import outbox
from storage.tables.types import Moment

KEPT_DAYS = 14  # how long a finished row is remembered, so that the same cause does not speak twice
_AT_ONCE = 1000  # rows forgotten in one transaction: others must not wait long


class NewRow(NamedTuple):
    """A message to be sent: one part of what a cause says to a chat."""

    messenger: str
    chat_id: str
    kind: str
    payload: str
    cause: str
    part: int
    mass: bool = False
    fragile: bool = False
    traceless: bool = False
    not_before: datetime | None = None
    expires_at: datetime | None = None


class OutboxRow(NamedTuple):
    """A message that waits."""

    id: int
    messenger: str
    chat_id: str
    kind: str
    payload: str
    mass: int
    fragile: int
    traceless: int
    tries: int
    not_before: datetime | None
    expires_at: datetime | None
    error: str


class Settled(NamedTuple):
    """What became of a row: its new state, or None for a row of which nothing may remain."""

    id: int
    state: str | None
    tries: int = 0
    error: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """Told after the commit: there is a message that is not handed over, because it is mass mail or has time."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Told after the commit: the database knows what became of these rows."""

    ids: tuple[int, ...]


_INSERTS = {
    "sqlite": Prepared(sqlite.insert(outbox).on_conflict_do_nothing().returning(outbox.c.id)),
    "postgresql": Prepared(postgresql.insert(outbox).on_conflict_do_nothing().returning(outbox.c.id)),
}


def insert(tx: Tx, rows: Sequence[NewRow]) -> bool:
    """Put messages down; a part that its cause has already said to this chat is left as it is.

    Returns whether any of them is new.

    Whoever listens hears after the commit of each live row as an OutboxRow, and of others that there are some.
    """
    statement, new = _INSERTS[tx.dialect.name], False
    for row in rows:
        for added in statement.rows(tx, _values(row)):
            new = True
            tell(tx, Waits() if row.mass or row.not_before else _handed_over(added.id, row))
    return new


def _handed_over(row_id: int, row: NewRow) -> "OutboxRow":
    return OutboxRow(
        row_id, row.messenger, row.chat_id, row.kind, row.payload, 0, int(row.fragile), int(row.traceless), 0, None,
        row.expires_at, "",
    )  # fmt: skip


def _values(row: NewRow) -> dict[str, Any]:
    flags = {"mass": int(row.mass), "fragile": int(row.fragile), "traceless": int(row.traceless)}
    return row._asdict() | flags | {"state": "new", "tries": 0, "error": ""}


def next_moment(tx: Tx, now: datetime) -> datetime | None:
    """When the next message goes that waits for its time."""
    waits = select(func.min(outbox.c.not_before)).where(outbox.c.state == "new", outbox.c.not_before > now)
    moment: datetime | None = tx.execute(waits).scalar()
    return moment


# --- what the sender asks ------------------------------------------------------------------------------------------

_NEWEST = Prepared(select(func.coalesce(func.max(outbox.c.id), 0).label("newest")))
_LOOK = (
    select(*(outbox.c[name] for name in OutboxRow._fields))
    .where(
        outbox.c.state == "new",
        outbox.c.messenger.in_(bindparam("messengers", expanding=True)),
        outbox.c.mass == bindparam("mass"),
        outbox.c.id > bindparam("after"),
        outbox.c.id <= bindparam("upto"),
        outbox.c.not_before.is_(None)
        | (outbox.c.not_before <= bindparam("soon", type_=Moment))
        | (outbox.c.error != ""),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)


class Range(NamedTuple):
    """Where to look: ids after the first and up to the second number, at most so many rows."""

    after: int
    upto: int
    limit: int
    soon: datetime  # what is told to wait for longer is passed over, unless a failure made it wait


def newest(tx: Tx) -> int:
    """The highest id there is, 0 for an empty table."""
    return int(_NEWEST.row(tx, {}).newest)


def waiting(tx: Tx, messengers: Sequence[str], where: Range, *, mass: bool) -> list[OutboxRow]:
    """Messages that wait, oldest first."""
    values = {"messengers": list(messengers), "mass": int(mass), **where._asdict()}
    return [OutboxRow(*row) for row in tx.execute(_LOOK, values)]


_THIS = outbox.c.id == bindparam("row")
_CLAIM = update(outbox).where(_THIS).values(state="sending")
_AGAIN = update(outbox).where(_THIS).values(
    state="new", tries=bindparam("n"), error=bindparam("why"), not_before=bindparam("until")
)  # fmt: skip
_END = update(outbox).where(_THIS).values(
    state=bindparam("became"), tries=bindparam("n"), error=bindparam("why"), sent_on=bindparam("today"),
    payload="", not_before=None,
)  # fmt: skip
_DELETE = delete(outbox).where(_THIS)


def claim(tx: Tx, row_id: int) -> None:
    """Note that a fragile row is about to be sent: should we die now, nobody knows whether it went."""
    tx.execute(_CLAIM, {"row": row_id})


def settle(tx: Tx, outcomes: Sequence[Settled], today: date) -> None:
    """Note what became of rows; what a finished row said is blanked, a traceless one disappears."""
    again = [
        {"row": o.id, "n": o.tries, "why": o.error, "until": o.not_before} for o in outcomes if o.state == "new"
    ]  # fmt: skip
    end = [
        {"row": o.id, "became": o.state, "n": o.tries, "why": o.error, "today": today}
        for o in outcomes
        if o.state not in {"new", None}
    ]
    gone = [{"row": o.id} for o in outcomes if o.state is None]
    for statement, values in ((_AGAIN, again), (_END, end), (_DELETE, gone)):
        if values:
            tx.execute(statement, values)
    if outcomes:
        tell(tx, Noted(tuple(outcome.id for outcome in outcomes if outcome.state != "new")))


def recover(tx: Tx, today: date) -> int:
    """At the start: rows that were being sent when the program died may have gone and are not repeated."""
    values = {"state": "uncertain", "payload": "", "error": "interrupted", "sent_on": today}
    return tx.execute(update(outbox).where(outbox.c.state == "sending").values(values)).rowcount


def drop_mass(tx: Tx, messenger: str, chat_id: str, today: date) -> None:
    """Nobody reads this chat any more: its mass mail that still waits is not sent."""
    tx.execute(
        update(outbox)
        .where(_waits_for(messenger, chat_id), outbox.c.mass == 1)
        .values(state="dead", error="unreachable", payload="", sent_on=today)
    )


def move_chat(tx: Tx, messenger: str, chat_id: str, new_chat_id: str) -> None:
    """A group got another id: what waits for it goes there."""
    tx.execute(update(outbox).where(_waits_for(messenger, chat_id)).values(chat_id=new_chat_id))


def _waits_for(messenger: str, chat_id: str) -> Any:
    return (outbox.c.state == "new") & (outbox.c.messenger == messenger) & (outbox.c.chat_id == chat_id)


def forget(tx: Tx, today: date) -> int:
    """Remove some of the rows that were finished long ago; returns how many, 0 when none is left."""
    old = (
        select(outbox.c.id)
        .where(outbox.c.state.in_(["sent", "dead", "uncertain"]), outbox.c.sent_on < today - timedelta(days=KEPT_DAYS))
        .limit(_AT_ONCE)
    )
    return tx.execute(delete(outbox).where(outbox.c.id.in_(old))).rowcount
