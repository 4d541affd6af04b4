"""Requests that were old enough to be answered, and whether they were in time (domain.md 5.3)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Select, and_, exists, func, or_, select

from indicators.relations.attribution import held, main_subject, work_on
from indicators.relations.terms import a_day_later
from indicators.relations.workdays import workdays
from indicators.tallies import Cut
from storage.tables import activity, activity_need, affiliation, request, school

_ANSWER = 3  # working days after the day of the request, the last one inclusive
_HELP = 15


def requests(cut: Cut) -> Select[Any]:
    """Requests of the period, without those withdrawn within a day.

    Flags: `answerable` and `helpable` when the term was over by the last day, `answered` and `helped` within it.
    """
    assert cut.period is not None
    work = affiliation.alias("work")
    made = func.date(request.c.created_at, type_=Date)
    days = workdays(cut, cut.period.start, cut.last_day)
    today, answer, help_ = days.alias("made_on"), days.alias("to_answer"), days.alias("to_help")
    return (
        select(
            school.c.municipality_id,
            school.c.id.label("school_id"),
            func.coalesce(func.nullif(request.c.subject, ""), main_subject(work)).label("subject"),
            answer.c.day.is_not(None).label("answerable"),
            (_first_answer() <= answer.c.day).label("answered"),
            help_.c.day.is_not(None).label("helpable"),
            or_(_day(request.c.done_at) <= help_.c.day, _helped(help_, made, cut)).label("helped"),
        )
        .select_from(request)
        .join(work, work.c.id == work_on(request.c.person_id, made))
        .join(school, school.c.id == work.c.school_id)
        .join(today, and_(today.c.municipality_id == school.c.municipality_id, today.c.day == made))
        .outerjoin(answer, _later(answer, today, _ANSWER))
        .outerjoin(help_, _later(help_, today, _HELP))
        .where(
            school.c.municipality_id.in_(cut.municipality_ids),
            request.c.created_at >= cut.period.start,
            request.c.created_at < cut.period.end,
            or_(request.c.withdrawn_at.is_(None), request.c.withdrawn_at > a_day_later(request.c.created_at)),
        )
    )


def _later(end: Any, start: Any, number: int) -> ColumnElement[bool]:
    """Whether `end` is the working day that comes so many working days after `start`."""
    return and_(
        end.c.municipality_id == start.c.municipality_id,
        end.c.working.is_(True),
        end.c.number == start.c.number + number,
    )


def _first_answer() -> ColumnElement[Any]:
    """The day of the first response; who accepted or helped has responded, too."""
    return _day(func.coalesce(request.c.answered_at, request.c.accepted_at, request.c.done_at))


def _day(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.date(moment, type_=Date)


def _helped(term: CTE | Any, made: ColumnElement[Any], cut: Cut) -> ColumnElement[bool]:
    """Whether something was held for the request's need by the end of the term."""
    return (
        exists()
        .where(
            activity_need.c.need_id == request.c.need_id,
            activity.c.id == activity_need.c.activity_id,
            *held(cut),
            activity.c.starts >= made,
            activity.c.starts <= term.c.day,
        )
        .correlate_except(activity_need, activity)
    )
