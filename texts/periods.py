"""Dates and periods in words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def day(value: date) -> str:
    """«14 ноября 2026 г.»"""
    return f"{value.day} {MONTHS_OF[value.month - 1]} {value.year} г."


def short_day(value: date) -> str:
    """«14.11»"""
    return f"{value:%d.%m}"


def month(value: date) -> str:
    """«октябрь 2026»"""
    return f"{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, zone: ZoneInfo) -> str:
    """«понедельник, 23 ноября, 08:00»"""
    local = value.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS_OF[local.month - 1]}, {local:%H:%M}"


def between(start: date, end: date) -> str:
    """«с 1 января по 22 ноября 2026 г.»; whole months and years by their names."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year} год"
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return month(start)
    first = f"{start.day} {MONTHS_OF[start.month - 1]}" + ("" if start.year == end.year else f" {start.year} г.")
    return f"с {first} по {day(end)}"


def school_year(value: date) -> str:
    """«2026/27», the school year a day belongs to."""
    start = value.year if value.month >= 9 else value.year - 1  # noqa: PLR2004 - September
    return f"{start}/{(start + 1) % 100:02}"


def last_day(closes_at: datetime, timezone: str) -> str:
    """The last local day before an instant: «14 ноября 2026 г.»"""
    return day((closes_at.astimezone(ZoneInfo(timezone)) - timedelta(microseconds=1)).date())
