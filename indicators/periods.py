"""Periods of reports: months, quarters, years, school years and their parts as half-open intervals of local time."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Literal
from zoneinfo import ZoneInfo

from texts import periods as words

Kind = Literal["month", "quarter", "year", "school_year", "school_quarter", "school_half"]

_YEAR = "([12][0-9]{3})"
_MONTH = re.compile(f"{_YEAR}-(0[1-9]|1[0-2])")
_QUARTER = re.compile(f"{_YEAR}-Q([1-4])")
_WHOLE_YEAR = re.compile(_YEAR)
_SCHOOL = re.compile(f"{_YEAR}/([0-9]{{2}})(?:-(I|II|III|IV|[12]{words.HALF}))?")
_SEPTEMBER = 9
_QUARTERS = {"I": 0, "II": 1, "III": 2, "IV": 3}


class NoSuchPeriod(ValueError):  # noqa: N818 - a refusal, not a failure
    """The text names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period by the key people type; `start` is its first local date, `end` the first one after it."""

    key: str
    kind: Kind
    start: date
    end: date

    @property
    def title(self) -> str:
        """The period in words."""
        return words.title(self.kind, self.key, self.start, self.end)

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The half-open interval as instants of this zone."""
        return datetime.combine(self.start, time(0), zone), datetime.combine(self.end, time(0), zone)


def parse(text: str) -> Period:
    """The period that a key such as 2026-10, 2026-Q4, 2026, 2026/27, 2026/27-II means, in any case.

    Raises NoSuchPeriod.
    """
    key = text.strip().upper().replace(words.HALF.upper(), words.HALF)
    if found := _MONTH.fullmatch(key):
        return _months(key, "month", int(found[1]), int(found[2]), 1)
    if found := _QUARTER.fullmatch(key):
        return _months(key, "quarter", int(found[1]), 3 * int(found[2]) - 2, 3)
    if _WHOLE_YEAR.fullmatch(key):
        return _months(key, "year", int(key), 1, 12)
    found = _SCHOOL.fullmatch(key)
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return _school(key, int(found[1]), found[3])
    raise NoSuchPeriod(text)


def _months(key: str, kind: Kind, year: int, month: int, count: int) -> Period:
    after = month - 1 + count
    return Period(key, kind, date(year, month, 1), date(year + after // 12, after % 12 + 1, 1))


def _school(key: str, year: int, part: str | None) -> Period:
    if part is None:
        return _months(key, "school_year", year, _SEPTEMBER, 12)
    if part in _QUARTERS:
        return _draft(key, "school_quarter", year, _QUARTERS[part])
    return _draft(key, "school_half", year, int(part[0]) - 1)


def _draft(key: str, kind: Kind, year: int, place: int) -> Period:
    first, last = drafts(kind, year)[place]
    return Period(key, kind, first, last + timedelta(days=1))


def drafts(kind: Kind, year: int) -> list[tuple[date, date]]:
    """First and last days of the parts of the school year that begins in `year`: those of 2025/26 shifted to it."""
    days = _calendar()["quarters" if kind == "school_quarter" else "halves"]
    return [(_shifted(year, *first), _shifted(year, *last)) for first, last in days]


def part_keys(kind: Kind, year: int) -> list[str]:
    """The keys of the parts of a school year, in their order."""
    endings = list(_QUARTERS) if kind == "school_quarter" else [f"1{words.HALF}", f"2{words.HALF}"]
    return [f"{year}/{(year + 1) % 100:02}-{ending}" for ending in endings]


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of a day began."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def calendar_periods(day: date) -> tuple[Period, Period, Period, Period]:
    """The month, the quarter, the year and the school year that a day lies in."""
    quarter = (day.month + 2) // 3
    year = school_year_of(day)
    return (
        parse(f"{day:%Y-%m}"),
        parse(f"{day.year}-Q{quarter}"),
        parse(f"{day.year}"),
        parse(f"{year}/{(year + 1) % 100:02}"),
    )


def _shifted(year: int, month: int, day: int) -> date:
    return date(year if month >= _SEPTEMBER else year + 1, month, day)


@cache
def _calendar() -> dict[str, list[list[list[int]]]]:
    return tomllib.loads(resources.files("indicators").joinpath("calendar.toml").read_text(encoding="utf-8"))
