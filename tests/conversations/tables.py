"""Tables that other programs' forms export, as a coordinator sends them."""

import csv
import io
from datetime import datetime
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "Отметка времени",
    "Адрес электронной почты",
    "Ваша школа",
    "Обращались ли Вы к тьютору или участвовали в мероприятиях тьюторского пункта в этот период?",
    "Легко ли обратиться за помощью?",
    "Что мешало получить помощь?",
    "В целом насколько Вы удовлетворены работой тьюторского пункта",
    "Предлагаете ли Вы продолжить работу пункта (с «Методическим абонементом» и «Умными каникулами») в следующем году?",
    "Какие модули нужны Вам в следующем году?",
    "Любимый цвет",
)
UNMET = "нет, хотя помощь была нужна"
MODULES = "«Предметная компетентность», «Методическая компетентность (качество урока)»"
Row = tuple[Any, ...]


def at(hour: str, *cells: str) -> Row:
    """A row of somebody who answered on that Tuesday."""
    return (datetime.fromisoformat(f"2026-11-24T{hour}"), "somebody@example.org", *cells)


ROWS = (
    at("12:05:07", "СОШ № 6", UNMET, "5", "нет времени, тьютор не ответил", "4", "да", MODULES, "синий"),
    at(
        "12:09",
        "Школа 17",
        UNMET,
        "вполне",
        "нет времени",
        "скорее удовлетворён(а)",
        "скорее да",
        "ничего не нужно",
        "",
    ),
    at(
        "13:00",
        "МБОУ СОШ № 6",
        "нет, помощь не требовалась",
        "вполне",
        "",
        "",
        "затрудняюсь ответить",
        MODULES,
        "белый",
    ),
)
LATER = at("14:00", "СОШ № 6", UNMET, "вполне", "забыли", "4", "да", MODULES, "")


def workbook(rows: tuple[Row, ...] = ROWS, headings: tuple[str, ...] = HEADINGS) -> bytes:
    """What Google Forms gives as .xlsx."""
    book = Workbook()
    page = book.active
    page.title = "Ответы на форму (1)"
    for row in (headings, *rows):
        page.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def text_table(delimiter: str, encoding: str) -> bytes:
    """What other programs give as .csv, with a number of their own in the first column."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["ID", "Время создания", *HEADINGS[2:]])
    for number, row in enumerate(ROWS, 1):
        writer.writerow([number, f"{row[0]:%Y-%m-%d %H:%M:%S}", *row[2:]])
    return out.getvalue().encode(encoding)
