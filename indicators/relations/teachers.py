"""Teachers and schools as they stand on a day: who has the role, which schools are in the register."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from indicators.relations.attribution import Day, main_subject, runs_on, works_on
from indicators.relations.sharing import shared
from indicators.tallies import Cut
from storage.tables import affiliation, role_grant, school, school_status

REGISTER = ("low_results", "hard_conditions", "p500")


def has_status(school_id: ColumnElement[int], statuses: tuple[str, ...], day: Day) -> ColumnElement[bool]:
    """Whether a school has one of the statuses on a day."""
    if isinstance(day, date):
        there = (school_status.c.status.in_(statuses), runs_on(school_status, day))
        return school_id.in_(select(school_status.c.school_id).where(*there).correlate(None))  # found once for all
    return (
        exists()
        .where(
            school_status.c.school_id == school_id, school_status.c.status.in_(statuses), runs_on(school_status, day)
        )
        .correlate_except(school_status)
    )


def in_register(school_id: ColumnElement[int], day: Day) -> ColumnElement[bool]:
    """Whether a school stands in the register on a day."""
    return has_status(school_id, REGISTER, day)


def none_registered(municipality_id: ColumnElement[int], day: Day) -> ColumnElement[bool]:
    """Whether no school of a municipality stands in the register on a day."""
    somewhere = school.alias("somewhere")
    return ~(
        exists()
        .where(somewhere.c.municipality_id == municipality_id, in_register(somewhere.c.id, day))
        .correlate_except(somewhere)
    )


def was_biased(school_id: ColumnElement[int], cut: Cut) -> ColumnElement[bool]:
    """Whether a school was in the list of biased results on some day of the period."""
    assert cut.period is not None
    return (
        exists()
        .where(
            school_status.c.school_id == school_id,
            school_status.c.status == "biased",
            school_status.c.since <= cut.last_day,
            or_(school_status.c.until.is_(None), school_status.c.until >= cut.period.start),
        )
        .correlate_except(school_status)
    )


def register_schools(cut: Cut) -> Select[Any]:
    """Schools of the register on the last day: whether they are in «500+»."""
    return select(
        school.c.id.label("school_id"),
        school.c.municipality_id,
        has_status(school.c.id, ("p500",), cut.last_day).label("p500"),
    ).where(school.c.municipality_id.in_(cut.municipality_ids), in_register(school.c.id, cut.last_day))


@shared
def all_teachers(cut: Cut) -> Select[Any]:
    """Everybody who has the teacher's role on the last day, at the main school of that day."""
    return teachers_on(cut.last_day, cut.municipality_ids)


def teachers_on(day: date, municipality_ids: Collection[int]) -> Select[Any]:
    """Everybody who has the teacher's role on a day, at the main school of that day."""
    people = (
        select(role_grant.c.person_id)
        .where(role_grant.c.role == "R_TCH", runs_on(role_grant, day))
        .distinct()
        .subquery("people")
    )
    work = affiliation.alias("work")
    return (
        select(
            people.c.person_id,
            school.c.municipality_id,
            school.c.id.label("school_id"),
            work.c.id.label("work_id"),
            main_subject(work).label("subject"),
        )
        .select_from(people)
        .join(work, works_on(work, people.c.person_id, day))
        .join(school, school.c.id == work.c.school_id)
        .where(school.c.municipality_id.in_(municipality_ids))
    )


@shared
def register_teachers(cut: Cut) -> Select[Any]:
    """Those of them whose school stands in the register on that day."""
    people = all_teachers(cut)
    return select(people).where(in_register(people.c.school_id, cut.last_day))
