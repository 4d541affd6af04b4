"""Workbooks for tests, written so that a reader sees the table: `book(Школы=[{"Код": "Ш6", ...}])`."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.cell import Cell

Row = Mapping[str, Any]


class Formula(str):
    """A cell with a formula whose value nobody has stored, as programs write it."""

    __slots__ = ()


def book(sheets: Mapping[str, Iterable[Row]] | None = None, /, **more: Iterable[Row]) -> bytes:
    """A workbook with these sheets; the headings are the keys of the rows, text is text whatever it begins with."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, given in {**(sheets or {}), **more}.items():
        page = made.create_sheet(name)
        rows = list(given)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        page.append(headings)
        for number, row in enumerate(rows, 2):
            for place, heading in enumerate(headings, 1):
                _write(page.cell(number, place), row.get(heading))
    if not made.worksheets:
        made.create_sheet("Пусто")
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _write(cell: Cell, value: Any) -> None:
    cell.value = value
    if isinstance(value, str) and not isinstance(value, Formula):
        cell.data_type = "s"
    if isinstance(value, date) and not isinstance(value, datetime):
        cell.number_format = "dd.mm.yyyy"


def cells(data: bytes) -> dict[str, list[list[Any]]]:
    """Sheet → rows of values, as another program reads them."""
    read = openpyxl.load_workbook(io.BytesIO(data))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in read.worksheets}


def town() -> dict[str, list[dict[str, Any]]]:
    """A small municipality with a row or two on every sheet; each test changes what it is about."""
    since = date(2025, 9, 1)
    return {
        "Муниципалитеты": [
            {
                "Код": "АРМ",
                "Полное название": "муниципальное образование город Армавир",
                "Краткое название": "МО город Армавир",
                "Вид": "город",
                "Другие написания": "Армавир; г. Армавир",
                "Часовой пояс": "Europe/Moscow",
            }
        ],
        "Школы": [
            {"Код": "Ш6", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 6", "Тип": "СОШ", "Номер": 6},
            {"Код": "Ш17", "Муниципалитет": "Армавир", "Название": "МБОУ СОШ № 17", "Тип": "СОШ", "Номер": 17},
        ],
        "Статусы школ": [
            {"Школа": "Ш6", "Статус": "ШНОР", "С": since, "По": None, "Основание": "приказ № 12"},
            {"Школа": "Ш17", "Статус": "500+", "С": since, "По": date(2026, 8, 31), "Основание": None},
        ],
        "Люди": [
            {"Код": "П-06-01", "Фамилия": "Орлова", "Имя": "Анна", "Отчество": "Игоревна", "Телефон": "+79180000001"},
            {"Код": "П-17-01", "Фамилия": "Белов", "Имя": "Пётр", "Отчество": "Ильич", "Почта": "belov@example.org"},
            {"Код": "Т-01", "Фамилия": "Зимина", "Имя": "Вера", "Отчество": "Олеговна"},
            {"Код": "К-01", "Фамилия": "Кравцова", "Имя": "Нина", "Отчество": "Петровна"},
        ],
        "Места работы": [
            {"Человек": "П-06-01", "Школа": "Ш6", "Должность": "учитель", "Предметы": "математика; физика", "С": since},
            {"Человек": "П-17-01", "Школа": "Ш17", "Должность": "учитель", "Предметы": "русский язык", "С": since},
        ],
        "Роли": [
            {"Человек": "П-06-01", "Роль": "педагог", "Муниципалитет": "АРМ", "Школа": "Ш6", "С": since},
            {"Человек": "П-17-01", "Роль": "педагог", "Муниципалитет": "АРМ", "Школа": "Ш17", "С": since},
            {"Человек": "Т-01", "Роль": "тьютор", "Муниципалитет": "АРМ", "С": since},
            {"Человек": "К-01", "Роль": "координатор", "Муниципалитет": "АРМ", "С": since},
        ],
        "Закрепления": [
            {
                "Вид": "тьютор",
                "Кто": "Т-01",
                "Кого": "П-06-01",
                "Предмет": "математика",
                "С": since,
                "Приказ": "01-05/3",
                "Дата приказа": date(2025, 8, 29),
            },
            {"Вид": "наставник", "Кто": "К-01", "Кого": "Ш17", "С": since, "Совместно": "нет"},
        ],
    }
