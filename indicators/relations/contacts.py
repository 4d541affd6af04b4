"""How regularly people who have a tutor are helped one by one (domain.md 5.3)."""

from typing import Any

from sqlalchemy import (
    CTE,
    Select,
    Subquery,
    case,
    extract,
    func,
    literal,
    or_,
    select,
    union_all,
)

from indicators.relations.attribution import main_subject, worked_last
from indicators.relations.events import contact_days
from indicators.relations.terms import day_number, stretches
from indicators.tallies import Cut
from storage.tables import affiliation, assignment, school


def accompanied(cut: Cut) -> Select[Any]:
    """People who had a tutor: `regular` when helped in enough months, `longest` the most days without help.

    Of a year each quarter is looked at in which the person had a tutor long enough.
    """
    parts = _stretches(cut)
    contacts = contact_days(cut).cte()
    people = _regularity(parts, contacts).subquery()
    gaps = _gaps(cut, contacts).subquery()
    work, place = affiliation.alias("work"), school.alias("place")
    return (
        select(
            people.c.person_id,
            place.c.municipality_id,
            place.c.id.label("school_id"),
            main_subject(work).label("subject"),
            (people.c.kept == people.c.parts).label("regular"),
            func.coalesce(gaps.c.longest, literal(_length(cut))).label("longest"),
        )
        .select_from(people)
        .join(work, worked_last(work, people.c.person_id, cut.last_day))
        .join(place, place.c.id == work.c.school_id)
        .outerjoin(gaps, gaps.c.person_id == people.c.person_id)
        .where(place.c.municipality_id.in_(cut.municipality_ids))
    )


def _stretches(cut: Cut) -> CTE:
    """The parts of the period as a table; `last` is the last day's number."""
    rows = [
        select(
            literal(index).label("number"),
            literal(part.start).label("start"),
            literal(part.end).label("end_"),
            literal(part.start.toordinal()).label("first"),
            literal(part.end.toordinal() - 1).label("last"),
            literal(part.days).label("days"),
            literal(part.months).label("months"),
        )
        for index, part in enumerate(stretches(cut))
    ]
    return union_all(*rows).cte()


def _regularity(parts: CTE, contacts: CTE) -> Select[Any]:
    """For each person in how many parts there was a tutor long enough, and in how many of these help was regular."""
    served = _with_a_tutor(parts)
    months = (
        select(
            contacts.c.person_id,
            parts.c.number,
            func.count((extract("year", contacts.c.day) * 12 + extract("month", contacts.c.day)).distinct()).label(
                "months"
            ),
        )
        .join(parts, (contacts.c.day >= parts.c.start) & (contacts.c.day < parts.c.end_))
        .group_by(contacts.c.person_id, parts.c.number)
        .subquery()
    )
    met = func.coalesce(months.c.months, 0) >= served.c.wanted
    same = (months.c.person_id == served.c.person_id) & (months.c.number == served.c.number)
    return (
        select(
            served.c.person_id,
            func.count().label("parts"),
            func.sum(case((met, 1), else_=0)).label("kept"),
        )
        .select_from(served.outerjoin(months, same))
        .group_by(served.c.person_id)
    )


def _with_a_tutor(parts: CTE) -> Subquery:
    """People and parts of the period in which they had a tutor for enough days; days with two tutors count once."""
    spans = _spans(parts)
    known = func.max(spans.c.last).over(
        partition_by=(spans.c.person_id, spans.c.number),
        order_by=(spans.c.first, spans.c.last, spans.c.id),
        rows=(None, -1),
    )
    ordered = select(spans, func.coalesce(known, spans.c.first - 1).label("known")).subquery()
    fresh = case((ordered.c.known >= ordered.c.first, ordered.c.known + 1), else_=ordered.c.first)
    added = case((ordered.c.last >= fresh, ordered.c.last - fresh + 1), else_=0)
    return (
        select(ordered.c.person_id, ordered.c.number, ordered.c.months.label("wanted"))
        .group_by(ordered.c.person_id, ordered.c.number, ordered.c.months, ordered.c.days)
        .having(func.sum(added) >= ordered.c.days)
        .subquery()
    )


def _spans(parts: CTE) -> Subquery:
    """Assignments of tutors, cut to each part of the period, as numbers of days."""
    since, until = day_number(assignment.c.since), day_number(assignment.c.until)
    return (
        select(
            assignment.c.id,
            assignment.c.person_id,
            parts.c.number,
            parts.c.days,
            parts.c.months,
            case((since > parts.c.first, since), else_=parts.c.first).label("first"),
            case((until < parts.c.last, until), else_=parts.c.last).label("last"),
        )
        .join(
            parts,
            (assignment.c.since < parts.c.end_)
            & or_(assignment.c.until.is_(None), assignment.c.until >= parts.c.start),
        )
        .where(assignment.c.kind == "tutor", assignment.c.person_id.is_not(None))
        .subquery()
    )


def _gaps(cut: Cut, contacts: CTE) -> Select[Any]:
    """The longest stretch of days between two contacts of a person; the borders of the period count as contacts."""
    assert cut.period is not None
    day = day_number(contacts.c.day)
    before = func.lag(day).over(partition_by=contacts.c.person_id, order_by=contacts.c.day)
    steps = select(
        contacts.c.person_id,
        day.label("day"),
        (day - func.coalesce(before, literal(cut.period.start.toordinal()))).label("gap"),
    ).subquery()
    widest, rest = func.max(steps.c.gap), literal(_end(cut)) - func.max(steps.c.day)
    return select(steps.c.person_id, case((widest > rest, widest), else_=rest).label("longest")).group_by(
        steps.c.person_id
    )


def _end(cut: Cut) -> int:
    """The number of the first day after the period, or after the last day that is known."""
    return cut.last_day.toordinal() + 1


def _length(cut: Cut) -> int:
    assert cut.period is not None
    return _end(cut) - cut.period.start.toordinal()
