"""Who is in the register of supported schools on a day: the schools, and their teachers."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select

from indicators.relations.attribution import main_subject, runs_on, work_on
from indicators.tallies import Cut
from storage.tables import affiliation, role_grant, school, school_status

STATUSES = ("low_results", "hard_conditions", "p500")


def registered(school_id: ColumnElement[int], day: date) -> ColumnElement[bool]:
    """Whether a school is in the register on a day."""
    return has_status(school_id, day, STATUSES)


def has_status(school_id: ColumnElement[int], day: date, statuses: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether a school has one of these statuses on a day."""
    return (
        exists()
        .where(
            school_status.c.school_id == school_id,
            school_status.c.status.in_(statuses),
            runs_on(school_status, day),
        )
        .correlate_except(school_status)
    )


def all_teachers(cut: Cut, day: date) -> Select[Any]:
    """People with an active role of a teacher, at their main school of that day."""
    people = (
        select(role_grant.c.person_id)
        .where(role_grant.c.role == "R_TCH", runs_on(role_grant, day))
        .distinct()
        .subquery("with_the_role")
    )
    work = affiliation.alias("work")
    return (
        select(
            people.c.person_id,
            school.c.municipality_id,
            school.c.id.label("school_id"),
            main_subject(work).label("subject"),
        )
        .select_from(people)
        .join(work, work.c.id == work_on(people.c.person_id, day))
        .join(school, school.c.id == work.c.school_id)
        .where(school.c.municipality_id.in_(cut.municipality_ids))
    )


def teachers(cut: Cut) -> Select[Any]:
    """Teachers in the register on the last day: their main school has one of its statuses."""
    return all_teachers(cut, cut.last_day).where(registered(school.c.id, cut.last_day))


def schools(cut: Cut) -> Select[Any]:
    """Schools in the register on the last day; `p500` for those of the federal project."""
    day = cut.last_day
    return select(
        school.c.id,
        school.c.municipality_id,
        school.c.id.label("school_id"),
        has_status(school.c.id, day, ("p500",)).label("p500"),
    ).where(school.c.municipality_id.in_(cut.municipality_ids), registered(school.c.id, day))
