"""The monthly summary of a municipality: what it was helped with, its plan, its surveys (domain section 8.1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from indicators import periods
from indicators.changes import Compared, beside
from indicators.request import Request
from services.calendar import at
from services.surveys import last_day
from storage import audiences, calendar, due, frames, municipalities, participation, surveys
from storage.calendar import Calendar
from storage.due import Due
from storage.municipalities import Municipality
from storage.reference import COORDINATOR
from storage.scope import EVERYTHING, Scope
from storage.surveys import Survey
from storage.unit import Uow

SUMMARY = "month.summary"
AT = time(9)
_HELP = ("HLP", "HLP_P", "COV", "ADR_C", "ACC_T")
_PLAN = ("PLAN_F", "PLAN_T", "PLAN_X")


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey that was open in the month."""

    survey: Survey
    sent: int
    frame: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the coordinators of a municipality are told about a month. No names."""

    municipality: Municipality
    month: date  # its first day
    taken_at: datetime
    help: tuple[Compared, ...]  # each figure beside the month before
    plan: tuple[Compared, ...]
    surveys: tuple[SurveyLine, ...]
    unlinked: int  # people with a role in force and no messenger
    unreachable: int  # people who stopped the bot


def plan(uow: Uow, now: datetime) -> None:
    """Make sure that every municipality's next summary is a due row; called by each tick."""
    places = municipalities.listed(uow.tx, EVERYTHING)
    calendars = calendar.of_all(uow.tx, (place.id for place in places))
    for place in places:
        zone = ZoneInfo(place.timezone)
        today = now.astimezone(zone).date()
        moment = _moment(today, zone, calendars[place.id])
        if moment < now:
            moment = _moment(today.replace(day=28) + timedelta(days=4), zone, calendars[place.id])
        period = f"{moment.astimezone(zone):%Y-%m}"
        due.plan(uow.tx, Due(f"{SUMMARY}:{place.id}:{period}", SUMMARY, moment, place.id, period=period))


def _moment(day: date, zone: ZoneInfo, days: Calendar) -> datetime:
    """In the month of this day."""
    return at(days.working_day(day.replace(day=1)), AT, zone)


def summary(uow: Uow, item: Due, now: datetime) -> Summary:
    """The summary of the month before the one in which it is sent."""
    place = municipalities.get(uow.tx, item.subject_id or 0)
    zone = ZoneInfo(place.timezone)
    last = now.astimezone(zone).date().replace(day=1) - timedelta(days=1)
    start = last.replace(day=1)
    lines = tuple(
        SurveyLine(survey, participation.count_sent(uow.tx, survey.id), frames.size(uow.tx, survey.id))
        for survey in surveys.listed(uow.tx, Scope(frozenset({place.id})))
        if survey.opens_at.astimezone(zone).date() <= last and last_day(survey) >= start
    )
    _, unlinked, stopped = audiences.reach(uow.tx, place.id, now.astimezone(zone).date())
    figures = _figures(uow, place, start)
    help_, plan_ = (tuple(each for each in figures if each.row.code in codes) for codes in (_HELP, _PLAN))
    return Summary(place, start, now, help_, plan_, lines, len(unlinked), len(stopped))


def _figures(uow: Uow, place: Municipality, start: date) -> list[Compared]:
    """Figures of the month, as far as there is something to tell, beside those of the month before."""
    month, before = (periods.parse(f"{day:%Y-%m}") for day in (start, start - timedelta(days=1)))
    asked = Request(period=month, municipality=place.code, codes=(*_HELP, *_PLAN))
    return [each for each in beside(uow.tx, asked, replace(asked, period=before)) if each.row.n]


def coordinators(uow: Uow, municipality_id: int, now: datetime) -> list[int]:
    """People who get the summary."""
    place = municipalities.get(uow.tx, municipality_id)
    on = now.astimezone(ZoneInfo(place.timezone)).date()
    return [person.person_id for person in audiences.candidates(uow.tx, municipality_id, (COORDINATOR,), on)]
