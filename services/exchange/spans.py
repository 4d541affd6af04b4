"""Moments, school years and periods as people write them in a cell. A text that can mean two things means nothing."""

import re
from datetime import date, datetime, time

from storage.spelling import fold, neat
from texts import exchange
from texts.periods import HALF

_DAY_AND_TIME = re.compile(r"(.+?)(?:\s*,\s*|\s+|(?<=\d)T)(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?")
_SCHOOL_YEAR = re.compile(r"(\d{4}) ?[/-] ?(\d{4}|\d{2})(?: (.+))?")
_CALENDAR_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|q[1-4]))?")
_PART = re.compile(f"(.+)-(i|ii|iii|iv|[12]{HALF})")
_END_OF_DAY = time(23, 59, 59)


def split_moment(text: str) -> tuple[str, time | None]:
    """The day as it is written and the time behind it, None without one; ValueError for a time that is not."""
    found = _DAY_AND_TIME.fullmatch(text)
    if found is None:
        return text, None
    return found[1], time(int(found[2]), int(found[3]), int(found[4] or 0))


def moment(day: date, at: time | None, which: str) -> datetime:
    """The local moment; a day alone means its beginning or, where a column says so, its end."""
    if at is None:
        at = _END_OF_DAY if which == "end" else time()
    return datetime.combine(day, at)


def school_year(text: str) -> str | None:
    """«2026/27» for that and longer ways to write it; None for anything else."""
    found = _SCHOOL_YEAR.fullmatch(fold(text))
    if found is None or (found[3] or "") not in exchange.SCHOOL_YEAR_TAILS:
        return None
    first, second = int(found[1]), int(found[2][-2:])
    if (first + 1) % 100 != second or (len(found[2]) > len("27") and int(found[2]) != first + 1):
        return None
    return f"{first}/{second:02}"


def period(text: str) -> str | None:
    """The key of a period: 2026-10, 2026-Q4, 2026, 2026/27, 2026/27-II, 2026/27-1 and the half's letter; or None."""
    folded = fold(text)
    if _CALENDAR_PERIOD.fullmatch(folded):
        return neat(text).upper()
    part = _PART.fullmatch(folded)
    year = school_year(part[1] if part else folded)
    if year is None:
        return None
    if part is None:
        return year
    return f"{year}-{part[2].upper() if part[2].isalpha() else part[2]}"
