"""Periods of reports: months, quarters, years, school years and their parts as half-open intervals of local time."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal["month", "quarter", "year", "school_year", "school_quarter", "school_half"]

_YEAR = "([12][0-9]{3})"
_MONTH = re.compile(f"{_YEAR}-(0[1-9]|1[0-2])")
_QUARTER = re.compile(f"{_YEAR}-Q([1-4])")
_WHOLE_YEAR = re.compile(_YEAR)
_HALF = "\N{CYRILLIC SMALL LETTER PE}"
_SCHOOL = re.compile(f"{_YEAR}/([0-9]{{2}})(?:-(I|II|III|IV|[12]{_HALF}))?")
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

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The half-open interval as instants of this zone."""
        return datetime.combine(self.start, time(0), zone), datetime.combine(self.end, time(0), zone)


def parse(text: str) -> Period:
    """The period that a key such as 2026-10, 2026-Q4, 2026, 2026/27, 2026/27-II means.

    Raises NoSuchPeriod.
    """
    key = text.strip()
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
    """A part of the school year by the dates of 2025/26 shifted to this one."""
    first, last = _calendar()["quarters" if kind == "school_quarter" else "halves"][place]
    return Period(key, kind, _shifted(year, *first), _shifted(year, *last) + timedelta(days=1))


def _shifted(year: int, month: int, day: int) -> date:
    return date(year if month >= _SEPTEMBER else year + 1, month, day)


@cache
def _calendar() -> dict[str, list[list[list[int]]]]:
    return tomllib.loads(resources.files("indicators").joinpath("calendar.toml").read_text(encoding="utf-8"))
