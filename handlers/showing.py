"""From what services return to screens: the half of a handler's sentence that several handlers share."""

from handlers.turn import Turn
from services import runs
from services.facts import facts
from services.runs import Answered, Closed, Finished, Outcome, Over, Standing
from surveys.events import Refused
from surveys.views import ReviewView
from texts import filling
from texts import surveys as texts
from texts.screen import Screen
from texts.survey_actions import FillPreview, FillSurvey


def show_outcome(turn: Turn, outcome: Outcome, *, anew: bool = False, lead: str = "") -> None:
    """Show what came of a step, and say where typed text goes from now on. `lead` stands before a question."""
    match outcome:
        case Standing():
            turn.traceless = outcome.survey is not None and outcome.survey.anonymous
            turn.expect(FillSurvey(outcome.survey.id) if outcome.survey else FillPreview(outcome.run_id))
            turn.show(_standing(outcome).with_lead(lead), anew=anew)
        case Finished():
            turn.traceless = True
            turn.expect(None)
            turn.show(_finished(outcome), anew=anew)
        case Closed(survey):
            turn.expect(None)
            turn.show(texts.closed(facts(survey)), anew=anew)
        case Answered(survey):
            turn.expect(None)
            turn.show(texts.already_answered(facts(survey)), anew=anew)
        case Over():
            turn.expect(None)
            turn.show(texts.over(), anew=True)


def _standing(standing: Standing) -> Screen:
    screen = screen_of(standing)
    if standing.survey is None:
        screen = screen.with_lead(texts.PREVIEW)
    refused = next((event for event in standing.events if isinstance(event, Refused)), None)
    return screen.with_lead(filling.refused(refused.reason, refused.params)) if refused else screen


def screen_of(standing: runs.Standing) -> Screen:
    """The question or the review in front of the person."""
    if isinstance(standing.view, ReviewView):
        return filling.review(standing.run_id, standing.view)
    return filling.question(standing.run_id, standing.view)


def _finished(finished: Finished) -> Screen:
    if finished.survey is None:
        return texts.preview_done(finished.form.title)
    closing = finished.form.settings.get("closing", "")
    return texts.thanks(facts(finished.survey), closing, corrected=finished.corrected, receipt=finished.receipt)
