"""Words and screens for answers on paper that a coordinator types in."""

from collections.abc import Callable
from typing import NamedTuple

from texts import paper_actions as act
from texts import survey_actions as surveys
from texts.actions import Action
from texts.grammar import of_people, quoted
from texts.screen import Button, Keyboard, Screen, safe
from texts.surveys import Facts, short

_GROUPS, _PEOPLE = 8, 24  # on a page

LEAD = "📄 Бумажный ответ: отмечайте то, что написано в анкете."
OTHERS = "остальные"
EVERYBODY = "все, кого спрашивали"  # nobody is left for a group of others to be beside


class Group(NamedTuple):
    """A group by its place in the list of all, its name, and how many of it have not answered."""

    place: int
    name: str
    left: int


def choose_group(facts: Facts, groups: list[Group], page: int) -> Screen:
    """From which group the answer is, with the number of those whose answers are still to come."""
    keys = Keyboard()
    nameless = OTHERS if len(groups) > 1 else EVERYBODY
    for place, name, left in groups[page * _GROUPS : (page + 1) * _GROUPS]:
        keys.row(Button(f"{short(name or nameless)} – {_left(left)}", act.PaperGroup(facts.id, place)))
    _turn_pages(keys, page, len(groups) > (page + 1) * _GROUPS, lambda to: act.PaperAnswer(facts.id, to))
    keys.row(_to_survey(facts))
    whose = (
        "Имя не записывается, только группа. Если человек уже ответил в чате, вносить его анкету не нужно."
        if facts.mode == "anonymous"
        else "Потом выберите код человека: в списке те, кто ещё не ответил."
    )
    lines = ("<b>Бумажный ответ</b>", f"Опрос {quoted(safe(facts.title))}.", "")
    ask = "Откуда анкета?"
    return Screen("\n".join((*lines, ask, f"{whose} {_or_write(facts)}")), keys.done())


def _or_write(facts: Facts) -> str:
    if facts.mode == "anonymous":
        return "Школу можно и написать: «17» или «СОШ № 17»."
    return "Можно и написать: код человека или школу, например «17»."


def nobody_meant(facts: Facts, written: str) -> Screen:
    """Words that name nobody and no group of the survey."""
    keys = Keyboard().row(Button("Выбрать из списка", act.PaperAnswer(facts.id, 0)), _to_survey(facts))
    return Screen(
        f"В списке этого опроса нет «{safe(written)}». {_or_write(facts)} Напишите ещё раз или выберите кнопкой.",
        keys.done(),
    )


def has_answered(facts: Facts) -> Screen:
    """The person's answer is there."""
    keys = Keyboard().row(Button("Другой человек", act.PaperAnswer(facts.id, 0)), _to_survey(facts))
    return Screen("От этого человека ответ уже есть, второй не нужен.", keys.done())


def _left(number: int) -> str:
    return f"ждём ещё {number}" if number else "ответили все"


def choose_person(facts: Facts, place: int, people: list[tuple[int, str]], page: int) -> Screen:
    """Whose answer it is, by code."""
    shown = people[page * _PEOPLE : (page + 1) * _PEOPLE]
    keys = Keyboard().flow([Button(code, act.PaperPerson(facts.id, person)) for person, code in shown], 3)
    _turn_pages(keys, page, len(people) > (page + 1) * _PEOPLE, lambda to: act.PaperPeople(facts.id, place, to))
    keys.row(Button("Назад", act.PaperAnswer(facts.id, 0)), _to_survey(facts))
    return Screen("Чей это ответ? Код можно и написать." if people else "Здесь ответили все.", keys.done())


def unfinished(facts: Facts) -> Screen:
    """An answer was begun and not sent."""
    keys = Keyboard().row(
        Button("Продолжить", act.PaperGoOn(facts.id)), Button("Начать новый", act.PaperAnew(facts.id))
    )
    words = "Есть начатый бумажный ответ. Продолжить его? Если начать новый, начатый не сохранится."
    return Screen(words, keys.row(_to_survey(facts)).done())


def left(facts: Facts) -> Screen:
    """«Сохранить и выйти»."""
    keys = Keyboard().row(Button("Продолжить", act.PaperGoOn(facts.id)), _to_survey(facts))
    return Screen("Сохранил. Вернуться можно с карточки опроса, к тому же вопросу.", keys.done())


def stored(facts: Facts, sent: int, frame: int) -> Screen:
    """The answer is stored."""
    keys = Keyboard().row(Button("Внести ещё один", act.PaperAnswer(facts.id, 0))).row(_to_survey(facts))
    return Screen(f"Бумажный ответ внесён. Ответили: {sent} из {of_people(frame)}.", keys.done())


def no_room(facts: Facts) -> Screen:
    """There is nobody left whose answer it could be."""
    keys = Keyboard().row(Button("Другая группа", act.PaperAnswer(facts.id, 0)), _to_survey(facts))
    return Screen(
        "Здесь ответили уже все, поэтому ответ не записан: ответов не может быть больше, чем людей в списке. "
        "Возможно, кто-то ответил и на бумаге, и в чате.",
        keys.done(),
    )


def _to_survey(facts: Facts) -> Button:
    return Button("К опросу", surveys.SurveyCard(facts.id))


def _turn_pages(
    keys: Keyboard,
    page: int,
    more: bool,
    to: Callable[[int], Action],
) -> None:
    way = [Button("◀", to(page - 1))] if page else []
    if more:
        way.append(Button("▶", to(page + 1)))
    if way:
        keys.row(*way)
