"""Monitorings of help and of the centres: points of the parts, sums, experts."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.staff import Sheets, teaches, town

YEAR = ("--period", "2026", "--municipality", "АРМ")
REQUIRED = ("положение", "приказ о закреплении", "план", "планы взаимодействия", "отчёт", "раздел на сайте")


def came(sheets: Sheets) -> Path:
    return imported(book(sheets))


def documents(*kinds: str, centre: str | None = "МНЦ", **more: Any) -> list[dict[str, Any]]:
    """Documents of a centre, in order unless said otherwise."""
    return [
        {"Код": f"Д-{centre}-{kind}", "Муниципалитет": "АРМ", "Центр": centre, "Вид": kind, "Название": kind,
         "Наличие": "да", "Полнота": "да", "Опубликовано": "да", **more}
        for kind in kinds
    ]  # fmt: skip


def expert(part: str, points: int, year: int = 2026) -> dict[str, Any]:
    return {"Муниципалитет": "АРМ", "Показатель": part, "Год": year, "Балл": points, "Причина": "аудит"}


def test_all_documents_of_a_centre_give_two_points_one_missing_gives_one() -> None:
    whole = figure(came(town([], Документы=documents(*REQUIRED))), "MNC1", *YEAR)
    assert (whole["numerator"], whole["denominator"], whole["percent"], whole["value"]) == (6, 6, 100, 2)
    assert (whole["text"], whole["note"], whole["level"]) == ("100 % (6 из 6)", "баллы: 2", None)

    short = figure(came(town([], Документы=documents(*REQUIRED[:4]))), "MNC1", *YEAR)
    assert (short["text"], short["value"]) == ("67 % (4 из 6)", 1)
    half = figure(came(town([], Документы=documents(*REQUIRED[:3]))), "MNC1", *YEAR)
    assert (half["text"], half["value"]) == ("50 % (3 из 6)", 0)


def test_documents_count_while_they_are_complete_valid_and_the_site_is_public() -> None:
    sheets = town(
        [],
        Документы=[
            *documents("положение", Полнота="нет"),
            *documents("план", **{"Действует по": date(2026, 12, 30)}),
            *documents("отчёт", **{"Действует по": date(2026, 12, 31)}),
            *documents("раздел на сайте", Опубликовано="нет"),
            *documents("приказ о закреплении", Наличие="нет"),
            *documents("планы взаимодействия", centre="МТКП"),
        ],
    )
    assert figure(came(sheets), "MNC1", *YEAR)["text"] == "17 % (1 из 6)"


def test_an_experts_points_replace_the_computed_ones_and_both_are_seen() -> None:
    data = came(town([], Документы=documents(*REQUIRED), Экспертные_баллы=[expert("MNC1", 1), expert("MNC6", 2, 2025)]))

    row = figure(data, "MNC1", *YEAR)
    assert (row["value"], row["note"], row["percent"]) == (1, "баллы: 2, эксперт: 1", 100)
    assert figure(data, "MNC6", *YEAR)["text"] == "нет данных (n = 0)"
    assert figure(data, "MNC6", "--period", "2025", "--municipality", "АРМ")["note"] == "баллы: нет данных, эксперт: 2"


def test_the_sum_of_a_centre_with_everything_known() -> None:
    scores = {"MNC1": 2, "MNC2": 2, "MNC3": 1, "MNC4": 2, "MNC5": 1, "MNC6": 2}
    data = came(town([], Экспертные_баллы=[expert(part, points) for part, points in scores.items()]))

    row = figure(data, "MNC", *YEAR)
    assert (row["value"], row["text"], row["level"], row["note"]) == (10, "10 из 12 баллов", "оптимальный", None)
    assert (row["numerator"], row["denominator"], row["percent"]) == (None, None, None)


def test_borders_shrink_with_what_is_missing() -> None:
    """Without MNC6, of 10 points: optimal from 10 · 10/12 = 8,33, acceptable from 7 · 10/12 = 5,83."""
    for points, level in ((9, "оптимальный"), (8, "допустимый"), (6, "допустимый"), (5, "критический")):
        scores = [min(2, max(0, points - 2 * place)) for place in range(5)]
        known = [expert(f"MNC{place}", score) for place, score in enumerate(scores, 1)]
        row = figure(came(town([], Экспертные_баллы=known)), "MNC", *YEAR)
        assert (row["value"], row["text"].split(" балл")[0]) == (points, f"{points} из 10")
        assert (row["note"], row["level"]) == ("оценено 5 из 6", level)


def test_we7_the_roadmap_done_but_late_gives_one_point() -> None:
    def item(number: int, status: str, done: date | None = None, due: date = date(2026, 11, 30)) -> dict[str, Any]:
        return {"Код": f"П{number}", "Муниципалитет": "АРМ", "Год": 2026, "Мероприятие": f"Дело {number}",
                "Срок по": due, "Статус": status, "Выполнено": done}  # fmt: skip

    plan = [
        item(1, "отменено приказом"),
        item(2, "перенесено приказом") | {"Новый срок": date(2027, 1, 20)},
        *(item(number, "выполнено", date(2026, 11, 20)) for number in range(3, 9)),
        item(9, "выполнено", date(2026, 12, 5)),
        item(10, "не выполнено"),
    ]
    data = came(town([], План=plan))

    row = figure(data, "MET6", "--period", "2026-Q4", "--municipality", "АРМ")
    assert (row["value"], row["text"], row["note"]) == (1, "1 балл", "баллы: 1")
    assert (row["numerator"], row["denominator"], row["percent"]) == (None, None, None)
    assert figure(data, "MET6", "--period", "2026-Q2", "--municipality", "АРМ")["value"] is None


def test_what_has_no_data_is_left_out_of_the_sum_of_help() -> None:
    """Documents that are not there give no points; shares of nothing give no data."""
    row = figure(came(town([], "")), "MET", *YEAR)
    assert (row["value"], row["note"], row["level"]) == (0, "оценено 4 из 8", "критический")


def test_a_mechanism_earns_its_second_point_by_use() -> None:
    kinds = ("механизм оценки управленческих компетенций", "механизм оценки методических компетенций")
    old = documents(*kinds, centre=None, Дата=date(2021, 9, 1))
    used = {"Раунд": "апрель", "Учебный год": "2025/26", "Дата": date(2026, 4, 15), "Человек": "П-01",
            "Категория": "методическая", "Тест, %": 70}  # fmt: skip
    data = came(town(["П-01"], Документы=old, Диагностика=[used]))

    assert [figure(data, code, *YEAR)["value"] for code in ("MET1", "MET2")] == [1, 2]
    assert figure(data, "MET2", "--period", "2027", "--municipality", "АРМ")["value"] == 1


def test_the_procedure_of_finding_deficits_has_to_reach_the_teachers() -> None:
    procedure = documents("процедура выявления дефицитов", centre=None)

    def points(reached: int) -> object:
        rows = [
            {"Раунд": "август", "Учебный год": "2026/27", "Дата": date(2026, 8, 25), "Человек": f"П-{number:02}",
             "Категория": "предметная", "Самооценка": 1}
            for number in range(reached)
        ]  # fmt: skip
        data = came(town([f"П-{number:02}" for number in range(10)], Документы=procedure, Диагностика=rows))
        return figure(data, "MET3", *YEAR)["value"]

    assert [points(8), points(9)] == [1, 2]


def need(code: str, person: str, level: str = "А", **more: Any) -> dict[str, Any]:
    row = {
        "Код": code, "Человек": person, "Вид": "дефицит", "Категория": "предметная", "Предмет": "математика",
        "Уровень": level, "Статус": "подтверждён", "Заявлена": date(2026, 8, 20), "Подтверждена": date(2026, 8, 25),
    }  # fmt: skip
    return row | more


def test_help_is_enough_when_deficits_stand_in_routes_or_plans() -> None:
    route = {"Код": "И1", "Человек": "П-01", "Учебный год": "2026/27", "Статус": "действует"}
    item = {"ИОМ": "И1", "№": 1, "Потребность": "N1", "Мероприятие": "Курсы", "Срок по": date(2026, 12, 1),
            "Статус": "в плане"}  # fmt: skip
    plan = {"Код": "П1", "Центр": "МТКП", "Муниципалитет": "АРМ", "Год": 2026, "Мероприятие": "Семинар",
            "Срок по": date(2026, 11, 30), "Статус": "в плане"}  # fmt: skip
    event = {"Код": "Е1", "Центр": "МТКП", "Муниципалитет": "АРМ", "Форма": "семинар", "Начало": date(2026, 11, 12),
             "Ведущие": "П-03", "Пункт плана": "П1", "Статус": "запланировано", "Потребности": "N2"}  # fmt: skip
    early = {"Заявлена": date(2025, 9, 1), "Подтверждена": date(2025, 9, 1), "Закрыта": date(2025, 12, 1)}
    closed = need("N5", "П-01", Статус="восполнен", **early)
    data = came(
        town(
            ["П-01", "П-02", "П-03"],
            Потребности=[
                need("N1", "П-01"),
                need("N2", "П-02"),
                need("N3", "П-03", "В"),
                need("N4", "П-03", "С"),
                closed,
            ],
            ИОМ=[route],
            Пункты_ИОМ=[item],
            План=[plan],
            Журнал=[event],
        )
    )

    row = figure(data, "MET4", *YEAR)
    assert (row["text"], row["value"]) == ("67 % (2 из 3)", 1)


def test_decisions_are_carried_out_in_time_or_not() -> None:
    def decision(code: str, status: str, done: date | None = None, due: date = date(2026, 6, 30)) -> dict[str, Any]:
        return {
            "Код": code,
            "Муниципалитет": "АРМ",
            "Текст": "Решение",
            "Срок": due,
            "Статус": status,
            "Исполнено": done,
        }

    data = came(
        town(
            [],
            Решения=[
                decision("Р1", "исполнено", date(2026, 6, 30)),
                decision("Р2", "исполнено", date(2026, 7, 1)),
                decision("Р3", "открыто"),
                decision("Р4", "снято"),
                decision("Р5", "открыто", due=date(2027, 1, 31)),
            ],
        )
    )
    assert figure(data, "MET8", *YEAR)["text"] == "33 % (1 из 3)"


def test_mentors_and_tutors_have_marks_of_their_own() -> None:
    def record(person: str, centre: str, **marks: str) -> dict[str, Any]:
        names = {"category": "Категория", "effective": "Эффективная школа", "regional": "Региональный тьютор",
                 "trained": "Подготовка за три года"}  # fmt: skip
        return {"Человек": person, "Центр": centre, "С": date(2024, 1, 1)} | {
            names[name]: value for name, value in marks.items()
        }

    people = [f"П-{number:02}" for number in range(1, 7)]
    sheets = town(
        people,
        Квалификация_кадров=[
            record("П-01", "МНЦ", effective="да", trained="да"),
            record("П-02", "МНЦ", category="высшая"),
            record("П-04", "МТКП", category="высшая", regional="да"),
            record("П-05", "МТКП", category="первая", regional="да"),
        ],
        Роли=[teaches("П-03", role="наставник"), teaches("П-04", role="тьютор")],
    )
    data = came(sheets)

    assert figure(data, "MNC2", *YEAR)["text"] == "33 % (1 из 3)"
    assert figure(data, "TUT2", *YEAR)["text"] == "50 % (1 из 2)"
    unknown = came(town(["П-01"], Роли=[teaches("П-01", role="наставник")]))
    assert figure(unknown, "MNC2", *YEAR)["text"] == "нет данных (n = 0)"


def test_a_school_is_in_contact_with_its_mentor_every_quarter() -> None:
    def event(number: int, day: date, **more: Any) -> dict[str, Any]:
        return {"Код": f"К{number}", "Центр": "МНЦ", "Муниципалитет": "АРМ", "Форма": "выход в ОО", "Начало": day,
                "Ведущие": "Н-01", "Статус": "проведено"} | more  # fmt: skip

    days = [date(2026, month, day) for month in (2, 5, 8, 11) for day in (3, 10, 17)]
    log = [event(number, day) for number, day in enumerate(days)]

    def contacts(log: list[dict[str, Any]], period: str = "2026", code: str = "MNC4") -> object:
        sheets = town(["Д-06", "Н-01"], Журнал=log)
        sheets["Школы"].append({"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7})
        sheets["Статусы школ"].append({"Школа": "Ш7", "Статус": "500+", "С": date(2020, 9, 1)})
        sheets["Участие"] = [{"Мероприятие": each["Код"], "Человек": "Д-06", "Был": "да"} for each in log]
        return figure(came(sheets), code, "--period", period, "--municipality", "АРМ")["text"]

    assert contacts(log) == "50 % (1 из 2)"
    assert contacts([*log[:-1], event(99, days[-1], Статус="отменено")]) == "0 % (0 из 2)"
    assert contacts(log[:3], "2026-Q1") == "50 % (1 из 2)"
    assert contacts(log[:3], "2026-Q1", "MNC4_MEAN") == "1,50 (n = 2)"


def test_schools_on_their_way_out_of_the_list() -> None:
    programme = {"Код": "Д1", "Муниципалитет": "АРМ", "Школа": "Ш6", "Вид": "программа перехода",
                 "Название": "Программа перехода", "Наличие": "да", "Дата": date(2025, 1, 20)}  # fmt: skip
    sheets = town([], Документы=[programme])
    sheets["Школы"].append({"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7})
    sheets["Статусы школ"] += [
        {"Школа": "Ш7", "Статус": "ШНОР", "С": date(2020, 9, 1), "По": date(2026, 5, 31)},
        {"Школа": "Ш7", "Статус": "вышла из списка", "С": date(2026, 6, 1)},
    ]
    data = came(sheets)

    assert figure(data, "MNC5", *YEAR)["text"] == "100 % (1 из 1)"
    assert figure(data, "MNC5", "--period", "2025", "--municipality", "АРМ")["text"] == "50 % (1 из 2)"
    assert figure(data, "SCH_LEFT", *YEAR)["value"] == 1


def test_people_grow_by_closing_needs_courses_or_levels() -> None:
    def result(person: str, year: int, level: str, category: str = "управленческая") -> dict[str, Any]:
        return {"Раунд": f"{year}", "Учебный год": f"{year}/{year % 100 + 1}", "Дата": date(year, 9, 10),
                "Человек": person, "Категория": category, "Уровень эксперта": level}  # fmt: skip

    people = [f"У-{number:02}" for number in range(1, 6)]
    manages = {"Категория": "управленческая", "Предмет": None}
    sheets = town(
        people,
        Потребности=[
            need("N1", "У-01", Статус="восполнен", Закрыта=date(2026, 11, 1), **manages),
            need("N2", "У-02", **manages),
            need("N3", "У-03", **manages),
            need("N4", "У-04", **manages),
            need("N5", "У-05"),
        ],
        Курсы=[{"Человек": "У-02", "Программа": "ВСОКО", "Организация": "ИРО", "Окончание": date(2026, 10, 1)}],
        Диагностика=[
            result("У-03", 2025, "A"),
            result("У-03", 2026, "B"),
            result("У-04", 2025, "A"),
            result("У-04", 2026, "A"),
        ],
    )
    assert figure(came(sheets), "MNC6", *YEAR)["text"] == "75 % (3 из 4)"


def test_a_teams_need_is_one_of_all_who_manage_the_school() -> None:
    team = {"Код": "N1", "Школа": "Ш6", "Вид": "дефицит", "Категория": "управленческая", "Уровень": "А",
            "Статус": "подтверждён", "Заявлена": date(2026, 8, 20), "Подтверждена": date(2026, 8, 25)}  # fmt: skip
    sheets = town(["У-01", "У-02", "П-01"], Потребности=[team])
    sheets["Роли"] = [teaches("У-01", role="управленец"), teaches("У-02", role="управленец"), teaches("П-01")]
    course = {"Человек": "У-02", "Программа": "ВСОКО", "Организация": "ИРО", "Окончание": date(2026, 10, 1)}
    data = came(sheets | {"Курсы": [course]})
    assert figure(data, "MNC6", *YEAR)["text"] == "50 % (1 из 2)"


def test_accompanied_teachers_are_compared_with_the_start_of_the_year() -> None:
    people = ["П-01", "П-02", "П-03", "П-04"]
    early = {"Заявлена": date(2025, 9, 1), "Подтверждена": date(2025, 9, 10)}
    sheets = town(
        [*people, "Т-01"],
        Закрепления=[{"Вид": "тьютор", "Кто": "Т-01", "Кого": person, "С": date(2025, 9, 1)} for person in people[:3]],
        Потребности=[
            need("N1", "П-01", Статус="восполнен", Закрыта=date(2026, 4, 1), **early),
            need("N2", "П-02", **early),
            need("N3", "П-03"),
            need("N4", "П-04", Статус="восполнен", Закрыта=date(2026, 4, 1), **early),
        ],
    )
    row = figure(came(sheets), "TUT6", *YEAR)
    assert (row["text"], row["value"]) == ("50 % (1 из 2)", 0)


def asked(number: int, created: date, answered: date | None) -> dict[str, Any]:
    return {"Код": f"З{number}", "Человек": "П-01", "Тема": "Разбор ВПР", "Создана": created, "Первый ответ": answered}


def test_help_is_at_hand_when_everybody_has_somebody_and_is_answered_soon() -> None:
    fixed = [{"Вид": "наставник", "Кто": "Н-01", "Кого": "Ш6", "С": date(2025, 9, 1)}]
    late = [asked(1, date(2026, 10, 5), date(2026, 10, 20))]
    soon = [asked(number, date(2026, 10, 5), date(2026, 10, 6)) for number in (2, 3, 4)]

    def points(code: str, requests: list[dict[str, Any]]) -> object:
        return figure(came(town(["П-01", "Н-01"], Закрепления=fixed, Заявки=requests)), code, *YEAR)["value"]

    assert points("MNC3", soon) == 2
    assert points("MNC3", soon + late) == 1  # 3 of 4 in time
    assert points("MNC3", []) == 2  # nobody asked: only what is known decides
    assert points("TUT3", soon) == 0  # no teacher has a tutor


def test_regular_help_of_tutors_is_a_part_with_a_share() -> None:
    fixed = [{"Вид": "тьютор", "Кто": "Т-01", "Кого": person, "С": date(2025, 9, 1)} for person in ("П-01", "П-02")]
    log = [
        {"Код": f"К{month}", "Центр": "МТКП", "Муниципалитет": "АРМ", "Форма": "консультация",
         "Начало": date(2026, month, 10), "Ведущие": "Т-01", "Статус": "проведено"}
        for month in (1, 3, 4, 5, 8, 9, 10, 12)
    ]  # fmt: skip
    seen = [{"Мероприятие": event["Код"], "Человек": "П-01", "Был": "да"} for event in log]
    data = came(town(["П-01", "П-02", "Т-01"], Закрепления=fixed, Журнал=log, Участие=seen))

    row = figure(data, "TUT4", *YEAR)
    assert (row["text"], row["value"], row["note"]) == ("50 % (1 из 2)", 0, "баллы: 0")
    assert figure(data, "REG_C", *YEAR)["text"] == row["text"]


def test_ways_to_help_and_groups_reached() -> None:
    ways = [*documents("раздел на сайте", "канал информирования", centre=None)]
    data = came(town(["П-01"], Документы=ways, Потребности=[need("N1", "П-01")]))

    assert figure(data, "MET5", *YEAR)["value"] == 1
    assert figure(data, "MET7", *YEAR)["value"] == 0  # the teacher was in need and met nobody


def test_g10_the_register_of_2022() -> None:
    numbers = (2, 11, 4, 7, 8, 10, 12, 14, 22, 27)
    sheets = town([], "")
    sheets["Школы"] = [
        {"Код": f"Ш{number}", "Муниципалитет": "АРМ", "Название": f"СОШ № {number}", "Номер": number}
        for number in (*numbers, 17)
    ]
    sheets["Статусы школ"] = [
        *({"Школа": f"Ш{number}", "Статус": "ШНОР", "С": date(2021, 12, 20)} for number in numbers),
        *({"Школа": f"Ш{number}", "Статус": "500+", "С": date(2022, 1, 10)} for number in (2, 7, 8)),
        {"Школа": "Ш17", "Статус": "ШНОР", "С": date(2023, 1, 1)},
    ]
    data = came(sheets)

    row = figure(data, "SCH_500", "--period", "2022", "--municipality", "АРМ")
    assert (row["numerator"], row["denominator"], row["percent"]) == (3, 10, 30)
    assert figure(data, "MNC5", "--period", "2022", "--municipality", "АРМ")["denominator"] == 10


def test_several_municipalities_together_have_shares_but_no_points() -> None:
    sheets = town([], Документы=documents(*REQUIRED))
    sheets["Муниципалитеты"].append(
        {"Код": "КРЫ", "Полное название": "Крымский район", "Краткое название": "МО Крымский район"}
    )
    data = came(sheets)

    row = figure(data, "MNC1", "--period", "2026")
    assert (row["text"], row["value"]) == ("50 % (6 из 12)", None)
    assert "балл" not in (row["note"] or "")
    for code in ("MET5", "MNC"):
        whole = figure(data, code, "--period", "2026")
        assert (whole["text"], whole["value"], whole["level"]) == ("считается по муниципалитетам", None, None)
    assert figure(data, "MNC6", "--period", "2026")["text"] == "нет данных (n = 0)"
    rows = figures(data, "--period", "2026", "--by", "municipality", "--code", "MNC1")
    assert {row["municipality"]: (row["value"], row["place"]) for row in rows} == {"АРМ": (2, 1), "КРЫ": (0, 2)}
