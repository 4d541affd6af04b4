"""People with two jobs, two roles, two tutors, two courses: each is one person at every level."""

from datetime import date
from pathlib import Path

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import district, event, need, there, tutor
from tests.golden.staff import teaches, works

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")
REGION = ("--period", "2026-Q4")
ALL_OF_IT = ("ADR_CT", "REG_C", "IOM1", "PK")


def shared_teacher() -> Path:
    """П1 works at Ш6 mainly and at Ш7 beside, teaches and manages there, has two tutors, two needs, two courses."""
    sheets = district(["П1"], ["Т1", "Т2"])
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    sheets["Статусы школ"] += [{"Школа": "Ш7", "Статус": "500+", "С": date(2020, 9, 1)}]
    sheets["Статусы школ"] += [{"Школа": "Ш6", "Статус": "500+", "С": date(2020, 9, 1)}]
    sheets["Места работы"] += [works("П1", "Ш7", since=date(2026, 9, 1)) | {"Основное": "нет"}]
    sheets["Роли"] += [teaches("П1", "Ш7"), teaches("П1", "Ш7", role="управленец")]
    sheets["Закрепления"] = [tutor("Т1", "П1", Предмет="математика"), tutor("Т2", "П1", Предмет="физика")]
    sheets["Потребности"] = [
        need("N1", "П1", "методическая", "A", date(2026, 9, 1)),
        need("N2", "П1", "оценочная", "A", date(2026, 9, 1)),
    ]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 5), Потребности="N1; N2", Ведущие="Т1; Т2"),
        event("E2", date(2026, 11, 5), Потребности="N1"),
    ]
    sheets["Участие"] = [*there("E1", "П1"), *there("E2", "П1")]
    diagnosed = {"Раунд": "август", "Учебный год": "2026/27", "Дата": date(2026, 8, 25), "Человек": "П1"}
    sheets["Диагностика"] = [
        diagnosed | {"Категория": "предметная", "Уровень эксперта": "А"},
        diagnosed | {"Категория": "методическая", "Уровень эксперта": "B"},
    ]
    route = {"Код": "И1", "Человек": "П1", "Учебный год": "2026/27", "Статус": "действует"}
    sheets["ИОМ"] = [route | {"Утверждён": date(2026, 9, 30)}]
    course = {"Человек": "П1", "Организация": "ИРО", "Окончание": date(2026, 5, 1)}
    sheets["Курсы"] = [course | {"Программа": "ФГОС"}, course | {"Программа": "ВПР"}]
    return imported(book(sheets))


def test_one_person_is_one_at_every_level() -> None:
    data = shared_teacher()

    for place in (AUTUMN, REGION):
        shares = {row["code"]: row["text"] for row in figures(data, "--code", *ALL_OF_IT, *place)}
        assert shares == dict.fromkeys(ALL_OF_IT, "100 % (1 из 1)")
        assert figure(data, "HLP_P", *place)["value"] == 1
        assert figure(data, "ADR_C", *place)["text"] == "100 % (2 из 2)"
        teachers = figures(data, "--code", "ACC_A", "COV", *place, "--group", "педагоги")
        assert [row["text"] for row in teachers] == ["100 % (1 из 1)"] * 2


def test_the_main_school_has_the_person() -> None:
    data = shared_teacher()

    rows = figures(data, "--code", "PK", "REG_C", "HLP_P", *AUTUMN, "--by", "school")
    found = {(row["code"], row["school"]): row["denominator"] or row["value"] or 0 for row in rows}
    at = {"Ш6": 1, "Ш7": 0}
    assert found == {(code, school): number for code in ("PK", "REG_C", "HLP_P") for school, number in at.items()}


def test_a_school_is_in_the_register_once_with_two_statuses() -> None:
    (schools,) = figures(shared_teacher(), "--code", "ACC_A", *AUTUMN, "--group", "школы")
    assert schools["denominator"] == 2


def test_who_moved_to_another_municipality_is_counted_where_the_period_ended() -> None:
    sheets = district(["П1"])
    sheets["Муниципалитеты"] += [{"Код": "КРС", "Полное название": "Крымский район", "Краткое название": "Крымский"}]
    sheets["Школы"] += [{"Код": "К1", "Муниципалитет": "КРС", "Название": "МБОУ СОШ № 1", "Номер": 1}]
    sheets["Места работы"][0]["По"] = date(2026, 11, 30)
    sheets["Места работы"] += [works("П1", "К1", since=date(2026, 12, 1))]
    sheets["Закрепления"] = [tutor("Т1", "П1")]
    sheets["Потребности"] = [need("N1", "П1", "методическая", "A", date(2026, 9, 1))]
    sheets["Журнал"] = [event("E1", date(2026, 10, 5), Потребности="N1")]
    sheets["Участие"] = there("E1", "П1")
    data = imported(book(sheets))

    rows = figures(data, "--code", "ADR_C", *REGION, "--by", "municipality")
    assert {row["municipality"]: row["denominator"] for row in rows} == {"АРМ": 0, "КРС": 1}
    assert figure(data, "ADR_C", *REGION)["text"] == "100 % (1 из 1)"
    assert figure(data, "ADR_C", "--period", "2026-11", "--municipality", "АРМ")["denominator"] == 1


def test_who_left_is_counted_at_the_school_of_the_last_day_of_work() -> None:
    sheets = district(["П1"])
    sheets["Места работы"][0]["По"] = date(2026, 11, 30)
    sheets["Потребности"] = [need("N1", "П1", "методическая", "A", date(2026, 9, 1))]
    data = imported(book(sheets))

    rows = figures(data, "--code", "ADR_C", *AUTUMN, "--by", "school")
    assert [(row["school"], row["denominator"]) for row in rows] == [("Ш6", 1)]
