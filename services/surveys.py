"""A survey's life: draft, opening with a frozen frame, extension, closing."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services import askable, audience, calendar, cells, reminders
from services.access import NotFound, Object, require, scope_of
from services.matrix import Action
from storage import accounts, anonymity, due, frames, participation, runs, surveys
from storage.actor import Actor
from storage.audit import note
from storage.due import Due
from storage.exchange.local_time import RUNNING_ON
from storage.surveys import Audience, Survey
from storage.unit import Uow
from texts import periods
from texts.actions import pack
from texts.survey_actions import FillSurvey

INVITE, CLOSE = "survey.invite", "survey.close"


class NobodyAsked(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The audience means nobody, so there is nothing to open."""


class TooLate(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The chosen last day is over already."""


class Sooner(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """An extension would end an open survey earlier than it ends now."""

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey.code)
        self.survey = survey


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an open or closed survey has come."""

    survey: Survey
    frame: int
    sent: int
    started: int  # begun and not sent


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after a local day."""
    return datetime.combine(day + timedelta(days=1), time(0), zone).astimezone(UTC)


def last_day(survey: Survey) -> date:
    """The last local day on which answers count."""
    return periods.last_date(survey.closes_at, survey.timezone)


def own(uow: Uow, actor: Actor, survey_id: int) -> Survey:
    """A survey this person may run; NotFound for everybody else's."""
    survey = surveys.get(uow.tx, survey_id, scope_of(actor))
    if survey is None:
        raise NotFound
    require(actor, Action.MANAGE_SURVEY, Object(municipality_id=survey.municipality_id))
    return survey


def gathering(uow: Uow, survey: Survey) -> audience.Gathering:
    """Whom the draft would go to if it opened now."""
    on = audience.local_date(survey.opens_at, survey.timezone)
    return audience.gather(uow.tx, survey.municipality_id, survey.audience, on)


def set_last_day(uow: Uow, actor: Actor, now: datetime, survey_id: int, day: date) -> Survey:
    """Another last day, for a draft or as an extension of an open survey; a closed one stays as it is.

    Raises TooLate for a day that is over, Sooner for one before the present end of an open survey.
    """
    survey = own(uow, actor, survey_id)
    if survey.state == "closed":
        return survey
    zone = ZoneInfo(survey.timezone)
    closes_at = end_of(day, zone)
    if closes_at <= now:
        raise TooLate
    if survey.state == "open" and closes_at < survey.closes_at < RUNNING_ON:
        raise Sooner(survey)
    surveys.change(uow.tx, survey_id, {"closes_at": closes_at})
    changed = replace(survey, closes_at=closes_at)
    if survey.state == "open":
        surveys.remember_first_end(uow.tx, survey_id, survey.closes_at)
        note(uow.tx, now, actor, "survey.extend", f"survey:{survey_id}")
        due.void(uow.tx, survey_id, (reminders.REMIND,))
        due.move(uow.tx, f"{CLOSE}:{survey_id}", closes_at)
        reminders.plan(uow, changed, day, now)
    return changed


_LATER = (5, 7, 14, 30)


def later_days(survey: Survey, today: date) -> list[tuple[int, date]]:
    """What an extension offers: so many days after the present end, and the day that this is."""
    end = today if survey.closes_at >= RUNNING_ON else max(today, last_day(survey))
    return [(days, end + timedelta(days=days)) for days in _LATER]


def set_period(uow: Uow, actor: Actor, survey_id: int, start: date, end: date) -> Survey:
    """The period that the survey speaks of."""
    survey = _own_draft(uow, actor, survey_id)
    surveys.change(uow.tx, survey_id, {"period_start": start, "period_end": end})
    return replace(survey, period_start=start, period_end=end)


def set_mode(uow: Uow, actor: Actor, survey_id: int, mode: str) -> Survey:
    """anonymous, confidential or named; frozen once the survey is open."""
    survey = _own_draft(uow, actor, survey_id)
    surveys.change(uow.tx, survey_id, {"mode": mode})
    return replace(survey, mode=mode)


def set_audience(uow: Uow, actor: Actor, survey_id: int, chosen: Audience) -> Survey:
    """Who is to answer; frozen once the survey is open."""
    survey = _own_draft(uow, actor, survey_id)
    surveys.change(uow.tx, survey_id, {"audience": chosen})
    return replace(survey, audience=chosen)


def _own_draft(uow: Uow, actor: Actor, survey_id: int) -> Survey:
    survey = own(uow, actor, survey_id)
    if survey.state != "draft":
        raise NotFound
    return survey


def discard(uow: Uow, actor: Actor, survey_id: int) -> None:
    """Forget a draft."""
    _own_draft(uow, actor, survey_id)
    surveys.drop_draft(uow.tx, survey_id)


def open_(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Survey:
    """Freeze the frame and let it begin: invitations, reminders and closing are planned as due rows.

    Pressed twice it opens once. Raises NobodyAsked for an empty frame, TooLate when the last day has passed meanwhile,
    NotAskable for a form that cannot be asked yet.
    """
    survey = own(uow, actor, survey_id)
    if survey.state != "draft":
        return survey
    askable.require(uow.shelf.forms.form(uow.tx, survey.version_id))
    if survey.closes_at <= now:
        raise TooLate
    survey = replace(survey, opens_at=now, state="open")
    people = gathering(uow, survey)
    if not people.members:
        raise NobodyAsked
    if survey.anonymous:
        uow.shelf.keys.create(survey_id)
    place = cells.shared_cells if survey.anonymous else cells.true_cells
    frames.freeze(uow.tx, survey_id, [*place(people.members), *people.excluded])
    surveys.change(uow.tx, survey_id, {"state": "open", "opens_at": now})
    note(uow.tx, now, actor, "survey.open", f"survey:{survey_id}")
    _plan(uow, survey, now)
    return survey


def _plan(uow: Uow, survey: Survey, now: datetime) -> None:
    invite_at = calendar.hours(uow.tx, survey).next_allowed(now)
    due.plan(uow.tx, Due(f"{INVITE}:{survey.id}", INVITE, invite_at, survey.id))
    due.plan(uow.tx, Due(f"{CLOSE}:{survey.id}", CLOSE, survey.closes_at, survey.id))
    reminders.plan(uow, survey, last_day(survey), invite_at)


def close(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Survey:
    """Close a survey before its last day; pressed twice it closes once."""
    survey = own(uow, actor, survey_id)
    if survey.state != "open":
        return survey
    note(uow.tx, now, actor, "survey.close", f"survey:{survey_id}")
    return finish(uow, survey, now)


def finish(uow: Uow, survey: Survey, now: datetime) -> Survey:
    """End a survey: no more answers, drafts forgotten, traces of an anonymous one blanked.

    The key of an anonymous survey is destroyed after the commit, by the tick.
    """
    surveys.change(uow.tx, survey.id, {"state": "closed", "closed_at": now, "closes_at": min(survey.closes_at, now)})
    due.void(uow.tx, survey.id, (INVITE, reminders.REMIND, CLOSE))
    runs.drop_all(uow.tx, survey.id)
    if survey.anonymous:
        frames.forget_reminders(uow.tx, survey.id)
        accounts.expect_nothing(uow.tx, pack(FillSurvey(survey.id)))  # it would tell who had begun
        anonymity.stir(uow.tx, survey.id)
    return replace(survey, state="closed", closed_at=now)


def spent_keys(uow: Uow) -> frozenset[int]:
    """Surveys that are not open and still have a key."""
    held = uow.shelf.keys.held()
    return frozenset(held) - {survey.id for survey in surveys.open_now(uow.tx)} if held else frozenset()


def destroy_keys(uow: Uow, spent: frozenset[int]) -> None:
    """Destroy keys that were found spent in a transaction that is committed, unless their survey opened since."""
    for survey_id in spent & spent_keys(uow):
        uow.shelf.keys.destroy(survey_id)


def progress(uow: Uow, survey: Survey) -> Progress:
    """Counts that may be seen at any time: how many were asked, have sent, have begun."""
    started = runs.count_begun(uow.tx, survey.id)
    return Progress(survey, frames.size(uow.tx, survey.id), participation.count_sent(uow.tx, survey.id), started)


def silent(uow: Uow, survey: Survey, people: list[int]) -> list[int]:
    """Those of the people who have not sent an answer; nobody, once the key that would tell is lost."""
    if not survey.anonymous:
        answered = participation.answered(uow.tx, survey.id)
        return [person for person in people if person not in answered]
    if not uow.shelf.keys.holds(survey.id):
        return []
    ledger = participation.tags(uow.tx, survey.id)
    return [person for person in people if uow.shelf.keys.tag(survey.id, person) not in ledger]


def mute(uow: Uow, actor: Actor, survey_id: int) -> None:
    """No more reminders for this person: participation is voluntary."""
    frames.mute(uow.tx, survey_id, actor.person_id)
