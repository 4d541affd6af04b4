"""Actions around answers that were collected in another program's form."""

from texts.actions import Action, action


@action("ca")
class CollectInto(Action):
    """The survey that the answers belong to."""

    file: int
    survey: int


@action("cc")
class CollectColumn(Action):
    """What a column asks: 0 nothing of use, 1 and 2 school and person, then the questions of the form in order."""

    file: int
    survey: int
    column: int
    choice: int


@action("cm")
class CollectMore(Action):
    """All questions that a column may ask; `page` counts from 0."""

    file: int
    survey: int
    column: int
    page: int


@action("cw")
class CollectWord(Action):
    """What a word in a column means: 0 no answer, then the options in order. `word` is a checksum of the word."""

    file: int
    survey: int
    column: int
    word: int
    choice: int


@action("cv")
class CollectOptions(Action):
    """A page of what a word may mean; `page` counts from 0."""

    file: int
    survey: int
    column: int
    word: int
    page: int


@action("ck")
class CollectStore(Action):
    """«Записать»."""

    file: int
    survey: int


@action("cf")
class CollectForget(Action):
    """Match the columns anew: nothing that was decided holds for this table."""

    file: int
    survey: int


@action("cb")
class CollectBack(Action):
    """«Назад»: the last decision is taken back."""

    file: int
    survey: int


@action("cl")
class CollectLeaveRows(Action):
    """«Пропустить эти строки»: rows that cannot be taken are left out."""

    file: int
    survey: int
