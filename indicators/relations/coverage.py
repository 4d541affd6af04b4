"""Teachers, management teams and school associations (SMO) in need, and whether they were helped (domain.md 5.3)."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from indicators.relations.attribution import runs_on, teaches_one_of, works_on
from indicators.relations.events import attenders, taken_part
from indicators.relations.needs import eligible
from indicators.relations.teachers import REGISTER
from indicators.tallies import Cut
from storage.tables import affiliation, role_grant, school, school_status


def groups_in_need(cut: Cut) -> CompoundSelect[Any]:
    """The lines `teachers`, `teams` and `associations` with the flag `helped`: somebody of it took part in an event."""
    needy = _needy(cut).cte()
    there = attenders(cut)
    return union_all(_teachers(needy, there), _teams(cut), _associations(cut, needy, there))


def _needy(cut: Cut) -> Select[Any]:
    """Teachers with an eligible need; whoever only manages a school belongs to its team."""
    units = eligible(cut)
    manages = and_(_plays("R_MGR", units.c.person_id, cut), not_(_plays("R_TCH", units.c.person_id, cut)))
    return (
        select(units.c.person_id, units.c.municipality_id, units.c.school_id)
        .where(units.c.team.is_(False), not_(manages))
        .distinct()
    )


def _plays(role: str, person_id: ColumnElement[int], cut: Cut) -> ColumnElement[bool]:
    return (
        exists()
        .where(role_grant.c.role == role, role_grant.c.person_id == person_id, runs_on(role_grant, cut.last_day))
        .correlate_except(role_grant)
    )


def _teachers(needy: CTE, there: CTE) -> Select[Any]:
    return select(
        literal("teachers").label("line"),
        needy.c.municipality_id,
        needy.c.school_id,
        needy.c.person_id.in_(select(there.c.person_id)).label("helped"),
    )


def _teams(cut: Cut) -> Select[Any]:
    """Schools that were in the register on a day of the period: each has one management team."""
    assert cut.period is not None
    in_register = (
        exists()
        .where(
            school_status.c.school_id == school.c.id,
            school_status.c.status.in_(REGISTER),
            school_status.c.since <= cut.last_day,
            or_(school_status.c.until.is_(None), school_status.c.until >= cut.period.start),
        )
        .correlate_except(school_status)
    )
    return select(
        literal("teams").label("line"),
        school.c.municipality_id,
        school.c.id.label("school_id"),
        school.c.id.in_(_managed(cut)).label("helped"),
    ).where(school.c.municipality_id.in_(cut.municipality_ids), in_register)


def _managed(cut: Cut) -> Select[Any]:
    """Schools that somebody who managed them on that day took part for."""
    there, work = taken_part(cut), affiliation.alias("manager_work")
    on_that_day = and_(
        role_grant.c.person_id == there.c.person_id,
        role_grant.c.role == "R_MGR",
        runs_on(role_grant, there.c.starts),
    )
    their_school = func.coalesce(role_grant.c.school_id, work.c.school_id)
    return (
        select(their_school)
        .select_from(there)
        .join(role_grant, on_that_day)
        .outerjoin(work, works_on(work, there.c.person_id, there.c.starts))
        .where(their_school.is_not(None))
        .distinct()
    )


def _associations(cut: Cut, needy: CTE, there: CTE) -> Select[Any]:
    """An association is its head and the teachers of the head's subjects there; in need when one of them is."""
    heads = _heads(cut)
    member = affiliation.alias("member")
    belongs = or_(member.c.person_id == heads.c.person_id, teaches_one_of(member, heads.c.subjects))
    members = and_(member.c.school_id == heads.c.school_id, runs_on(member, cut.last_day), belongs)
    in_need = func.max(case((member.c.person_id.in_(select(needy.c.person_id)), 1), else_=0))
    helped = func.max(case((member.c.person_id.in_(select(there.c.person_id)), 1), else_=0))
    return (
        select(
            literal("associations").label("line"),
            heads.c.municipality_id,
            heads.c.school_id,
            (helped == 1).label("helped"),
        )
        .select_from(heads.join(member, members))
        .group_by(heads.c.person_id, heads.c.municipality_id, heads.c.school_id)
        .having(in_need == 1)
    )


def _heads(cut: Cut) -> Any:
    """Heads of associations on the last day, with their school and what they teach there."""
    work = affiliation.alias("head_work")
    where = func.coalesce(role_grant.c.school_id, work.c.school_id)
    return (
        select(
            role_grant.c.person_id,
            school.c.municipality_id,
            school.c.id.label("school_id"),
            func.max(func.coalesce(work.c.subjects, "")).label("subjects"),
        )
        .select_from(role_grant)
        .outerjoin(work, works_on(work, role_grant.c.person_id, cut.last_day))
        .join(school, school.c.id == where)
        .where(
            role_grant.c.role == "R_SMO",
            runs_on(role_grant, cut.last_day),
            school.c.municipality_id.in_(cut.municipality_ids),
        )
        .group_by(role_grant.c.person_id, school.c.municipality_id, school.c.id)
        .subquery()
    )
