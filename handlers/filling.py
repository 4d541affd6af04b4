"""Answering: every press and every word that goes into a questionnaire."""

from handlers.dispatch import on_press, on_text, on_typed, wants_words
from handlers.showing import show_outcome
from handlers.turn import Turn
from services import invitations, respondents, runs
from services.facts import facts
from services.runs import Standing, Step
from storage import rosters
from surveys import typed_buttons
from surveys.inputs import Back, Confirm, GoTo, Input, Mark, Pick, Place, Skip, Submit, Typed
from surveys.typed_buttons import Leave
from surveys.views import QuestionView, ReviewView
from surveys.words import lexicon
from texts import actions as act
from texts import common, paper
from texts import filling as words
from texts import surveys as texts
from texts.survey_actions import FillPreview, FillSurvey


def _take(turn: Turn, run: int, visit: int, given: Input) -> None:
    show_outcome(turn, runs.advance(turn.uow, turn.me, turn.now, run, Step(given, visit)))


@on_press(act.Answer)
def answer(turn: Turn, press: act.Answer) -> None:
    """One option chosen."""
    _take(turn, press.run, press.visit, Pick(press.index))


@on_press(act.MarkOption)
def mark(turn: Turn, press: act.MarkOption) -> None:
    """An option of a multiple choice set on or off."""
    _take(turn, press.run, press.visit, Mark(press.index, press.on))


@on_press(act.PlaceOption)
def place(turn: Turn, press: act.PlaceOption) -> None:
    """An option put at a place of a ranking."""
    _take(turn, press.run, press.visit, Place(press.index, press.place))


@on_press(act.ConfirmAnswer)
def confirm(turn: Turn, press: act.ConfirmAnswer) -> None:
    """Done with this question."""
    _take(turn, press.run, press.visit, Confirm())


@on_press(act.AnswerDay)
def day(turn: Turn, press: act.AnswerDay) -> None:
    """One of the likely days of a date question; a number that is no day is refused like a word that is none."""
    _take(turn, press.run, press.visit, Typed(f"{press.day % 100}.{press.day // 100 % 100}.{press.day // 10_000}"))


@on_press(act.SkipQuestion)
def skip(turn: Turn, press: act.SkipQuestion) -> None:
    """An optional question left without an answer."""
    _take(turn, press.run, press.visit, Skip())


@on_press(act.GoBack)
def back(turn: Turn, press: act.GoBack) -> None:
    """One question back."""
    _take(turn, press.run, press.visit, Back())


@on_press(act.ChangeAnswer)
def change(turn: Turn, press: act.ChangeAnswer) -> None:
    """One line of the review is to be changed."""
    _take(turn, press.run, press.visit, GoTo(press.place))


@on_press(act.SubmitRun)
def submit(turn: Turn, press: act.SubmitRun) -> None:
    """Send the questionnaire."""
    _take(turn, press.run, press.visit, Submit())


@on_press(act.ListAnswers)
def list_answers(turn: Turn, press: act.ListAnswers) -> None:
    """Which answer to change."""
    outcome = runs.current(turn.uow, turn.me, turn.now, press.run)
    if isinstance(outcome, Standing) and isinstance(outcome.view, ReviewView):
        turn.traceless = outcome.survey is not None and outcome.survey.anonymous
        turn.show(words.answers_to_change(press.run, outcome.view, press.page))
    else:
        show_outcome(turn, outcome)


@on_press(act.OpenRun)
def open_run(turn: Turn, press: act.OpenRun) -> None:
    """Show where the questionnaire stands."""
    show_outcome(turn, runs.current(turn.uow, turn.me, turn.now, press.run))


@on_press(act.LeaveRun)
def leave(turn: Turn, press: act.LeaveRun) -> None:
    """Leave for now: everything is stored already."""
    outcome = runs.current(turn.uow, turn.me, turn.now, press.run)
    turn.expect(None)
    if isinstance(outcome, Standing):
        about = facts(outcome.survey) if outcome.survey else None
        turn.show(paper.left(about) if about and outcome.paper else texts.left(about, correcting=outcome.correcting))
    else:
        show_outcome(turn, outcome)


@on_typed(FillSurvey)
def typed(turn: Turn, expected: FillSurvey, text: str) -> None:
    """A typed answer to the current question of a survey, or the word of one of its buttons."""
    _say(turn, expected, text)


@on_typed(FillPreview)
def typed_preview(turn: Turn, expected: FillPreview, text: str) -> None:
    """A typed answer in a form that is being tried out."""
    _say(turn, expected, text)


@wants_words(FillSurvey, FillPreview)
def in_ones_own_words(turn: Turn, expected: FillSurvey | FillPreview) -> bool:
    """Whether the question takes any words, those of commands too."""
    standing = where(turn, expected)
    return isinstance(standing, Standing) and isinstance(standing.view, QuestionView) and standing.view.kind == "text"


def _say(turn: Turn, expected: FillSurvey | FillPreview, text: str) -> None:
    standing = where(turn, expected)
    button = typed_buttons.pressed(text, standing.view, lexicon()) if isinstance(standing, Standing) else None
    if isinstance(standing, Standing) and isinstance(button, Leave):
        leave(turn, act.LeaveRun(standing.run_id))
    else:
        fill(turn, expected, Typed(text) if button is None or isinstance(button, Leave) else button)


def fill(turn: Turn, expected: FillSurvey | FillPreview, given: Input) -> None:
    """Let the input take effect in the questionnaire that is open, unless its form has moved on meanwhile."""
    standing = where(turn, expected)
    if isinstance(standing, Standing) and not standing.stale:
        show_outcome(turn, runs.advance(turn.uow, turn.me, turn.now, standing.run_id, Step(given)), anew=True)
    else:
        show_outcome(turn, standing, anew=True)


def where(turn: Turn, expected: FillSurvey | FillPreview) -> runs.Outcome:
    """Where the questionnaire stood when this turn began: looking may carry it over to a newer form, but once only."""
    if turn.stood is None:
        if isinstance(expected, FillPreview):
            turn.stood = runs.current(turn.uow, turn.me, turn.now, expected.run)
        else:
            turn.stood = runs.continued(turn.uow, turn.me, turn.now, expected.survey)
    return turn.stood


@on_text
def nothing_asked(turn: Turn, text: str) -> None:
    """Text when no question is open: somebody may be trying to answer a survey that waits, or sends a code.

    Whether a code leads anywhere is not looked up: nobody who is in needs to know.
    """
    if invitations.looks_like_one(text):
        me = turn.me.person_id
        turn.show(common.a_code_of_no_use(rosters.codes_of(turn.tx, [me])[me], turn.me.role), anew=True)
        return
    waiting = bool(respondents.waiting(turn.uow, turn.me, turn.now))
    turn.show(common.not_understood(waiting=waiting), anew=True)
