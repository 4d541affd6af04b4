"""Questions asked again and again: a fixed number of times, for each item of a list, as long as there is more."""

from time import perf_counter

import pytest

from surveys.events import Answer
from surveys.session import Choice, Context

ITEMS = Context(
    rosters={
        "route_items": (
            Choice("i1", "Вебинар", {"term": "до 1 мая"}),
            Choice("i2", "Открытый урок", {"term": "до 1 июня"}),
        ),
        "my_teachers": (Choice("t1", "Педагог 1", {"school": "s1"}), Choice("t2", "Педагог 2", {"school": "s2"})),
    },
    values={"school": "s2"},
)

ROUTE = """
| survey | type | name | label | calculation | repeat_count | required | relevant |
| | csv-external | route_items | | | | | |
| | begin repeat | item | Пункт «${title}» | | count(instance('route_items')/root/item) | | |
| | calculate | title | | instance('route_items')/root/item[position() = position(current()/..)]/label | | | |
| | calculate | term | | instance('route_items')/root/item[position() = position(current()/..)]/term | | | |
| | select_one state | Q4.1 | ${title}, ${term}: что с ним? | | | yes | |
| | text | Q4.5 | Что помешало? | | | yes | ${Q4.1} = '3' |
| | end repeat | | | | | | |
| | note | sum | Выполнено: ${done} из ${all} | | | | |
| | calculate | done | | count(${item}[Q4.1 = '1']) | | | |
| | calculate | all | | count(${item}) | | | |
| choices | list_name | name | label |
| | state | 1 | выполнено |
| | state | 3 | не начато |
"""


def test_each_item_of_the_list_is_asked_about_by_its_name(walk):
    person = walk(ROUTE, ITEMS)
    assert person.asks == "Вебинар, до 1 мая: что с ним?"
    assert person.question.group == "Пункт «Вебинар»"
    person.picks("не начато").types("Болел")
    assert person.asks == "Открытый урок, до 1 июня: что с ним?"
    person.picks("выполнено")
    assert person.asks == "Выполнено: 1 из 2"
    assert person.confirms().sends() == {"Q4.1 1": "3", "Q4.5 1": "Болел", "Q4.1 2": "1"}


def test_computed_values_come_with_the_response(walk):
    person = walk(ROUTE, ITEMS).picks("выполнено", "выполнено").confirms()
    person.sends()
    computed = {(each.name, each.item): each.value for each in person.submitted.computed}
    assert computed["done", 0] == "2"
    assert computed["title", 2] == "Открытый урок"


def test_a_list_without_items_asks_nothing(walk):
    assert walk(ROUTE).asks == "Выполнено: 0 из 0"


def test_choices_come_from_the_list_and_are_filtered_by_its_attributes(walk):
    form = """
| survey | type | name | label | choice_filter |
| | hidden | school | | |
| | select_one_from_file my_teachers.csv | who | С кем? | school = ${school} |
| | select_multiple_from_file my_teachers.csv | all | Кто ещё? | |
"""
    person = walk(form, ITEMS)
    assert person.options == ["Педагог 2"]
    person.picks("Педагог 2")
    assert person.options == ["Педагог 1", "Педагог 2"]
    person.marks("Педагог 1", "Педагог 2").confirms()
    assert person.sends() == {"who": "t2", "all": "t1;t2"}


NESTED = """
| survey | type | name | label | repeat_count |
| | integer | n | Сколько школ? | |
| | begin repeat | school | Школа | ${n} |
| | text | title | Название | |
| | begin repeat | visit | Выход | 2 |
| | text | topic | Тема в «${title}» | |
| | end repeat | | | |
| | end repeat | | | |
"""


def test_repeats_inside_repeats_keep_their_numbers(walk):
    person = walk(NESTED).types("2", "Первая", "а", "б", "Вторая")
    assert person.asks == "Тема в «Вторая»"
    assert person.question.group == "Школа (2/2) · Выход (1/2)"
    person.types("в", "г")
    sent = person.sends()
    assert sent["topic 1002"] == "б"
    assert sent["topic 2001"] == "в"
    answers = tuple(Answer(each.name, each.item, each.value) for each in person.submitted.answers)
    assert walk(NESTED, answers=answers).sends() == sent


def test_fewer_instances_hide_their_answers(walk):
    person = walk(NESTED).types("2", "Первая", "а", "б", "Вторая", "в", "г")
    person.changes("Сколько школ?").types("1")
    assert "title 2" not in person.sends()


OPEN = """
| survey | type | name | label |
| | begin repeat | topic | Заседание |
| | text | theme | Тема |
| | end repeat | |
| | text | last | Итог |
"""


def test_a_repeat_without_a_count_asks_whether_there_is_more(walk):
    person = walk(OPEN).types("Первая").picks("Да").types("Вторая").picks("Нет")
    assert person.asks == "Итог"
    sent = person.types("Хорошо").sends()
    assert sent == {
        "theme 1": "Первая",
        "topic_more 1": "1",
        "theme 2": "Вторая",
        "topic_more 2": "0",
        "last": "Хорошо",
    }


def test_no_form_makes_a_person_answer_without_end(walk):
    endless = NESTED.replace("| ${n} |", "| 1000000 * ${n} |")
    person = walk(endless).types("5")
    assert person.question.progress.total <= 5000


def test_a_matrix_is_asked_row_by_row_under_its_heading(walk):
    form = """
| survey | type | name | label | appearance |
| | begin group | Q3.8 | Оцените трудности | table-list |
| | select_one t | Q3.8.1 | отдельные разделы | |
| | select_one t | Q3.8.2 | задания ЕГЭ | |
| | end group | | | |
| choices | list_name | name | label |
| | t | 0 | трудностей нет |
| | t | 3 | постоянные |
"""
    person = walk(form)
    assert (person.question.group, person.asks) == ("Оцените трудности", "отдельные разделы")
    person.picks("постоянные")
    assert (person.question.group, person.asks) == ("Оцените трудности", "задания ЕГЭ")
    person.picks("трудностей нет")
    assert person.sends() == {"Q3.8.1": "3", "Q3.8.2": "0"}


@pytest.mark.parametrize("times", [0, 1, 3])
def test_a_fixed_count_is_kept(walk, times):
    form = NESTED.replace("| ${n} |", f"| {times} |")
    person = walk(form).types("9")
    assert person.question.progress.total == 1 + 3 * times if times else person.at_review


GREEDY = """
| survey | type | name | label | calculation | repeat_count |
| | integer | n | Сколько? | | |
| | begin repeat | r | Раз | | ${n} |
| | text | x | Текст | | |
| | calculate | w | | count(${x}[. != sum(${x})]) + count(/data/r[count(/data/r/x) > 0]) | |
| | calculate | v | | count(/data/r[count(/data/r/x) > 1]) | |
| | end repeat | | | | |
| | calculate | c1 | | join('', ${w}, ${w}, ${w}, ${w}, '$LONG') | |
| | calculate | c2 | | concat(${c1}, ${c1}, ${c1}, ${c1}, ${c1}, ${c1}, ${c1}, ${c1}) | |
| | calculate | c3 | | concat(${c2}, ${c2}, ${c2}, ${c2}, ${c2}, ${c2}, ${c2}, ${c2}) | |
| | note | end | ${c3} | | |
""".replace("$LONG", "ы" * 1500)


def test_a_greedy_form_cannot_stall_the_bot(walk):
    began = perf_counter()
    person = walk(GREEDY).types("200")
    assert person.asks == "Текст"
    assert perf_counter() - began < 5
