"""Somebody who runs surveys: from the choice of an instrument to closing."""

from datetime import date, timedelta

from handlers.dispatch import on_press, on_typed
from handlers.turn import Turn
from services import audiences, calendar, drafts, monitoring
from services import surveys as running
from services.askable import NotAskable
from services.facts import facts
from services.surveys import NobodyAsked, Sooner, TooLate
from storage import frames
from storage.surveys import Survey
from surveys import spans, spoken
from surveys.words import lexicon
from texts import askable, drafting
from texts import running as texts
from texts import survey_actions as act


def _card(turn: Turn, survey: Survey, lead: str = "") -> None:
    """The card of a draft, with one line before it if need be, or of a survey that is open or closed."""
    if survey.state == "draft":
        reach = audiences.reach(turn.uow, survey)
        turn.show(
            drafting.draft_card(facts(survey), audiences.words(turn.uow, survey), reach, turn.today).with_lead(lead)
        )
        return
    count = monitoring.count(turn.uow, survey)
    turn.show(texts.survey_card(facts(survey), audiences.words(turn.uow, survey), count, monitoring.share(count)))


@on_press(act.Surveys)
def survey_list(turn: Turn, _press: act.Surveys) -> None:
    """The municipality's surveys; for those who do not run them, the ones with results."""
    listed = monitoring.listed(turn.uow, turn.me)
    if monitoring.runs_surveys(turn.me):
        turn.show(texts.survey_list([(facts(survey), count.sent, count.frame) for survey, count in listed]))
    else:
        places = monitoring.places(turn.uow, turn.me)
        found = [(facts(each), places.get(each.municipality_id, "")) for each, _ in listed]
        turn.show(texts.results_list(found, turn.me.role))


@on_press(act.NewSurvey)
def new_survey(turn: Turn, _press: act.NewSurvey) -> None:
    """Choose an instrument."""
    found = monitoring.instruments(turn.uow, turn.me)
    offered = [(version.id, version.code, version.title) for version, lack in found if lack is None]
    not_yet = [(version.code, askable.why(lack.thing, lack.values)) for version, lack in found if lack]
    turn.show(drafting.choose_instrument(offered, not_yet))


@on_press(act.DraftSurvey)
def draft(turn: Turn, press: act.DraftSurvey) -> None:
    """Begin a survey; everything has a sensible value at once."""
    try:
        _card(turn, drafts.begin(turn.uow, turn.me, turn.now, press.version))
    except NotAskable as refused:
        _not_askable(turn, refused)


def _not_askable(turn: Turn, refused: NotAskable) -> None:
    turn.show(askable.refused(refused.title, askable.why(refused.lack.thing, refused.lack.values)))


@on_press(act.SurveyCard)
def card(turn: Turn, press: act.SurveyCard) -> None:
    """One survey."""
    turn.expect(None)
    if not monitoring.runs_surveys(turn.me):
        survey_list(turn, act.Surveys())
        return
    _card(turn, running.own(turn.uow, turn.me, press.survey))


@on_press(act.ChooseMode)
def choose_mode(turn: Turn, press: act.ChooseMode) -> None:
    """The three modes."""
    survey = running.own(turn.uow, turn.me, press.survey)
    turn.show(drafting.choose_mode(survey.id, survey.mode))


@on_press(act.SetMode)
def set_mode(turn: Turn, press: act.SetMode) -> None:
    """A mode chosen."""
    _card(turn, running.set_mode(turn.uow, turn.me, press.survey, press.mode))


@on_press(act.ChooseLastDay)
def choose_last_day(turn: Turn, press: act.ChooseLastDay) -> None:
    """Until when, by a button or typed."""
    survey = running.own(turn.uow, turn.me, press.survey)
    if survey.state == "closed":
        _card(turn, survey)
        return
    turn.expect(act.ChooseLastDay(survey.id))
    if survey.state == "draft":
        turn.show(drafting.choose_last_day(facts(survey)))
    else:
        turn.show(drafting.choose_later_day(facts(survey), running.later_days(survey, turn.today)))


@on_press(act.SetLastDay)
def set_last_day(turn: Turn, press: act.SetLastDay) -> None:
    """So many days from today."""
    _end_on(turn, press.survey, turn.today + timedelta(days=min(press.days, 366)))


@on_press(act.ExtendTo)
def extend_to(turn: Turn, press: act.ExtendTo) -> None:
    """A later day of an open survey."""
    day = spoken.day(f"{press.day % 100}.{press.day // 100 % 100}.{press.day // 10_000}", turn.today, lexicon())
    _end_on(turn, press.survey, day)


def _end_on(turn: Turn, survey_id: int, day: date | None, *, anew: bool = False) -> None:
    """Another last day; what cannot be done is said, and the next message is still taken for a day."""
    turn.expect(act.ChooseLastDay(survey_id))
    if day is None:
        turn.show(drafting.not_a_day(survey_id), anew=anew)
        return
    try:
        survey = running.set_last_day(turn.uow, turn.me, turn.now, survey_id, day)
    except TooLate:
        turn.show(drafting.day_is_over(survey_id), anew=anew)
    except Sooner as sooner:
        turn.show(drafting.day_is_sooner(facts(sooner.survey)), anew=anew)
    else:
        turn.expect(None)
        _card(turn, survey)


@on_typed(act.ChooseLastDay)
def type_last_day(turn: Turn, expected: act.ChooseLastDay, text: str) -> None:
    """A last day as the coordinator wrote it."""
    _end_on(turn, expected.survey, spoken.day(text, turn.today, lexicon()), anew=True)


@on_press(act.ChoosePeriod)
def choose_period(turn: Turn, press: act.ChoosePeriod) -> None:
    """Which period the survey speaks of, by a button or typed."""
    survey = running.own(turn.uow, turn.me, press.survey)
    turn.expect(act.ChoosePeriod(survey.id))
    turn.show(drafting.choose_period(survey.id))


@on_press(act.SetPeriod)
def set_period(turn: Turn, press: act.SetPeriod) -> None:
    """A running period chosen."""
    turn.expect(None)
    start, end = calendar.running_period(press.kind, turn.today)
    _card(turn, running.set_period(turn.uow, turn.me, press.survey, start, end))


@on_typed(act.ChoosePeriod)
def type_period(turn: Turn, expected: act.ChoosePeriod, text: str) -> None:
    """First and last day as the coordinator wrote them."""
    found = spans.span(text, turn.today, lexicon())
    if found is None:
        backwards = spans.backwards(text, turn.today, lexicon())
        turn.show(drafting.not_a_span(expected.survey, backwards=backwards), anew=True)
        return
    turn.expect(None)
    survey = running.set_period(turn.uow, turn.me, expected.survey, *found)
    _card(turn, survey, drafting.span_read(*found))


@on_press(act.DiscardSurvey)
def discard(turn: Turn, press: act.DiscardSurvey) -> None:
    """Forget the draft."""
    running.discard(turn.uow, turn.me, press.survey)
    turn.show(drafting.draft_gone())


@on_press(act.StartSurvey)
def start(turn: Turn, press: act.StartSurvey) -> None:
    """Open the survey."""
    try:
        survey = running.open_(turn.uow, turn.me, turn.now, press.survey)
    except NobodyAsked:
        turn.show(drafting.nobody_asked(press.survey))
        return
    except TooLate:
        turn.expect(act.ChooseLastDay(press.survey))
        turn.show(drafting.day_is_over(press.survey))
        return
    except NotAskable as refused:
        _not_askable(turn, refused)
        return
    turn.after_commit(turn.house.planned)
    invites_at = calendar.hours(turn.uow.tx, survey).next_allowed(turn.now)
    reach = len(frames.reachable(turn.uow.tx, survey.id))
    turn.show(drafting.opened(facts(survey), reach, invites_at, turn.now))


@on_press(act.AskToClose)
def ask_to_close(turn: Turn, press: act.AskToClose) -> None:
    """Closing cannot be undone, so it is asked once more."""
    turn.show(texts.ask_to_close(facts(running.own(turn.uow, turn.me, press.survey))))


@on_press(act.CloseSurvey)
def close(turn: Turn, press: act.CloseSurvey) -> None:
    """Close it, now that it was asked twice."""
    survey = running.close(turn.uow, turn.me, turn.now, press.survey)
    turn.after_commit(turn.house.planned)  # the tick destroys the key
    turn.show(texts.survey_closed(facts(survey), monitoring.share(monitoring.count(turn.uow, survey))))


@on_press(act.WhoIsSilent)
def who_is_silent(turn: Turn, press: act.WhoIsSilent) -> None:
    """Who has not answered: a list where the survey keeps names, a number where it does not."""
    survey, by_school, count = monitoring.silent(turn.uow, turn.me, press.survey)
    turn.show(texts.silent(facts(survey), by_school, count))
