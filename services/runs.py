"""Filling in a questionnaire: find where the person stands, let the engine decide, store what came of it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from services import contexts, paper
from services import surveys as running
from services.access import NotFound
from storage import frames, participation, runs, surveys
from storage.actor import Actor
from storage.runs import Response, Run
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Uow
from surveys import engine
from surveys.events import Answer, Event, Submitted
from surveys.form import Form
from surveys.inputs import Input
from surveys.session import Session
from surveys.views import View


@dataclass(frozen=True, slots=True)
class Standing:
    """The person stands before a question or the review. `survey` is None when a form is only tried out."""

    run_id: int
    form: Form
    survey: Survey | None
    view: View
    events: tuple[Event, ...] = ()
    stale: bool = False  # the step was about a question that is not the one in front of the person any more
    paper: bool = False  # a coordinator types in what somebody wrote on paper
    correcting: bool = False  # an answer sent before counts until this one is sent


@dataclass(frozen=True, slots=True)
class Finished:
    """The questionnaire was sent. `receipt` is the only way back to an anonymous answer."""

    form: Form
    survey: Survey | None
    corrected: bool = False
    receipt: str = ""
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """The survey takes no answers any more."""

    survey: Survey


@dataclass(frozen=True, slots=True)
class Answered:
    """The person has answered already."""

    survey: Survey


@dataclass(frozen=True, slots=True)
class Full:
    """An answer on paper was not taken: everybody whose it could be has answered."""

    survey: Survey


@dataclass(frozen=True, slots=True)
class Over:
    """There is no such run any more: it was sent or its survey closed."""


Outcome = Standing | Finished | Closed | Answered | Full | Over


@dataclass(frozen=True, slots=True)
class Step:
    """What the person did. `visit` is the version of the question the press was made for, None for typed text."""

    input: Input
    visit: int | None = None


def begin(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Outcome:
    """Open a survey: go on where it was left, or start it.

    Raises NotFound when this person is not asked in this survey.
    """
    survey = invited(uow, actor, survey_id)
    if not survey.accepts(now):
        return Closed(survey)
    tag = tag_of(uow, survey, actor)
    run = runs.find(uow.tx, survey.id, actor.person_id, tag)
    if run is not None:
        return _stand(uow, actor, run, survey, now)
    if has_answered(uow, survey, actor):
        return Answered(survey)
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    context = contexts.for_survey(uow, actor, survey, form)
    session, events = engine.start(form, context, _local(now, survey))
    person_id = None if survey.anonymous else actor.person_id
    run = Run(runs.new_id(), "survey", survey.id, survey.version_id, person_id, tag, None, session)
    runs.add(uow.tx, run)
    return Standing(run.id, form, survey, engine.view(form, session), tuple(events))


def continued(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Outcome:
    """The unfinished run of a survey, for typed text; nothing is started."""
    survey = invited(uow, actor, survey_id)
    if not survey.accepts(now):
        return Closed(survey)
    run = runs.find(uow.tx, survey.id, actor.person_id, tag_of(uow, survey, actor))
    return Over() if run is None else _stand(uow, actor, run, survey, now)


def invited(uow: Uow, actor: Actor, survey_id: int) -> Survey:
    """The survey, if this person is in its frame and can be told from others; NotFound otherwise."""
    survey = surveys.get(uow.tx, survey_id, EVERYTHING)
    if survey is not None and key_lost(uow, survey):
        raise NotFound
    if survey is None or frames.member(uow.tx, survey_id, actor.person_id) is None or survey.state == "draft":
        raise NotFound
    return survey


def key_lost(uow: Uow, survey: Survey) -> bool:
    """Whether an open anonymous survey has lost its key, as after a restore: it takes no more answers."""
    return survey.anonymous and survey.state == "open" and not uow.shelf.keys.holds(survey.id)


def tag_of(uow: Uow, survey: Survey, actor: Actor) -> bytes | None:
    """The person's tag in an anonymous survey; None in the other modes, where the person is stored."""
    return uow.shelf.keys.tag(survey.id, actor.person_id) if survey.anonymous else None


def has_answered(uow: Uow, survey: Survey, actor: Actor) -> bool:
    """Whether this person has sent an answer."""
    tag = tag_of(uow, survey, actor)
    if tag is not None:
        return participation.has_tag(uow.tx, survey.id, tag)
    return runs.last_response(uow.tx, survey.id, actor.person_id) is not None


def current(uow: Uow, actor: Actor, now: datetime, run_id: int) -> Outcome:
    """Where a run stands; carried over first when the survey has moved on to a newer version of the form."""
    run, survey = _mine(uow, actor, run_id)
    if run is None:
        return Over()
    if survey is not None and not survey.accepts(now):
        return Closed(survey)
    return _stand(uow, actor, run, survey, now)


def advance(uow: Uow, actor: Actor, now: datetime, run_id: int, step: Step) -> Outcome:
    """Let one step take effect. A press made for another question changes nothing and shows where the run stands."""
    run, survey = _mine(uow, actor, run_id)
    if run is None:
        return Over()
    if survey is not None and not survey.accepts(now):
        return Closed(survey)
    form, session, events = _taken_up(uow, actor, run, survey, now)
    carried = survey is not None and survey.version_id != run.version_id
    if carried or (step.visit is not None and step.visit != session.visit):
        view = engine.view(form, session)
        return Standing(run.id, form, survey, view, tuple(events), stale=True, paper=_on_paper(run))
    session, events = engine.advance(form, session, step.input, _local(now, survey))
    sent = next((event for event in events if isinstance(event, Submitted)), None)
    if sent is not None:
        if _on_paper(run) and survey is not None:
            return _finish_paper(uow, paper.Typist(actor, now), run, survey, sent.answers)
        return _finish(uow, run, survey, sent.answers, _Sender(actor.person_id, now))
    runs.save(uow.tx, run.id, session)
    return Standing(run.id, form, survey, engine.view(form, session), tuple(events), paper=_on_paper(run))


def correct(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Outcome:
    """Open the person's sent answer for correction; the answer stays valid until the correction is sent."""
    survey = invited(uow, actor, survey_id)
    if not survey.accepts(now):
        return Closed(survey)
    response = None if survey.anonymous else runs.last_response(uow.tx, survey.id, actor.person_id)
    return Over() if response is None else _reopen(uow, actor, survey, response, now)


def correct_by_receipt(uow: Uow, actor: Actor, now: datetime, receipt: str) -> Outcome:
    """The same for an anonymous answer: only the button in the person's own chat knows which answer it is."""
    response = runs.by_receipt(uow.tx, _hash(receipt))
    if response is None:
        return Over()
    survey = invited(uow, actor, response.survey_id)
    return _reopen(uow, actor, survey, response, now) if survey.accepts(now) else Closed(survey)


def preview(uow: Uow, actor: Actor, now: datetime, version_id: int, role: str) -> Standing:
    """Walk through a form as somebody with this role would; nothing of it is kept."""
    runs.drop_previews(uow.tx, actor.person_id)
    form = uow.shelf.forms.form(uow.tx, version_id)
    session, events = engine.start(form, contexts.for_preview(form, role), now)
    run = Run(runs.new_id(), "preview", None, version_id, actor.person_id, None, None, session)
    runs.add(uow.tx, run)
    return Standing(run.id, form, None, engine.view(form, session), tuple(events))


def _reopen(uow: Uow, actor: Actor, survey: Survey, response: Response, now: datetime) -> Outcome:
    tag = tag_of(uow, survey, actor)
    run = runs.find(uow.tx, survey.id, actor.person_id, tag)
    if run is not None:
        return _stand(uow, actor, run, survey, now)
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    given = runs.answers_of(uow.tx, response.id, uow.shelf.forms.question_ids(uow.tx, response.version_id))
    context = contexts.for_survey(uow, actor, survey, form)
    session, events = engine.start(form, context, _local(now, survey), given)
    person_id = None if survey.anonymous else actor.person_id
    run = Run(runs.new_id(), "survey", survey.id, survey.version_id, person_id, tag, response.chain, session)
    runs.add(uow.tx, run)
    return Standing(run.id, form, survey, engine.view(form, session), tuple(events))


def _mine(uow: Uow, actor: Actor, run_id: int) -> tuple[Run | None, Survey | None]:
    """The run with its survey, if it is this person's; somebody else's run is as good as none."""
    run, survey = runs.get(uow.tx, run_id)
    if run is None:
        return None, None
    if survey is not None and survey.anonymous and (survey.state == "closed" or key_lost(uow, survey)):
        return None, None
    if _on_paper(run) and survey is not None:
        running.own(uow, actor, survey.id)
        return (run, survey) if run.tag == paper.tag_of(actor) else (None, None)
    mine = run.person_id == actor.person_id if run.tag is None else survey and run.tag == tag_of(uow, survey, actor)
    return (run, survey) if mine else (None, None)


def _stand(uow: Uow, actor: Actor, run: Run, survey: Survey | None, now: datetime) -> Standing:
    form, session, events = _taken_up(uow, actor, run, survey, now)
    carried = survey is not None and survey.version_id != run.version_id
    view = engine.view(form, session)
    correcting = run.corrects is not None
    return Standing(run.id, form, survey, view, tuple(events), carried, _on_paper(run), correcting)


def _on_paper(run: Run) -> bool:
    return run.purpose == paper.PURPOSE


def _taken_up(
    uow: Uow, actor: Actor, run: Run, survey: Survey | None, now: datetime
) -> tuple[Form, Session, list[Event]]:
    """The run's form and session, carried over first when the survey has moved on to a newer version of the form."""
    if survey is None or survey.version_id == run.version_id:
        return uow.shelf.forms.form(uow.tx, run.version_id), run.session, []
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    known = replace(run.session, context=contexts.carried_over(uow, actor, survey, form, run.session.context))
    session, events = engine.carry_over(form, known, _local(now, survey))
    runs.move(uow.tx, run.id, survey.version_id, session)
    return form, session, events


@dataclass(frozen=True, slots=True)
class _Sender:
    person_id: int
    now: datetime


def _finish(uow: Uow, run: Run, survey: Survey | None, answers: tuple[Answer, ...], by: _Sender) -> Finished:
    runs.drop(uow.tx, run.id)
    form = uow.shelf.forms.form(uow.tx, survey.version_id if survey else run.version_id)
    if survey is None:
        return Finished(form, None)
    earlier = runs.in_chain(uow.tx, run.corrects) if run.corrects else None
    if earlier is None and run.tag is not None:
        participation.note(uow.tx, survey.id, run.tag)
    receipt = secrets.token_urlsafe(16) if survey.anonymous else ""
    response = replace(
        _next_revision(uow, survey, earlier) if earlier else _first_revision(uow, run, survey, by.person_id),
        submitted_at=None if survey.anonymous else by.now,
        receipt_hash=_hash(receipt) if receipt else None,
    )
    runs.add_response(uow.tx, response, answers, uow.shelf.forms)
    return Finished(form, survey, corrected=earlier is not None, receipt=receipt)


def _finish_paper(
    uow: Uow, typist: paper.Typist, run: Run, survey: Survey, answers: tuple[Answer, ...]
) -> Finished | Full:
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    try:
        paper.store(uow, typist, run, survey, answers)
    except paper.NoRoom:
        return Full(survey)
    return Finished(form, survey, paper=True)


def _next_revision(uow: Uow, survey: Survey, earlier: Response) -> Response:
    revision = runs.next_revision(uow.tx, earlier.chain)
    return replace(earlier, id=runs.new_id(), revision=revision, version_id=survey.version_id)


def _first_revision(uow: Uow, run: Run, survey: Survey, person_id: int) -> Response:
    """A response with the cell that may be kept; the person only where the survey is not anonymous."""
    member = frames.member(uow.tx, survey.id, person_id)
    cell = (member.cell_school_id, member.cell_role, member.cell_subject) if member else (None, "", "")
    chain = runs.new_chain(uow.tx, survey.id)
    first = Response(chain, survey.id, survey.version_id, chain, 1, "sent", run.person_id, None, *cell, None)
    return replace(first, number=runs.number_of(chain))


def _local(now: datetime, survey: Survey | None) -> datetime:
    return now.astimezone(ZoneInfo(survey.timezone)) if survey else now


def _hash(receipt: str) -> bytes:
    return sha256(receipt.encode()).digest()
