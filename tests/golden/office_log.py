"""Sheets about help for golden cases: needs, assignments, entries of the log with who was there."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.golden.staff import SINCE, Sheets, teaches, town, works

Row = dict[str, Any]


def district(teachers: Mapping[str, str] | Iterable[str], tutors: Iterable[str] = ("Т1",)) -> Sheets:
    """The town of `staff` with its teachers (code → subject, or all of mathematics) and tutors of another school."""
    subjects = teachers if isinstance(teachers, Mapping) else dict.fromkeys(teachers, "математика")
    sheets = town([])
    sheets["Люди"] = [{"Код": code} for code in (*subjects, *tutors)]
    sheets["Места работы"] = [works(code, subject=subject) for code, subject in subjects.items()]
    sheets["Роли"] = [teaches(code) for code in subjects]
    sheets["Роли"] += [{"Человек": code, "Роль": "тьютор", "Муниципалитет": "АРМ", "С": SINCE} for code in tutors]
    return sheets


def tutor(who: str, whom: str, since: date = SINCE, until: date | None = None, **more: Any) -> Row:
    """A tutor assigned to a teacher."""
    return {"Вид": "тьютор", "Кто": who, "Кого": whom, "С": since, "По": until, **more}


def need(code: str, person: str, category: str, level: str, confirmed: date, **more: Any) -> Row:
    """A confirmed deficit."""
    return {
        "Код": code, "Человек": person, "Вид": "дефицит", "Категория": category, "Уровень": level,
        "Статус": "подтверждён", "Заявлена": confirmed, "Подтверждена": confirmed, **more,
    }  # fmt: skip


def event(code: str, day: date, form: str = "консультация", **more: Any) -> Row:
    """An entry of the log: held by Т1 of МТКП unless said otherwise."""
    return {
        "Код": code, "Центр": "МТКП", "Муниципалитет": "АРМ", "Форма": form, "Начало": day, "Ведущие": "Т1",
        "Статус": "проведено", **more,
    }  # fmt: skip


def there(code: str, *people: str, **more: Any) -> list[Row]:
    """Who was at an event."""
    return [{"Мероприятие": code, "Человек": person, "Был": "да", **more} for person in people]
