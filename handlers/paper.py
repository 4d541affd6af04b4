"""A coordinator types in what people wrote on paper: whose answer it is, then the questions as always."""

from handlers.dispatch import on_press, on_typed
from handlers.showing import show_outcome
from handlers.turn import Turn
from services import paper, runs
from services.facts import facts
from services.paper import Group, NoRoom
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
    _offer(turn, survey, paper.groups(turn.uow, survey), page)


def _offer(turn: Turn, survey: Survey, groups: list[Group], page: int) -> None:
    """Groups to choose from; the next message may name one, or a person, as well."""
    turn.expect(act.PaperAnswer(survey.id, 0))
    shown = [texts.Group(group.place, group.name, group.left) for group in groups]
    turn.show(texts.choose_group(facts(survey), shown, page))


@on_typed(act.PaperAnswer)
def type_whose(turn: Turn, expected: act.PaperAnswer, text: str) -> None:
    """The code of a person, or the number or name of a school, as the coordinator wrote it."""
    survey = paper.asked(turn.uow, turn.me, turn.now, expected.survey)
    person = paper.person_called(turn.uow, survey, text)
    groups = paper.groups_called(paper.groups(turn.uow, survey), text)
    if person is not None:
        _begin_for_person(turn, survey, person)
    elif len(groups) == 1:
        _enter(turn, survey, groups[0].place)
    elif groups:
        _offer(turn, survey, groups, 0)
    else:
        turn.show(texts.nobody_meant(facts(survey), text.strip()[:40]))


@on_press(act.PaperGroup)
def choose_group(turn: Turn, press: act.PaperGroup) -> None:
    """A group chosen by its button."""
    _enter(turn, paper.asked(turn.uow, turn.me, turn.now, press.survey), press.place)


def _enter(turn: Turn, survey: Survey, place: int) -> None:
    """The questions begin, or the people of the group are shown where names are kept."""
    if not survey.anonymous:
        _choose_person(turn, survey, place, 0)
        return
    try:
        run = paper.begin_for_group(turn.uow, turn.me, turn.now, survey, place)
    except NoRoom:
        turn.show(texts.no_room(facts(survey)))
        return
    _show(turn, run)


def _choose_person(turn: Turn, survey: Survey, place: int, page: int) -> None:
    turn.expect(act.PaperAnswer(survey.id, 0))
    turn.show(texts.choose_person(facts(survey), place, paper.people(turn.uow, survey, place), page))


@on_press(act.PaperPeople)
def people(turn: Turn, press: act.PaperPeople) -> None:
    """Another page of the people of a group."""
    survey = paper.asked(turn.uow, turn.me, turn.now, press.survey)
    _choose_person(turn, survey, press.place, press.page)


@on_press(act.PaperPerson)
def choose_person(turn: Turn, press: act.PaperPerson) -> None:
    """A person chosen by the button."""
    _begin_for_person(turn, paper.asked(turn.uow, turn.me, turn.now, press.survey), press.person)


def _begin_for_person(turn: Turn, survey: Survey, person: int) -> None:
    """The questions begin."""
    try:
        run = paper.begin_for_person(turn.uow, turn.me, turn.now, survey, person)
    except NoRoom:
        turn.show(texts.has_answered(facts(survey)))
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
