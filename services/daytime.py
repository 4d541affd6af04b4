"""What the bot says first waits for working hours: an outage may bring due rows up at night or on a day off."""

from collections.abc import Iterable
from datetime import datetime

from services import calendar, summaries
from services.calendar import Hours
from storage import due, municipalities, surveys
from storage.due import Due
from storage.scope import EVERYTHING
from storage.unit import Uow


def put_off(uow: Uow, ripe: Iterable[Due], now: datetime) -> list[Due]:
    """What may be said now; the rest waits for the next hour at which the bot may write first."""
    going = []
    for item in ripe:
        hours = _hours(uow, item)
        moment = now if hours is None else hours.next_allowed(now)
        if moment > now:
            due.put_off(uow.tx, item, moment)
        else:
            going.append(item)
    return going


def _hours(uow: Uow, item: Due) -> Hours | None:
    """The hours of the municipality that is spoken of; None when the survey is gone, so that nobody will be told."""
    if item.rule == summaries.SUMMARY:
        return calendar.hours_of(uow.tx, municipalities.get(uow.tx, item.subject_id or 0))
    survey = surveys.get(uow.tx, item.subject_id or 0, EVERYTHING)
    return None if survey is None else calendar.hours(uow.tx, survey)
