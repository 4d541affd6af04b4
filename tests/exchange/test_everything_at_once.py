"""A row with a bad cell is checked as far as the other cells go, and nobody pays for somebody else's bad cell."""

from datetime import date
from typing import Any

import pytest

from tests.exchange.books import Row, book, town
from tests.exchange.conftest import Office, errors, warnings
from tests.exchange.field import field

# Sheet, what its first row says instead, what is said of that row, each once.
TWO_FAULTS: list[tuple[str, Row, list[str]]] = [
    (
        "Журнал",
        {"Минут": "полтора часа", "Часть мероприятия": "E2"},
        ["«полтора часа» – не целое число.", "«E2» оказывается частью самой себя: E2 → E2."],
    ),
    (
        "Журнал",
        {"Форма": "семенар", "Окончание": date(2026, 10, 1), "Ведущие": "Т-99"},
        ["Значения «семенар» нет в списке.", "«01.10.2026» раньше, чем «15.10.2026».", "«Т-99» не найдено."],
    ),
    ("ИОМ", {"Человек": None, "Учебный год": 2026}, ["Не заполнено ни «Человек»", "не похоже на учебный год"]),
    ("Участие в конкурсах", {"Человек": None, "Дата": "весна"}, ["Не заполнено ни", "«весна» – не похоже на дату."]),
    ("Роли", {"Человек": "П-99", "По": date(2025, 1, 1)}, ["«П-99» не найдено.", "«01.01.2025» раньше, чем"]),
    (
        "Опросы",
        {"Режим": "тайно", "Анкета": "Q11", "Закрыт": date(2026, 11, 30)},
        ["Значения «тайно» нет в списке.", "Анкеты «Q11» нет.", "«30.11.2026 23:59:59» раньше, чем опрос открыт."],
    ),
    ("Опросы", {"Муниципалитет": "Арзамас", "Анкета": "Q1"}, ["«Арзамас» не найдено."]),
    ("Ответы", {"Сдан": "вчера", "Значение": 6}, ["«вчера» – не похоже на дату.", "В вопросе Q1.4 нет варианта «6»."]),
    ("Ответы", {"Школа": "Ш99", "Вопрос": "Q1.40"}, ["«Ш99» не найдено.", "нет вопроса «Q1.40»"]),
    (
        "Ответы",
        {"Значение": 6, "Источник": "почта", "Роль": "управленец"},
        ["нет варианта «6»", "Значения «почта»", "строка 3, колонка «Роль»", "строка 4, колонка «Роль»"],
    ),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(TWO_FAULTS)), ids=lambda place: f"{TWO_FAULTS[place][0]}-{place}")
def test_every_fault_of_a_row_is_told_at_the_first_try(office: Office, place: int) -> None:
    sheet, changed, words = TWO_FAULTS[place]
    rows = field()
    rows[sheet][0] = {**rows[sheet][0], **changed}
    told = errors(office.bring(book(rows)))
    assert len(told) == len(words), told
    for each in words:
        assert any(each in line and line.startswith(f"Лист «{sheet}», строка ") for line in told), told


def test_a_second_tutor_is_seen_through_a_bad_order(office: Office) -> None:
    rows = town()
    second = {"Вид": "тьютор", "Кто": "К-01", "Кого": "П-06-01", "Предмет": "математика", "С": date(2026, 1, 1)}
    rows["Закрепления"].append({**second, "Дата приказа": "вчера"})
    told = errors(office.check(book(rows)))
    assert [line.partition(": ")[0] for line in told] == [
        "Лист «Закрепления», строка 4, колонка «Дата приказа» (G4)",
        "Лист «Закрепления», строка 4, колонка «С» (E4)",
    ]


@pytest.mark.parametrize("bad", [{"Кто": "Т-99"}, {"С": "осень"}, {"По": "весна"}, {"Совместно": "возможно"}])
def test_nobody_is_called_a_second_tutor_because_of_a_cell_that_cannot_be_read(
    office: Office, bad: dict[str, Any]
) -> None:
    rows = town()
    second = {"Вид": "тьютор", "Кто": "К-01", "Кого": "П-06-01", "Предмет": "математика", "С": date(2026, 1, 1)}
    rows["Закрепления"].append({**second, **bad})
    assert len(errors(office.check(book(rows)))) == 1


@pytest.mark.parametrize("bad", [{"С": "осень"}, {"По": "весна"}, {"Кто": "Т-99"}])
def test_a_stored_row_that_a_bad_one_may_correct_stands_in_nobodys_way(office: Office, bad: dict[str, Any]) -> None:
    """The first tutor's time is meant to end before the second one's begins."""
    office.bring(book(town()))
    first = town()["Закрепления"][0] | {"По": date(2025, 12, 31)}
    second = {**first, "Кто": "К-01", "С": date(2026, 1, 1), "По": None}
    assert not errors(office.check(book(Закрепления=[first, second])))
    assert len(errors(office.check(book(Закрепления=[{**first, **bad}, second])))) == 1


def test_a_row_is_found_by_its_code_whatever_else_is_wrong_with_it(office: Office) -> None:
    rows = town()
    rows["Школы"][0] |= {"Тип": "гимнозия", "Муниципалитет": "Майкоп"}
    rows["Люди"][0] |= {"Телефон": 10**20}
    assert [line.partition(": ")[0] for line in errors(office.check(book(rows)))] == [
        "Лист «Школы», строка 2, колонка «Тип» (D2)",
        "Лист «Люди», строка 2, колонка «Телефон» (E2)",
        "Лист «Школы», строка 2, колонка «Муниципалитет» (B2)",
    ]


def test_a_code_twice_is_told_when_what_can_be_read_differs(office: Office) -> None:
    rows = town()
    rows["Школы"].append({**rows["Школы"][0], "Номер": "шесть"})
    assert len(errors(office.check(book(rows)))) == 1
    rows["Школы"][-1]["Название"] = "Другая"
    told = errors(office.check(book(rows)))
    assert ["Код «Ш6» уже стоит в строке 2" in line for line in told] == [False, True]


def test_a_sheet_without_a_required_column_is_checked_in_the_others(office: Office) -> None:
    rows = town()
    rows["Школы"] = [{**row, "Тип": "гимнозия"} for row in rows["Школы"][:1]] + rows["Школы"][1:]
    for row in rows["Школы"]:
        del row["Название"]
    told = errors(office.check(book(rows)))
    assert [line.partition(": ")[0] for line in told] == [
        "Лист «Школы», строка 1",
        "Лист «Школы», строка 2, колонка «Тип» (C2)",
    ]


def test_what_stands_on_a_second_sheet_of_the_same_name_is_not_missed(office: Office) -> None:
    rows = town()
    first, second = rows["Школы"]
    assert len(errors(office.check(book({**rows, "Школы": [first], "школы ": [second]})))) == 1


@pytest.mark.parametrize(
    "bad", [{"Режим": "тайно"}, {"Период по": "зима"}, {"Открыт": None}, {"Муниципалитет": "Арзамас"}]
)
def test_answers_are_checked_although_the_row_of_their_survey_is_wrong(office: Office, bad: dict[str, Any]) -> None:
    rows = field()
    rows["Опросы"][0] |= bad
    rows["Список опроса"][0] |= {"Роль": "учительница", "Школа": "Ш99"}
    rows["Ответы"][0] |= {"Значение": 6}
    rows["Ответы"][1] |= {"Вопрос": "Q1.40"}
    told = errors(office.check(book(rows)))
    assert len(told) == 5, told
    assert any("В вопросе Q1.4 нет варианта «6»." in line for line in told)
    assert any("В анкете Q1 нет вопроса «Q1.40»." in line for line in told)


def test_answers_to_an_unknown_questionnaire_are_checked_in_what_needs_none(office: Office) -> None:
    rows = field()
    rows["Опросы"][0] |= {"Анкета": "Q11"}
    rows["Ответы"][0] |= {"Значение": 6}
    rows["Ответы"][1] |= {"Школа": "Ш17"}
    told = errors(office.check(book(rows)))
    assert [line.partition(", строка")[0] for line in told] == ["Лист «Опросы»", "Лист «Ответы»"]
    assert "Здесь «Ш17», а в строке 2 той же анкеты – «Ш6»." in told[1]


def test_nobody_is_outside_a_list_that_cannot_be_read(office: Office) -> None:
    rows = field()
    rows["Ответы"] = [{**row, "Человек": "П-17-01"} for row in rows["Ответы"]]
    assert any("нет в списке опроса" in line for line in warnings(office.check(book(rows))))
    rows["Список опроса"][1] |= {"Человек": "П-17-99"}
    plan = office.check(book(rows))
    assert len(errors(plan)) == 1
    assert not warnings(plan)


def test_the_planned_changes_hold_no_row_that_is_wrong(office: Office) -> None:
    office.bring(book(town()))
    rows = town()
    rows["Школы"][0] |= {"Название": "Другая", "Номер": "шесть"}
    rows["Школы"].append({**rows["Школы"][1], "Код": "Ш18", "Номер": "восемнадцать"})
    plan = office.check(book(rows))
    assert plan.refused
    assert "Школы: без изменений 1" in plan.totals()
    assert not list(plan.differences(personal=True))


def test_a_coordinator_hears_of_a_forbidden_role_beside_another_fault(office: Office) -> None:
    office.bring(book(town()))
    role = {"Человек": "П-06-01", "Роль": "администратор", "С": date(2026, 1, 1), "По": date(2025, 1, 1)}
    person = {"Код": "Н-1", "Почта": 10**20}
    told = errors(office.check(book({"Роли": [role], "Люди": [person]}), office.place("АРМ")))
    assert len(told) == 4, told
    assert any("«администратор» даёт только" in line for line in told)
    assert any("Непонятно, где работает этот человек." in line for line in told)


def test_a_new_person_is_not_called_homeless_because_the_place_of_work_has_a_typo(office: Office) -> None:
    office.bring(book(town()))
    work = {"Человек": "Н-01", "Школа": "Ш6", "С": date(2026, 1, 1)}
    told = errors(office.check(book({"Люди": [{"Код": "Н-1"}], "Места работы": [work]}), office.place("АРМ")))
    assert len(told) == 1
    assert "«Н-01» не найдено." in told[0]
