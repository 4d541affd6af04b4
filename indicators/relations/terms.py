"""Days on both databases: numbers of days, a day later, the months and quarters of a period, its year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from indicators.periods import Period, calendar_periods, school_year_of
from indicators.tallies import Cut

_DAY = timedelta(days=1)
_QUARTER_DAYS = 60  # of accompaniment that make a quarter one of regular work (domain.md 5.3)


class day_number(FunctionElement[int]):  # noqa: N801 - read as the function it is
    """The number of a date, as `date.toordinal` counts: a difference of two is a number of days."""

    inherit_cache = True
    type = Integer()


@compiles(day_number)
def _number(element: day_number, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} - DATE '0001-01-01' + 1)"


@compiles(day_number, "sqlite")
def _number_sqlite(element: day_number, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(julianday({compiler.process(element.clauses, **options)}) - 1721424.5 AS INTEGER)"


class a_day_later(FunctionElement[datetime]):  # noqa: N801 - read as the function it is
    """The same time on the next day."""

    inherit_cache = True
    type = DateTime()


@compiles(a_day_later)
def _later(element: a_day_later, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} + INTERVAL '1 day')"


@compiles(a_day_later, "sqlite")
def _later_sqlite(element: a_day_later, compiler: SQLCompiler, **options: Any) -> str:
    return f"strftime('%Y-%m-%d %H:%M:%f000', {compiler.process(element.clauses, **options)}, '+1 day')"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a period in which regular work is looked for; `end` is the first day after it."""

    start: date
    end: date
    days: int  # of accompaniment that make somebody one of those looked at
    months: int  # with a contact that make the work regular


def stretches(cut: Cut) -> list[Stretch]:
    """The calendar quarters that lie wholly in the period and have begun; without any, the period itself.

    A quarter asks for contacts in two of its three months, another stretch for as large a part of its months.
    """
    assert cut.period is not None
    quarters = [Stretch(start, end, _QUARTER_DAYS, 2) for start, end in _quarters(cut.period) if start <= cut.last_day]
    return quarters or [_alone(cut.period)]


def _quarters(period: Period) -> Iterator[tuple[date, date]]:
    start = date(period.start.year, 1, 1)
    while start < period.end:
        end = _months_later(start, 3)
        if start >= period.start and end <= period.end:
            yield start, end
        start = end


def _alone(period: Period) -> Stretch:
    last = period.end - _DAY
    months = (last.year - period.start.year) * 12 + last.month - period.start.month + 1
    days = (period.end - period.start).days
    return Stretch(period.start, period.end, -(-2 * days // 3), -(-2 * months // 3))


def _months_later(day: date, months: int) -> date:
    index = day.month - 1 + months
    return date(day.year + index // 12, index % 12 + 1, 1)


def year_start(cut: Cut) -> date:
    """The first day of the calendar year of the period's last day, of the school year for parts of a school year."""
    assert cut.period is not None
    last = cut.period.end - _DAY
    if not cut.period.kind.startswith("school"):
        return date(last.year, 1, 1)
    return school_year_start(last)


def school_year_start(day: date) -> date:
    """The first of September before or on a day."""
    return date(school_year_of(day), 9, 1)


def school_year(day: date) -> str:
    """The school year of a day as people write it: 2026/27."""
    return calendar_periods(day)[3].key


def school_years(period: Period) -> list[str]:
    """The school years that a period has a part in."""
    first, last = school_year_of(period.start), school_year_of(period.end - _DAY)
    return [school_year(date(year, 9, 1)) for year in range(first, last + 1)]


def a_year_before(day: date) -> date:
    """The same day of the year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
