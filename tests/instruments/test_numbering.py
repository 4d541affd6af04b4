"""Answers travel as numbers and letters; other people's files rely on each of them."""

import pytest
from walking import CODES, instrument

from surveys.form import Option, Question

PRINTED = [
    ("Q1.1", "а", "да, была индивидуальная помощь"),
    ("Q1.1", "г", "нет, хотя помощь была нужна"),
    ("Q1.1", "д", "нет, помощь не требовалась"),
    ("Q1.2", "1", "консультация"),
    ("Q1.2", "6", "вебинар или видеоконференция"),
    ("Q1.2", "13", "другое"),
    ("Q1.3", "6", "работа с родителями и командой"),
    ("Q1.4", "1", "полностью не согласен(на)"),
    ("Q1.4", "99", "затрудняюсь ответить"),
    ("Q1.7", "8", "другое"),
    ("Q1.9", "7", "пока ничего"),
    ("Q1.10", "5", "полностью удовлетворён(а)"),
    ("Q1.11", "2", "скорее да"),
    ("Q1.11", "5", "затрудняюсь ответить"),
    ("Q1.12", "2", "«Методическая компетентность (качество урока)»"),
    ("Q1.12", "7", "другое"),
    ("Q1.12", "8", "ничего не нужно"),
    ("Q1.13", "4", "только по запросу"),
    ("Q2.1", "3", "нет, хотя была нужна"),
    ("Q2.2", "7", "работа с данными оценочных процедур"),
    ("Q2.3", "14", "консалтинг"),
    ("Q2.3", "16", "совещание"),
    ("Q2.8", "8", "пока результатов нет"),
    ("Q2.14", "8", "ничего"),
    ("Q3.4", "4", "нет"),
    ("Q3.8.1", "0", "трудностей нет"),
    ("Q3.8.1", "3", "постоянные, нужна системная помощь"),
    ("Q3.14.7", "9", "не относится к моей работе"),
    ("Q3.22", "3", "никому"),
    ("Q4.1", "4", "больше не нужно"),
    ("Q4.8", "4", "4 раза и больше"),
    ("Q4T.3", "A", "А – системные, требуют устранения"),
    ("Q4T.6", "1", "без изменений"),
    ("Q5.1", "3", "нет"),
    ("Q5.5", "1", "совсем не удовлетворён(а)"),
    ("Q6.1", "8", "«Эффективное управление общеобразовательной организацией»"),
    ("Q6.6", "3", "могу делиться"),
    ("Q7.1", "7", "не участвовал(а)"),
    ("Q7.7", "5", "затрудняюсь ответить"),
    ("Q8.12", "6", "нет"),
    ("Q8.13", "5", "разбор ВПР"),
    ("F1.3", "4", "смешанно"),
    ("F1.10", "M6", "Проектирование программ развития"),
    ("F1.13", "3", "без изменений"),
    ("F2.5", "4", "не срочно"),
]


def question(name: str) -> Question:
    found = instrument(name.partition(".")[0]).question(name)
    assert found is not None, name
    return found


def options(name: str) -> dict[str, Option]:
    return {option.code: option for option in question(name).choices}


@pytest.mark.parametrize(("name", "code", "label"), PRINTED)
def test_an_option_keeps_its_printed_number(name: str, code: str, label: str) -> None:
    assert options(name)[code].label == label


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Q1.1", 5), ("Q1.2", 13), ("Q1.3", 6), ("Q1.4", 6), ("Q1.7", 8), ("Q1.9", 8), ("Q1.11", 5), ("Q1.12", 8),
        ("Q2.1", 4), ("Q2.2", 7), ("Q2.3", 16), ("Q2.7", 7), ("Q2.8", 8), ("Q2.14", 8), ("Q3.8.1", 5), ("Q3.17", 13),
        ("Q6.1", 8), ("Q7.1", 7), ("Q7.6", 5), ("F1.2", 28), ("F1.9", 6), ("F1.10", 6), ("F2.2", 6), ("F2.2_team", 7),
    ],
)  # fmt: skip
def test_no_option_was_lost_or_added(name: str, count: int) -> None:
    assert len(options(name)) == count


def test_the_matrices_of_the_diagnosis_have_all_their_rows() -> None:
    names = instrument("Q3").question_names
    rows = {group: sum(name.startswith(f"Q3.{group}.") for name in names) for group in range(8, 15)}
    assert rows == {8: 5, 9: 6, 10: 4, 11: 4, 12: 3, 13: 3, 14: 7}


def test_what_counts_as_help_is_written_beside_the_option() -> None:
    counts = {code: option.attributes["counts"] for code, option in options("Q1.1").items()}
    assert counts == {"а": "received", "б": "received", "в": "received", "г": "unmet", "д": "not_needed"}
    counts = {code: option.attributes["counts"] for code, option in options("Q2.1").items()}
    assert counts == {"1": "received", "2": "received", "3": "unmet", "4": "not_needed"}


def counted(name: str) -> dict[str, str]:
    found = {code: option.attributes.get("counts", "") for code, option in options(name).items()}
    return {code: what for code, what in found.items() if what}


@pytest.mark.parametrize("name", ["Q1.4", "Q1.10", "Q2.6", "Q5.5", "Q7.8", "Q8.11"])
def test_four_and_five_are_the_positive_answers_and_ninety_nine_is_none(name: str) -> None:
    assert counted(name) == {"4": "positive", "5": "positive", "99": "unsure"}


@pytest.mark.parametrize("name", ["Q1.11", "Q2.11", "Q6.9", "Q7.9"])
def test_yes_and_rather_yes_propose_to_go_on(name: str) -> None:
    assert counted(name) == {"1": "yes", "2": "yes", "5": "unsure"}


@pytest.mark.parametrize(
    ("measure", "names"),
    [
        ("received", {"Q1.1", "Q2.1"}),
        ("overall", {"Q1.10", "Q2.10", "Q5.5", "Q7.8"}),
        ("fits_need", {"Q1.4", "Q2.4", "Q5.2", "Q7.2"}),
        ("regular", {"Q1.5", "Q2.5"}),
        ("accessible", {"Q1.6", "Q2.6", "Q7.3"}),
        ("continue", {"Q1.11", "Q2.11", "Q6.9", "Q7.9"}),
        ("applicable", {"Q1.8", "Q2.9", "Q5.3"}),
        ("modules", {"Q1.12", "Q2.14", "Q3.15", "Q3.15_team", "Q6.1"}),
        ("barriers", {"Q1.7", "Q2.7"}),
        ("event_organisation", {"Q5.4"}),
        ("before", {"Q7.4"}),
        ("after", {"Q7.5"}),
    ],
)
def test_an_indicator_finds_its_questions_in_every_form(measure: str, names: set[str]) -> None:
    tagged = {each.name for code in CODES for each in instrument(code).questions if each.measure == measure}
    assert tagged == names
