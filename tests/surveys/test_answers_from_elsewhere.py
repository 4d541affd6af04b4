"""Answers that another program collected beside the way that our form would have taken."""

from surveys.elsewhere import Path, Paths
from surveys.reader import read_markdown

FORM = """
| survey  | type              | name  | label             | required | relevant                         |
|         | select_one yn     | help  | Была помощь?      | yes      |                                  |
|         | select_one yn     | easy  | Легко обратиться? | yes      |                                  |
|         | begin group       | more  | Подробнее         |          | ${help} = '1'                    |
|         | select_multiple w | what  | Какая?            | yes      |                                  |
|         | text              | other | Какая ещё?        | yes      | selected(${what}, '2')           |
|         | end group         |       |                   |          |                                  |
|         | select_one yn     | why   | Мешало время?     | yes      | ${help} = '2' or ${easy} = '2'   |
|         | text              | free  | Что ещё?          |          |                                  |
|         | hidden            | role  |                   |          |                                  |
|         | text              | boss  | Сколько людей?    | yes      | ${role} = 'director'             |
| choices | list_name         | name  | label             |          |                                  |
|         | yn                | 1     | да                |          |                                  |
|         | yn                | 2     | нет               |          |                                  |
|         | w                 | 1     | урок              |          |                                  |
|         | w                 | 2     | другая            |          |                                  |
"""


def path(**answers: str) -> Path:
    return Paths(read_markdown(FORM)).of(answers)


def test_a_way_walked_to_its_end_misses_nothing():
    assert path(help="2", easy="1", why="1") == Path(frozenset(), ())
    assert path(help="1", easy="1", what="1;2", other="выезд") == Path(frozenset(), ())


def test_what_was_obligatory_and_shown_is_missing():
    assert path(help="1", easy="2").missing == ("what", "why")
    assert path(help="1", easy="1", what="1;2").missing == ("other",)
    assert path().missing == ("help", "easy")


def test_what_would_never_have_been_shown_is_hidden():
    assert path(help="1", easy="1", what="1", why="1").hidden == {"why"}
    assert path(help="2", easy="1", why="1", what="2", other="выезд").hidden == {"what", "other"}


def test_what_depends_on_an_answer_that_is_not_there_is_left_alone():
    assert path(easy="1", what="1", why="1") == Path(frozenset(), ("help",))


def test_what_depends_on_what_the_bot_alone_knows_is_left_alone():
    found = path(help="2", easy="1", why="2", boss="пять")
    assert found == Path(frozenset(), ())
