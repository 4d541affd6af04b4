"""Every indicator, in every breakdown, says the same on PostgreSQL as on SQLite."""

from collections.abc import Iterator
from typing import Any, get_args

import psycopg
import pytest

from indicators.compute import compute
from indicators.periods import parse
from indicators.request import By, Request
from storage.database import Tx
from tests.exchange.books import book
from tests.exchange.conftest import Office
from tests.golden import test_levels_of_teachers as levels
from tests.golden import test_points_of_monitorings as monitorings
from tests.golden import test_results_of_schools as results
from tests.golden import test_school_associations as associations
from tests.golden.staff import town

PERIODS = ("2026-Q4", "2026", "2025/26", "2026/27", "2026-10")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[tuple[Office, Office]]:
    """An office with a file and one with a server, with the same things in both."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE figures")
    address = server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres", "/figures")
    made = Office(tmp_path_factory.mktemp("file")), Office(tmp_path_factory.mktemp("server"), address)
    for office in made:
        plan = office.bring(book(everything() | august()))
        assert not plan.problems, plan.problems
    yield made
    for office in made:
        office.db.close()


def everything() -> dict[str, list[dict[str, Any]]]:
    """A town with something of every kind that indicators look at."""
    people = ["П-01", "П-02", "П-03", "П-04", "Т-01"]
    return town(
        people,
        Диагностика=[
            *(diagnosis(person, year, level) for person in people[:3] for year, level in ((2025, "А"), (2026, "В"))),
            diagnosis("П-04", 2026, None) | {"Самооценка": 2.25, "Тест, %": 69.9},
        ],
        Потребности=[monitorings.need("N1", "П-01"), monitorings.need("N2", "П-02", Категория="управленческая")],
        Документы=monitorings.documents(*monitorings.REQUIRED),
        Экспертные_баллы=[monitorings.expert("MNC2", 1)],
        Показатели_школ=[
            *results.exams("Ш6", 2024, (60, 20), (50, 10)),
            *results.exams("Ш6", 2025, (61, 10), (56, 10)),
            *results.checked("Ш6", "ВПР_RU5", (2025, 40, 10), (2026, 45.5, 10)),
            *results.indexes({"Ш6": (0.5, 0.6)}),
        ],
        Закрепления=[{"Вид": "тьютор", "Кто": "Т-01", "Кого": "П-01", "С": "01.09.2025"}],
        Курсы=[{"Человек": "П-02", "Программа": "ФГОС", "Организация": "ИРО", "Окончание": "01.10.2026"}],
        Квалификация_кадров=[{"Человек": "П-03", "Центр": "МНЦ", "С": "01.01.2024", "Категория": "высшая"}],
        Журнал=[
            {"Код": "Е1", "Центр": "МНЦ", "Муниципалитет": "АРМ", "Форма": "консультация", "Начало": "12.11.2026",
             "Ведущие": "Т-01", "Статус": "проведено", "Потребности": "N1"},
        ],
        Участие=[{"Мероприятие": "Е1", "Человек": "П-01", "Был": "да"}],
        Риски_школ=[{"Школа": "Ш6", "Риск": "дефицит педагогических кадров", "С": "01.09.2025"}],
    )  # fmt: skip


def august() -> dict[str, list[dict[str, Any]]]:
    """What a teacher, the head of an association and an expert answered in August."""
    course = {"Q3_6": 1, "Q3_7.1": "ФГОС", "Q3_7.2": 36, "Q3_7.3": "ИРО", "Q3_7.4": "20.05.2026"}
    said = {
        ("Q3", "П-03", 1): levels.marked({"Q3.8": (3, 3, 2, 1, 9)}, Q3_4=1, **course),
        ("Q8", "П-01", 1): associations.reported(Q8_8=4, Q8_9=3),
        ("Q8", "П-04", 2): associations.review(SMO1=0),
    }
    window = {"Муниципалитет": "АРМ", "Период с": "10.08.2026", "Период по": "31.08.2026", "Открыт": "10.08.2026",
              "Закрыт": "31.08.2026", "Режим": "именной"}  # fmt: skip
    roles = {"П-01": "руководитель ШМО", "П-04": "эксперт"}
    return {
        "Опросы": [window | {"Код": code, "Анкета": code} for code in ("Q3", "Q8")],
        "Список опроса": [
            {"Опрос": code, "Человек": person, "Роль": roles.get(person)} for code, person, _ in said
        ],
        "Ответы": [
            {"Опрос": code, "Ответ": number, "Человек": person, "Вопрос": question, "Значение": value,
             "Сдан": "20.08.2026", "Роль": roles.get(person)}
            for (code, person, number), answers in said.items() for question, value in answers.items()
        ],
    }  # fmt: skip


def diagnosis(person: str, year: int, level: str | None) -> dict[str, Any]:
    return {
        "Раунд": f"август-{year}", "Учебный год": f"{year}/{year % 100 + 1}", "Дата": f"25.08.{year}",
        "Человек": person, "Категория": "предметная", "Уровень эксперта": level,
    }  # fmt: skip


@pytest.mark.parametrize("by", [None, *get_args(By)])
def test_all_figures_are_the_same(both: tuple[Office, Office], by: By | None) -> None:
    for period in PERIODS:
        request = Request(period=parse(period), by=by)

        def told(tx: Tx, request: Request = request) -> list[dict[str, Any]]:
            return [row.to_json() for row in compute(tx, request)]

        file, server = (office.db.read_now(told) for office in both)
        assert file == server, period
