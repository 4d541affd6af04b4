"""From what services return to screens: the half of a handler's sentence that several handlers share."""

from dataclasses import replace
from html import unescape

from handlers.turn import Turn
from services import monitoring
from services.facts import facts
from services.runs import Answered, Closed, Finished, Full, Outcome, Over, Standing
from surveys.events import Recorded, Refused
from surveys.views import QuestionView, ReviewView
from texts import filling, paper
from texts import surveys as texts
from texts.screen import Screen
from texts.survey_actions import FillPreview, FillSurvey


def show_outcome(turn: Turn, outcome: Outcome, *, anew: bool = False, lead: str = "") -> None:
    """Show what came of a step, and say where typed text goes from now on. `lead` stands before a question."""
    match outcome:
        case Standing():
            turn.traceless = outcome.survey is not None and outcome.survey.anonymous
            own = outcome.survey is not None and not outcome.paper
            turn.expect(FillSurvey(outcome.survey.id) if outcome.survey and own else FillPreview(outcome.run_id))
            turn.show(_standing(turn, outcome).with_lead(lead), anew=anew)
        case Finished():
            turn.traceless = True
            turn.expect(None)
            turn.show(_finished(turn, outcome), anew=anew)
        case Closed(survey):
            turn.expect(None)
            turn.show(texts.closed(facts(survey)), anew=anew)
        case Answered(survey):
            turn.expect(None)
            turn.show(texts.already_answered(facts(survey)), anew=anew)
        case Full(survey):
            turn.expect(None)
            turn.show(paper.no_room(facts(survey)), anew=anew)
        case Over():
            turn.expect(None)
            turn.show(texts.over(), anew=True)


def _standing(turn: Turn, standing: Standing) -> Screen:
    screen = screen_of(turn, standing)
    if standing.survey is None:
        screen = screen.with_lead(texts.PREVIEW)
    if standing.paper:
        screen = screen.with_lead(paper.LEAD)
    if standing.stale:
        screen = replace(screen, toast=filling.ELSEWHERE)
    lead = _lead(standing)
    if any(isinstance(event, Refused) for event in standing.events):
        # The same press again leaves the screen as it is: then only the short line tells that it was heard.
        screen = replace(screen, toast=unescape(lead))
    return screen.with_lead(lead)


def _lead(standing: Standing) -> str:
    """One line on what came of the step: why it was refused, or what a written answer was taken for."""
    numbered = isinstance(standing.view, QuestionView) and filling.shows_numbers(standing.view)
    for event in standing.events:
        if isinstance(event, Refused):
            return filling.refused(event.reason, event.params, numbered=numbered)
        if isinstance(event, Recorded) and event.said:
            return filling.echo(event.said)
    return ""


def way_out(standing: Standing) -> str:
    """The words of the button that leads away from the questionnaire."""
    return filling.END_PREVIEW if standing.survey is None else filling.LEAVE


def screen_of(turn: Turn, standing: Standing) -> Screen:
    """The question or the review in front of the person."""
    leave = way_out(standing)
    if isinstance(standing.view, ReviewView):
        return filling.review(standing.run_id, standing.view, leave)
    return filling.question(standing.run_id, standing.view, turn.today if standing.view.days else None, leave)


def _finished(turn: Turn, finished: Finished) -> Screen:
    if finished.survey is None:
        return texts.preview_done(finished.form.title)
    if finished.paper:
        count = monitoring.count(turn.uow, finished.survey)
        return paper.stored(facts(finished.survey), count.sent, count.frame)
    closing = finished.form.settings.get("closing", "")
    return texts.thanks(facts(finished.survey), closing, corrected=finished.corrected, receipt=finished.receipt)
