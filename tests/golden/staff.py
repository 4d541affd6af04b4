"""A municipality with one supported school and its teachers, as sheets that a case adds its own facts to."""

from collections.abc import Iterable
from datetime import date
from typing import Any

Sheets = dict[str, list[dict[str, Any]]]

SINCE = date(2020, 9, 1)


def town(teachers: Iterable[str], status: str = "ШНОР", **more: list[dict[str, Any]]) -> Sheets:
    """Municipality АРМ with school Ш6 in the register, and teachers of mathematics by their codes."""
    codes = list(teachers)
    sheets: Sheets = {
        "Муниципалитеты": [
            {"Код": "АРМ", "Полное название": "город Армавир", "Краткое название": "МО город Армавир", "Вид": "город"}
        ],
        "Школы": [{"Код": "Ш6", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 6", "Номер": 6}],
        "Статусы школ": [{"Школа": "Ш6", "Статус": status, "С": SINCE}] if status else [],
        "Люди": [{"Код": code} for code in codes],
        "Места работы": [works(code) for code in codes],
        "Роли": [teaches(code) for code in codes],
    }
    for name, rows in more.items():
        sheet = name.replace("_", " ")
        sheets[sheet] = [*sheets.get(sheet, []), *rows]
    return sheets


def works(code: str, school: str = "Ш6", subject: str = "математика", since: date = SINCE) -> dict[str, Any]:
    """A place of work."""
    return {"Человек": code, "Школа": school, "Предметы": subject, "С": since}


def teaches(code: str, school: str = "Ш6", role: str = "педагог", since: date = SINCE) -> dict[str, Any]:
    """A role at a school."""
    return {"Человек": code, "Роль": role, "Школа": school, "С": since}
