"""Somebody who is asked: which surveys wait, what each is about, starting, correcting, silence."""

from handlers.dispatch import on_command, on_press
from handlers.showing import show_outcome
from handlers.turn import Turn
from services import respondents, runs
from services import surveys as running
from services.facts import facts
from texts import survey_actions as act
from texts import surveys as texts
from texts.actions import numbers_in


@on_command("surveys")
def surveys_command(turn: Turn, _argument: str) -> None:
    """`/surveys`: what waits for this person."""
    my_surveys(turn, act.MySurveys())


@on_press(act.MySurveys)
def my_surveys(turn: Turn, _press: act.MySurveys) -> None:
    """Surveys that wait for an answer, and corrections that were begun."""
    waiting = [facts(survey) for survey in respondents.waiting(turn.uow, turn.me, turn.now)]
    corrected = [facts(survey) for survey in respondents.corrected(turn.uow, turn.me, turn.now)]
    turn.show(texts.my_surveys(waiting, corrected), anew=True)


@on_press(act.OpenSurvey)
def open_survey(turn: Turn, press: act.OpenSurvey) -> None:
    """What a survey is about; somebody who has answered sees how to correct it."""
    place = respondents.place(turn.uow, turn.me, turn.now, press.survey)
    if place.outcome is not None:
        show_outcome(turn, place.outcome)
        return
    turn.show(texts.intro(facts(place.survey), place.about, begun=place.begun))


@on_press(act.BeginSurvey)
def begin(turn: Turn, press: act.BeginSurvey) -> None:
    """Start, or go on."""
    show_outcome(turn, runs.begin(turn.uow, turn.me, turn.now, press.survey))


@on_press(act.CorrectAnswers)
def correct(turn: Turn, press: act.CorrectAnswers) -> None:
    """Correct what was sent, where the survey keeps names."""
    show_outcome(turn, runs.correct(turn.uow, turn.me, turn.now, press.survey), anew=True)


@on_press(act.CorrectByReceipt)
def correct_by_receipt(turn: Turn, press: act.CorrectByReceipt) -> None:
    """Correct an anonymous answer; the button stays, for the person may leave the correction."""
    show_outcome(turn, runs.correct_by_receipt(turn.uow, turn.me, turn.now, press.receipt), anew=True)


@on_press(act.MuteSurvey)
def mute(turn: Turn, press: act.MuteSurvey) -> None:
    """No more reminders of this survey."""
    running.mute(turn.uow, turn.me, press.survey)
    turn.toast(texts.muted(1))


@on_press(act.MuteListed)
def mute_listed(turn: Turn, press: act.MuteListed) -> None:
    """No more reminders of all surveys of a list."""
    surveys = numbers_in(press.surveys)
    for survey in surveys:
        running.mute(turn.uow, turn.me, survey)
    turn.toast(texts.muted(len(surveys)))
