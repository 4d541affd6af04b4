"""Individual routes (IOM): who has one, what was done by it, what it closed, how it was changed (domain.md 5.3)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from indicators.relations.attribution import main_subject, worked_last
from indicators.relations.diagnosis import LEVELS, levels_by_subject
from indicators.relations.findings import results
from indicators.relations.needs import unit_since
from indicators.relations.sharing import shared
from indicators.relations.terms import school_year, school_year_start, school_years
from indicators.tallies import Cut
from storage.tables import affiliation, iom, iom_change, iom_item, need, school

_WORST = LEVELS.index("B")  # from this severity on a person is to have a route
IN_FORCE = ("active", "finished", "stopped")


class Owner(NamedTuple):
    """Where the owner of a route or a need belongs: tables to select from, and the columns of the place."""

    tables: Any
    columns: Sequence[ColumnElement[Any]]
    inside: ColumnElement[bool]


def owner(table: Any, tables: Any, cut: Cut) -> Owner:
    """The school of a person on the last day of the period, or of work; of a team, its school."""
    work, place = affiliation.alias("owner_work"), school.alias("owner_school")
    joined = tables.outerjoin(work, worked_last(work, table.c.person_id, cut.last_day)).join(
        place, place.c.id == func.coalesce(table.c.school_id, work.c.school_id)
    )
    columns = [
        place.c.municipality_id,
        place.c.id.label("school_id"),
        func.coalesce(main_subject(work), "").label("subject"),
    ]
    return Owner(joined, columns, place.c.municipality_id.in_(cut.municipality_ids))


@shared
def placed_routes(cut: Cut) -> Select[Any]:
    """Routes that are more than a draft, with the place of their owners."""
    whose = owner(iom, iom, cut)
    columns = (iom.c.id, iom.c.status, iom.c.approved, iom.c.school_year, *whose.columns)
    return select(*columns).select_from(whose.tables).where(whose.inside, iom.c.status != "draft")


def people_to_guide(cut: Cut) -> Select[Any]:
    """People with a final level A or B in any category for the school year: `guided` when a route was in time.

    In time is a route of that year that was approved by 30 September.
    """
    assert cut.period is not None
    last = cut.period.end - timedelta(days=1)
    year = school_year(last)
    found = results(cut)
    known = [] if cut.as_of is None else [found.c.held <= cut.as_of]
    each = levels_by_subject(found, found.c.school_year == year, *known)
    people = select(each.c.person_id).where(each.c.severity >= _WORST).distinct().subquery()
    work, place = affiliation.alias("work"), school.alias("place")
    return (
        select(
            people.c.person_id,
            place.c.municipality_id,
            place.c.id.label("school_id"),
            main_subject(work).label("subject"),
            _approved(people.c.person_id, year, _by(last, cut)).label("guided"),
        )
        .select_from(people)
        .join(work, worked_last(work, people.c.person_id, cut.last_day))
        .join(place, place.c.id == work.c.school_id)
        .where(place.c.municipality_id.in_(cut.municipality_ids))
    )


def _by(last: date, cut: Cut) -> date:
    """The last day on which a route is approved in time, or the last one that is known."""
    border = school_year_start(last).replace(day=30)
    return border if cut.as_of is None else min(border, cut.as_of)


def _approved(person_id: ColumnElement[int], year: str, by: date) -> ColumnElement[bool]:
    return (
        exists()
        .where(iom.c.person_id == person_id, iom.c.school_year == year, iom.c.status != "draft", iom.c.approved <= by)
        .correlate_except(iom)
    )


def route_items(cut: Cut) -> Select[Any]:
    """Items of routes due in the period, without those dropped for a reason.

    Flags: `done` when done and the evidence was accepted, `timely` when so by the due date.
    """
    assert cut.period is not None
    whose = placed_routes(cut)
    known = [] if cut.as_of is None else [or_(iom_item.c.done.is_(None), iom_item.c.done <= cut.as_of)]
    done = and_(iom_item.c.status == "done", iom_item.c.accepted.is_(True), *known)
    return (
        select(
            whose.c.municipality_id,
            whose.c.school_id,
            whose.c.subject,
            done.label("done"),
            and_(done, func.coalesce(iom_item.c.done <= iom_item.c.due_until, False)).label("timely"),
        )
        .join(whose, whose.c.id == iom_item.c.iom_id)
        .where(
            iom_item.c.status != "dropped",
            iom_item.c.due_until >= cut.period.start,
            iom_item.c.due_until < cut.period.end,
        )
    )


def route_needs(cut: Cut) -> Select[Any]:
    """Needs that routes work on and that were open for at least a day of the period: `met` when closed so in it."""
    assert cut.period is not None
    start, end = cut.period.start, cut.period.end
    whose = owner(need, need, cut)
    since = func.coalesce(unit_since(), need.c.declared)
    in_a_route = (
        exists()
        .where(iom_item.c.need_id == need.c.id, iom.c.id == iom_item.c.iom_id, iom.c.status != "draft")
        .correlate_except(iom_item, iom)
    )
    known = [] if cut.as_of is None else [since <= cut.as_of]
    met = and_(need.c.status == "met", need.c.closed >= start, need.c.closed < end, need.c.closed <= cut.last_day)
    return (
        select(*whose.columns, func.coalesce(met, False).label("met"))
        .select_from(whose.tables)
        .where(
            whose.inside,
            in_a_route,
            since < end,
            or_(need.c.closed.is_(None), need.c.closed >= start),
            *known,
        )
    )


def routes(cut: Cut) -> Select[Any]:
    """Routes in force in the period: `changed` when something in them was corrected in it."""
    assert cut.period is not None
    whose = placed_routes(cut)
    changed = (
        exists()
        .where(
            iom_change.c.iom_id == whose.c.id,
            iom_change.c.changed_on >= cut.period.start,
            iom_change.c.changed_on <= cut.last_day,
        )
        .correlate_except(iom_change)
    )
    return select(whose.c.municipality_id, whose.c.school_id, whose.c.subject, changed.label("changed")).where(
        whose.c.status.in_(IN_FORCE),
        or_(whose.c.approved.is_(None), whose.c.approved <= cut.last_day),
        whose.c.school_year.in_(school_years(cut.period)),
    )
