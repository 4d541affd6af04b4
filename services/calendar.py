"""Working days and the hours in which the bot may write first (domain section 4.3)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage import calendar
from storage.calendar import Calendar
from storage.database import Tx
from storage.municipalities import Municipality
from storage.surveys import Survey

MORNING = time(8)
EVENING = time(20)
_SUMMER, _SEPTEMBER = 6, 9  # when people begin to speak of the next school year, and when it begins


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """That local hour as an instant in UTC."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Hours:
    """When the bot may write first: on working days between 08:00 and 20:00 of this zone."""

    zone: ZoneInfo
    days: Calendar

    def may_write(self, moment: datetime) -> bool:
        """Whether the bot may write first at this moment."""
        local = moment.astimezone(self.zone)
        return self.days.is_working(local.date()) and MORNING <= local.time() < EVENING

    def next_allowed(self, moment: datetime) -> datetime:
        """This moment, or the next morning on which the bot may write first."""
        if self.may_write(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date()
        if not (self.days.is_working(day) and local.time() < MORNING):
            day += timedelta(days=1)
        return at(self.days.working_day(day), MORNING, self.zone)


def hours(tx: Tx, survey: Survey) -> Hours:
    """The hours of the municipality that runs a survey."""
    return Hours(ZoneInfo(survey.timezone), calendar.of(tx, survey.municipality_id))


def hours_of(tx: Tx, place: Municipality) -> Hours:
    """The hours of a municipality."""
    return Hours(ZoneInfo(place.timezone), calendar.of(tx, place.id))


def running_period(kind: str, today: date) -> tuple[date, date]:
    """First and last day of the period that a word means today.

    year, half, quarter, month, last_month, school; coming_school is from June on the school year that begins next.
    """
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
        case "school" | "coming_school":
            turns_in = _SEPTEMBER if kind == "school" else _SUMMER
            return _months(year if month >= turns_in else year - 1, _SEPTEMBER, 12)
        case _:
            return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = month - 1 + count
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
