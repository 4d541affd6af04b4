"""The author of a workbook reads what to mend in whole sentences, whatever is known of the problem."""

import pytest

from surveys.problems import FormProblem
from surveys.reader import FormRefused, read_markdown
from texts import form_problems


def told(markdown: str) -> list[str]:
    with pytest.raises(FormRefused) as refused:
        read_markdown(markdown)
    return form_problems.lines(refused.value.problems)


def test_a_condition_that_cannot_be_read_is_told_without_empty_details():
    form = "| survey | type | name | label | relevant |\n| | text | x | Текст | . > ( |\n"
    assert told(form) == [
        "Лист survey, строка 2, колонка relevant: условие не читается. Что сделать: проверьте скобки, кавычки и знаки."
    ]


def test_a_function_that_does_not_exist_is_named():
    form = "| survey | type | name | label | relevant |\n| | text | x | Текст | shout('a') |\n"
    assert "функции «shout» нет" in told(form)[0]


def test_details_are_told_when_they_are_known():
    problem = FormProblem("survey", 2, "relevant", "bad_expression", {"detail": "лишняя скобка"})
    assert form_problems.line(problem).endswith("проверьте скобки, кавычки и знаки; подробности: лишняя скобка.")


@pytest.mark.parametrize("code", [*form_problems._WORDS, "never_heard_of"])
def test_no_problem_shows_a_placeholder(code):
    line = form_problems.line(FormProblem("survey", 2, "relevant", code))
    assert "$" not in line.replace("${", "{")
    assert ": ." not in line
    assert "«»" not in line


def test_a_misspelt_type_is_told_what_was_meant_before_the_whole_list():
    form = "| survey | type | name | label |\n| | selectone_yn | x | Текст |\n| | intger | y | Сколько? |\n"
    first, second = told(form)
    assert "если имелось в виду «integer», напишите так, иначе возьмите один из видов, названных выше." in second
    assert "select_multiple_from_file" in first
    assert "begin repeat" in first


def test_a_type_that_resembles_nothing_is_told_the_list_alone():
    form = "| survey | type | name | label |\n| | хххххх | x | Текст |\n"
    assert "Что сделать: возьмите один из видов: text, " in told(form)[0]


def test_a_misspelt_reference_is_told_the_name_that_was_meant():
    form = (
        "| survey | type | name | label | relevant |\n| | text | school | Школа | |\n"
        "| | text | y | Почему? | ${schol} = 'a' |\n"
    )
    assert "если имелось в виду «school», напишите так, иначе исправьте имя в фигурных скобках" in told(form)[0]


UNLABELLED = """
| survey | type | name | label::Русский (ru) | hint | media::image | calculation |
| | text | silent | | | | |
| | select_one yn | choice | | | | |
| | note | nothing | | | | |
| | note | picture | | | map.png | |
| | text | hinted | | Как Вас зовут? | | |
| | calculate | sum | | | | 1 + 1 |
| | hidden | secret | | | | |
| | begin group | g | | | | |
| | text | spoken | Текст | | | |
| | end group | | | | | |
| | nonsense | wrong | | | | |
| choices | list_name | name | label |
| | yn | y | Да |
"""


def test_questions_without_a_text_are_told_all_at_once():
    remedy = "Что сделать: заполните колонку label."
    assert [line for line in told(UNLABELLED) if "нет текста" in line] == [
        f"Лист survey, строка 2, колонка label: у вопроса «silent» нет текста. {remedy}",
        f"Лист survey, строка 3, колонка label: у вопроса «choice» нет текста. {remedy}",
        f"Лист survey, строка 4, колонка label: у вопроса «nothing» нет текста. {remedy}",
    ]
    assert len(told(UNLABELLED)) == 4


REPEAT = """
| survey | type | name | label | repeat_count |
| | integer | how_many | Сколько? | |
| | begin repeat | visit | Посещение | {count} |
| | text | where | Где? | |
| | begin repeat | lesson | Урок | {inner} |
| | text | theme | Тема? | |
| | end repeat | | | |
| | end repeat | | | |
"""


def test_more_repeats_than_a_chat_bears_are_told_before_anybody_answers():
    (line,) = told(REPEAT.format(count="201", inner="5"))
    assert line.startswith("Лист survey, строка 3, колонка repeat_count: повтор «visit» задаётся больше 200 раз")
    assert "больше 5000 вопросов" in told(REPEAT.format(count="100", inner="100"))[0]


def test_a_number_of_repeats_that_is_typed_is_cut_and_that_is_said():
    form = read_markdown(REPEAT.format(count="${how_many}", inner="2"))
    assert [form_problems.note(kind, name) for kind, name in form.warnings] == [
        "повтор «visit» задаётся не больше 200 раз, даже если ответ на вопрос о количестве больше"
    ]


def test_calculations_that_would_fall_silently_are_told():
    doubled = "".join(
        f"| | calculate | c{place} | | concat(${{c{place - 1}}}, ${{c{place - 1}}}) |\n" for place in range(1, 16)
    )
    head = "| survey | type | name | label | calculation |\n| | text | q | Да? | |\n| | calculate | c0 | | 'x' |\n"
    ((kind, name),) = read_markdown(head + doubled).warnings
    assert form_problems.note(kind, name).startswith("вычисления слишком тяжёлые")


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (
            "| survey | Фамилия | Класс |\n| | Иванов | 5 |\n",
            "Лист survey: в первой строке нет обязательных заголовков: type",
        ),
        (
            "| survey | type | name | label |\n| | text | x | Что? |\n| choices | Имя | Класс |\n| | Анна | 5 |\n",
            "Лист choices: в первой строке нет обязательных заголовков: name",
        ),
    ],
)
def test_a_sheet_without_its_obligatory_columns_is_told_which_ones_it_lacks(form, line):
    assert told(form) == [f"{line}. Что сделать: впишите их в первую строку."]


def test_a_list_of_people_is_no_questionnaire():
    assert told("| Лист1 | Фамилия | Класс |\n| | Иванов | 5 |\n") == [
        "Лист survey: нет листа survey. Что сделать: назовите лист с вопросами survey; сейчас в книге: Лист1."
    ]
