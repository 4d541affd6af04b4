"""Where a person belongs on a day: the main place of work (domain.md 3.7, 5.3), and what was held when."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, and_, case, func, literal, or_, select

from indicators.tallies import Cut
from storage import audiences
from storage.position import position_of
from storage.tables import activity, affiliation

Day = audiences.Day


def runs_on(table: Any, day: Day) -> ColumnElement[bool]:
    """Whether a row with the columns `since` and `until` runs on this day."""
    return audiences.runs_on(table.c.since, table.c.until, day)


def works_on(work: Any, person_id: ColumnElement[int], day: Day) -> ColumnElement[bool]:
    """Whether a row of work is the one that counts for a person on a day: the main one, and the newer of several."""
    return and_(
        work.c.person_id == person_id,
        runs_on(work, day),
        or_(person_id.not_in(select(_SEVERAL.c.person_id)), work.c.id == _main_work(person_id, day)),
    )


def worked_last(work: Any, person_id: ColumnElement[int], day: Day) -> ColumnElement[bool]:
    """Whether it is the one that counts on a day, or, for those who have left, on their last day of work before it."""
    last = func.coalesce(_main_work(person_id, day), _left_work(person_id, day))
    return and_(
        work.c.person_id == person_id,
        work.c.since <= day,
        or_(person_id.not_in(select(_SEVERAL.c.person_id)), work.c.id == last),
    )


# Whoever has one place of work only needs no choice between them.
_SEVERAL = (
    select(affiliation.c.person_id).group_by(affiliation.c.person_id).having(func.count() > 1).cte("several_places")
)


def _main_work(person_id: ColumnElement[int], day: Day) -> ScalarSelect[int]:
    return (
        select(affiliation.c.id)
        .where(affiliation.c.person_id == person_id, runs_on(affiliation, day))
        .order_by(affiliation.c.main.desc(), affiliation.c.since.desc(), affiliation.c.id)
        .limit(1)
        .correlate_except(affiliation)
        .scalar_subquery()
    )


def _left_work(person_id: ColumnElement[int], day: Day) -> ScalarSelect[int]:
    return (
        select(affiliation.c.id)
        .where(affiliation.c.person_id == person_id, affiliation.c.since <= day, affiliation.c.until < day)
        .order_by(affiliation.c.until.desc(), affiliation.c.main.desc(), affiliation.c.since.desc(), affiliation.c.id)
        .limit(1)
        .correlate_except(affiliation)
        .scalar_subquery()
    )


def fenced(units: Select[Any]) -> CTE:
    """Units found before anything is joined to them: planners guess badly what a correlated column will match."""
    return units.cte().prefix_with("MATERIALIZED")


def main_subject(work: Any) -> ColumnElement[str]:
    """The first of the subjects of a place of work, in which they are separated with «; »."""
    subjects: ColumnElement[str] = work.c.subjects
    end = position_of(subjects, literal(";"))
    return case((end > 0, func.substr(subjects, 1, end - 1)), else_=subjects)


def teaches_one_of(work: Any, subjects: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the main subject of a place of work is one of these, «; » between them; any is where none is named."""
    listed = literal("; ") + subjects + literal("; ")
    return or_(subjects == "", position_of(listed, literal("; ") + main_subject(work) + literal("; ")) > 0)


def held(cut: Cut) -> list[ColumnElement[bool]]:
    """What makes an entry of the log count at all: it was held, and that is known by now (domain.md 3.2)."""
    known = [] if cut.as_of is None else [activity.c.starts <= cut.as_of]
    return [activity.c.status == "held", *known]


def held_inside(cut: Cut) -> list[ColumnElement[bool]]:
    """Held on a day of the period, and no part of another event."""
    assert cut.period is not None
    return [
        *held(cut),
        activity.c.starts >= cut.period.start,
        activity.c.starts < cut.period.end,
        activity.c.part_of_id.is_(None),
    ]
