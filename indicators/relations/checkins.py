"""Quarterly check-ins of individual routes: who submitted in the window, who a little late (domain.md 5.3)."""

from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    not_,
    null,
    or_,
    select,
    union_all,
)

from indicators.periods import Period, calendar_periods, part_keys, school_year_of
from indicators.relations.routes import IN_FORCE, placed_routes
from indicators.relations.sharing import CUTS
from indicators.relations.workdays import terms
from indicators.tallies import Cut
from storage.tables import iom_checkin

_LATE = 5  # working days after the window
_MARGIN = timedelta(days=62)  # a window may lie outside the period that it tells of
_ENDED = ("finished", "stopped")
_SEPTEMBER = 9


def teacher_checkins(cut: Cut) -> Select[Any]:
    """Check-ins that teachers owe for the period: `in_window`, and `accepted` with those a little late."""
    return _judged(cut, "teacher")


def tutor_checkins(cut: Cut) -> Select[Any]:
    """The same for tutors."""
    return _judged(cut, "tutor")


def _judged(cut: Cut, side: str) -> Select[Any]:
    assert cut.period is not None
    owed = _owed(cut, side).subquery()
    ends = _ends(cut)
    given = func.date(owed.c.submitted_at, type_=Date)
    closes = func.date(owed.c.closes, type_=Date)  # with the bare column SQLite would look the days up one by one
    known = [] if cut.as_of is None else [given <= cut.as_of]
    in_window = and_(given >= owed.c.opens, given <= owed.c.closes, *known)
    accepted = and_(given >= owed.c.opens, or_(given <= owed.c.closes, given <= ends.c.late), *known)
    return select(
        owed.c.municipality_id,
        owed.c.school_id,
        owed.c.subject,
        func.coalesce(in_window, False).label("in_window"),
        func.coalesce(accepted, False).label("accepted"),
    ).select_from(owed.outerjoin(ends, and_(ends.c.municipality_id == owed.c.municipality_id, ends.c.day == closes)))


@lru_cache(maxsize=CUTS)
def _ends(cut: Cut) -> CTE:
    """The last day on which what was late is still accepted, for every day on which a window may close."""
    assert cut.period is not None
    return terms(cut, cut.period.start - _MARGIN, cut.period.end + _MARGIN, late=_LATE)


def _owed(cut: Cut, side: str) -> CompoundSelect[Any]:
    """Check-ins that were asked for, without routes that ended meanwhile, and those that nobody asked for."""
    asked = _asked(cut, side).cte()
    columns = (asked.c[name] for name in ("municipality_id", "school_id", "subject", "submitted_at", "opens", "closes"))
    return union_all(select(*columns).where(not_(asked.c.ended)), _forgotten(cut, side, asked))


def _asked(cut: Cut, side: str) -> Select[Any]:
    """Rows of check-ins of routes approved by the opening day, with whether the route `ended` in the window.

    The workbook does not say on which day a route ended: it did when it is over, nothing came and no later check-in
    follows.
    """
    whose = placed_routes(cut)
    following = iom_checkin.alias()
    lived_on = (
        exists()
        .where(following.c.iom_id == whose.c.id, following.c.opens > iom_checkin.c.opens)
        .correlate_except(following)
    )
    ended = and_(whose.c.status.in_(_ENDED), iom_checkin.c.submitted_at.is_(None), not_(lived_on))
    known = [] if cut.as_of is None else [iom_checkin.c.opens <= cut.as_of]
    tells = [_tells_of(cut), _begun_by(whose, iom_checkin.c.opens)]
    return (
        select(
            whose.c.municipality_id,
            whose.c.school_id,
            whose.c.subject,
            iom_checkin.c.period,
            iom_checkin.c.submitted_at,
            iom_checkin.c.opens,
            iom_checkin.c.closes,
            ended.label("ended"),
        )
        .join(whose, whose.c.id == iom_checkin.c.iom_id)
        .where(whose.c.status.in_(IN_FORCE), iom_checkin.c.side == side, *tells, *known)
    )


def _forgotten(cut: Cut, side: str, asked: CTE) -> Select[Any]:
    """Routes that were active when the municipality opened its first window, and of which nothing was asked."""
    window = (
        select(
            asked.c.municipality_id,
            asked.c.period,
            func.min(asked.c.opens).label("opens"),
            func.max(asked.c.closes).label("closes"),
            _school_year(func.min(asked.c.opens)).label("year"),
        )
        .group_by(asked.c.municipality_id, asked.c.period)
        .subquery()
    )
    whose = placed_routes(cut)
    row = (
        exists()
        .where(iom_checkin.c.iom_id == whose.c.id, iom_checkin.c.period == window.c.period, iom_checkin.c.side == side)
        .correlate_except(iom_checkin)
    )
    return (
        select(
            whose.c.municipality_id,
            whose.c.school_id,
            whose.c.subject,
            cast(null(), DateTime).label("submitted_at"),
            window.c.opens,
            window.c.closes,
        )
        .join(window, window.c.municipality_id == whose.c.municipality_id)
        .where(
            whose.c.status == "active",
            _begun_by(whose, window.c.opens),
            cast(func.substr(whose.c.school_year, 1, 4), Integer) == window.c.year,
            not_(row),
        )
    )


def _begun_by(route: CTE, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a route was approved by a day; without a date nothing is known against it."""
    return or_(route.c.approved.is_(None), route.c.approved <= day)


def _school_year(day: ColumnElement[Any]) -> ColumnElement[int]:
    """The calendar year in which the school year of a day began."""
    return extract("year", day) - case((extract("month", day) < _SEPTEMBER, 1), else_=0)


def _tells_of(cut: Cut) -> ColumnElement[bool]:
    """Check-ins of the quarters that lie in the period; of a month, those whose window opened in it."""
    assert cut.period is not None
    if cut.period.kind == "month":
        return and_(iom_checkin.c.opens >= cut.period.start, iom_checkin.c.opens < cut.period.end)
    return iom_checkin.c.period.in_(_quarters(cut.period))


def _quarters(period: Period) -> list[str]:
    """The keys of the calendar quarters and school quarters that make up a period."""
    found, day = [], period.start
    while day < period.end:
        quarter = calendar_periods(day)[1]
        if quarter.start >= period.start and quarter.end <= period.end:
            found.append(quarter.key)
        day = quarter.end
    keys = part_keys("school_quarter", school_year_of(period.start))
    own = {"school_quarter": [period.key], "school_year": keys, "school_half": _of_half(period, keys)}
    return found + own.get(period.kind, [])


def _of_half(period: Period, keys: list[str]) -> list[str]:
    first = part_keys("school_half", school_year_of(period.start))[0]
    return keys[:2] if period.key == first else keys[2:]
