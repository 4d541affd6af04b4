"""Rows whose values do not fit each other, rows that may be written in two ways, and what is noted of changes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import activity, iom_change, need
from tests.exchange.books import book, cells
from tests.exchange.conftest import Office, errors, warnings
from tests.exchange.field import field
from tests.exchange.packages import edited


def one(sheet: str, **changed: Any) -> bytes:
    """The field with the first row of a sheet changed."""
    rows = field()
    rows[sheet][0] = {**rows[sheet][0], **changed}
    return book(rows)


UNFIT = [
    ("Потребности", {"Подтверждена": None}, "Стоит «подтверждён», а колонка «Подтверждена» пустая."),
    ("Потребности", {"Закрыта": date(2026, 12, 1)}, "Стоит «подтверждён», а колонка «Закрыта» заполнена."),
    ("Потребности", {"Подтверждена": date(2026, 8, 1)}, "«Подтверждена» (01.08.2026) раньше, чем «Заявлена»"),
    ("Заявки", {"Первый ответ": "30.09.2026 18:00"}, "«Первый ответ» (30.09.2026 18:00) раньше, чем «Создана»"),
    ("План", {"Выполнено": None}, "Стоит «выполнено», а колонка «Выполнено» пустая."),
    ("Пункты ИОМ", {"Статус": "в работе"}, "Стоит «в работе», а колонка «Выполнено» заполнена."),
    ("Журнал", {"Форма": "иное"}, "Стоит «иное», а колонка «Тема» пустая."),
    ("ИОМ", {"Утверждён": None}, "Стоит «действует», а колонка «Утверждён» пустая."),
    ("Решения", {"Статус": "открыто"}, "Стоит «открыто», а колонка «Исполнено» заполнена."),
    ("Диагностика", {"Тест, %": 0.85}, "Здесь записано 0,85 – это не больше одного процента."),
    ("ИОМ", {"Школа": "Ш6"}, "Заполнены и «Человек», и «Школа». Будет записано то, что стоит в колонке «Человек»."),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(UNFIT)))
def test_what_does_not_fit_is_worth_a_warning_and_comes_in(office: Office, place: int) -> None:
    sheet, changed, words = UNFIT[place]
    plan = office.bring(one(sheet, **changed))
    assert not errors(plan)
    (told,) = warnings(plan)
    assert words in told
    assert office.bring(one(sheet, **changed)).empty


@pytest.mark.parametrize("level", ["А", "а", "A", "a", "системные"])
def test_a_level_is_one_level_in_either_alphabet(office: Office, level: str) -> None:
    office.bring(one("Потребности", Уровень=level))
    assert office.db.read_now(lambda tx: tx.execute(select(need.c.level).order_by(need.c.id)).scalars().first()) == "A"


def test_a_number_as_a_code_is_one_code_with_and_without_a_point(office: Office) -> None:
    rows = field()
    rows["План"].append({**rows["План"][1], "Код": 17})
    rows["Журнал"][0]["Пункт плана"] = 17.0
    rows["Журнал"][1]["Пункт плана"] = "17"
    assert not office.bring(book(rows)).problems


def test_days_of_a_book_that_counts_from_1904(office: Office) -> None:
    data = edited(
        book({"Муниципалитеты": field()["Муниципалитеты"], "Нерабочие дни": [{"Дата": 44868}]}),
        "xl/workbook.xml",
        lambda xml: xml.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1),
    )
    data = edited(
        data, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b'<c r="A2" t="n">', b'<c r="A2" s="1" t="n">')
    )
    data = edited(
        data,
        "xl/styles.xml",
        lambda xml: xml.replace(b"</cellXfs>", b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs>'),
    )
    assert not errors(office.bring(data))
    assert cells(office.export())["Нерабочие дни"][1][1] == datetime.fromisoformat("2026-11-04")


def test_characters_that_nobody_sees_are_not_kept(office: Office) -> None:
    plan = office.bring(one("Решения", Код="DC\u200b1"))
    assert not errors(plan)
    assert cells(office.export())["Решения"][1][0] == "DC1"


def test_a_change_of_a_route_in_force_is_noted_and_of_a_draft_is_not(office: Office) -> None:
    rows = field()
    rows["Пункты ИОМ"].append({**rows["Пункты ИОМ"][1], "ИОМ": "И2", "№": 1})
    office.bring(book(rows))
    rows["Пункты ИОМ"][1] |= {"Срок по": date(2027, 5, 20), "Мероприятие": "Стажировка"}
    rows["Пункты ИОМ"][2] |= {"Срок по": date(2027, 5, 20)}
    office.now = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
    office.bring(book(rows))
    (note,) = office.db.read_now(lambda tx: tx.execute(select(iom_change)).all())
    assert note.what == "title; due_until"
    assert note.changed_on == date(2026, 12, 1)  # in Moscow
    assert note.person_id is None


def test_a_row_keeps_the_moment_when_it_came_in_first(office: Office) -> None:
    office.bring(book(field()))
    first = office.now
    office.now = datetime(2026, 12, 1, tzinfo=UTC)
    office.bring(one("Журнал", Минут=90))
    kept = office.db.read_now(lambda tx: set(tx.execute(select(activity.c.recorded_at)).scalars()))
    assert kept == {first}


def test_a_last_day_before_a_first_day_that_the_book_does_not_repeat(office: Office) -> None:
    office.bring(book(field()))
    wanted = ("Код", "Муниципалитет", "Год", "Мероприятие", "Статус", "Выполнено")
    row = {key: field()["План"][0][key] for key in wanted}
    (told,) = errors(office.bring(book(План=[{**row, "Срок по": date(2026, 9, 30)}])))
    assert "колонка «Срок по» (G2): «30.09.2026» раньше, чем «01.10.2026»." in told


def test_a_book_with_some_of_the_columns_corrects_these_alone(office: Office) -> None:
    office.bring(book(field()))
    row = {key: field()["Потребности"][0][key] for key in ("Код", "Вид", "Категория", "Заявлена")}
    plan = office.bring(book(Потребности=[{**row, "Статус": "в работе"}]))
    assert not plan.problems
    assert list(plan.differences(personal=False)) == ["Потребность N1: статус – было «подтверждён», стало «в работе»"]
