"""Sums of the log: forms, people helped, remote events, events that answer needs."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, event, need, there
from tests.golden.staff import teaches, works

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")


def counted(data: Path, *words: str, code: str = "HLP") -> dict[str, Any]:
    return {row["group"]: row["value"] for row in figures(data, "--code", code, *words)}


def armavir_2025() -> list[Row]:
    """The events that were published, and those that must not be counted."""
    forms = ["практико-ориентированный семинар"] * 8 + ["вебинар"] * 6 + ["видеоконференция"] * 3
    forms += ["заседание Школы управленческого мастерства"]
    rows = [event(f"E{number}", date(2025, 1 + number % 12, 15), form) for number, form in enumerate(forms)]
    inner = {"Часть мероприятия": "F1"}
    return [
        *rows,
        event("X1", date(2025, 5, 5), "семинар", Статус="отменено"),
        event("X2", date(2025, 5, 6), "семинар", Статус="черновик"),
        event("X3", date(2024, 12, 29), "семинар"),
        event("X4", date(2026, 1, 12), "семинар"),
        event("X5", date(2025, 1, 15), "практико-ориентированный семинар", Статус="аннулировано"),
        event("F1", date(2025, 10, 1), "фестиваль мастер-классов"),
        event("F2", date(2025, 10, 1), "семинар", **inner),
        event("F3", date(2025, 10, 1), "семинар", **inner),
    ]


def test_g4_events_of_2025_by_form() -> None:
    sheets = district(["П1"])
    sheets["Журнал"] = armavir_2025()
    data = imported(book(sheets))
    year = ("--period", "2025", "--municipality", "АРМ")

    assert counted(data, *year) == {"семинары": 8, "вебинары": 6, "видеоконференции": 3, "фестивали": 1, "заседания": 1}
    (row,) = figures(data, "--code", "HLP", *year, "--group", "семинары")
    assert (row["value"], row["text"], row["n"], row["place"], row["level"]) == (8, "8", 8, 1, None)
    assert (row["numerator"], row["denominator"], row["percent"]) == (None, None, None)
    assert figure(data, "HLP", *year, "--group", "тренинги")["value"] == 0
    assert figure(data, "FMT", *year)["value"] == 5


def test_an_event_before_the_reporting_date_only() -> None:
    sheets = district(["П1"])
    sheets["Журнал"] = [event("E1", date(2026, 10, 31), "семинар"), event("E2", date(2026, 11, 1), "семинар")]
    data = imported(book(sheets))

    assert counted(data, *AUTUMN, "--as-of", "2026-10-31") == {"семинары": 1}
    assert counted(data, "--period", "2026-11", "--municipality", "АРМ") == {"семинары": 1}
    assert counted(data, "--period", "2026/27-I", "--municipality", "АРМ") == {"семинары": 2}


def two_schools(**more: list[Row]) -> Path:
    """П1 moved from Ш6 to Ш7 in the middle of the quarter, П2 stays at Ш6, П3 at Ш7."""
    sheets = district(["П1", "П2"])
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    sheets["Люди"] += [{"Код": "П3"}]
    sheets["Места работы"][0]["По"] = date(2026, 11, 15)
    sheets["Места работы"] += [works("П1", "Ш7", since=date(2026, 11, 16)), works("П3", "Ш7", "физика")]
    sheets["Роли"] += [teaches("П3", "Ш7")]
    return imported(book(sheets | more))


def test_a_teacher_who_moved_brings_each_event_to_the_school_of_its_day() -> None:
    data = two_schools(
        Журнал=[event("E1", date(2026, 11, 15), "семинар"), event("E2", date(2026, 11, 16), "семинар")],
        Участие=[*there("E1", "П1", "П2"), *there("E2", "П1", "П3")],
    )

    rows = figures(data, "--code", "HLP", *AUTUMN, "--by", "school")
    assert {(row["school"], row["group"], row["value"]) for row in rows} == {
        ("Ш6", "семинары", 1),
        ("Ш7", "семинары", 1),
    }
    people = figures(data, "--code", "HLP_P", *AUTUMN, "--by", "school")
    assert {row["school"]: row["value"] for row in people} == {"Ш6": 2, "Ш7": 2}
    assert figure(data, "HLP_P", *AUTUMN)["value"] == 3
    assert figure(data, "HLP_P", "--period", "2026-Q4")["value"] == 3
    assert figure(data, "HLP_P", *AUTUMN, "--school", "Ш7")["value"] == 2
    by_subject = figures(data, "--code", "HLP_P", *AUTUMN, "--by", "subject")
    assert {row["group"]: row["value"] for row in by_subject} == {"математика": 2, "физика": 1}
    by_role = figures(data, "--code", "HLP_P", *AUTUMN, "--by", "role")
    assert [(row["group"], row["value"]) for row in by_role] == [("педагог", 3)]


def test_leaders_and_the_absent_were_not_helped() -> None:
    data = two_schools(
        Журнал=[event("E1", date(2026, 10, 5), "семинар")],
        Участие=[*there("E1", "П1", "Т1"), *there("E1", "П2", Кто="ведущий"), *there("E1", "П3", Был="нет")],
    )
    assert figure(data, "HLP_P", *AUTUMN)["value"] == 1


def test_a_guest_from_another_municipality_makes_an_event_a_joint_one() -> None:
    sheets = district(["П1", "П2"])
    sheets["Муниципалитеты"] += [{"Код": "КРС", "Полное название": "Крымский район", "Краткое название": "Крымский"}]
    sheets["Школы"] += [{"Код": "К1", "Муниципалитет": "КРС", "Название": "МБОУ СОШ № 1", "Номер": 1}]
    sheets["Места работы"][1]["Школа"] = "К1"
    sheets["Журнал"] = [event("E1", date(2026, 10, 5), "стажировка"), event("E2", date(2026, 10, 6), "семинар")]
    sheets["Участие"] = [*there("E1", "П1", "П2"), *there("E2", "П1")]
    data = imported(book(sheets))

    assert figure(data, "NET_JOINT", "--period", "2026-Q4")["value"] == 1
    assert figure(data, "NET_JOINT", *AUTUMN)["value"] == 1
    # Help is the host's; by school it is told at the guest's school, too.
    assert figure(data, "HLP_P", *AUTUMN)["value"] == 2
    assert figure(data, "HLP_P", "--period", "2026-Q4")["value"] == 2
    people = figures(data, "--code", "HLP_P", "--period", "2026-Q4", "--by", "school")
    assert {row["school"]: row["value"] for row in people} == {"К1": 1, "Ш6": 1}


def test_events_that_answer_needs_and_remote_ones() -> None:
    sheets = district(["П1", "П2"])
    declared = need("N2", "П1", "методическая", "A", date(2026, 9, 1), Статус="заявлен", Подтверждена=None)
    sheets["Потребности"] = [need("N1", "П1", "методическая", "A", date(2026, 9, 1)), declared]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 5), Потребности="N1", Режим="очно"),
        event("E2", date(2026, 10, 6), "семинар", Потребности="N2", Режим="дистанционно"),
        event("E3", date(2026, 10, 7), "вебинар", Режим="смешанно"),
        event("E4", date(2026, 10, 8), "совещание", Режим="запись"),
        event("E5", date(2026, 10, 9), "фестиваль"),
        event("E6", date(2026, 10, 9), "мастер-класс", Потребности="N1", **{"Часть мероприятия": "E5"}),
    ]
    data = imported(book(sheets))

    row = figure(data, "ADR_W", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (2, 4, 50, "критический")
    assert figure(data, "RMT", *AUTUMN)["text"] == "60 % (3 из 5)"
    by_form = figures(data, "--code", "HLP", *AUTUMN, "--by", "format")
    assert {row["group"]: row["value"] for row in by_form} == {
        "консультации": 1, "семинары": 1, "вебинары": 1, "совещания": 1, "фестивали": 1,
    }  # fmt: skip
    held = figure(data, "HLP", *AUTUMN, "--by", "format", "--group", "семинары")
    assert (held["value"], held["group"]) == (1, "семинары")


def test_an_event_over_new_year_belongs_to_its_first_day_and_its_parts_to_theirs() -> None:
    sheets = district(["П1"])
    sheets["Журнал"] = [
        event("F", date(2026, 12, 30), "фестиваль", Окончание=date(2027, 1, 2)),
        event("F1", date(2027, 1, 2), "мастер-класс", **{"Часть мероприятия": "F"}),
        event("V", date(2026, 12, 1), "фестиваль", Статус="аннулировано"),
        event("V1", date(2026, 12, 1), "семинар", **{"Часть мероприятия": "V"}),
        event("P", date(2026, 12, 2), "практико-ориентированный семинар"),
        event("S", date(2026, 12, 3), "семинар"),
    ]
    sheets["Участие"] = there("F1", "П1")
    data = imported(book(sheets))

    rows = figures(data, "--code", "HLP", *AUTUMN)
    assert {row["group"]: row["value"] for row in rows if row["value"]} == {"фестивали": 1, "семинары": 2}
    assert figure(data, "FMT", *AUTUMN)["value"] == 3
    january = ("--period", "2027-01", "--municipality", "АРМ")
    assert [figure(data, "HLP_P", *when)["value"] for when in (AUTUMN, january)] == [0, 1]


def test_each_municipality_counts_in_its_own_school_quarter() -> None:
    sheets = district(["П1"])
    sheets["Муниципалитеты"] += [{"Код": "КРС", "Полное название": "Крымский район", "Краткое название": "Крымский"}]
    first = {"Учебный год": "2026/27", "Вид": "четверть", "№": 1, "С": date(2026, 9, 1)}
    sheets["Учебные периоды"] = [
        first | {"Муниципалитет": "АРМ", "По": date(2026, 10, 10)},
        first | {"Муниципалитет": "КРС", "По": date(2026, 10, 11)},
    ]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 11), "семинар"),
        event("E2", date(2026, 10, 11), "семинар", Муниципалитет="КРС"),
        event("E3", date(2026, 10, 10), "семинар"),
    ]
    data = imported(book(sheets))

    rows = figures(data, "--period", "2026/27-I", "--by", "municipality")
    held = {row["municipality"]: row["value"] for row in rows if row["code"] == "HLP"}
    assert held == {"АРМ": 1, "КРС": 1}
    assert figure(data, "HLP", "--period", "2026/27-I")["value"] == 2
