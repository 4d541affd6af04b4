"""Those who help, and how often: qualified mentors and tutors, contacts with schools, decisions (domain.md 5.6-5.8)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, case, exists, func, literal, select

from indicators.relations.attribution import runs_on, worked_last, works_on
from indicators.relations.events import taken_part
from indicators.relations.teachers import in_register
from indicators.relations.terms import stretches
from indicators.tallies import Cut
from storage.tables import (
    activity_leader,
    affiliation,
    decision,
    role_grant,
    school,
    school_risk,
    school_status,
    staff_qualification,
)

_ENOUGH_MARKS = 2  # of three
_ENOUGH_CONTACTS = 3  # in each quarter
_MARKS = {
    "mnc": (
        staff_qualification.c.effective_school.is_(True),
        staff_qualification.c.category == "highest",
        staff_qualification.c.trained.is_(True),
    ),
    "mtkp": (
        staff_qualification.c.category == "highest",
        staff_qualification.c.regional_tutor.is_(True),
        staff_qualification.c.effective_school.is_(True),
    ),
}
_ROLES = {"mnc": "R_MNT", "mtkp": "R_TUT"}


def staff(centre: str) -> Callable[[Cut], Select[Any]]:
    """Mentors or tutors on the last day, by role or by their record: two marks of quality of three, or fewer.

    Where a municipality keeps no records at all nothing is known of its people, so there are none.
    """

    def rows(cut: Cut) -> Select[Any]:
        people = _serving(centre, cut)
        work, place = affiliation.alias("work"), school.alias("place")
        home = func.coalesce(_granted_at(people, centre, cut), place.c.municipality_id)
        recorded = case((_recorded(people, centre, cut), 1), else_=0)
        found = (
            select(
                people.c.person_id,
                home.label("municipality_id"),
                _recorded(people, centre, cut, _enough_marks(centre)).label("qualified"),
                func.max(recorded).over(partition_by=home).label("records"),
            )
            .select_from(people)
            .outerjoin(work, worked_last(work, people.c.person_id, cut.last_day))
            .outerjoin(place, place.c.id == work.c.school_id)
            .where(home.in_(cut.municipality_ids))
            .subquery("found")
        )
        return select(found).where(found.c.records == 1)

    return rows


def _serving(centre: str, cut: Cut) -> Subquery:
    recorded = select(staff_qualification.c.person_id).where(
        staff_qualification.c.centre == centre, runs_on(staff_qualification, cut.last_day)
    )
    granted = select(role_grant.c.person_id).where(
        role_grant.c.role == _ROLES[centre], runs_on(role_grant, cut.last_day)
    )
    return recorded.union(granted).subquery("people")


def _granted_at(people: Subquery, centre: str, cut: Cut) -> Any:
    """The municipality of the role, if it has one."""
    at = school.alias("granted_school")
    return (
        select(func.coalesce(role_grant.c.municipality_id, at.c.municipality_id))
        .select_from(role_grant.outerjoin(at, at.c.id == role_grant.c.school_id))
        .where(
            role_grant.c.person_id == people.c.person_id,
            role_grant.c.role == _ROLES[centre],
            runs_on(role_grant, cut.last_day),
        )
        .order_by(role_grant.c.since.desc(), role_grant.c.id)
        .limit(1)
        .correlate_except(role_grant, at)
        .scalar_subquery()
    )


def _recorded(people: Subquery, centre: str, cut: Cut, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a person has a record of qualification that is valid on the last day."""
    return (
        exists()
        .where(
            staff_qualification.c.person_id == people.c.person_id,
            staff_qualification.c.centre == centre,
            runs_on(staff_qualification, cut.last_day),
            *more,
        )
        .correlate_except(staff_qualification)
    )


def _enough_marks(centre: str) -> ColumnElement[bool]:
    marks: ColumnElement[int] = literal(0)
    for mark in _MARKS[centre]:
        marks += case((mark, 1), else_=0)
    return marks >= _ENOUGH_MARKS


def schools_in_contact(cut: Cut) -> Select[Any]:
    """Schools of the register: whether the mentoring centre had three contacts with their people in each quarter.

    Also how many there were in the period.

    A contact is a held event of the centre in which somebody of the school took part, the leaders apart.
    """
    parts = stretches(cut)
    contacts = _contacts(cut)
    enough = [
        select(contacts.c.school_id)
        .where(contacts.c.starts >= part.start, contacts.c.starts < part.end)
        .group_by(contacts.c.school_id)
        .having(func.count(contacts.c.activity_id.distinct()) >= _ENOUGH_CONTACTS)
        for part in parts
    ]
    number = (
        select(func.count(contacts.c.activity_id.distinct()))
        .where(contacts.c.school_id == school.c.id)
        .correlate(school)
        .scalar_subquery()
    )
    return select(
        school.c.municipality_id,
        school.c.id.label("school_id"),
        and_(*(school.c.id.in_(served) for served in enough)).label("in_contact"),
        func.coalesce(number, 0).label("contacts"),
    ).where(school.c.municipality_id.in_(cut.municipality_ids), in_register(school.c.id, cut.last_day))


def _contacts(cut: Cut) -> CTE:
    """Events of the mentoring centre by the schools whose people took part, those who led apart."""
    there, work = taken_part(cut), affiliation.alias("work")
    leads = (
        exists()
        .where(activity_leader.c.activity_id == there.c.activity_id, activity_leader.c.person_id == there.c.person_id)
        .correlate_except(activity_leader)
    )
    return (
        select(work.c.school_id, there.c.activity_id, there.c.starts)
        .select_from(there)
        .join(work, works_on(work, there.c.person_id, there.c.starts))
        .where(there.c.centre == "mnc", there.c.part_of_id.is_(None), ~leads)
        .cte()
    )


def decisions_due(cut: Cut) -> Select[Any]:
    """Decisions due in the period, without those dropped: whether they were carried out in time."""
    assert cut.period is not None
    return select(
        decision.c.municipality_id,
        func.coalesce(
            and_(decision.c.status == "done", decision.c.done <= decision.c.due, decision.c.done <= cut.last_day),
            False,
        ).label("in_time"),
    ).where(
        decision.c.municipality_id.in_(cut.municipality_ids),
        decision.c.status != "dropped",
        decision.c.due >= cut.period.start,
        decision.c.due < cut.period.end,
    )


def schools_that_left(cut: Cut) -> Select[Any]:
    """Schools that left the list of schools with low results in the period."""
    assert cut.period is not None
    return (
        select(school.c.municipality_id, school.c.id.label("school_id"))
        .join(school_status, school_status.c.school_id == school.c.id)
        .where(
            school.c.municipality_id.in_(cut.municipality_ids),
            school_status.c.status == "left_list",
            school_status.c.since >= cut.period.start,
            school_status.c.since <= cut.last_day,
        )
        .distinct()
    )


def open_risks(cut: Cut) -> Select[Any]:
    """Risks of schools that are open on the last day."""
    return (
        select(school.c.municipality_id, school.c.id.label("school_id"))
        .join(school_risk, school_risk.c.school_id == school.c.id)
        .where(school.c.municipality_id.in_(cut.municipality_ids), runs_on(school_risk, cut.last_day))
    )
