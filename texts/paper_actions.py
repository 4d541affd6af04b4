"""Actions around answers on paper."""

from texts.actions import Action, action


@action("ba")
class PaperAnswer(Action):
    """«Бумажный ответ»: from which group it is; `page` counts from 0."""

    survey: int
    page: int


@action("bg")
class PaperGroup(Action):
    """A group, by its place in the list."""

    survey: int
    place: int


@action("bp")
class PaperPeople(Action):
    """A page of the silent people of a group."""

    survey: int
    place: int
    page: int


@action("bo")
class PaperPerson(Action):
    """The person whose answer it is."""

    survey: int
    person: int


@action("bc")
class PaperGoOn(Action):
    """Go on with the answer that was begun."""

    survey: int


@action("bn")
class PaperAnew(Action):
    """Forget the answer that was begun and start another one."""

    survey: int
