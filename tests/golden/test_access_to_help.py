"""Who has a tutor or a mentor, how soon requests are answered, who was reached."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, event, need, there, tutor
from tests.golden.staff import SINCE, teaches, works

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")


def by_group(data: Path, code: str, *words: str) -> dict[str, tuple[int, int]]:
    rows = figures(data, "--code", code, *words)
    return {row["group"]: (row["numerator"], row["denominator"]) for row in rows}


# --- who has a tutor -------------------------------------------------------------------------------------------


def test_teachers_and_schools_with_somebody_assigned_on_the_last_day() -> None:
    sheets = district({"П1": "математика", "П2": "физика; математика", "П3": "химия", "П4": "биология"}, ["Т1", "Н1"])
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    sheets["Школы"] += [{"Код": "Ш8", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 8", "Номер": 8}]
    sheets["Статусы школ"] += [
        {"Школа": "Ш7", "Статус": "500+", "С": SINCE},
        {"Школа": "Ш8", "Статус": "необъективность", "С": SINCE},
    ]
    sheets["Люди"] += [{"Код": "П8"}]
    sheets["Места работы"] += [works("П8", "Ш8")]
    sheets["Роли"] += [teaches("П8", "Ш8")]
    sheets["Закрепления"] = [
        tutor("Т1", "П1", Предмет="математика"),
        tutor("Т1", "П2", Предмет="математика"),  # not the main subject
        tutor("Т1", "П3"),  # for any subject
        tutor("Т1", "П4", until=date(2026, 12, 30)),
        tutor("Т1", "П8"),
        {"Вид": "наставник", "Кто": "Н1", "Кого": "Ш6", "С": SINCE},
    ]
    data = imported(book(sheets))

    assert by_group(data, "ACC_A", *AUTUMN) == {"педагоги": (2, 4), "школы": (1, 2)}
    teachers, schools = figures(data, "--code", "ACC_A", *AUTUMN)
    assert (teachers["percent"], teachers["level"], teachers["place"]) == (50, "критический", 1)
    assert (schools["percent"], schools["place"]) == (50, 1)
    (row,) = figures(data, "--code", "ACC_A", *AUTUMN, "--group", "школы")
    assert row["text"] == "50 % (1 из 2)"
    assert by_group(data, "ACC_A", *AUTUMN, "--as-of", "2026-12-30")["педагоги"] == (3, 4)
    by_subject = figures(data, "--code", "ACC_A", *AUTUMN, "--by", "subject", "--group", "педагоги")
    assert {row["group"]: row["numerator"] for row in by_subject} == {
        "математика: педагоги": 1, "физика: педагоги": 0, "химия: педагоги": 1, "биология: педагоги": 0,
    }  # fmt: skip


def test_the_register_is_that_of_the_last_day() -> None:
    sheets = district(["П1"])
    sheets["Статусы школ"][0]["По"] = date(2026, 11, 30)
    sheets["Закрепления"] = [tutor("Т1", "П1")]
    data = imported(book(sheets))

    assert by_group(data, "ACC_A", *AUTUMN) == {"педагоги": (0, 0), "школы": (0, 0)}
    row = figures(data, "--code", "ACC_A", *AUTUMN)[0]
    assert (row["text"], row["percent"], row["level"], row["place"]) == ("нет данных (n = 0)", None, None, None)
    november = ("--period", "2026-11", "--municipality", "АРМ")
    assert by_group(data, "ACC_A", *november) == {"педагоги": (1, 1), "школы": (0, 1)}


def test_who_no_longer_teaches_is_not_in_the_register() -> None:
    sheets = district(["П1", "П2"])
    sheets["Роли"][0]["По"] = date(2026, 12, 30)
    data = imported(book(sheets))
    assert by_group(data, "ACC_A", *AUTUMN)["педагоги"] == (0, 1)


# --- how soon ---------------------------------------------------------------------------------------------------


def asked(code: str, created: datetime, **more: Any) -> Row:
    return {"Код": code, "Человек": "П1", "Тема": "разбор ВПР", "Создана": created, **more}


def with_requests(*rows: Row, **more: list[Row]) -> Path:
    return imported(book(district(["П1"]) | {"Заявки": list(rows)} | more))


def answered(data: Path, *words: str) -> tuple[int, int]:
    row = figure(data, "ACC_T", *(words or AUTUMN))
    return row["numerator"], row["denominator"]


FRIDAY = datetime(2026, 10, 9, 18, 40)


def test_three_working_days_after_a_friday_evening_end_on_wednesday() -> None:
    on_wednesday = {"Первый ответ": datetime(2026, 10, 14, 23, 30)}
    assert answered(with_requests(asked("З1", FRIDAY, **on_wednesday))) == (1, 1)
    on_thursday = {"Первый ответ": datetime(2026, 10, 15, 0, 5)}
    assert answered(with_requests(asked("З1", FRIDAY, **on_thursday))) == (0, 1)


def test_public_holidays_and_days_off_of_the_municipality_prolong_the_term() -> None:
    # Wednesday 4 November is a holiday: 3, 5 and 6 November are the working days.
    monday = datetime(2026, 11, 2, 9, 0)
    on_friday = {"Первый ответ": datetime(2026, 11, 6, 12, 0)}
    assert answered(with_requests(asked("З1", monday, **on_friday))) == (1, 1)
    late = {"Первый ответ": datetime(2026, 11, 9, 12, 0)}
    assert answered(with_requests(asked("З1", monday, **late))) == (0, 1)
    off = [{"Муниципалитет": "АРМ", "Дата": date(2026, 11, 5), "Рабочий": "нет"}]
    with_day_off = district(["П1"]) | {"Заявки": [asked("З1", monday, **late)], "Нерабочие дни": off}
    assert answered(imported(book(with_day_off))) == (1, 1)


def test_a_saturday_made_a_working_day_shortens_it() -> None:
    on_wednesday = {"Первый ответ": datetime(2026, 10, 14, 10, 0)}
    saturday = [{"Муниципалитет": None, "Дата": date(2026, 10, 10), "Рабочий": "да"}]
    sheets = district(["П1"]) | {"Заявки": [asked("З1", FRIDAY, **on_wednesday)], "Нерабочие дни": saturday}
    assert answered(imported(book(sheets))) == (0, 1)
    own = [*saturday, {"Муниципалитет": "АРМ", "Дата": date(2026, 10, 10), "Рабочий": "нет"}]
    assert answered(imported(book(sheets | {"Нерабочие дни": own}))) == (1, 1)


def test_requests_too_young_withdrawn_or_of_another_quarter_are_left_out() -> None:
    data = with_requests(
        asked("З1", datetime(2026, 12, 29, 9, 0)),  # the 31st is a day off: the term ends in January
        asked("З2", datetime(2026, 12, 25, 9, 0)),  # ends on 30 December
        asked("З3", FRIDAY, Отозвана=datetime(2026, 10, 10, 18, 0)),
        asked("З4", FRIDAY, Отозвана=datetime(2026, 10, 10, 19, 0)),
        asked("З5", datetime(2026, 9, 30, 23, 0)),
        asked("З6", FRIDAY, **{"Первый ответ": FRIDAY}),
    )

    assert answered(data) == (1, 3)
    assert figure(data, "ACC_T", *AUTUMN)["level"] == "критический"
    assert answered(data, *AUTUMN, "--as-of", "2026-10-13") == (0, 0)
    assert answered(data, *AUTUMN, "--as-of", "2026-10-14") == (1, 2)


def test_a_request_of_a_day_off_waits_from_the_next_working_day() -> None:
    saturday, last = datetime(2026, 10, 10, 12, 0), datetime(2026, 10, 31, 23, 59)
    data = with_requests(
        asked("З1", saturday, **{"Первый ответ": datetime(2026, 10, 14, 23, 59)}),
        asked("З2", saturday, **{"Первый ответ": datetime(2026, 10, 15, 0, 0)}),
        asked("З3", saturday, Отозвана=datetime(2026, 10, 11, 12, 0)),  # a day later to the minute
        asked("З4", saturday, Отозвана=datetime(2026, 10, 11, 12, 1)),
        asked("З5", saturday, Принята=datetime(2026, 10, 12, 9, 0)),  # who accepted has answered
        asked("З6", last, **{"Первый ответ": datetime(2026, 11, 5, 10, 0)}),  # 2, 3 and, after the holiday, 5 November
        asked("З7", last, **{"Первый ответ": datetime(2026, 11, 6, 10, 0)}),
    )

    assert answered(data) == (3, 6)
    assert answered(data, "--period", "2026-10", "--municipality", "АРМ") == (2, 4)


def test_help_within_fifteen_working_days() -> None:
    wanted = [need(code, "П1", "методическая", "", date(2026, 10, 9), Вид="заявка") for code in ("N1", "N2", "N3")]
    data = with_requests(
        asked("З1", FRIDAY, Потребность="N1"),  # until 30 October
        asked("З2", FRIDAY, Потребность="N2"),
        asked("З3", FRIDAY, Потребность="N3"),
        asked("З4", FRIDAY, Оказана=datetime(2026, 10, 30, 20, 0)),
        asked("З5", FRIDAY, Оказана=datetime(2026, 11, 2, 8, 0)),
        asked("З6", datetime(2026, 12, 15, 8, 0)),
        Потребности=wanted,
        Журнал=[
            event("E1", date(2026, 10, 30), Потребности="N1"),
            event("E2", date(2026, 11, 2), Потребности="N2"),
            event("E3", date(2026, 10, 20), Потребности="N3", Статус="запланировано"),
        ],
        Участие=[*there("E1", "П1"), *there("E2", "П1")],
    )

    row = figure(data, "ACC_D", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (2, 5, 40, "критический")


# --- what stands ready, who was reached -------------------------------------------------------------------------


def document(kind: str, **more: Any) -> Row:
    return {"Код": f"Д-{kind}", "Муниципалитет": "АРМ", "Вид": kind, "Название": kind, "Наличие": "да", **more}


def test_three_ways_in() -> None:
    sheets = district(["П1"])
    sheets["Документы"] = [
        document("раздел на сайте"),
        document("канал информирования", **{"Действует по": date(2026, 12, 30)}),
    ]
    sheets["Медиатека"] = [{"Код": "К1", "Муниципалитет": "АРМ", "Название": "Кейс", "Одобрено": date(2026, 10, 1)}]
    data = imported(book(sheets))

    row = figure(data, "ACC_I", *AUTUMN)
    assert (row["value"], row["text"], row["numerator"], row["percent"], row["level"]) == (
        2,
        "2 из 3",
        None,
        None,
        None,
    )
    assert figure(data, "ACC_I", *AUTUMN, "--as-of", "2026-12-30")["value"] == 3
    assert figure(data, "ACC_I", "--period", "2026-Q3", "--municipality", "АРМ")["value"] == 2


def test_coverage_of_teachers_teams_and_associations() -> None:
    teachers = {"П1": "математика", "П2": "математика", "П3": "химия", "П4": "физика"}
    sheets = district(teachers)
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    sheets["Статусы школ"] += [{"Школа": "Ш7", "Статус": "ШССУ", "С": SINCE, "По": date(2026, 10, 1)}]
    sheets["Люди"] += [{"Код": "Д6"}, {"Код": "Д7"}]
    sheets["Места работы"] += [works("Д6", subject=""), works("Д7", "Ш7", subject="")]
    sheets["Роли"] += [
        teaches("Д6", role="управленец"),
        teaches("Д7", "Ш7", role="управленец"),
        teaches("П2", role="руководитель ШМО"),
        teaches("П3", role="руководитель ШМО"),
        teaches("П4", role="руководитель ШМО"),
    ]
    sheets["Потребности"] = [
        need("N1", "П1", "методическая", "A", date(2026, 9, 1)),
        need("N2", "П3", "методическая", "B", date(2026, 9, 1)),
        need("N3", "Д7", "управленческая", "A", date(2026, 9, 1)),
    ]
    sheets["Журнал"] = [event("E1", date(2026, 10, 5), "семинар"), event("E2", date(2026, 9, 30), "семинар")]
    sheets["Участие"] = [*there("E1", "П1", "Д6", "П4"), *there("E2", "П3", "Д7")]
    data = imported(book(sheets))

    # In need: П1 and П3; both schools; the associations of mathematics and of chemistry, not that of physics.
    assert by_group(data, "COV", *AUTUMN) == {"педагоги": (1, 2), "управленческие команды": (1, 2), "ШМО": (1, 2)}
    assert [row["level"] for row in figures(data, "--code", "COV", *AUTUMN)] == ["критический"] * 3
    by_school = figures(data, "--code", "COV", *AUTUMN, "--by", "school", "--group", "управленческие команды")
    assert {row["school"]: row["text"] for row in by_school} == {"Ш6": "100 % (1 из 1)", "Ш7": "0 % (0 из 1)"}
