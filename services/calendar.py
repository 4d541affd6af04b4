"""Working days and the hours in which the bot may write first (domain section 4.3)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MORNING = time(8)
EVENING = time(20)


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("RU", years=year))


def is_working(day: date) -> bool:
    """Neither a weekend nor a public holiday of the production calendar."""
    return day.weekday() < 5 and day not in _days_off(day.year)  # noqa: PLR2004 - Saturday is 5


def working_day(day: date) -> date:
    """This day, or the next one on which people work."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def first_working_day(year: int, month: int) -> date:
    """The first working day of a month."""
    return working_day(date(year, month, 1))


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """That local hour as an instant in UTC."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def may_write(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the bot may write first at this moment: a working day between 08:00 and 20:00."""
    local = moment.astimezone(zone)
    return is_working(local.date()) and MORNING <= local.time() < EVENING


def next_allowed(moment: datetime, zone: ZoneInfo) -> datetime:
    """This moment, or the next morning on which the bot may write first."""
    if may_write(moment, zone):
        return moment
    local = moment.astimezone(zone)
    day = local.date()
    if not (is_working(day) and local.time() < MORNING):
        day += timedelta(days=1)
    return at(working_day(day), MORNING, zone)


def running_period(kind: str, today: date) -> tuple[date, date]:
    """First and last day of the period that a word means today: year, half, quarter, month, last_month, school."""
    year, month = today.year, today.month
    match kind:
        case "half":
            return _months(year, 1 if month <= 6 else 7, 6)  # noqa: PLR2004 - June
        case "quarter":
            return _months(year, (month - 1) // 3 * 3 + 1, 3)
        case "month":
            return _months(year, month, 1)
        case "last_month":
            before = today.replace(day=1) - timedelta(days=1)
            return _months(before.year, before.month, 1)
        case "school":
            return _months(year if month >= 9 else year - 1, 9, 12)  # noqa: PLR2004 - September
        case _:
            return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = month - 1 + count
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
