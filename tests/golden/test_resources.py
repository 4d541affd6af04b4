"""Courses, contests, the library, agreements: counted up to the last day of the period."""

from datetime import date
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")


def course(person: str, ends: date, programme: str = "ФГОС") -> Row:
    return {"Человек": person, "Программа": programme, "Организация": "ИРО", "Окончание": ends}


def test_people_with_courses_not_certificates() -> None:
    sheets = district(["П1", "П2", "П3", "П4"])
    sheets["Курсы"] = [
        course("П1", date(2026, 1, 1)),
        course("П1", date(2026, 5, 1), "ВПР"),
        course("П2", date(2025, 12, 31)),
        course("П3", date(2027, 1, 1)),
        course("Т1", date(2026, 5, 1)),
    ]
    data = imported(book(sheets))

    row = figure(data, "PK", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (1, 4, 25, None)
    assert figure(data, "PK", "--period", "2026-11", "--municipality", "АРМ")["numerator"] == 2


def contest(**more: Any) -> Row:
    return {"Название": "Учитель года", "Вид": "конкурс", "Дата": date(2026, 3, 1), **more}


def test_contests_and_innovation_of_the_year() -> None:
    sheets = district(["П1", "П2", "П3"])
    sheets["Участие в конкурсах"] = [
        contest(Человек="П1"),
        contest(Человек="П1", Название="Мастер", Дата=date(2026, 10, 1)),
        contest(Человек="П2", Вид="конференция", Дата=date(2025, 12, 31)),
        contest(Человек="П3", Вид="инновационная площадка", Название="КИП"),
        contest(Школа="Ш6", Вид="инновационная площадка", Название="КИП"),
    ]
    data = imported(book(sheets))

    def told(code: str, *words: str) -> dict[str, tuple[int, int]]:
        rows = figures(data, "--code", code, *words)
        return {row["group"]: (row["numerator"], row["denominator"]) for row in rows}

    assert told("CNT", *AUTUMN) == {"педагоги": (1, 3), "школы": (0, 1)}
    assert told("INN", *AUTUMN) == {"педагоги": (1, 3), "школы": (1, 1)}
    school_year = ("--period", "2025/26", "--municipality", "АРМ")
    assert told("CNT", *school_year)["педагоги"] == (2, 3)
    assert told("CNT", "--period", "2026-Q1", "--municipality", "АРМ")["педагоги"] == (1, 3)


def test_the_library_and_agreements() -> None:
    sheets = district(["П1"])
    sheets["Медиатека"] = [
        {"Код": "М1", "Муниципалитет": "АРМ", "Название": "а", "Одобрено": date(2025, 5, 1), "Аудитория": "команды"},
        {"Код": "М2", "Муниципалитет": "АРМ", "Название": "б", "Одобрено": date(2026, 5, 1), "Аудитория": "все"},
        {"Код": "М3", "Муниципалитет": "АРМ", "Название": "в", "Одобрено": date(2026, 5, 1), "Аудитория": "педагоги"},
        {"Код": "М4", "Муниципалитет": "АРМ", "Название": "г"},
        {"Код": "М5", "Муниципалитет": "АРМ", "Название": "д", "Одобрено": date(2027, 1, 1)},
    ]
    sheets["Партнёры"] = [
        {"Код": "А1", "Муниципалитет": "АРМ", "Организация": "ИРО", "Договор": "№ 1", "Подписан": date(2025, 1, 1)},
        {"Код": "А2", "Муниципалитет": "АРМ", "Организация": "АГПУ", "Подписан": date(2026, 12, 31)},
        {"Код": "А3", "Муниципалитет": "АРМ", "Организация": "ДТ", "Подписан": date(2024, 1, 1),
         "Действует по": date(2026, 12, 30)},
        {"Код": "А4", "Муниципалитет": "АРМ", "Организация": "Музей"},
    ]  # fmt: skip
    data = imported(book(sheets))

    values = {code: figure(data, code, *AUTUMN)["value"] for code in ("LIB", "LIB_TEAMS", "LIB_YEAR", "NET")}
    assert values == {"LIB": 3, "LIB_TEAMS": 2, "LIB_YEAR": 2, "NET": 2}
    assert figure(data, "NET", "--period", "2026-Q3", "--municipality", "АРМ")["value"] == 2
