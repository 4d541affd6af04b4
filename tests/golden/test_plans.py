"""The roadmap and the plans of centres: how much was done, and when."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, event

DUE = date(2026, 11, 20)
AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")


def item(code: str, status: str, **more: Any) -> Row:
    """A row of the roadmap due on 20 November."""
    return {
        "Код": code, "Муниципалитет": "АРМ", "Год": 2026, "Мероприятие": f"Мероприятие {code}", "Срок по": DUE,
        "Статус": status, **more,
    }  # fmt: skip


def we7(*more: Row) -> Path:
    """Ten items of the last quarter, two events beyond the plan."""
    sheets = district(["П1"])
    sheets["План"] = [
        item("P1", "отменено приказом"),
        item("P2", "перенесено приказом", **{"Новый срок": date(2027, 1, 20)}),
        *(item(f"P{number}", "выполнено", Выполнено=DUE - timedelta(days=number)) for number in range(3, 8)),
        item("P8", "выполнено", Выполнено=DUE),
        item("P9", "выполнено", Выполнено=DUE + timedelta(days=5)),
        item("P10", "не выполнено"),
        *more,
    ]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 5), "семинар", **{"Сверх плана": "да"}),
        event("E2", date(2026, 12, 5), "вебинар", Центр="МНЦ", **{"Сверх плана": "да"}),
        event("E3", date(2026, 12, 6), "вебинар", Статус="отменено", **{"Сверх плана": "да"}),
        event("E4", date(2026, 12, 7), "вебинар"),
    ]
    return imported(book(sheets))


def parts(data: Path, code: str, *words: str) -> tuple[int, int]:
    row = figure(data, code, *words)
    return row["numerator"], row["denominator"]


def test_we7_orders_change_the_denominator() -> None:
    data = we7()

    full = figure(data, "PLAN_F", *AUTUMN)
    assert (full["numerator"], full["denominator"], full["percent"]) == (7, 8, 88)
    assert (full["level"], full["group"], full["n"]) == ("оптимальный", None, 8)
    timely = figure(data, "PLAN_T", *AUTUMN)
    assert (timely["numerator"], timely["denominator"], timely["percent"], timely["level"]) == (6, 8, 75, "допустимый")
    of_done = figure(data, "PLAN_T_done", *AUTUMN)
    assert (of_done["numerator"], of_done["denominator"], of_done["percent"]) == (6, 7, 86)
    extra = figure(data, "PLAN_X", *AUTUMN)
    assert (extra["value"], extra["numerator"], extra["denominator"], extra["text"]) == (2, None, None, "2")


def test_we7_the_moved_item_is_due_in_the_quarter_of_its_new_date() -> None:
    row = figure(we7(), "PLAN_F", "--period", "2027-Q1", "--municipality", "АРМ")
    assert (row["numerator"], row["denominator"], row["text"]) == (0, 1, "0 % (0 из 1)")


def test_a_moved_item_that_was_done_by_its_new_date_is_in_time() -> None:
    moved = {"Новый срок": date(2027, 1, 20), "Выполнено": date(2027, 1, 18)}
    data = we7(item("P11", "выполнено", **moved))

    assert parts(data, "PLAN_T", "--period", "2027-Q1", "--municipality", "АРМ") == (1, 2)
    assert parts(data, "PLAN_T", *AUTUMN) == (6, 8)


def test_on_a_reporting_date_only_what_was_done_by_then_is_done() -> None:
    data = we7()

    assert parts(data, "PLAN_F", *AUTUMN, "--as-of", "2026-11-20") == (6, 8)
    assert parts(data, "PLAN_F", *AUTUMN, "--as-of", "2026-11-25") == (7, 8)
    assert parts(data, "PLAN_F", *AUTUMN, "--as-of", "2026-11-15") == (3, 8)


def test_a_centre_has_a_plan_of_its_own() -> None:
    data = we7(item("M1", "выполнено", Центр="МНЦ", Выполнено=DUE), item("M2", "в работе", Центр="МНЦ"))

    assert parts(data, "PLAN_F", *AUTUMN) == (7, 8)
    row = figure(data, "PLAN_F", *AUTUMN, "--group", "МНЦ")
    assert (row["group"], row["numerator"], row["denominator"], row["percent"]) == ("МНЦ", 1, 2, 50)
    empty = figure(data, "PLAN_F", *AUTUMN, "--group", "мткп")
    assert (empty["group"], empty["text"], empty["percent"], empty["place"]) == (
        "МТКП",
        "нет данных (n = 0)",
        None,
        None,
    )
    assert figure(data, "PLAN_X", *AUTUMN, "--group", "МНЦ")["value"] == 1


def test_done_without_a_date_is_done_but_not_in_time() -> None:
    data = we7(item("P11", "выполнено"))
    assert (parts(data, "PLAN_F", *AUTUMN), parts(data, "PLAN_T", *AUTUMN)) == ((8, 9), (6, 9))


def test_an_item_moved_inside_the_quarter_is_due_on_its_new_date() -> None:
    sheets = district(["П1"])
    december = {"Срок по": date(2026, 10, 10), "Новый срок": date(2026, 12, 31)}
    sheets["План"] = [
        item("P1", "перенесено приказом", **december),
        item("P2", "выполнено", Выполнено=date(2026, 12, 31), **december),
        item("P3", "выполнено", Выполнено=date(2027, 1, 1), **december),
        item("P4", "отменено приказом", **december),
    ]
    data = imported(book(sheets))

    assert (parts(data, "PLAN_F", *AUTUMN), parts(data, "PLAN_T", *AUTUMN)) == ((2, 3), (1, 3))
    assert parts(data, "PLAN_F", "--period", "2026-10", "--municipality", "АРМ") == (0, 0)


def test_a_level_is_given_by_the_fraction_and_not_by_the_percent_that_is_shown() -> None:
    def told(done: int, number: int) -> tuple[str, str]:
        sheets = district(["П1"])
        sheets["План"] = [item(f"P{place}", "выполнено", Выполнено=DUE) for place in range(done)]
        sheets["План"] += [item(f"N{place}", "не выполнено") for place in range(number - done)]
        row = figure(imported(book(sheets)), "PLAN_F", *AUTUMN)
        return row["text"], row["level"]

    assert told(11, 13) == ("85 % (11 из 13)", "допустимый")
    assert told(17, 20) == ("85 % (17 из 20)", "оптимальный")
    assert told(20, 31) == ("65 % (20 из 31)", "критический")
    assert told(1, 200) == ("1 % (1 из 200)", "критический")  # half a percent, half up
    assert told(1, 201) == ("менее 1 % (1 из 201)", "критический")


def test_the_median_of_two_municipalities_is_made_of_exact_shares() -> None:
    sheets = district(["П1"])
    for code in ("КРС", "МАЙ"):
        sheets["Муниципалитеты"] += [{"Код": code, "Полное название": f"район {code}", "Краткое название": code}]
    sheets["План"] = [
        item("P1", "выполнено", Выполнено=DUE), item("P2", "в плане"), item("P3", "в плане"),
        item("K1", "выполнено", Выполнено=DUE, Муниципалитет="КРС"), item("K2", "в работе", Муниципалитет="КРС"),
    ]  # fmt: skip
    row = figure(imported(book(sheets)), "PLAN_F", "--period", "2026-Q4")
    assert (row["text"], row["note"]) == ("40 % (2 из 5)", "медиана 42 %, данные: 2 из 3 МО")  # 33,3… and 50


def test_municipalities_are_pooled() -> None:
    sheets = district(["П1"])
    sheets["Муниципалитеты"] += [
        {"Код": "КРС", "Полное название": "Крымский район", "Краткое название": "МО Крымский район"}
    ]
    sheets["План"] = [
        item("P1", "выполнено", Выполнено=DUE),
        *(item(f"K{number}", "в плане", Муниципалитет="КРС") for number in range(3)),
    ]
    data = imported(book(sheets))

    row = figure(data, "PLAN_F", "--period", "2026")
    assert (row["numerator"], row["denominator"], row["percent"]) == (1, 4, 25)
    assert row["note"] == "медиана 50 %, данные: 2 из 2 МО"
    rows = figures(data, "--code", "PLAN_F", "--period", "2026", "--by", "municipality")
    assert {row["municipality"]: (row["percent"], row["place"]) for row in rows} == {"АРМ": (100, 1), "КРС": (0, 2)}
