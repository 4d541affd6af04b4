"""Surveys from the side of those who are asked."""

from dataclasses import dataclass
from datetime import datetime

from services import runs
from services.runs import Answered, Closed, Outcome
from storage import runs as stored
from storage import surveys
from storage.actor import Actor
from storage.surveys import Survey
from storage.unit import Uow
from surveys.form import Form
from texts.surveys import About


@dataclass(frozen=True, slots=True)
class Place:
    """A survey as its invitee finds it. `outcome` is set when there is nothing to start."""

    survey: Survey
    form: Form
    begun: bool
    outcome: Outcome | None = None

    @property
    def about(self) -> About:
        """What the form's author says of it; an introduction may promise a mode, so another mode has its own words."""
        settings = self.form.settings
        own_mode = settings.get("mode", self.survey.mode) == self.survey.mode
        intro = settings.get("intro" if own_mode else "intro_other_mode", "")
        return About(intro, settings.get("minutes", ""), settings.get("readers", "") if own_mode else "")


def waiting(uow: Uow, actor: Actor, now: datetime) -> list[Survey]:
    """Open surveys that this person has not answered, the one that closes first on top."""
    return [
        survey
        for survey in surveys.for_person(uow.tx, actor.person_id, now)
        if not runs.key_lost(uow, survey) and not runs.has_answered(uow, survey, actor)
    ]


def corrected(uow: Uow, actor: Actor, now: datetime) -> list[Survey]:
    """Open surveys that this person has answered and begun to correct: so far the answer sent before counts."""
    return [
        survey
        for survey in surveys.for_person(uow.tx, actor.person_id, now)
        if not runs.key_lost(uow, survey) and runs.has_answered(uow, survey, actor) and _begun(uow, survey, actor)
    ]


def _begun(uow: Uow, survey: Survey, actor: Actor) -> bool:
    return stored.find(uow.tx, survey.id, actor.person_id, runs.tag_of(uow, survey, actor)) is not None


def place(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Place:
    """Where the person stands with a survey. Raises NotFound for somebody who is not asked."""
    survey = runs.invited(uow, actor, survey_id)
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    if not survey.accepts(now):
        return Place(survey, form, begun=False, outcome=Closed(survey))
    begun = _begun(uow, survey, actor)
    answered = not begun and runs.has_answered(uow, survey, actor)
    return Place(survey, form, begun, Answered(survey) if answered else None)
