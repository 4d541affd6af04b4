"""Roles given and ended one by one; the exchange workbook writes whole tables of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from storage.access import local_day
from storage.database import Tx
from storage.tables import account, affiliation, municipality, role_grant, school


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A role of a person, and where it holds; without a school it holds in the whole municipality."""

    person_id: int
    role: str
    municipality_id: int | None
    school_id: int | None


def held(tx: Tx, wanted: NewGrant, today: date) -> bool:
    """Whether the person has exactly this role in force, or will have it."""
    statement = select(role_grant.c.id).where(
        role_grant.c.person_id == wanted.person_id,
        role_grant.c.role == wanted.role,
        role_grant.c.municipality_id.is_not_distinct_from(wanted.municipality_id),
        role_grant.c.school_id.is_not_distinct_from(wanted.school_id),
        or_(role_grant.c.until.is_(None), role_grant.c.until >= today),
    )
    return tx.execute(statement).first() is not None


def add(tx: Tx, new: NewGrant, since: date) -> int:
    """The role is in force from this local day on."""
    values = {name: getattr(new, name) for name in NewGrant.__dataclass_fields__}
    return int(tx.execute(insert(role_grant).returning(role_grant.c.id), {**values, "since": since}).scalar_one())


def end(tx: Tx, grant_id: int, today: date) -> None:
    """The role is not in force any more, from this local day on; one that begins no earlier is as if never given."""
    tx.execute(update(account).where(account.c.grant_id == grant_id).values(grant_id=None))
    mine = role_grant.c.id == grant_id
    tx.execute(delete(role_grant).where(mine, role_grant.c.since >= today))
    tx.execute(update(role_grant).where(mine).values(until=today - timedelta(days=1)))


def home(tx: Tx, person_id: int, now: datetime) -> tuple[int, int] | None:
    """Municipality and school of the person's main work on the local date."""
    rows = tx.execute(
        select(school.c.municipality_id, school.c.id, affiliation.c.since, affiliation.c.until, municipality.c.timezone)
        .select_from(affiliation.join(school).join(municipality))
        .where(affiliation.c.person_id == person_id)
        .order_by(affiliation.c.main.desc(), affiliation.c.since, affiliation.c.id)
    )
    for row in rows:
        today = local_day(row, now)
        if row.since <= today and (row.until is None or today <= row.until):
            return row.municipality_id, row.id
    return None
