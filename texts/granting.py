"""Screens on which roles of other people are given and taken. People are shown by code."""

from collections.abc import Sequence
from dataclasses import dataclass

from texts.access_actions import ListRoles
from texts.granting_actions import (
    AskToTakeRole,
    ChooseRoleToGive,
    ChooseWhere,
    FindPerson,
    GiveRole,
    PersonRoles,
    TakeRole,
)
from texts.reference import role_name
from texts.screen import Button, Keyboard, Rows, Screen, safe
from texts.survey_actions import Menu
from texts.surveys import short

_MOST = 90  # places to choose from under one message


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role of the person and where it holds."""

    grant: int
    role: str
    place: str

    @property
    def words(self) -> str:
        """«тьютор · МО город Армавир»."""
        return f"{role_name(self.role)} · {self.place}" if self.place else role_name(self.role)


def ask_for_code() -> Screen:
    """Whose roles."""
    return Screen(
        "Чьи роли показать? Напишите код участника, например <code>П-06-01</code>. Коды стоят в книге обмена.",
        Keyboard().row(Button("В меню", Menu())).done(),
    )


def nobody(code: str) -> Screen:
    """A code that leads to nobody here."""
    return Screen(
        f"Человека с кодом «{safe(code)}» здесь не нашлось. Проверьте код в книге обмена и напишите ещё раз.",
        Keyboard().row(Button("В меню", Menu())).done(),
    )


def person(person_id: int, code: str, held: Sequence[RoleHeld], *, may_give: bool) -> Screen:
    """The roles of a person, each with a button that takes it."""
    keys = Keyboard()
    for role in held:
        keys.row(Button(short(f"Забрать: {role.words}"), AskToTakeRole(person_id, role.grant)))
    if may_give:
        keys.row(Button("Дать роль", ChooseRoleToGive(person_id)))
    keys.row(Button("Другой человек", FindPerson()), Button("В меню", Menu()))
    lines = "\n".join(f"• {safe(role.words)}" for role in held) or "Ролей, которыми Вы распоряжаетесь, нет."
    return Screen(f"<b>{safe(code)}</b>\n\n{lines}", keys.done())


def oneself(code: str) -> Screen:
    """Nobody manages one's own roles."""
    return Screen(
        f"<b>{safe(code)}</b> – это Вы. Свои роли ни дать, ни забрать нельзя: попросите об этом коллегу. "
        "Так никто не останется без координатора и администратора по ошибке.",
        Keyboard().row(Button("Другой человек", FindPerson()), Button("В меню", Menu())).done(),
    )


def choose_role(person_id: int, code: str, roles: Sequence[str]) -> Screen:
    """Which role to give."""
    keys = Keyboard().flow([Button(role_name(role), ChooseWhere(person_id, role, 0)) for role in roles], 2)
    return Screen(f"Какую роль дать <b>{safe(code)}</b>?", keys.row(Button("Назад", PersonRoles(person_id))).done())


def choose_municipality(person_id: int, role: str, places: Sequence[tuple[int, str]]) -> Screen:
    """In which municipality the role is to hold."""
    buttons = [Button(short(name), ChooseWhere(person_id, role, place)) for place, name in places[:_MOST]]
    return Screen(f"Где будет действовать роль «{role_name(role)}»?", _choice(person_id, buttons))


def choose_school(person_id: int, role: str, municipality: int, places: Sequence[tuple[int, str]]) -> Screen:
    """In which school the role is to hold."""
    buttons = [Button(short(name), GiveRole(person_id, role, municipality, place)) for place, name in places[:_MOST]]
    return Screen(f"В какой школе будет действовать роль «{role_name(role)}»?", _choice(person_id, buttons))


def _choice(person_id: int, buttons: list[Button]) -> Rows:
    return Keyboard().flow(buttons, 1).row(Button("Назад", ChooseRoleToGive(person_id))).done()


def given(role: str, *, already: bool, vouched: bool) -> str:
    """The line before the card, after a role was given; a vouched one waits for an invitation."""
    if already:
        return f"Роль «{role_name(role)}» у этого человека уже есть."
    more = " Заработает она, когда человек войдёт по приглашению от администратора." if vouched else ""
    return f"Роль «{role_name(role)}» дана, действует с сегодняшнего дня.{more}"


def you_have(role: str) -> Screen:
    """To the person who was given a role."""
    return Screen(
        f"У Вас новая роль: {role_name(role)}. Перейти в неё можно командой /role; прежние роли остались.",
        Keyboard().row(Button("Сменить роль", ListRoles()), Button("В меню", Menu())).done(),
    )


def you_had(role: str) -> Screen:
    """To the person whose role was taken."""
    return Screen(
        f"Роль «{role_name(role)}» у Вас больше не действует. Всё, что Вы в ней сделали, осталось на месте. "
        "Если это ошибка, напишите, пожалуйста, координатору.",
        Keyboard().row(Button("В меню", Menu())).done(),
    )


def ask_to_give(person_id: int, code: str, role: str, municipality: int) -> Screen:
    """Before a role is given that opens a whole municipality or more."""
    keys = Keyboard().row(Button("Да, дать", GiveRole(person_id, role, municipality, 0)))
    keys.row(Button("Нет", PersonRoles(person_id)))
    return Screen(
        f"Дать <b>{safe(code)}</b> роль «{role_name(role)}»? Эта роль открывает данные не одной школы, и доступ появится "
        "сразу. Проверьте, пожалуйста, тот ли это код.",
        keys.done(),
    )


def ask_to_take(person_id: int, code: str, role: RoleHeld) -> Screen:
    """Before a role is taken."""
    keys = Keyboard().row(Button("Да, забрать", TakeRole(person_id, role.grant)), Button("Нет", PersonRoles(person_id)))
    return Screen(
        f"Забрать у <b>{safe(code)}</b> роль «{safe(role.words)}»? Доступ кончится сразу; сделанное останется на месте.",
        keys.done(),
    )


TAKEN = "Роль больше не действует."
