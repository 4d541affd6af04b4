"""A coordinator types in what people wrote on paper: whose answer it is, then the questions as always."""

from handlers.dispatch import on_press
from handlers.showing import show_outcome
from handlers.turn import Turn
from services import paper, runs
from services.facts import facts
from services.paper import NoRoom
from storage.surveys import Survey
from texts import paper as texts
from texts import paper_actions as act


@on_press(act.PaperAnswer)
def choose(turn: Turn, press: act.PaperAnswer) -> None:
    """From which group; first what was begun and not sent."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    if press.page == 0 and paper.unfinished(turn.uow, turn.me, survey.id) is not None:
        turn.show(texts.unfinished(facts(survey)))
        return
    _choose_group(turn, survey, press.page)


def _choose_group(turn: Turn, survey: Survey, page: int) -> None:
    groups = [(group.name, group.left) for group in paper.groups(turn.uow, survey)]
    turn.show(texts.choose_group(facts(survey), groups, page))


@on_press(act.PaperGroup)
def choose_group(turn: Turn, press: act.PaperGroup) -> None:
    """A group: the questions begin, or its people are shown where names are kept."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    if not survey.anonymous:
        turn.show(texts.choose_person(facts(survey), press.place, paper.people(turn.uow, survey, press.place), 0))
        return
    try:
        run = paper.begin_for_group(turn.uow, turn.me, turn.now, survey, press.place)
    except NoRoom:
        turn.show(texts.no_room(facts(survey)))
        return
    _show(turn, run)


@on_press(act.PaperPeople)
def people(turn: Turn, press: act.PaperPeople) -> None:
    """Another page of the people of a group."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    found = paper.people(turn.uow, survey, press.place)
    turn.show(texts.choose_person(facts(survey), press.place, found, press.page))


@on_press(act.PaperPerson)
def choose_person(turn: Turn, press: act.PaperPerson) -> None:
    """The person: the questions begin."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    try:
        run = paper.begin_for_person(turn.uow, turn.me, turn.now, survey, press.person)
    except NoRoom:
        turn.show(texts.no_room(facts(survey)))
        return
    _show(turn, run)


@on_press(act.PaperGoOn)
def go_on(turn: Turn, press: act.PaperGoOn) -> None:
    """What was begun, where it was left."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    run = paper.unfinished(turn.uow, turn.me, survey.id)
    if run is None:
        _choose_group(turn, survey, 0)
    else:
        _show(turn, run)


@on_press(act.PaperAnew)
def anew(turn: Turn, press: act.PaperAnew) -> None:
    """What was begun is forgotten."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    paper.drop(turn.uow, turn.me, survey.id)
    _choose_group(turn, survey, 0)


def _show(turn: Turn, run: int) -> None:
    show_outcome(turn, runs.current(turn.uow, turn.me, turn.now, run))
