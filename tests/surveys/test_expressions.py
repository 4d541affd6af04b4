"""What authors write into their sheets: functions, dates, pieces of answers in labels, cascades."""

import pytest

from surveys.session import Context

BEFORE = """
| survey | type | name | label | calculation | appearance |
| | date | born | Дата | | |
| | integer | a | Число | | |
| | select_multiple l | m | Список | | |
| | text | t | Текст | | |
| | calculate | result | | {expression} | |
| | note | shown | Итог: ${{result}} | | |
| choices | list_name | name | label |
| | l | x | Икс |
| | l | y | Игрек |
| | l | z | Зет |
"""


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("${a} + 1", "6"),
        ("${a} div 2", "2.5"),
        ("if(${a} > 3, 'много', 'мало')", "много"),
        ("if(selected(${m}, 'x') and not(selected(${m}, 'z')), 1, 0)", "1"),
        ("count-selected(${m})", "2"),
        ("selected-at(${m}, 1)", "y"),
        ("selected-at(${m}, 9)", ""),
        ("jr:choice-name(selected-at(${m}, 1), '${m}')", "Игрек"),
        ("coalesce('', ${t})", "Привет"),
        ("concat(${t}, ', ', ${a})", "Привет, 5"),
        ("string-length(${t})", "6"),
        ("substr(${t}, 0, 3)", "При"),
        ("regex(${t}, '[А-Я][а-я]+')", "true"),
        ("round(2.456, 1)", "2.5"),
        ("int(7.9) + pow(2, 3)", "15"),
        ("min(3, ${a}, 9) + max(1, 2)", "5"),
        ("today() - ${born}", "11"),
        ("date(today() + 7)", "2026-03-19"),
        ("format-date(${born}, '%d.%m.%Y')", "01.03.2026"),
        ("int((today() - ${born}) div 7)", "1"),
        ("if(${born} < today(), 'раньше', 'позже')", "раньше"),
        ("if(${born} <= '2026-03-01', 'раньше', 'позже')", "раньше"),
        ("join('-', ${a}, ${t})", "5-Привет"),
        ("once(today())", "2026-03-12"),
        ("number(${a}) mod 3", "2"),
        ("contains(${t}, 'рив') or false()", "true"),
        ("translate(${t}, 'Пр', 'пР')", "пРивет"),
    ],
)
def test_functions_mean_what_xlsform_says(walk, expression, result):
    person = walk(BEFORE.format(expression=expression)).types("2026-03-01", "5").marks("Икс", "Игрек").confirms()
    assert person.types("Привет").asks == f"Итог: {result}".strip()


def test_chance_is_drawn_once_for_a_session(walk):
    person = walk(BEFORE.format(expression="once(random())")).types("вчера", "5").skips().types("а")
    drawn = person.asks
    assert 0 <= float(drawn.removeprefix("Итог: ")) < 1
    assert person.confirms().goes_back().asks == drawn


def test_a_date_is_not_later_than_today(walk):
    form = """
| survey | type | name | label | constraint | constraint_message |
| | date | d | Дата | . <= today() and . >= today() - 30 | Не позже сегодня. |
"""
    person = walk(form).types("завтра")
    assert (person.refusal.reason, person.refusal.params["message"]) == ("constraint", "Не позже сегодня.")
    assert walk(form).types("1 января").refusal.reason == "constraint"
    assert walk(form).types("вчера").at_review


def test_what_was_answered_is_said_in_labels_in_words(walk):
    form = """
| survey | type | name | label | hint |
| | hidden | event | | |
| | select_one s | subject | Предмет | |
| | date | d | Когда было «${event}»? | |
| | text | t | ${subject}, ${d}: что дальше? | Событие: ${event} |
| choices | list_name | name | label |
| | s | 1 | Математика |
"""
    person = walk(form, Context({"event": "Семинар"})).picks("Математика")
    assert person.asks == "Когда было «Семинар»?"
    person.types("12.03.2026")
    assert person.asks == "Математика, 12.03.2026: что дальше?"
    assert person.question.hint == "Событие: Семинар"


def test_a_cascade_offers_what_belongs_to_the_answer_before(walk):
    form = """
| survey | type | name | label | choice_filter |
| | select_one area | area | Район | |
| | select_one school | school | Школа | area = ${area} |
| choices | list_name | name | label | area |
| | area | n | Северный | |
| | area | s | Южный | |
| | school | 1 | Школа № 1 | n |
| | school | 2 | Школа № 2 | s |
| | school | 3 | Школа № 3 | s |
"""
    person = walk(form).picks("Южный")
    assert person.options == ["Школа № 2", "Школа № 3"]
    assert person.types("Школа № 1").refusal.reason == "unclear_option"
    person.picks("Школа № 3").changes("Район").picks("Северный")
    assert person.options == ["Школа № 1"], "the former school is not offered any more, so it is asked again"


def test_a_suggestion_is_shown_and_taken_with_one_tap(walk):
    form = """
| survey | type | name | label | default |
| | date | d | Дата | today() |
| | integer | n | Сколько? | 2 |
| | text | t | Тема | |
"""
    person = walk(form, Context({"t": "Как в прошлый раз"}))
    assert person.question.answer == "12.03.2026"
    person.confirms().confirms()
    assert person.question.answer == "Как в прошлый раз"
    person.types("Другая")
    assert person.sends() == {"d": "2026-03-12", "n": "2", "t": "Другая"}


def test_other_is_asked_in_words_of_the_form_s_language(walk):
    form = """
| survey | type | name | label |
| | select_multiple f or_other | forms | Формы помощи |
| choices | list_name | name | label |
| | f | 1 | Семинар |
"""
    person = walk(form)
    assert person.options == ["Семинар", "Другое"]
    person.marks("Другое").confirms()
    assert "Уточните" in person.asks
    assert person.types("Стажировка").sends() == {"forms": "other", "forms_other": "Стажировка"}


def test_a_form_in_two_languages_speaks_the_person_s(walk):
    form = """
| survey | type | name | label::Русский (ru) | label::English (en) | constraint | constraint_message::Русский (ru) | constraint_message::English (en) |
| | integer | n | Сколько? | How many? | . > 0 | Больше нуля. | More than zero. |
| settings | default_language |
| | Русский (ru) |
"""  # noqa: E501
    assert walk(form).asks == "Сколько?"
    person = walk(form, Context(language="en"))
    assert person.asks == "How many?"
    assert person.types("0").refusal.params["message"] == "More than zero."


def test_a_hidden_group_takes_its_questions_with_it(walk):
    form = """
| survey | type | name | label | relevant |
| | select_one yn | ask | Продолжим? | |
| | begin group | g | Блок | ${ask} = 'y' |
| | text | inner | Внутри | |
| | begin group | h | Глубже | |
| | text | deep | Глубоко | |
| | end group | | | |
| | end group | | | |
| | text | after | После | ${deep} = '' |
| choices | list_name | name | label |
| | yn | y | Да |
| | yn | n | Нет |
"""
    person = walk(form).picks("Нет")
    assert person.asks == "После"
    person.goes_back().picks("Да").types("раз", "два")
    assert person.at_review
    assert "После" not in person.review
