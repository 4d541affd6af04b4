"""When a survey's silent people are reminded: planned at opening, looked at again when the moment has come."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services import calendar
from storage import due, frames, surveys
from storage.due import Due
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Uow

log = logging.getLogger(__name__)

REMIND = "survey.remind"
MOST = 3
_DAYS_BEFORE = (7, 3, 1, 0)  # the last working day (domain section 4.3)
_HOUR = time(10)
_APART = timedelta(hours=12)  # from the invitation
TOO_OLD = timedelta(hours=24)  # after the first moment at which it could have gone (domain section 4.3)


def plan(uow: Uow, survey: Survey, last_day: date, invited_at: datetime) -> None:
    """At 10:00 of the last working day, and of earlier ones as far as nobody gets more than three of the survey.

    A day off gives its reminder to the next working day.
    """
    hours = calendar.hours(uow.tx, survey)
    end = hours.days.last_working_day(last_day)
    days = {hours.days.working_day(end - timedelta(days=before)) for before in _DAYS_BEFORE}
    moments = {day: calendar.at(day, _HOUR, hours.zone) for day in sorted(days)}
    coming = [day for day, moment in moments.items() if invited_at + _APART < moment < survey.closes_at]
    for day in _few(coming, MOST - frames.most_reminded(uow.tx, survey.id)):
        due.plan(uow.tx, Due(f"{REMIND}:{survey.id}:{day}", REMIND, moments[day], survey.id, period=str(day)))


def _few(days: Sequence[date], number: int) -> list[date]:
    """So many of the days: the last, which no later one makes up for, and the first ones, well apart from it."""
    return [*days[:-1][: number - 1], days[-1]] if days and number > 0 else []


def to_go(uow: Uow, ripe: Iterable[Due], now: datetime) -> list[Survey]:
    """Surveys to be reminded of now. `ripe` is what is due, maybe late after an outage, and marked as done already.

    A heap of one survey counts as one. What could have gone more than a day ago is only noted as late. What may not go
    at this hour is put off; what the next reminder of the same day says as well, or what would come after the closing,
    is dropped.
    """
    newest = {item.subject_id: item for item in sorted(ripe, key=lambda item: item.due_at)}
    going = []
    for survey_id, item in newest.items():
        survey = surveys.get(uow.tx, survey_id or 0, EVERYTHING)
        if survey is None or survey.state != "open":
            continue
        if now - _moment(uow, survey, item.due_at) > TOO_OLD:
            due.mark(uow.tx, item, "late")
            log.warning("A reminder of the survey %s is too old to be sent", survey.code)
            continue
        moment = _moment(uow, survey, now)
        if moment >= survey.closes_at or _another(uow, survey, moment):
            continue
        if moment > now:
            due.put_off(uow.tx, item, moment)
        else:
            going.append(survey)
    return going


def _moment(uow: Uow, survey: Survey, moment: datetime) -> datetime:
    """This moment, or the next hour for reminders, never an earlier one: those of one day make one message."""
    hours = calendar.hours(uow.tx, survey)
    day = hours.next_allowed(moment).astimezone(hours.zone).date()
    return max(moment, calendar.at(day, _HOUR, hours.zone))


def _another(uow: Uow, survey: Survey, moment: datetime) -> bool:
    """Whether one more reminder of the survey waits for the same day."""
    zone = ZoneInfo(survey.timezone)
    midnight = calendar.at(moment.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return due.waits(uow.tx, REMIND, survey.id, midnight)
