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


def day_of_year(value: date) -> str:
    """«14 ноября»"""
    return f"{value.day} {MONTHS_OF[value.month - 1]}"


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


def over(start: date, end: date) -> str:
    """After «за»: «период с 1 января по 22 ноября 2026 г.», «2026 год», «октябрь 2026»."""
    named = between(start, end)
    return f"период {named}" if named.startswith("с ") else named


def school_year(value: date) -> str:
    """«2026/27», the school year a day belongs to."""
    start = value.year if value.month >= 9 else value.year - 1  # noqa: PLR2004 - September
    return f"{start}/{(start + 1) % 100:02}"


def last_day(closes_at: datetime, timezone: str) -> str:
    """The last local day before an instant: «14 ноября 2026 г.»"""
    return day(last_date(closes_at, timezone))


def last_date(closes_at: datetime, timezone: str) -> date:
    """The same as a date."""
    return (closes_at.astimezone(ZoneInfo(timezone)) - timedelta(microseconds=1)).date()


def days_left(closes_at: datetime, timezone: str, now: datetime) -> int:
    """How many local days come after today before an instant: 0 on the last day."""
    return (last_date(closes_at, timezone) - now.astimezone(ZoneInfo(timezone)).date()).days


def title(kind: str, key: str, start: date, end: date) -> str:
    """A period of the reports by its kind, always with the months where its name does not say them.

    «октябрь 2026», «IV квартал 2026 г. (октябрь–декабрь)», «2026 год», «2026/27 учебный год»
    """
    match kind:
        case "month":
            return month(start)
        case "quarter":
            return quarter(start)
        case "school_quarter":
            return school_quarter(key, start, end)
        case "school_half":
            return school_half(key, start, end)
        case _:
            return f"{key} год" if kind == "year" else f"{key} учебный год"


_ROMAN = ("I", "II", "III", "IV")
HALF = "п"  # 2026/27-1п: the first half of the school year
_HALF_OF_MONTH = 15  # days: a month is named when the period has at least half of it


def quarter(start: date) -> str:
    """«I квартал 2027 г. (январь–март)»"""
    number = (start.month - 1) // 3
    return f"{_ROMAN[number]} квартал {start.year} г. ({_span(start.month, start.month + 2)})"


def school_quarter(key: str, start: date, end: date) -> str:
    """«I четверть 2026/27 (сентябрь–октябрь)»; `end` is the first day after it."""
    year, _, number = key.partition("-")
    return f"{number} четверть {year} ({_months_in(start, end)})"


def school_half(key: str, start: date, end: date) -> str:
    """«I полугодие 2026/27 (сентябрь–декабрь)»; `end` is the first day after it."""
    year, _, number = key.partition("-")
    return f"{_ROMAN[int(number[0]) - 1]} полугодие {year} ({_months_in(start, end)})"


def _months_in(start: date, end: date) -> str:
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    months = [each.month for each in days]
    named = [each for each in dict.fromkeys(months) if months.count(each) >= _HALF_OF_MONTH] or months[:1]
    return _span(named[0], named[-1])


def _span(first: int, last: int) -> str:
    return MONTHS[first - 1] if first == last else f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"
