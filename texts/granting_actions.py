"""Buttons with which roles of other people are given and taken."""

from texts.actions import Action, action


@action("gf")
class FindPerson(Action):
    """«Роли людей»: the next typed text is a person's code."""


@action("gp")
class PersonRoles(Action):
    """The roles of one person."""

    person: int


@action("gr")
class ChooseRoleToGive(Action):
    """«Дать роль»: which one."""

    person: int


@action("gm")
class ChooseWhere(Action):
    """Where the role is to hold, when that is not clear; a municipality or school of 0 is still to be chosen."""

    person: int
    role: str
    municipality: int


@action("gg")
class GiveRole(Action):
    """Give it; a municipality or school of 0 stands for none."""

    person: int
    role: str
    municipality: int
    school: int


@action("gt")
class AskToTakeRole(Action):
    """«Забрать»: asks once more."""

    person: int
    grant: int


@action("ge")
class TakeRole(Action):
    """«Да, забрать»."""

    person: int
    grant: int
