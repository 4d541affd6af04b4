"""Who accompanies whom: mentors and curators of schools, tutors of teachers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true

from storage import people, schools
from storage.database import Tx
from storage.scope import Scope
from storage.tables import assignment, person, school


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment: of a tutor to a person, of a mentor or curator to a school."""

    id: int
    kind: str
    who_id: int
    person_id: int | None
    school_id: int | None
    subject: str
    joint: bool


_COLUMNS = tuple(assignment.c[name] for name in ("id", "kind", "who_id", "person_id", "school_id", "subject", "joint"))


def active(tx: Tx, scope: Scope, on: date, who_id: int | None = None) -> list[Assignment]:
    """Assignments to people and schools of the scope that run on a local date, or those of one person."""
    whom = or_(
        assignment.c.person_id.in_(select(person.c.id).where(people.within(scope))),
        assignment.c.school_id.in_(select(school.c.id).where(schools.within(scope))),
    )
    rows = tx.execute(
        select(*_COLUMNS)
        .where(
            whom,
            and_(assignment.c.since <= on, or_(assignment.c.until.is_(None), assignment.c.until >= on)),
            true() if who_id is None else assignment.c.who_id == who_id,
        )
        .order_by(assignment.c.id)
    )
    return [Assignment(*row) for row in rows]
