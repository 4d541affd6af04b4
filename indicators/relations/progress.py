"""Deficits and what became of them: planned for, closed, overcome by the people who had them (domain.md 5.6-5.8)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, func, or_, select

from indicators.relations.attribution import runs_on, worked_last, works_on
from indicators.relations.diagnosis import final_levels, year_before
from indicators.relations.needs import is_unit, unit_since
from indicators.tallies import Cut
from storage.tables import (
    activity,
    activity_need,
    affiliation,
    assignment,
    course,
    iom_item,
    need,
    role_grant,
    school,
)


def serious_deficits(cut: Cut) -> Select[Any]:
    """Confirmed deficits of level A and B that were open in the period: whether a plan or a route has them."""
    place = _place(cut)
    planned = or_(_in_a_route(), _in_a_plan())
    return place.add_columns(planned.label("planned")).where(
        need.c.kind == "deficit", need.c.level.in_(("A", "B")), _open_in(cut), is_unit()
    )


def _in_a_route() -> ColumnElement[bool]:
    return exists().where(iom_item.c.need_id == need.c.id, iom_item.c.status != "dropped").correlate_except(iom_item)


def _in_a_plan() -> ColumnElement[bool]:
    """An event for the need that stands in a plan."""
    return (
        exists()
        .where(
            activity_need.c.need_id == need.c.id,
            activity.c.id == activity_need.c.activity_id,
            activity.c.plan_item_id.is_not(None),
            activity.c.status.not_in(("cancelled", "void")),
        )
        .correlate_except(activity_need, activity)
    )


def team_members(cut: Cut) -> Select[Any]:
    """People with a confirmed need in management: whether they closed it, were trained or reached a better level.

    A need of a whole team is one of all who manage the school.
    """
    management = need.c.category == "MGMT"
    own = _owners(cut, management, _open_in(cut))
    owners = own.union(_managers(cut, management, _open_in(cut))).subquery("owners")
    grown = or_(_closed_a_need(owners, cut, management), _trained(owners, cut), _better(owners, cut, "MGMT"))
    return select(owners, grown.label("grown"))


def tutored_teachers(cut: Cut) -> Select[Any]:
    """Accompanied teachers with a confirmed need at the start: whether they closed one or reached a better level."""
    assert cut.period is not None
    start = cut.period.start
    at_start = and_(unit_since() < start, or_(need.c.closed.is_(None), need.c.closed >= start))
    owners = _owners(cut, accompanied(need.c.person_id, cut), at_start).subquery("owners")
    return select(owners, or_(_closed_a_need(owners, cut), _better(owners, cut)).label("grown"))


def accompanied(person_id: ColumnElement[int], cut: Cut) -> ColumnElement[bool]:
    """Whether a person had a tutor on some day of the period."""
    assert cut.period is not None
    return (
        exists()
        .where(
            assignment.c.kind == "tutor",
            assignment.c.person_id == person_id,
            assignment.c.since <= cut.last_day,
            or_(assignment.c.until.is_(None), assignment.c.until >= cut.period.start),
        )
        .correlate_except(assignment)
    )


def _place(cut: Cut) -> Select[Any]:
    """Needs at the school of the last day."""
    work, place = affiliation.alias("work"), school.alias("place")
    return (
        select(place.c.municipality_id, place.c.id.label("school_id"))
        .select_from(
            need.outerjoin(work, worked_last(work, need.c.person_id, cut.last_day)).join(
                place, place.c.id == func.coalesce(need.c.school_id, work.c.school_id)
            )
        )
        .where(place.c.municipality_id.in_(cut.municipality_ids))
    )


def _open_in(cut: Cut) -> ColumnElement[bool]:
    assert cut.period is not None
    return and_(unit_since() <= cut.last_day, or_(need.c.closed.is_(None), need.c.closed >= cut.period.start))


def _owners(cut: Cut, *which: ColumnElement[bool]) -> Select[Any]:
    """The people who have such needs, each once."""
    return _place(cut).add_columns(need.c.person_id).where(need.c.person_id.is_not(None), is_unit(), *which).distinct()


def _managers(cut: Cut, *which: ColumnElement[bool]) -> Select[Any]:
    """The people who manage a school whose team has such needs."""
    day, work = cut.last_day, affiliation.alias("manager_work")
    return (
        _place(cut)
        .add_columns(role_grant.c.person_id)
        .join(work, work.c.school_id == need.c.school_id)
        .join(role_grant, role_grant.c.person_id == work.c.person_id)
        .where(
            need.c.person_id.is_(None),
            role_grant.c.role == "R_MGR",
            runs_on(role_grant, day),
            works_on(work, role_grant.c.person_id, day),
            is_unit(),
            *which,
        )
    )


def _closed_a_need(owners: Subquery, cut: Cut, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    assert cut.period is not None
    return (
        exists()
        .where(
            or_(
                need.c.person_id == owners.c.person_id,
                and_(need.c.person_id.is_(None), need.c.school_id == owners.c.school_id),
            ),
            need.c.status == "met",
            need.c.closed >= cut.period.start,
            need.c.closed <= cut.last_day,
            *which,
        )
        .correlate_except(need)
    )


def _trained(owners: Subquery, cut: Cut) -> ColumnElement[bool]:
    assert cut.period is not None
    return (
        exists()
        .where(
            course.c.person_id == owners.c.person_id, course.c.ends >= cut.period.start, course.c.ends <= cut.last_day
        )
        .correlate_except(course)
    )


def _better(owners: Subquery, cut: Cut, *categories: str) -> ColumnElement[bool]:
    """Whether a level of this year is better than that of the year before in one of the categories, or in any."""
    now, before = final_levels(cut), final_levels(year_before(cut))
    wanted = [now.c.category.in_(categories)] if categories else []
    improved = (
        select(now.c.person_id)
        .join(before, and_(before.c.person_id == now.c.person_id, before.c.category == now.c.category))
        .where(now.c.severity < before.c.severity, *wanted)
    )
    return owners.c.person_id.in_(improved)
