"""Telling participants what came of a closed survey: what may be said to everybody, and to whom it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators import outcome, questionnaire
from indicators.outcome import Outcome
from indicators.questionnaire import Counted
from indicators.shares import Share
from services import calendar, campaigns
from services import surveys as running
from services.access import NotFound, Object, may
from services.matrix import Action
from storage import due, frames, participation, surveys
from storage.actor import Actor
from storage.audit import note
from storage.database import Tx
from storage.due import Due
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Uow
from texts.announcements import in_plain_words

TELL = "survey.tell"
MOST_SHARES = 3


@dataclass(frozen=True, slots=True)
class Announcement:
    """How many answered, and a few shares with their names; no figure of fewer people than are shown anywhere."""

    survey: Survey
    sent: int
    frame: int
    shares: tuple[tuple[str, Share], ...]


def closed(uow: Uow, actor: Actor, survey_id: int) -> Survey:
    """A closed survey that this person runs and that somebody answered. Raises NotFound."""
    survey = running.own(uow, actor, survey_id)
    if survey.state != "closed" or participation.count_sent(uow.tx, survey.id) == 0:
        raise NotFound
    return survey


def may_tell(uow: Uow, actor: Actor, survey: Survey) -> bool:
    """Whether this person runs the survey, somebody answered it and participants have not been told yet."""
    if not may(actor, Action.MANAGE_SURVEY, Object(municipality_id=survey.municipality_id)):
        return False
    return participation.count_sent(uow.tx, survey.id) > 0 and not due.known(uow.tx, f"{TELL}:{survey.id}")


def announcement(tx: Tx, survey: Survey) -> Announcement:
    """What participants are told; the same rule of small groups holds in every mode. Runs in a reader's thread."""
    found = outcome.of_survey(tx, survey)
    smallest = found.rules.smallest
    shares = _figures(found, smallest)
    if not shares:
        shares = _chosen(questionnaire.counted(tx, survey, smallest), smallest)
    return Announcement(survey, found.sent, found.frame, tuple(shares[:MOST_SHARES]))


def _figures(found: Outcome, smallest: int) -> list[tuple[str, Share]]:
    """The main indicators first."""
    rows = [row for row in found.rows if row.about.passport.brief and row.code != "RR" and not row.about.label]
    rows.sort(key=lambda row: not row.about.passport.main)
    return [
        (in_plain_words(row.code, row.name), row.share)
        for row in rows
        if row.share is not None and row.share.denominator >= smallest
    ]


def _chosen(counted: Sequence[Counted], smallest: int) -> list[tuple[str, Share]]:
    """Of a form without indicators: what most people chose."""
    return [
        (f"{each.question.label} {label}", Share(times, each.n))
        for each in counted
        if each.question.kind == "one" and not each.hidden and each.n >= smallest
        for label, times in [max(each.options, key=lambda option: option[1])]
    ]


def send(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> datetime:
    """Plan the message for the next hours in which people may be written to; asked twice, it goes once."""
    survey = closed(uow, actor, survey_id)
    moment = calendar.hours(uow.tx, survey).next_allowed(now)
    note(uow.tx, now, actor, "survey.tell", f"survey:{survey_id}")
    due.plan(uow.tx, Due(f"{TELL}:{survey_id}", TELL, moment, survey_id))
    return moment


def planned(tx: Tx, item: Due) -> Announcement:
    """What a planned message says; a survey that was closed stays."""
    survey = surveys.get(tx, item.subject_id or 0, EVERYTHING)
    assert survey is not None
    return announcement(tx, survey)


def readers(uow: Uow, survey: Survey, after: int = 0) -> campaigns.Portion:
    """The next people whom the message goes to, by id after `after`."""
    people = [each for each in hearers(uow, survey) if each > after]
    more = len(people) > campaigns.PORTION
    portion = tuple(people[: campaigns.PORTION])
    return campaigns.Portion(survey, portion, portion[-1] if more else None)


def hearers(uow: Uow, survey: Survey) -> list[int]:
    """Everybody who was asked and can be written to, by id: whom it goes to does not tell who answered.

    It is no reminder, so it goes to those as well who asked for none; not to those who took their consent back.
    """
    return campaigns.willing(uow, frames.reachable(uow.tx, survey.id))
