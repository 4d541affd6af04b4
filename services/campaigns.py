"""What the clock brings to surveys: invitations, reminders, closing. Everything is checked again when it fires."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services import calendar, reminders
from services import surveys as running
from storage import audiences, due, frames, surveys
from storage.due import Due
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Uow

PORTION = 200  # people written to in one transaction, so that nobody's answer waits behind a mass mail


@dataclass(frozen=True, slots=True)
class Portion:
    """People to be written to now; `last` is where the next transaction goes on, None at the end."""

    survey: Survey
    people: tuple[int, ...]
    last: int | None


def to_invite(uow: Uow, item: Due, now: datetime, after: int) -> Portion | None:
    """The next people of an open survey, by id after `after`; None when it is not open any more."""
    survey = _open(uow, item)
    if survey is None or not survey.accepts(now):
        return None
    frame = [member.person_id for member in frames.listed(uow.tx, survey.id) if member.person_id > after]
    people = willing(uow, running.silent(uow, survey, frame[:PORTION]))
    return Portion(survey, tuple(people), frame[PORTION - 1] if len(frame) > PORTION else None)


def to_remind(uow: Uow, ripe: Iterable[Due], now: datetime) -> dict[int, list[Survey]]:
    """Who is to be reminded of what: people who have not answered, each with all their surveys at once.

    Nobody gets more than three reminders of a survey, and none at night or on a day off.
    """
    waiting: dict[int, list[Survey]] = defaultdict(list)
    for survey in reminders.to_go(uow, ripe, now):
        people = frames.may_be_reminded(uow.tx, survey.id, reminders.MOST)
        for person in willing(uow, running.silent(uow, survey, people)):
            waiting[person].append(survey)
    return dict(waiting)


def count_reminders(uow: Uow, reminded: Mapping[int, Iterable[Survey]]) -> None:
    """Remember who was reminded of what: only what was really put down to be sent counts."""
    people: dict[int, list[int]] = defaultdict(list)
    for person, waiting in reminded.items():
        for survey in waiting:
            people[survey.id].append(person)
    for survey_id, told in people.items():
        frames.count_reminder(uow.tx, survey_id, told)


@dataclass(frozen=True, slots=True)
class Ending:
    """A survey that has just closed, with those who began or were asked and did not send."""

    survey: Survey
    silent: tuple[int, ...]


def to_close(uow: Uow, item: Due, now: datetime) -> Ending | None:
    """Close a survey whose last day is over; None when it was closed meanwhile, or extended: then it closes later.

    `item` is what was due, marked as done already.
    """
    survey = _open(uow, item)
    if survey is None:
        return None
    if survey.closes_at > now:
        due.put_off(uow.tx, item, survey.closes_at)
        return None
    people = frames.may_be_reminded(uow.tx, survey.id, reminders.MOST + 1)
    quiet = tuple(willing(uow, running.silent(uow, survey, people)))
    return Ending(running.finish(uow, survey, now), quiet)


def willing(uow: Uow, people: list[int]) -> list[int]:
    """Those who have not taken their consent back: the others are left in peace."""
    gone = audiences.withdrawn(uow.tx)
    return [person for person in people if person not in gone]


def _open(uow: Uow, item: Due) -> Survey | None:
    survey = surveys.get(uow.tx, item.subject_id or 0, EVERYTHING)
    return survey if survey is not None and survey.state == "open" else None


def morning(uow: Uow, survey: Survey, now: datetime) -> datetime:
    """The next moment at which the bot may write first about this survey."""
    return calendar.hours(uow.tx, survey).next_allowed(now)
