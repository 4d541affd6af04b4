"""The roster as a survey looks at it: who holds a role on a day, where they work, whether they can be reached."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.sql.elements import SQLColumnExpression

from storage.database import Tx
from storage.reference import ROLES
from storage.tables import account, affiliation, consent, role_grant, school, school_status

Day = date | SQLColumnExpression[Any]


@dataclass(frozen=True, slots=True)
class Work:
    """A place of work on the day."""

    school_id: int
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with one of the roles; the main place of work stands first."""

    person_id: int
    role: str
    works: tuple[Work, ...]
    reachable: bool
    withdrawn: bool


def candidates(tx: Tx, municipality_id: int, roles: Iterable[str], on: date) -> list[Candidate]:
    """People who hold one of the roles in the municipality on a local date, each once, by id."""
    order = {role: place for place, role in enumerate(roles)}
    held: dict[int, str] = {}
    for row in tx.execute(_holders(municipality_id, tuple(order), on)):
        if row.person_id not in held or order[row.role] < order[held[row.person_id]]:
            held[row.person_id] = row.role
    works = _works(tx, municipality_id, on)
    reachable = set(tx.execute(_REACHABLE).scalars())
    said_no = withdrawn(tx)
    return [
        Candidate(person, role, tuple(works.get(person, ())), person in reachable, person in said_no)
        for person, role in sorted(held.items())
    ]


def reach(tx: Tx, municipality_id: int, on: date) -> tuple[set[int], set[int], set[int]]:
    """People with a role here on a local date: all, those without a messenger, those who stopped the bot."""
    known = {person.person_id for person in candidates(tx, municipality_id, ROLES, on)}
    linked = set(tx.execute(select(account.c.person_id).where(account.c.person_id.is_not(None))).scalars())
    reachable = set(tx.execute(_REACHABLE).scalars())
    return known, known - linked, known & linked - reachable


def subjects_taught(tx: Tx, municipality_id: int, on: date) -> list[str]:
    """Subjects that somebody teaches in the municipality on a local date, the most frequent first."""
    works = _works(tx, municipality_id, on)
    counts = Counter(subject for places in works.values() for work in places for subject in work.subjects)
    return [subject for subject, _ in counts.most_common()]


def schools_with(tx: Tx, municipality_id: int, statuses: Iterable[str], on: date) -> frozenset[int]:
    """Schools of the municipality that have one of the statuses on a local date."""
    rows = tx.execute(
        select(school.c.id)
        .join(school_status, school_status.c.school_id == school.c.id)
        .where(
            school.c.municipality_id == municipality_id,
            school_status.c.status.in_(tuple(statuses)),
            runs_on(school_status.c.since, school_status.c.until, on),
        )
    )
    return frozenset(rows.scalars())


def _holders(municipality_id: int, roles: tuple[str, ...], on: date) -> Select[int, str]:
    here = or_(role_grant.c.municipality_id == municipality_id, school.c.municipality_id == municipality_id)
    return (
        select(role_grant.c.person_id, role_grant.c.role)
        .select_from(role_grant.outerjoin(school, school.c.id == role_grant.c.school_id))
        .where(here, role_grant.c.role.in_(roles), runs_on(role_grant.c.since, role_grant.c.until, on))
    )


def _works(tx: Tx, municipality_id: int, on: date) -> dict[int, list[Work]]:
    rows = tx.execute(
        select(affiliation.c.person_id, affiliation.c.school_id, affiliation.c.subjects)
        .join(school, school.c.id == affiliation.c.school_id)
        .where(school.c.municipality_id == municipality_id, runs_on(affiliation.c.since, affiliation.c.until, on))
        .order_by(affiliation.c.person_id, affiliation.c.main.desc(), affiliation.c.since)
    )
    works: dict[int, list[Work]] = {}
    for row in rows:
        subjects = tuple(part.strip() for part in row.subjects.split(";") if part.strip())
        works.setdefault(row.person_id, []).append(Work(row.school_id, subjects))
    return works


_REACHABLE = select(account.c.person_id).where(account.c.person_id.is_not(None), account.c.unreachable_since.is_(None))


def withdrawn(tx: Tx) -> set[int]:
    """People whose last word on consent was no."""
    last = select(func.max(consent.c.id)).group_by(consent.c.person_id)
    no = or_(consent.c.decision == "refused", consent.c.withdrawn_at.is_not(None))
    return set(tx.execute(select(consent.c.person_id).where(consent.c.id.in_(last), no)).scalars())


def runs_on(since: ColumnElement[date], until: ColumnElement[date | None], on: Day) -> ColumnElement[bool]:
    """Whether an interval, both ends inclusive, covers the day."""
    return and_(since <= on, or_(until.is_(None), until >= on))
