"""What a person reads when an answer does not fit: what was understood, and what to do instead."""

import pytest

from texts.filling import refused

VISIT = """
| survey | type | name | label | required | constraint | constraint_message |
| | {kind} | q | Когда Вы были в школе? | yes | {constraint} | {message} |
"""


def said(person) -> str:
    return refused(person.refusal.reason, person.refusal.params)


def test_a_day_without_a_year_is_taken_from_the_year_the_form_allows(walk):
    past = walk(VISIT.format(kind="date", constraint=". <= today()", message="Это будущее."))
    assert past.types("5 сентября").recorded.value == "2025-09-05"
    coming = walk(VISIT.format(kind="date", constraint=". > today()", message="Это прошлое."))
    assert coming.types("12.03").recorded.value == "2027-03-12"
    hour = walk(VISIT.format(kind="dateTime", constraint=". <= now()", message="Это будущее."))
    assert hour.types("5 сентября в 15:30").recorded.value == "2025-09-05T15:30:00"


def test_a_day_that_does_not_fit_is_said_as_it_was_understood(walk):
    person = walk(VISIT.format(kind="date", constraint=". <= today()", message="Это будущее."))
    assert said(person.types("5 сентября 2026")) == "Понял так: 05.09.2026. Это будущее."
    strict = walk(VISIT.format(kind="date", constraint=". > '2030-01-01'", message=""))
    assert said(strict.types("12 марта")) == (
        "Понял так: 12.03.2026. Такой ответ здесь не подходит. Проверьте, пожалуйста."
    )


TOPICS = """
| survey | type | name | label | required | constraint |
| | select_multiple topics | q | О чём рассказать? | yes | count-selected(.) <= 3 |
| choices | list_name | name | label |
| | topics | 1 | Предмет |
| | topics | 2 | Методика |
| | topics | 3 | Оценивание |
| | topics | 4 | Другое |
"""


def test_too_many_options_typed_are_no_reason_to_take_a_mark_off(walk):
    asked_again = "Можно выбрать не больше 3. Отметьте, пожалуйста, кнопками."
    assert said(walk(TOPICS).types("1 2 3 4")) == asked_again
    assert said(walk(TOPICS).marks("Предмет").types("1 2 3 4")) == asked_again


def test_a_mark_beyond_the_limit_asks_to_take_another_off(walk):
    assert said(walk(TOPICS).marks("Предмет", "Методика", "Оценивание", "Другое")) == (
        "Можно отметить не больше 3. Снимите одну отметку, чтобы поставить другую."
    )


OTHERS = """
| survey | type | name | label |
| | {kind} | q | Посмотрите, пожалуйста |
| | text | z | Конец |
"""


def test_a_confirmation_is_said_in_the_persons_words(walk):
    assert walk(OTHERS.format(kind="acknowledge")).confirms().types("-").review["Посмотрите, пожалуйста"] == "да"


def test_a_message_instead_of_a_file_is_told_what_is_wanted(walk):
    assert said(walk(OTHERS.format(kind="image")).types("вот")) == "Здесь нужна картинка."
    assert said(walk(OTHERS.format(kind="file")).types("вот")) == "Здесь нужен файл."
    assert said(walk(OTHERS.format(kind="audio")).types("вот")) == ("Здесь нужно голосовое сообщение или аудиофайл.")


def test_a_message_to_a_note_is_shown_the_way_on(walk):
    assert said(walk(OTHERS.format(kind="note")).types("спасибо")) == "Нажмите, пожалуйста, «Далее»."


def test_a_text_that_is_too_long_hears_by_how_much(walk):
    form = VISIT.format(kind="text", constraint="string-length(.) <= 500", message="Получилось длиннее 500 знаков.")
    assert said(walk(form).types("я" * 1404)) == "Получилось длиннее 500 знаков. Сейчас длиннее на 904 знака."
    assert "Сейчас длиннее на 1 знак." in said(walk(form).types("я" * 4001))


RANGE = """
| survey | type | name | label | required | parameters |
| | range | q | Оценка | yes | start={start} end={end} step={step} |
"""


@pytest.mark.parametrize(
    ("ends", "written", "wanted"),
    [
        ((1, 10, 1), "много", "Подойдёт целое число от 1 до 10."),
        ((1, 10, 1), "11", "Подойдёт целое число от 1 до 10."),
        ((1, 10, 1), "5,5", "Подойдёт целое число от 1 до 10."),
        ((0, 1, 0.5), "так себе", "Подойдёт число с шагом 0,5 от 0 до 1."),
        ((0, 1, 0.5), "0,3", "Подойдёт число с шагом 0,5 от 0 до 1."),
    ],
)
def test_what_is_no_number_of_a_range_is_told_which_numbers_are(walk, ends, written, wanted):
    start, end, step = ends
    assert said(walk(RANGE.format(start=start, end=end, step=step)).types(written)) == wanted


@pytest.mark.parametrize(
    ("constraint", "offered"),
    [(". >= today()", ["2026-03-12"]), (". > today()", []), (". <= today()", ["2026-03-12", "2026-03-11"])],
)
def test_only_days_that_fit_are_offered(walk, constraint, offered):
    asked = walk(VISIT.format(kind="date", constraint=constraint, message="Не подходит.")).question
    assert list(asked.days) == offered
