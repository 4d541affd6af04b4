"""Sheets about surveys for golden cases: a municipality with schools, people who were asked, what they answered."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any

Row = dict[str, Any]
Sheets = dict[str, list[Row]]

SINCE = date(2026, 9, 1)
SENT = datetime(2026, 12, 3, 15, 30)


@dataclass
class Town:
    """A municipality on paper: every call adds rows to its sheets."""

    code: str = "АРМ"
    schools: tuple[str, ...] = ("Ш6",)
    sheets: Sheets = field(default_factory=dict)
    people: Iterable[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.add(
            "Муниципалитеты", {"Код": self.code, "Полное название": f"город {self.code}", "Краткое название": self.code}
        )
        for school in self.schools:
            self.add("Школы", {"Код": school, "Муниципалитет": self.code, "Название": f"Школа {school}"})

    def survey(self, code: str = "", instrument: str = "Q1", **more: Any) -> "Survey":
        """A survey of the last weeks of 2026, confidential unless said otherwise."""
        made = Survey(self, code or f"{instrument}-{self.code}")
        given = {
            "Код": made.code, "Анкета": instrument, "Муниципалитет": self.code, "Период с": date(2026, 10, 1),
            "Период по": date(2026, 12, 31), "Открыт": date(2026, 12, 1), "Закрыт": date(2026, 12, 14),
            "Режим": "анонимно",
        }  # fmt: skip
        self.add("Опросы", given | more)
        return made

    def add(self, sheet: str, row: Row) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def person(self, school: str, role: str = "педагог") -> str:
        """Somebody who works in a school and holds a role there."""
        code = f"П-{self.code}-{next(iter(self.people)):03}"
        self.add("Люди", {"Код": code})
        self.add("Места работы", {"Человек": code, "Школа": school, "Предметы": "математика", "С": SINCE})
        self.add("Роли", {"Человек": code, "Роль": role, "Муниципалитет": self.code, "Школа": school, "С": SINCE})
        return code


@dataclass
class Survey:
    """A survey on paper."""

    town: Town
    code: str
    numbers: Iterable[int] = field(default_factory=lambda: count(1))

    def asks(self, number: int, school: str = "", **more: Any) -> list[str]:
        """So many people of a school who should answer; their codes."""
        school = school or self.town.schools[0]
        people = [self.town.person(school) for _ in range(number)]
        for person in people:
            self.town.add("Список опроса", {"Опрос": self.code, "Человек": person, "Школа": school, **more})
        return people

    def answers(self, given: Mapping[str, Any], number: int | None = None, **more: Any) -> int:
        """A filled in questionnaire, a row for each question; its number."""
        number = number or next(iter(self.numbers))
        for question, value in given.items():
            row = {"Опрос": self.code, "Ответ": number, "Вопрос": question, "Значение": value, "Сдан": SENT}
            self.town.add("Ответы", row | more)
        return number


def together(*towns: Town) -> Sheets:
    """One book of several municipalities."""
    sheets: Sheets = {}
    for town in towns:
        for name, rows in town.sheets.items():
            sheets.setdefault(name, []).extend(rows)
    return sheets


def helped(**answers: Any) -> Row:
    """Q1 of somebody who was helped: whole in what is required, all marks 5 unless said otherwise."""
    full = {
        "Q1.1": "а", "Q1.2": 1, "Q1.3": "1;2", "Q1.4": 5, "Q1.5": 5, "Q1.6": 5, "Q1.8": 5, "Q1.10": 5, "Q1.11": 1,
        "Q1.12": 1,
    }  # fmt: skip
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}


def unmet(**answers: Any) -> Row:
    """Q1 of somebody who needed help and got none."""
    full = {"Q1.1": "г", "Q1.6": 2, "Q1.7": "1;2", "Q1.10": 2, "Q1.11": 2, "Q1.12": 2}
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}


def not_needed(**answers: Any) -> Row:
    """Q1 of somebody who needed no help: the marks of help were not asked."""
    full = {"Q1.1": "д", "Q1.6": 4, "Q1.11": 2, "Q1.12": 8}
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}
