"""What is due: rows with a key that is given out once, found by the tick and marked when they have fired."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx
from storage.tables import due


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done at a moment by a rule; `key` makes it happen once."""

    key: str
    rule: str
    due_at: datetime
    subject_id: int | None = None
    person_id: int | None = None
    period: str = ""
    id: int = 0


def plan(tx: Tx, item: Due) -> None:
    """Put it down; a key that is there already is left as it is, fired or not, unless it was taken back."""
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    values = {name: getattr(item, name) for name in ("key", "rule", "due_at", "subject_id", "person_id", "period")}
    anew = {"due_at": item.due_at, "state": "waiting"}
    put = dialect.insert(due).values(**values, state="waiting")
    tx.execute(put.on_conflict_do_update(index_elements=["key"], set_=anew, where=due.c.state == "void"))


def known(tx: Tx, key: str) -> bool:
    """Whether this was ever planned, fired or not."""
    return tx.execute(select(due.c.id).where(due.c.key == key)).first() is not None


def ripe(tx: Tx, now: datetime, limit: int, but: Collection[int] = ()) -> list[Due]:
    """What is due by now but for rows with these ids, the oldest first."""
    rows = tx.execute(
        select(due.c.key, due.c.rule, due.c.due_at, due.c.subject_id, due.c.person_id, due.c.period, due.c.id)
        .where(due.c.state == "waiting", due.c.due_at <= now, due.c.id.not_in(but))
        .order_by(due.c.due_at, due.c.id)
        .limit(limit)
    )
    return [Due(*row) for row in rows]


def mark(tx: Tx, item: Due, state: str) -> None:
    """Say how it ended: done, late or void."""
    tx.execute(update(due).where(due.c.id == item.id).values(state=state))


def move(tx: Tx, key: str, due_at: datetime) -> None:
    """Another moment for something that has not fired."""
    tx.execute(update(due).where(due.c.key == key, due.c.state == "waiting").values(due_at=due_at))


def put_off(tx: Tx, item: Due, due_at: datetime) -> None:
    """It has fired too early: it waits for another moment."""
    tx.execute(update(due).where(due.c.id == item.id).values(due_at=due_at, state="waiting"))


def waits(tx: Tx, rule: str, subject_id: int, until: datetime) -> bool:
    """Whether something of this rule waits for a moment before `until`."""
    waiting = (due.c.rule == rule) & (due.c.subject_id == subject_id) & (due.c.state == "waiting")
    return tx.execute(select(due.c.id).where(waiting, due.c.due_at < until)).first() is not None


def void(tx: Tx, subject_id: int, rules: tuple[str, ...]) -> None:
    """Take back what was planned for a subject under these rules."""
    tx.execute(
        update(due)
        .where(due.c.subject_id == subject_id, due.c.rule.in_(rules), due.c.state == "waiting")
        .values(state="void")
    )


def next_moment(tx: Tx) -> datetime | None:
    """When the next thing is due."""
    moment: datetime | None = tx.execute(select(func.min(due.c.due_at)).where(due.c.state == "waiting")).scalar()
    return moment
