"""Requests that were old enough to be answered, and whether they were in time (domain.md 5.3)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Select, and_, exists, func, or_, select

from indicators.relations.attribution import fenced, held, main_subject, works_on
from indicators.relations.terms import a_day_later
from indicators.relations.workdays import terms
from indicators.tallies import Cut
from storage.tables import activity, activity_need, affiliation, request, school

_ANSWER = 3  # working days after the day of the request, the last one inclusive
_HELP = 15


def requests(cut: Cut) -> Select[Any]:
    """Requests of the period, without those withdrawn within a day.

    Flags: `answerable` and `helpable` when the term was over by the last day, `answered` and `helped` within it.
    """
    assert cut.period is not None
    made, work = _made(cut), affiliation.alias("work")
    ends = terms(cut, cut.period.start, cut.last_day, answer=_ANSWER, help=_HELP)
    return (
        select(
            school.c.municipality_id,
            school.c.id.label("school_id"),
            func.coalesce(func.nullif(made.c.subject, ""), main_subject(work)).label("subject"),
            ends.c.answer.is_not(None).label("answerable"),
            (made.c.answered <= ends.c.answer).label("answered"),
            ends.c.help.is_not(None).label("helpable"),
            or_(made.c.done <= ends.c.help, _helped(made, ends, cut)).label("helped"),
        )
        .select_from(made)
        .join(work, works_on(work, made.c.person_id, made.c.day))
        .join(school, school.c.id == work.c.school_id)
        .join(ends, and_(ends.c.municipality_id == school.c.municipality_id, ends.c.day == made.c.day))
        .where(school.c.municipality_id.in_(cut.municipality_ids))
    )


def _made(cut: Cut) -> CTE:
    """The requests with the days that matter; who accepted or helped has responded, too."""
    assert cut.period is not None
    day = _day(request.c.created_at)
    first = func.coalesce(request.c.answered_at, request.c.accepted_at, request.c.done_at)
    return fenced(
        select(
            request.c.subject,
            request.c.need_id,
            day.label("day"),
            _day(first).label("answered"),
            _day(request.c.done_at).label("done"),
            request.c.person_id,
        ).where(
            request.c.created_at >= cut.period.start,
            request.c.created_at < cut.period.end,
            or_(request.c.withdrawn_at.is_(None), request.c.withdrawn_at > a_day_later(request.c.created_at)),
        )
    )


def _day(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.date(moment, type_=Date)


def _helped(made: CTE, ends: CTE, cut: Cut) -> ColumnElement[bool]:
    """Whether something was held for the request's need by the end of the term."""
    return (
        exists()
        .where(
            activity_need.c.need_id == made.c.need_id,
            activity.c.id == activity_need.c.activity_id,
            *held(cut),
            activity.c.starts >= made.c.day,
            activity.c.starts <= ends.c.help,
        )
        .correlate_except(activity_need, activity)
    )
