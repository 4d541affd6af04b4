"""The menu: what a person can do in the role acted in."""

from dataclasses import dataclass

from texts import survey_actions as act
from texts.access_actions import ListRoles, ShowHelp, ShowPrivacy
from texts.grammar import counted
from texts.granting_actions import FindPerson
from texts.people_actions import People
from texts.reference import role_name
from texts.screen import Button, Keyboard, Screen, safe

COMMANDS = {
    "menu": "Меню",
    "surveys": "Мои опросы",
    "role": "Сменить роль",
    "help": "Помощь и контакты",
    "privacy": "Мои данные и согласие",
    "logout": "Выйти на этом устройстве",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a role may open from the menu."""

    may_run: bool  # surveys, forms, people
    may_see: bool  # results
    is_asked: bool
    several_roles: bool
    may_grant: bool  # roles of other people, for those who keep no roster


def menu(role: str, place: str, waiting: int, desk: Desk) -> Screen:
    """`waiting` counts surveys that wait for this person; `desk` tells what else the role may open."""
    keys = Keyboard()
    if desk.may_run:
        keys.row(Button("Новый опрос", act.NewSurvey()))
    if desk.may_see:
        keys.row(Button("Опросы" if desk.may_run else "Результаты опросов", act.Surveys()))
    if desk.may_run:
        keys.row(Button("Анкеты", act.FormList()), Button("Люди", People()))
    if desk.may_grant:
        keys.row(Button("Роли людей", FindPerson()))
    label = f"Мои опросы ({waiting})" if waiting else "Мои опросы"
    if desk.is_asked or waiting:
        keys.row(Button(label, act.MySurveys()))
    if desk.several_roles:
        keys.row(Button("Сменить роль", ListRoles()))
    keys.row(Button("Мои данные", ShowPrivacy()), Button("Помощь", ShowHelp()))
    where = f" · {safe(place)}" if place else ""
    lines = [f"<b>Меню</b>\nВы здесь как: {role_name(role)}{where}"]
    if waiting:
        lines.append(f"Вашего ответа ждут: {counted(waiting, 'опрос', 'опроса', 'опросов')}.")
    return Screen("\n\n".join(lines), keys.done())
