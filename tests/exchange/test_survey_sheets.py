"""What is wrong with the sheets of surveys is said with its place and a remedy; what may be meant is understood."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from storage.database import Tx
from storage.tables import affiliation
from tests.exchange.books import Row, book, cells
from tests.exchange.conftest import Office, errors, warnings
from tests.exchange.field import field
from tests.indicators.data import Region, received


def with_answer(**values: Any) -> bytes:
    """The whole field with one more filled in questionnaire."""
    sheets = field()
    answer = {"Опрос": "Q1-2026", "Ответ": 7, "Вопрос": "Q1.4", "Значение": 5, "Сдан": "03.12.2026 15:30"}
    sheets["Ответы"] = [*sheets["Ответы"], answer | values]
    return book(sheets)


def stored(office: Office, number: int) -> list[Row]:
    """Rows of a response as the export has them."""
    headings, *rows = cells(office.export())["Ответы"]
    found = [dict(zip(headings, row, strict=True)) for row in rows]
    return [row for row in found if row["Ответ"] == number]


@pytest.mark.parametrize(
    ("question", "written", "kept"),
    [
        ("q1.4", "5", "5"),
        ("Q1.4", 99, "99"),
        ("Q1.1", "A", "а"),  # Latin
        ("Q1.1", "В", "в"),
        ("Q1.1", "г)", "г"),
        ("Q1.1", 2, "б"),  # letters have no printed number, so they are counted
        ("Q1.1", "да, и то и другое", "в"),
        ("Q1.12", " 1; 3;1 ", "1;3"),
        ("Q1.12", 8, "8"),
        ("Q1.11", 5, "5"),
        ("Q1.14", "=сумма", "=сумма"),
        ("Q1.9", None, None),
    ],
)
def test_what_people_write_is_understood(office: Office, question: str, written: Any, kept: str | None) -> None:
    plan = office.bring(with_answer(Вопрос=question, Значение=written))
    assert errors(plan) == []
    (row,) = stored(office, 7)
    assert (row["Вопрос"], row["Значение"]) == (question.upper(), kept)
    assert office.bring(with_answer(Вопрос=question, Значение=written)).empty


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"Вопрос": "Q1.4[2]"}, "В анкете Q1 нет вопроса «Q1.4[2]»"),  # asked once
        ({"Значение": 6}, "(G5): В вопросе Q1.4 нет варианта «6». Подойдёт: 1 – полностью не согласен(на)"),
        ({"Значение": "4;5"}, "(G5): В вопросе Q1.4 выбирают один вариант, а здесь их несколько."),
        ({"Вопрос": "Q1.12", "Значение": "1;9"}, "(G5): В вопросе Q1.12 нет варианта «9»."),
        ({"Вопрос": "Q1.40"}, "(F5): В анкете Q1 нет вопроса «Q1.40»."),
        ({"Опрос": "Q1-2027"}, "(A5): «Q1-2027» не найдено."),
        ({"Ответ": 0}, "(B5): "),
        ({"Ответ": "первый"}, "(B5): «первый» – не целое число."),
        ({"Ответ": 1, "Вопрос": "q1.4"}, "(F5): Ответ на этот вопрос уже стоит в строке 2."),
        ({"Ответ": 1, "Вопрос": "Q1.5", "Школа": "Ш17"}, "Здесь «Ш17», а в строке 2 той же анкеты – «Ш6»."),
        ({"Ответ": 1, "Вопрос": "Q1.5", "Сдан": "04.12.2026"}, "в строке 2 той же анкеты – «03.12.2026 15:30»"),
        ({"Статус": "потерян"}, "Значения «потерян» нет в списке."),
        ({"Человек": "П-99"}, "«П-99» не найдено."),
    ],
)
def test_what_is_wrong_with_an_answer(office: Office, values: dict[str, Any], line: str) -> None:
    plan = office.bring(with_answer(**values))
    found = errors(plan)
    assert any(line in each and each.startswith("Лист «Ответы», строка 5, ") for each in found), found
    assert stored(office, 1) == []


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"Анкета": "Q11"}, "(B2): Анкеты «Q11» нет. Подойдёт код одной из анкет: F1, F2, Q1, Q2"),
        ({"Анкета": "F0"}, "Анкеты «F0» нет."),
        ({"Закрыт": date(2026, 11, 30)}, "«30.11.2026 23:59:59» раньше, чем опрос открыт."),
        ({"Продлён до": date(2026, 12, 10)}, "«Продлён до» раньше, чем «Закрыт»."),
        ({"Период по": date(2026, 8, 31)}, "«31.08.2026» раньше, чем «01.09.2026»."),
        ({"Режим": "тайно"}, "Значения «тайно» нет в списке."),
        ({"Открыт": None}, "(F2): Не заполнено."),
    ],
)
def test_what_is_wrong_with_a_survey(office: Office, values: dict[str, Any], line: str) -> None:
    sheets = field()
    sheets["Опросы"] = [{**row, **values} for row in sheets["Опросы"]]
    found = errors(office.bring(book(sheets)))
    assert any(line in each for each in found), found
    assert office.schools() == set()


def test_the_instrument_of_a_survey_with_answers_stays(office: Office) -> None:
    office.bring(book(field()))
    sheets = field()
    sheets["Опросы"] = [{**row, "Анкета": "Q2"} for row in sheets["Опросы"]]
    del sheets["Ответы"]
    (line,) = errors(office.bring(book(sheets)))
    assert "Анкету и муниципалитет записанного опроса менять нельзя" in line


def test_what_was_sent_too_late_is_told(office: Office) -> None:
    plan = office.bring(with_answer(Сдан="19.12.2026 0:05"))
    (line,) = warnings(plan)
    assert "Сдано 19.12.2026 00:05, а ответы принимались с 01.12.2026 09:00 по 18.12.2026 23:59:59." in line
    assert "в показатели не войдёт" in line


def test_a_name_in_an_anonymous_survey_is_not_kept(office: Office) -> None:
    sheets = field()
    sheets["Опросы"] = [{**row, "Режим": "анонимно"} for row in sheets["Опросы"]]
    answer = {"Опрос": "Q1-2026", "Вопрос": "Q1.4", "Значение": 5, "Сдан": "03.12.2026"}
    sheets["Ответы"] = [{**answer, "Ответ": 1, "Человек": "П-06-01"}, {**answer, "Ответ": 2, "Человек": "П-17-01"}]

    plan = office.bring(book(sheets))
    assert any("Имя записано не будет" in line for line in warnings(plan))
    assert any("нет в списке опроса, или он исключён" in line for line in warnings(plan))
    assert [(row["Человек"], row["Статус"]) for number in (1, 2) for row in stored(office, number)] == [
        (None, "сдан"),
        (None, "аннулирован"),
    ]
    assert office.bring(book(sheets)).empty


def test_a_later_book_corrects_the_window_and_the_answers(office: Office) -> None:
    office.bring(book(field()))
    sheets = field()
    sheets["Опросы"] = [{**row, "Закрыт": date(2026, 12, 2), "Продлён до": None} for row in sheets["Опросы"]]
    sheets["Ответы"] = [{**row, "Значение": 3 if row["Значение"] else None} for row in sheets["Ответы"]]
    plan = office.bring(book(sheets))
    assert errors(plan) == []
    assert "Ответы: изменится 2, без изменений 1" in plan.totals()
    assert [row["Значение"] for row in stored(office, 1)] == ["3", "3", None]


def test_a_coordinator_brings_in_only_own_surveys(office: Office) -> None:
    office.bring(book(field()))
    foreign = {"Код": "НОВ", "Полное название": "Новый район", "Краткое название": "Новый район"}
    office.bring(book({"Муниципалитеты": [foreign]}))
    own, other = office.place("АРМ"), office.place("НОВ")
    assert office.bring(book(field()), own).empty
    answers = {"Ответы": field()["Ответы"], "Опросы": field()["Опросы"]}
    assert any("не найдено" in line for line in errors(office.bring(book(answers), other)))
    taken = {**field()["Опросы"][0], "Муниципалитет": "НОВ"}
    assert any("уже занят другим опросом" in line for line in errors(office.bring(book({"Опросы": [taken]}), other)))
    assert len(cells(office.export(other))["Опросы"]) == 1


def in_the_chat(office: Office, instrument: str, mode: str, given: dict[str, str], times: int) -> None:
    """A survey that the chat asked, with so many like answers."""

    def build(tx: Tx) -> None:
        region = Region(tx).municipality("АРМ", ["Ш6"])
        survey = region.survey(instrument, "АРМ", mode)
        for member in survey.asks(times, "Ш6"):
            person = {} if mode == "anonymous" else {"person_id": member["person_id"]}
            work = {"person_id": member["person_id"], "school_id": region.schools["Ш6"], "since": date(2025, 9, 1)}
            tx.execute(insert(affiliation), work)
            survey.answers(given, school="Ш6", **person)

    office.db.write_now(build)


def questions(data: bytes) -> set[str]:
    headings, *rows = cells(data)["Ответы"]
    return {row[headings.index("Вопрос")] for row in rows}


def test_what_was_promised_for_sums_only_stands_beside_nobody(office: Office) -> None:
    in_the_chat(office, "Q6", "named", {"Q6.1": "1", "Q6.7": "2", "Q6.9": "1"}, 6)
    assert questions(office.export(office.place("АРМ"))) == {"Q6.1", "Q6.7"}
    assert questions(office.export()) == {"Q6.1", "Q6.7", "Q6.9"}


@pytest.mark.parametrize(("times", "told"), [(4, False), (5, True)])
def test_a_few_anonymous_answers_are_told_to_no_coordinator(office: Office, times: int, told: bool) -> None:
    in_the_chat(office, "Q1", "anonymous", received(), times)
    assert bool(questions(office.export(office.place("АРМ")))) is told
    assert questions(office.export())
