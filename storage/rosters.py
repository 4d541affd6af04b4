"""Lists that a questionnaire offers from the roster: code and label of each row."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select, union

from storage.audiences import runs_on
from storage.database import Tx
from storage.tables import affiliation, assignment, person, school


def schools_of(tx: Tx, person_id: int, on: date) -> list[tuple[str, str]]:
    """Schools where the person works or which the person accompanies on a local date."""
    works = select(affiliation.c.school_id).where(
        affiliation.c.person_id == person_id, runs_on(affiliation.c.since, affiliation.c.until, on)
    )
    helps = select(assignment.c.school_id).where(
        assignment.c.who_id == person_id,
        assignment.c.school_id.is_not(None),
        runs_on(assignment.c.since, assignment.c.until, on),
    )
    rows = tx.execute(
        select(school.c.code, school.c.name)
        .where(school.c.id.in_(union(works, helps)))
        .order_by(school.c.number.nulls_last(), school.c.name)
    )
    return [(row.code, row.name) for row in rows]


def teachers_of(tx: Tx, person_id: int, on: date) -> list[tuple[str, str]]:
    """Teachers whom the person accompanies as a tutor on a local date; in a messenger people are codes."""
    rows = tx.execute(
        select(person.c.code)
        .join(assignment, assignment.c.person_id == person.c.id)
        .where(assignment.c.who_id == person_id, runs_on(assignment.c.since, assignment.c.until, on))
        .distinct()
        .order_by(person.c.code)
    )
    return [(code, code) for code in rows.scalars()]


def subjects_of(tx: Tx, person_id: int, on: date) -> list[str]:
    """Subjects that the person teaches on a local date, the main ones first."""
    rows = tx.execute(
        select(affiliation.c.subjects)
        .where(affiliation.c.person_id == person_id, runs_on(affiliation.c.since, affiliation.c.until, on))
        .order_by(affiliation.c.main.desc())
    )
    found = [subject.strip() for row in rows.scalars() for subject in row.split(";") if subject.strip()]
    return list(dict.fromkeys(found))


def codes_of(tx: Tx, people: Iterable[int]) -> dict[int, str]:
    """Person id → code, the only name of a person in a messenger."""
    rows = tx.execute(select(person.c.id, person.c.code).where(person.c.id.in_(list(people))))
    return {row.id: row.code for row in rows}
