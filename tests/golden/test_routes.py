"""Individual routes: who has one, what was done by it, who kept an eye on it."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, need
from tests.golden.staff import Sheets, works

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")
YEAR = ("--period", "2026/27", "--municipality", "АРМ")
APPROVED = date(2026, 9, 20)
MOSCOW = ZoneInfo("Europe/Moscow")


def route(code: str, person: str, status: str = "действует", approved: date | None = APPROVED, **more: Any) -> Row:
    return {"Код": code, "Человек": person, "Учебный год": "2026/27", "Статус": status, "Утверждён": approved, **more}


def parts(data: Path, code: str, *words: str) -> tuple[int, int]:
    row = figure(data, code, *(words or AUTUMN))
    return row["numerator"], row["denominator"]


# --- who has one ------------------------------------------------------------------------------------------------


def diagnosed(person: str, category: str, **found: Any) -> Row:
    return {
        "Раунд": "август", "Вид": "август", "Учебный год": "2026/27", "Дата": date(2026, 8, 25), "Человек": person,
        "Категория": category, **found,
    }  # fmt: skip


def test_people_with_levels_a_and_b_have_a_route_by_the_end_of_september() -> None:
    people = [f"П{number}" for number in range(1, 9)]
    sheets = district(people)
    sheets["Диагностика"] = [
        diagnosed("П1", "предметная", **{"Тест, %": 49}),  # A
        diagnosed("П1", "методическая", Самооценка=0),
        diagnosed("П2", "методическая", Самооценка="1,25"),  # B
        diagnosed("П3", "оценочная", Самооценка=3, **{"Уровень эксперта": "С"}),  # the expert: C
        diagnosed("П4", "цифровая", Самооценка=3, **{"Тест, %": 70}),  # the test: C
        diagnosed("П5", "цифровая", **{"Уровень эксперта": "В"}),
        diagnosed("П6", "цифровая", **{"Уровень эксперта": "A"}),
        diagnosed("П7", "предметная", **{"Тест, %": "69,9"}),  # B
        diagnosed("П8", "предметная", **{"Учебный год": "2025/26", "Уровень эксперта": "A"}),
    ]
    sheets["ИОМ"] = [
        route("И1", "П1", approved=date(2026, 9, 30)),
        route("И2", "П2", approved=date(2026, 10, 1)),
        route("И3", "П3"),
        route("И5", "П5", "проект"),
        route("И6", "П6", "завершён"),
    ]
    data = imported(book(sheets))

    row = figure(data, "IOM1", *YEAR)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (2, 5, 40, "критический")
    assert parts(data, "IOM1") == (2, 5)
    assert parts(data, "IOM1", "--period", "2026", "--municipality", "АРМ") == (2, 5)
    assert parts(data, "IOM1", *YEAR, "--as-of", "2026-09-25") == (1, 5)


# --- what was done ----------------------------------------------------------------------------------------------


def item(number: int, status: str, **more: Any) -> Row:
    names = {"done": "Выполнено", "accepted": "Подтверждение принято", "due": "Срок по", "of": "ИОМ"}
    row = {"ИОМ": "И1", "№": number, "Мероприятие": "урок", "Срок по": date(2026, 11, 20), "Статус": status}
    return row | {names.get(name, name): value for name, value in more.items()}


def test_items_count_when_done_and_accepted() -> None:
    sheets = district(["П1", "П2"])
    sheets["ИОМ"] = [route("И1", "П1"), route("И2", "П2", "проект", None)]
    on_time, late = date(2026, 11, 20), date(2026, 11, 21)
    sheets["Пункты ИОМ"] = [
        item(1, "выполнено", done=on_time, accepted="да"),
        item(2, "выполнено", done=late, accepted="да"),
        item(3, "выполнено", done=on_time, accepted="нет"),
        item(4, "не выполнено"),
        item(5, "снято с обоснованием"),
        item(6, "выполнено", done=on_time, accepted="да", due=date(2027, 1, 1)),
        item(1, "выполнено", done=on_time, accepted="да", of="И2"),
    ]
    data = imported(book(sheets))

    row = figure(data, "IOM2", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (2, 4, 50, "критический")
    assert parts(data, "IOM3") == (1, 4)
    assert parts(data, "IOM2", *AUTUMN, "--as-of", "2026-11-20") == (1, 4)


def test_needs_of_routes_that_were_met() -> None:
    sheets = district(["П1"])
    met, dropped = {"Статус": "восполнен"}, {"Статус": "снят"}
    early = date(2026, 9, 1)
    sheets["Потребности"] = [
        need("N1", "П1", "методическая", "A", early, Закрыта=date(2026, 12, 31), **met),
        need("N2", "П1", "методическая", "A", early, Закрыта=date(2026, 11, 1), **dropped),
        need("N3", "П1", "методическая", "A", early, Закрыта=date(2026, 9, 30), **met),
        need("N4", "П1", "методическая", "A", date(2026, 12, 25)),
        need("N5", "П1", "методическая", "A", early, Закрыта=date(2027, 1, 10), **met),
        need("N6", "П1", "методическая", "A", early, Закрыта=date(2026, 12, 1), **met),  # in no route
        need("N7", "П1", "методическая", "A", date(2027, 1, 1)),
    ]
    sheets["ИОМ"] = [route("И1", "П1")]
    numbers = [1, 2, 3, 4, 5, 7]
    sheets["Пункты ИОМ"] = [item(number, "в работе", Потребность=f"N{number}") for number in numbers]
    sheets["Пункты ИОМ"] += [item(8, "в плане", Потребность="N1")]
    data = imported(book(sheets))

    row = figure(data, "IOM5", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (1, 4, 25, "критический")
    assert parts(data, "IOM5", *AUTUMN, "--as-of", "2026-12-20") == (0, 3)


# --- who kept an eye on it --------------------------------------------------------------------------------------


def checkin(code: str, given: datetime | None, side: str = "педагог", **more: Any) -> Row:
    return {
        "ИОМ": code, "Период": "2026-Q4", "Сторона": side, "Сдан": given, "Окно с": date(2026, 12, 14),
        "Окно по": date(2026, 12, 23), **more,
    }  # fmt: skip


def watched() -> Sheets:
    """Eight routes: П1 in time, П2 on the last working day of grace, П3 too late, П4 silent, П5 left, П6 forgotten."""
    people = [f"П{number}" for number in range(1, 9)]
    sheets = district(people)
    sheets["ИОМ"] = [
        *(route(f"И{number}", f"П{number}") for number in range(1, 5)),
        route("И5", "П5", "прекращён"),
        route("И6", "П6"),
        route("И7", "П7", approved=date(2026, 12, 20)),  # not yet active on the opening day
        route("И8", "П8", "проект", None),
    ]
    sheets["Чек-ины ИОМ"] = [
        checkin("И1", datetime(2026, 12, 23, 23, 59)),
        checkin("И2", datetime(2026, 12, 30, 10, 0)),  # 24, 25, 28, 29, 30 December
        checkin("И3", datetime(2027, 1, 11, 10, 0)),
        checkin("И4", None),
        checkin("И5", None),
        checkin("И1", datetime(2026, 12, 20, 10, 0), "тьютор"),
        checkin("И2", None, "тьютор"),
    ]
    return sheets


def test_routes_are_kept_an_eye_on_in_the_window() -> None:
    data = imported(book(watched()))

    row = figure(data, "IOM4", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (1, 5, 20, "критический")
    late = figure(data, "IOM4_late", *AUTUMN)
    assert (late["numerator"], late["denominator"], late["percent"]) == (2, 5, 40)
    assert parts(data, "IOM4T") == (1, 5)
    assert parts(data, "IOM4", "--period", "2026", "--municipality", "АРМ") == (1, 5)
    assert parts(data, "IOM4", "--period", "2027-Q1", "--municipality", "АРМ") == (0, 0)
    assert parts(data, "IOM4_late", *AUTUMN, "--as-of", "2026-12-29") == (1, 5)
    assert parts(data, "IOM4", *AUTUMN, "--as-of", "2026-12-13") == (0, 0)


def test_a_day_off_prolongs_the_grace() -> None:
    off = [{"Муниципалитет": "АРМ", "Дата": day, "Рабочий": "нет"} for day in (date(2026, 12, 30),)]
    sheets = watched()
    sheets["Чек-ины ИОМ"][2]["Сдан"] = datetime(2027, 1, 11, 10, 0)
    assert parts(imported(book(sheets | {"Нерабочие дни": off})), "IOM4_late") == (3, 5)


def test_a_route_that_went_on_was_only_silent() -> None:
    sheets = watched()
    sheets["Чек-ины ИОМ"] += [
        checkin("И5", None, Период="2027-Q1", **{"Окно с": date(2027, 3, 15), "Окно по": date(2027, 3, 24)})
    ]
    assert parts(imported(book(sheets)), "IOM4") == (1, 6)


def test_a_route_approved_after_the_window_opened_owes_no_checkin() -> None:
    sheets = watched()
    sheets["Чек-ины ИОМ"] += [
        checkin("И7", datetime(2026, 12, 22, 10, 0)),  # approved on the 20th, the window opened on the 14th
        checkin("И7", datetime(2026, 12, 26, 10, 0), "тьютор"),
    ]
    sheets["Люди"] += [{"Код": "П9"}, {"Код": "П10"}]
    sheets["Места работы"] += [works("П9"), works("П10")]
    sheets["ИОМ"] += [
        route("И9", "П9", approved=date(2026, 12, 14)),  # on the opening day itself
        route("И10", "П10", "согласован"),  # agreed upon, but not in force
    ]
    sheets["Чек-ины ИОМ"] += [checkin(code, datetime(2026, 12, 14, 8, 0)) for code in ("И9", "И10")]
    data = imported(book(sheets))

    assert (parts(data, "IOM4"), parts(data, "IOM4_late"), parts(data, "IOM4T")) == ((2, 6), (3, 6), (1, 6))


def test_routes_are_counted_at_the_school_of_the_last_day() -> None:
    sheets = watched()
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    sheets["Места работы"][0]["По"] = date(2026, 12, 25)
    sheets["Места работы"] += [works("П1", "Ш7", since=date(2026, 12, 26))]
    rows = figures(imported(book(sheets)), "--code", "IOM4", *AUTUMN, "--by", "school")
    assert {row["school"]: row["text"] for row in rows} == {"Ш6": "0 % (0 из 4)", "Ш7": "100 % (1 из 1)"}


def test_over_a_year_each_window_is_owed_by_the_routes_of_its_opening_day() -> None:
    sheets = district(["П1", "П2"])
    sheets["ИОМ"] = [route("И1", "П1"), route("И2", "П2", approved=date(2027, 1, 10))]
    spring = {"Период": "2027-Q1", "Окно с": date(2027, 3, 22), "Окно по": date(2027, 3, 31)}
    sheets["Чек-ины ИОМ"] = [
        checkin("И1", datetime(2026, 12, 14)),
        checkin("И2", datetime(2026, 12, 20)),  # there was no such route yet
        checkin("И1", None, **spring),
        checkin("И2", datetime(2027, 3, 31, 23, 59), **spring),
    ]
    data = imported(book(sheets))

    assert (parts(data, "IOM4"), parts(data, "IOM4", *YEAR)) == ((1, 1), (2, 3))
    assert parts(data, "IOM4", "--period", "2027-Q1", "--municipality", "АРМ") == (1, 2)


def test_a_route_changed_by_a_second_book_is_corrected() -> None:
    today = datetime.now(ZoneInfo("Europe/Moscow")).date()  # corrections carry the local day of being brought in
    began = today.year if today.month >= 9 else today.year - 1
    running = {"Учебный год": f"{began}/{(began + 1) % 100:02}", "approved": date(began, 9, 1)}
    sheets = district(["П1", "П2"])
    sheets["ИОМ"] = [route("И1", "П1", **running), route("И2", "П2", **running)]
    sheets["Пункты ИОМ"] = [item(1, "в плане"), item(1, "в плане", of="И2")]
    data = imported(book(sheets))
    month = ("--period", f"{today:%Y-%m}", "--municipality", "АРМ")
    assert parts(data, "IOM6", *month) == (0, 2)
    imported(book({"Пункты ИОМ": [item(1, "в работе")]}), data)

    row = figure(data, "IOM6", *month)
    assert (row["numerator"], row["denominator"], row["level"]) == (1, 2, None)
