"""People, as far as a scope reaches."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, or_, select, true, union

from storage import schools
from storage.database import Tx
from storage.scope import Scope
from storage.tables import activity, activity_leader, affiliation, assignment, person, role_grant, school


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the roster; in messengers shown by code alone."""

    id: int
    code: str
    last_name: str
    first_name: str
    patronymic: str
    phone: str
    email: str


_COLUMNS = tuple(person.c[name] for name in ("id", "code", "last_name", "first_name", "patronymic", "phone", "email"))


def known_in(scope: Scope) -> Select[tuple[int]]:
    """Ids of people the scope has to do with at any time: by work, by role, by helping its schools or people."""
    here = select(school.c.id).where(schools.within(scope))
    ours = belonging_to(scope)
    helps = select(assignment.c.who_id).where(or_(assignment.c.school_id.in_(here), assignment.c.person_id.in_(ours)))
    leads = select(activity_leader.c.person_id).join(activity).where(_held_in(scope))
    return select(person.c.id).where(or_(person.c.id.in_(ours), person.c.id.in_(union(helps, leads))))


def belonging_to(scope: Scope) -> Select[tuple[int]]:
    """Ids of the scope's own people, by work or role at any time; whoever helps from elsewhere is not among them."""
    here = select(school.c.id).where(schools.within(scope))
    works = select(affiliation.c.person_id).where(affiliation.c.school_id.in_(here))
    acts = select(role_grant.c.person_id).where(or_(_held_over(scope), role_grant.c.school_id.in_(here)))
    return select(person.c.id).where(person.c.id.in_(union(works, acts)))


def codes_belonging_to(tx: Tx, scope: Scope) -> set[str]:
    """Codes of the scope's own people."""
    return set(tx.execute(select(person.c.code).where(person.c.id.in_(belonging_to(scope)))).scalars())


def _held_over(scope: Scope) -> ColumnElement[bool]:
    """A role over the whole municipality is no business of one of its schools."""
    if scope.schools is not None:
        return role_grant.c.school_id.in_(scope.schools)
    return true() if scope.municipalities is None else role_grant.c.municipality_id.in_(scope.municipalities)


def _held_in(scope: Scope) -> ColumnElement[bool]:
    """An event is the municipality's; no school reaches the people who led it."""
    if scope.municipalities is None or scope.schools is not None:
        return false()
    return activity.c.municipality_id.in_(scope.municipalities)


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition that the scope has to do with a person."""
    return true() if scope.municipalities is None and scope.schools is None else person.c.id.in_(known_in(scope))


def person_by_code(tx: Tx, scope: Scope, code: str) -> Person | None:
    """The person with this code if the scope reaches so far."""
    row = tx.execute(select(*_COLUMNS).where(within(scope), person.c.code == code)).first()
    return Person(*row) if row else None


def person_by_id(tx: Tx, scope: Scope, person_id: int) -> Person | None:
    """The person with this number if the scope reaches so far."""
    row = tx.execute(select(*_COLUMNS).where(within(scope), person.c.id == person_id)).first()
    return Person(*row) if row else None
