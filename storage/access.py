"""Roles in force and decisions on consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, insert, or_, select, update

from storage.actor import Grant
from storage.database import Tx
from storage.prepared import Prepared
from storage.tables import consent, municipality, role_grant, school

_MOSCOW = "Europe/Moscow"  # roles that belong to no municipality
_DAY = timedelta(days=1)  # no zone is further than this from UTC

# A role at a school belongs to the school's municipality, whether or not the roster says so.
_PLACE = func.coalesce(role_grant.c.municipality_id, school.c.municipality_id)
_GRANTS = (
    select(
        role_grant.c.id.label("held"),
        role_grant.c.person_id.label("holder"),
        role_grant.c.role,
        _PLACE.label("municipality_id"),
        role_grant.c.school_id,
        role_grant.c.since,
        role_grant.c.until,
        municipality.c.timezone,
    )
    .select_from(role_grant)
    .outerjoin(school, school.c.id == role_grant.c.school_id)
    .outerjoin(municipality, municipality.c.id == _PLACE)
    .order_by(role_grant.c.id)
)

_RECENT = and_(
    role_grant.c.since <= bindparam("latest"),
    or_(role_grant.c.until.is_(None), role_grant.c.until >= bindparam("earliest")),
)
_OF_PERSON = Prepared(_GRANTS.where(role_grant.c.person_id == bindparam("person"), _RECENT))

_zone = cache(ZoneInfo)


def with_grants(people: Select[Any], person_id: ColumnElement[int]) -> Select[Any]:
    """Each row of people once for every role they may have these days, and once with empty columns for none.

    The parameters that it adds come from `around`.
    """
    return (
        people.add_columns(*_GRANTS.selected_columns)
        .outerjoin(role_grant, and_(role_grant.c.person_id == person_id, _RECENT))
        .outerjoin(school, school.c.id == role_grant.c.school_id)
        .outerjoin(municipality, municipality.c.id == _PLACE)
        .order_by(role_grant.c.id)
    )


def around(now: datetime) -> dict[str, date]:
    """The days on which a role can be in force somewhere."""
    return {"earliest": now.date() - _DAY, "latest": now.date() + _DAY}


def in_force(rows: Iterable[Any], now: datetime) -> tuple[Grant, ...]:
    """The roles of the rows on the local date of each role's municipality, both ends included."""
    found = []
    for row in rows:
        today = local_day(row, now)
        if row.since is not None and row.since <= today and (row.until is None or today <= row.until):
            found.append(Grant(row.held, row.role, row.municipality_id, row.school_id))
    return tuple(found)


def local_day(row: Any, now: datetime) -> date:
    """The date in the zone of the row's municipality; Moscow's where it has none."""
    return now.astimezone(_zone(row.timezone or _MOSCOW)).date()


def grants_in_force(tx: Tx, person_id: int, now: datetime) -> tuple[Grant, ...]:
    """The person's roles in force now."""
    return in_force(_OF_PERSON.rows(tx, {"person": person_id, **around(now)}), now)


def grants_not_ended(tx: Tx, people: Iterable[int], now: datetime) -> dict[int, list[Grant]]:
    """Roles by person that are in force or will be, each by its own local date; people without any are left out."""
    rows = tx.execute(_GRANTS.where(role_grant.c.person_id.in_(list(people))))
    found: dict[int, list[Grant]] = {}
    for row in rows:
        if row.until is not None and row.until < local_day(row, now):
            continue
        found.setdefault(row.holder, []).append(Grant(row.held, row.role, row.municipality_id, row.school_id))
    return found


def places(tx: Tx, grants: Iterable[Grant]) -> dict[int, str]:
    """Where each role holds, by the grant's id: the school's name, the municipality's or nothing for the region."""
    rows = tx.execute(
        select(role_grant.c.id, func.coalesce(school.c.name, municipality.c.short_name, "").label("place"))
        .select_from(role_grant)
        .outerjoin(school, school.c.id == role_grant.c.school_id)
        .outerjoin(municipality, municipality.c.id == _PLACE)
        .where(role_grant.c.id.in_([grant.id for grant in grants]))
    )
    return {row.id: row.place for row in rows}


# --- consent ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said to which text, where and when."""

    version: str
    text_hash: str
    decision: str  # given, refused
    decided_at: datetime
    channel: str
    withdrawn_at: datetime | None = None


def last_decision(tx: Tx, person_id: int) -> Decision | None:
    """The person's last word, or None before the first."""
    row = tx.execute(
        select(consent).where(consent.c.person_id == person_id).order_by(consent.c.id.desc()).limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Decision(row.version, row.text_hash, row.decision, row.decided_at, row.channel, row.withdrawn_at)


def add_decision(tx: Tx, person_id: int, decision: Decision) -> None:
    """Keep a decision; earlier ones stay as they are."""
    values = {
        "person_id": person_id,
        "version": decision.version,
        "text_hash": decision.text_hash,
        "decision": decision.decision,
        "decided_at": decision.decided_at,
        "channel": decision.channel,
    }
    tx.execute(insert(consent), values)


def withdraw(tx: Tx, person_id: int, now: datetime) -> int:
    """Mark every consent of the person as taken back; returns how many there were."""
    statement = (
        update(consent)
        .where(consent.c.person_id == person_id, consent.c.decision == "given", consent.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    return int(tx.execute(statement).rowcount)
