"""People write instead of tapping; what is unclear is asked again and never guessed."""

import pytest

SCALE = """
| survey | type | name | label | required |
| | select_one {names} | q | Как Вам работа центра? | yes |
| choices | list_name | name | label |
| | letters | а | да, регулярно |
| | letters | б | да, отдельные встречи |
| | letters | в | нет, хотя была нужна |
| | scale | 1 | совсем плохо |
| | scale | 2 | скорее плохо |
| | scale | 4 | скорее хорошо |
| | scale | 5 | отлично, всё нашёл |
| | scale | 99 | затрудняюсь ответить |
"""


@pytest.mark.parametrize(
    ("names", "text", "code"),
    [
        ("scale", "4", "4"),
        ("scale", "четыре", "4"),
        ("scale", "Хорошо!", "4"),
        ("scale", "СКОРЕЕ ХОРОШО.", "4"),
        ("scale", "все нашел", "5"),
        ("scale", "затрудняюсь", "99"),
        ("scale", "99", "99"),
        ("scale", "Не знаю", "99"),
        ("scale", "трудно сказать", "99"),
        ("letters", "а", "а"),
        ("letters", "Б)", "б"),
        ("letters", "3", "в"),
        ("letters", "второй", "б"),
        ("letters", "отдельные встречи", "б"),
    ],
)
def test_an_option_is_found_by_number_letter_or_words(walk, names, text, code):
    assert walk(SCALE.format(names=names)).types(text).recorded.value == code


@pytest.mark.parametrize(
    ("names", "text"),
    [("scale", "скорее"), ("scale", "плохо"), ("scale", "3"), ("scale", "0"), ("letters", "да"), ("letters", "4"),
     ("letters", "не знаю"), ("letters", " "), ("letters", "?")],
)  # fmt: skip
def test_an_unclear_option_is_asked_again(walk, names, text):
    person = walk(SCALE.format(names=names)).types(text)
    assert person.refusal.reason == "unclear_option"
    assert person.asks == "Как Вам работа центра?"


MANY = SCALE.replace("select_one", "select_multiple")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1, 3", "а;в"), ("1 3", "а;в"), ("а; в", "а;в"), ("а и в", "а;в"), ("да, регулярно", "а"),
     ("да, регулярно\nнет, хотя была нужна", "а;в"), ("2,2", "б")],
)  # fmt: skip
def test_several_options_can_be_typed_at_once(walk, text, value):
    assert walk(MANY.format(names="letters")).types(text).recorded.value == value


@pytest.mark.parametrize("text", ["1, 7", "а, и ещё что-то", ""])
def test_one_unclear_part_makes_the_whole_unclear(walk, text):
    assert walk(MANY.format(names="letters")).types(text).refusal.reason == "unclear_option"


def ask(kind: str) -> str:
    return f"| survey | type | name | label | required |\n| | {kind} | q | Сколько? | yes |\n"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "5", "5"),
        ("integer", " 1 200 ", "1200"),
        ("integer", "пять", "5"),
        ("integer", "двадцать пять", "25"),
        ("integer", "сто двадцать", "120"),
        ("integer", "две тысячи пять", "2005"),
        ("integer", "минус три", "-3"),
        ("integer", "-3", "-3"),
        ("integer", "7,0", "7"),
        ("integer", "12 лет", "12"),
        ("integer", "45 мин.", "45"),
        ("decimal", "5,5", "5.5"),
        ("decimal", "5.50", "5.5"),
        ("decimal", "полтора", "1.5"),
        ("decimal", "два с половиной", "2.5"),
        ("date", "вчера", "2026-03-11"),
        ("date", "Сегодня", "2026-03-12"),
        ("date", "позавчера.", "2026-03-10"),
        ("date", "12 марта", "2026-03-12"),
        ("date", "12.03", "2026-03-12"),
        ("date", "1.4.2026", "2026-04-01"),
        ("date", "12.03.26", "2026-03-12"),
        ("date", "2026-03-12", "2026-03-12"),
        ("date", "31 декабря", "2025-12-31"),
        ("date", "5 сентября 2025 г.", "2025-09-05"),
        ("date", "первое апреля", "2026-04-01"),
        ("time", "15:30", "15:30"),
        ("time", "в 9", "09:00"),
        ("time", "9.30", "09:30"),
        ("time", "9 утра", "09:00"),
        ("time", "3 часа дня", "15:00"),
        ("time", "полдень", "12:00"),
        ("dateTime", "12 марта в 15:30", "2026-03-12T15:30:00"),
        ("dateTime", "вчера, 9:05", "2026-03-11T09:05:00"),
    ],
)
def test_numbers_dates_and_times_are_read_as_people_write_them(walk, kind, text, value):
    assert walk(ask(kind)).types(text).recorded.value == value


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("integer", "много", "not_whole"),
        ("integer", "5 или 6", "not_whole"),
        ("integer", "1,2,3", "not_whole"),
        ("integer", "5,5", "not_whole"),
        ("integer", "1" * 20, "not_whole"),
        ("integer", "пять двадцать", "not_whole"),
        ("decimal", "", "unclear_number"),
        ("date", "12", "unclear_date"),
        ("date", "03/25/2026", "unclear_date"),
        ("date", "31.02.2026", "unclear_date"),
        ("date", "на днях", "unclear_date"),
        ("time", "25:00", "unclear_time"),
        ("time", "вечером", "unclear_time"),
        ("dateTime", "12 марта", "unclear_time"),
    ],
)
def test_what_cannot_be_read_is_asked_again(walk, kind, text, reason):
    assert walk(ask(kind)).types(text).refusal.reason == reason


def test_twelve_march_is_said_in_words_on_the_review(walk):
    assert walk(ask("date")).types("вчера").review == {"Сколько?": "11.03.2026"}


WORDS = """
| survey | type | name | label | required |
| | select_multiple subjects | q | Что Вы ведёте? | yes |
| choices | list_name | name | label |
| | subjects | russian | русский язык |
| | subjects | math | математика |
| | subjects | social_studies | обществознание |
"""


def test_options_whose_codes_are_words_are_called_by_their_places(walk):
    person = walk(WORDS)
    assert [option.mark for option in person.question.options] == ["1", "2", "3"]
    assert person.types("3, русский язык").recorded.value == "social_studies;russian"


def test_printed_numbers_and_letters_stay(walk):
    assert [option.mark for option in walk(SCALE.format(names="scale")).question.options] == ["1", "2", "4", "5", "99"]
    assert [option.mark for option in walk(SCALE.format(names="letters")).question.options] == ["а", "б", "в"]
