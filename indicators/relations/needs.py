"""Needs that could be served in a period, and whether they were: the units of ADR_C (domain.md 5.3)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Select, and_, case, exists, func, literal, or_, select

from indicators.relations.attribution import held, main_subject, runs_on, worked_last, works_on
from indicators.relations.sharing import shared
from indicators.tallies import Cut
from storage.tables import (
    activity,
    activity_leader,
    activity_need,
    affiliation,
    assignment,
    attendance,
    need,
    request,
    school,
)

GRACE = timedelta(days=14)  # a need confirmed in the last days of a period cannot fairly be served in it


def needs(cut: Cut) -> Select[Any]:
    """Eligible needs: `covered` by the assigned tutor or mentor, `covered_any` by anybody; `team` for a school's."""
    return select(_judged(cut))


@shared
def _judged(cut: Cut) -> Select[Any]:
    units = eligible(cut)
    return select(
        units,
        _targeted(units, cut).label("covered_any"),
        _targeted(units, cut, _by_the_assigned(units)).label("covered"),
    )


def needy_people(cut: Cut) -> Select[Any]:
    """People with eligible needs: whether all of them, and whether at least one, were covered."""
    units = _judged(cut)
    covered = func.sum(case((units.c.covered, 1), else_=0))
    return (
        select(
            units.c.person_id,
            units.c.municipality_id,
            func.max(units.c.school_id).label("school_id"),
            (covered == func.count()).label("all_covered"),
            (covered > 0).label("one_covered"),
        )
        .where(units.c.team.is_(False))
        .group_by(units.c.person_id, units.c.municipality_id)
    )


@shared
def eligible(cut: Cut) -> Select[Any]:
    """Needs eligible in the period, with the school of its last day and the first day that counts for them.

    A unit is a confirmed deficit of level A or B, of level C only when wanted, and an accepted request. One that was
    closed inside the period stays eligible whatever its present status.
    """
    assert cut.period is not None
    start, end = cut.period.start, cut.period.end
    work = affiliation.alias("work")
    place = school.alias("place")
    wide = need.outerjoin(work, worked_last(work, need.c.person_id, cut.last_day)).outerjoin(
        place, place.c.id == func.coalesce(need.c.school_id, work.c.school_id)
    )
    since = unit_since()
    known = [] if cut.as_of is None else [since <= cut.as_of]
    return (
        select(
            need.c.id,
            need.c.person_id,
            need.c.category,
            need.c.level,
            need.c.kind,
            need.c.subject.label("taught"),
            func.coalesce(func.nullif(need.c.subject, ""), main_subject(work), "").label("subject"),
            place.c.id.label("school_id"),
            place.c.municipality_id,
            need.c.person_id.is_(None).label("team"),
            case((since >= start - GRACE, since), else_=literal(start)).label("since"),
        )
        .select_from(wide)
        .where(
            place.c.municipality_id.in_(cut.municipality_ids),
            is_unit(),
            since < end - GRACE,
            or_(need.c.closed.is_(None), need.c.closed >= start),
            *known,
        )
    )


def is_unit() -> ColumnElement[bool]:
    """A confirmed deficit A or B, C when wanted, or an accepted request; the present status matters only while open."""
    worthy = or_(
        need.c.kind == "request",
        need.c.level.in_(("A", "B")),
        and_(need.c.level == "C", need.c.wanted.is_(True)),
    )
    return and_(worthy, or_(need.c.status.in_(("confirmed", "in_work")), need.c.closed.is_not(None)))


def unit_since() -> ColumnElement[Any]:
    """The day from which a need is a unit: it was confirmed; of a request without that day, accepted, or made.

    A request that was only declared is none, and one that was dropped only when it is known to have been accepted.
    """
    accepted = (
        select(func.min(func.date(request.c.accepted_at, type_=Date)))
        .where(request.c.need_id == need.c.id)
        .correlate(need)
        .scalar_subquery()
    )
    made = case((need.c.status != "dropped", need.c.declared))
    taken_up = and_(need.c.kind == "request", need.c.status != "declared")
    return func.coalesce(need.c.confirmed, case((taken_up, func.coalesce(accepted, made))))


def _targeted(units: CTE, cut: Cut, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an event that was held in the unit's window is linked to it and its person, or team, was there."""
    assert cut.period is not None
    visitor = affiliation.alias("visitor")
    team = (
        exists()
        .where(works_on(visitor, attendance.c.person_id, activity.c.starts), visitor.c.school_id == units.c.school_id)
        .correlate_except(visitor)
    )
    there = (
        exists()
        .where(
            attendance.c.activity_id == activity.c.id,
            attendance.c.attended.is_(True),
            or_(attendance.c.person_id == units.c.person_id, and_(units.c.team, team)),
        )
        .correlate_except(attendance)
    )
    return (
        exists()
        .where(
            activity_need.c.need_id == units.c.id,
            activity.c.id == activity_need.c.activity_id,
            *held(cut),
            activity.c.starts >= units.c.since,
            activity.c.starts < cut.period.end,
            there,
            *more,
        )
        .correlate_except(activity_need, activity)
    )


def _by_the_assigned(units: CTE) -> ColumnElement[bool]:
    """Whether one of the leaders was assigned on that day to the person (and subject), or to the team's school."""
    tutor = and_(
        assignment.c.kind == "tutor",
        assignment.c.person_id == units.c.person_id,
        or_(units.c.taught == "", assignment.c.subject == "", assignment.c.subject == units.c.taught),
    )
    # Those who manage a school are accompanied by its mentor, with needs of their own as with the team's.
    mentor = and_(
        assignment.c.kind == "mentor",
        assignment.c.school_id == units.c.school_id,
        or_(units.c.team, units.c.category == "MGMT"),
    )
    return (
        exists()
        .where(
            activity_leader.c.activity_id == activity.c.id,
            assignment.c.who_id == activity_leader.c.person_id,
            runs_on(assignment, activity.c.starts),
            or_(tutor, mentor),
        )
        .correlate_except(activity_leader, assignment)
    )
