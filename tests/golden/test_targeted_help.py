"""Адресность from needs, the log and who was there."""
# ruff: noqa: DTZ001 - a workbook holds local moments without a zone

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, event, need, there, tutor
from tests.golden.staff import Sheets, works

AUGUST = date(2026, 8, 25)
AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")
WINTER = ("--period", "2027-Q1", "--municipality", "АРМ")


def we4() -> Sheets:
    """Seven needs of four teachers and what was done about them."""
    sheets = district(["П1", "П2", "П3", "П4"], ["Т1", "Т2", "Т3"])
    sheets["Закрепления"] = [tutor("Т1", "П1"), tutor("Т2", "П2"), tutor("Т3", "П3"), tutor("Т3", "П4")]
    sheets["Потребности"] = [
        need("N1", "П1", "предметная", "А", AUGUST, Предмет="математика"),
        need("N2", "П1", "оценочная", "В", AUGUST),
        need("N3", "П2", "методическая", "B", date(2026, 9, 10)),
        need("N4", "П2", "цифровая", "", date(2026, 11, 2), Вид="заявка"),
        need("N5", "П3", "предметная", "A", date(2026, 12, 20)),
        need("N6", "П3", "методическая", "C", AUGUST),
        need("N7", "П4", "методическая", "A", AUGUST, Статус="восполнен", Закрыта=date(2026, 9, 28)),
    ]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 15), Потребности="N1"),
        event("E2", date(2026, 11, 12), "семинар", Ведущие="Т2", Потребности="N2"),
        event("E3", date(2026, 10, 20), Ведущие="Т2", Потребности="N3", Статус="отменено"),
        event("E4", date(2026, 12, 5), Ведущие="Т2", Потребности="N4"),
        event("E5", date(2026, 12, 22), Ведущие="Т3", Потребности="N5"),
    ]
    visits = {"E1": "П1", "E2": "П1", "E3": "П2", "E4": "П2", "E5": "П3"}
    sheets["Участие"] = [row for code, person in visits.items() for row in there(code, person)]
    return sheets


def shares(data: Path, *words: str) -> dict[str, tuple[int, int]]:
    codes = ("ADR_C", "ADR_C_any", "ADR_CT", "ADR_CT1")
    rows = figures(data, "--code", *codes, *words)
    return {row["code"]: (row["numerator"], row["denominator"]) for row in rows}


def test_we4_a_quarter_of_needs() -> None:
    data = imported(book(we4()))

    assert shares(data, *AUTUMN) == {"ADR_C": (2, 4), "ADR_C_any": (3, 4), "ADR_CT": (0, 2), "ADR_CT1": (2, 2)}
    row = figure(data, "ADR_C", *AUTUMN)
    assert (row["percent"], row["text"], row["level"], row["hidden"]) == (50, "50 % (2 из 4)", "критический", False)
    assert figure(data, "ADR_C_any", *AUTUMN)["level"] is None


def test_we4_help_in_the_last_days_of_the_year_counts_in_the_next_quarter() -> None:
    data = imported(book(we4()))

    # N1-N4 are still open and nothing was done about them since January; N5 brings the event of 22 December along.
    assert shares(data, *WINTER)["ADR_C"] == (1, 5)
    assert shares(data, *WINTER)["ADR_CT1"] == (1, 3)


def test_all_of_the_region_is_pooled_from_the_same_units() -> None:
    data = imported(book(we4()))

    assert shares(data, "--period", "2026-Q4")["ADR_C"] == (2, 4)
    assert figure(data, "ADR_C", "--period", "2026-Q4")["note"] == "медиана 50 %, данные: 1 из 1 МО"


def test_what_was_not_known_yet_does_not_count() -> None:
    data = imported(book(we4()))

    # On 31 October only the consultation of the 15th has been held and N4 is not confirmed yet.
    assert shares(data, *AUTUMN, "--as-of", "2026-10-31")["ADR_C"] == (1, 3)


def changed(**values: Any) -> Path:
    """The same district with one teacher's need, assignment, event and visit changed."""
    sheets = district(["П1"], ["Т1", "Т2"])
    sheets["Закрепления"] = [values.get("assignment", tutor("Т1", "П1"))]
    sheets["Потребности"] = [values.get("need", need("N1", "П1", "методическая", "A", AUGUST))]
    sheets["Журнал"] = [values.get("event", event("E1", date(2026, 10, 15), Потребности="N1"))]
    sheets["Участие"] = values.get("visit", there("E1", "П1"))
    return imported(book(sheets))


def covered(data: Path) -> tuple[tuple[int, int], tuple[int, int]]:
    """By the assigned tutor, and by anybody."""
    found = shares(data, *AUTUMN)
    return found["ADR_C"], found["ADR_C_any"]


def test_who_was_not_there_was_not_helped() -> None:
    data = changed(visit=[{"Мероприятие": "E1", "Человек": "П1", "Был": "нет"}])
    assert covered(data) == ((0, 1), (0, 1))


def test_a_tutor_of_another_subject_is_not_the_assigned_one() -> None:
    wanted = need("N1", "П1", "предметная", "A", AUGUST, Предмет="физика")
    assert covered(changed(need=wanted, assignment=tutor("Т1", "П1", Предмет="математика"))) == ((0, 1), (1, 1))
    assert covered(changed(need=wanted, assignment=tutor("Т1", "П1", Предмет="физика"))) == ((1, 1), (1, 1))


def test_the_assignment_must_run_on_the_day() -> None:
    ended = tutor("Т1", "П1", until=date(2026, 10, 14))
    assert covered(changed(assignment=ended)) == ((0, 1), (1, 1))
    assert covered(changed(assignment=tutor("Т1", "П1", until=date(2026, 10, 15)))) == ((1, 1), (1, 1))


def test_level_c_counts_when_the_teacher_wants_it() -> None:
    slight = need("N1", "П1", "методическая", "С", AUGUST)
    assert covered(changed(need=slight)) == ((0, 0), (0, 0))
    assert covered(changed(need=slight | {"Уровень С по желанию": "да"})) == ((1, 1), (1, 1))


def test_the_last_fortnight_is_too_late_to_the_day() -> None:
    held = event("E1", date(2026, 12, 30), Потребности="N1")
    late = need("N1", "П1", "методическая", "A", date(2026, 12, 18))
    assert covered(changed(need=late, event=held)) == ((0, 0), (0, 0))
    early = need("N1", "П1", "методическая", "A", date(2026, 12, 17))
    assert covered(changed(need=early, event=held)) == ((1, 1), (1, 1))


def test_help_before_the_need_was_confirmed_does_not_answer_it() -> None:
    confirmed = need("N1", "П1", "методическая", "A", date(2026, 10, 16))
    assert covered(changed(need=confirmed)) == ((0, 1), (0, 1))


def test_a_need_closed_in_the_period_stays_whatever_became_of_it() -> None:
    dropped = need("N1", "П1", "методическая", "A", AUGUST, Статус="снят", Закрыта=date(2026, 10, 1))
    assert covered(changed(need=dropped)) == ((1, 1), (1, 1))


def one_need(confirmed: date, helped: date) -> Path:
    return changed(need=need("N1", "П1", "методическая", "A", confirmed), event=event("E1", helped, Потребности="N1"))


def test_the_last_fortnight_of_a_month_is_carried_over_to_the_next_one() -> None:
    def months(confirmed: date) -> list[tuple[int, int]]:
        data = one_need(confirmed, date(2026, 10, 25))
        return [shares(data, "--period", f"2026-{month}", "--municipality", "АРМ")["ADR_C"] for month in (10, 11, 12)]

    assert months(date(2026, 10, 17)) == [(1, 1), (0, 1), (0, 1)]
    assert months(date(2026, 10, 18)) == [(0, 0), (1, 1), (0, 1)]


def test_february_of_a_leap_year_has_its_own_fortnight() -> None:
    def february(confirmed: date) -> tuple[int, int]:
        return shares(one_need(confirmed, date(2028, 2, 29)), "--period", "2028-02")["ADR_C"]

    assert (february(date(2028, 2, 15)), february(date(2028, 2, 16))) == ((1, 1), (0, 0))
    late = one_need(date(2028, 2, 16), date(2028, 2, 29))
    assert shares(late, "--period", "2028-03")["ADR_C"] == (1, 1)


def test_help_in_the_holidays_belongs_to_the_school_quarter_before_them() -> None:
    data = one_need(date(2026, 9, 10), date(2026, 10, 30))
    quarters = [shares(data, "--period", f"2026/27-{part}")["ADR_C"] for part in ("I", "II", "1п")]
    assert quarters == [(1, 1), (0, 1), (1, 1)]


def wish(status: str, **more: Any) -> Row:
    """A request of which nobody wrote down when it was confirmed."""
    return need("N1", "П1", "цифровая", "", date(2026, 10, 5), Вид="заявка", Статус=status, Подтверждена=None, **more)


def with_wish(asked: Row, **accepted: datetime) -> dict[str, tuple[int, int]]:
    sheets = district(["П1"])
    sheets["Закрепления"] = [tutor("Т1", "П1")]
    sheets["Потребности"] = [asked]
    sheets["Журнал"] = [event("E1", date(2026, 10, 15), Потребности="N1")]
    sheets["Участие"] = there("E1", "П1")
    if accepted:
        made = {"Код": "З1", "Человек": "П1", "Тема": "презентации", "Создана": datetime(2026, 10, 5, 9, 0)}
        sheets["Заявки"] = [made | accepted | {"Потребность": "N1"}]
    data = imported(book(sheets))
    covered_events = figure(data, "ADR_W", *AUTUMN)
    coverage = figures(data, "--code", "COV", *AUTUMN)[0]
    return shares(data, *AUTUMN) | {
        row["code"]: (row["numerator"], row["denominator"]) for row in (covered_events, coverage)
    }


@pytest.mark.parametrize("status", ["подтверждён", "в работе"])
def test_a_request_is_a_unit_from_the_day_it_was_made_where_no_other_is_known(status: str) -> None:
    found = with_wish(wish(status))
    assert found == {
        "ADR_C": (1, 1), "ADR_C_any": (1, 1), "ADR_CT": (1, 1), "ADR_CT1": (1, 1), "ADR_W": (1, 1), "COV": (1, 1),
    }  # fmt: skip


def test_a_request_counts_from_the_day_on_which_it_was_accepted() -> None:
    assert with_wish(wish("в работе"), Принята=datetime(2026, 10, 15, 23, 0))["ADR_C"] == (1, 1)
    assert with_wish(wish("в работе"), Принята=datetime(2026, 10, 16, 0, 30))["ADR_C"] == (0, 1)
    assert with_wish(wish("в работе"), Принята=datetime(2026, 12, 18, 9, 0))["ADR_C"] == (0, 0)


def test_of_several_requests_for_a_need_the_first_that_was_accepted_decides() -> None:
    sheets = district(["П1"])
    sheets["Закрепления"] = [tutor("Т1", "П1")]
    sheets["Потребности"] = [wish("в работе")]
    made = {"Человек": "П1", "Тема": "презентации", "Создана": datetime(2026, 10, 5, 9, 0), "Потребность": "N1"}
    sheets["Заявки"] = [made | {"Код": f"З{day}", "Принята": datetime(2026, 10, day, 9, 0)} for day in (20, 15)]
    sheets["Журнал"] = [event("E1", date(2026, 10, 15), Потребности="N1")]
    sheets["Участие"] = there("E1", "П1")
    data = imported(book(sheets))

    assert shares(data, *AUTUMN)["ADR_C"] == (1, 1)
    assert shares(data, *AUTUMN, "--as-of", "2026-10-14")["ADR_C"] == (0, 0)


def test_a_request_nobody_took_up_is_no_unit() -> None:
    for asked in (wish("заявлен"), wish("снят", Закрыта=date(2026, 11, 1))):
        found = with_wish(asked)
        assert (found["ADR_C"], found["ADR_W"], found["COV"]) == ((0, 0), (0, 1), (0, 0))
    accepted_first = with_wish(wish("снят", Закрыта=date(2026, 11, 1)), Принята=datetime(2026, 10, 6, 9, 0))
    assert accepted_first["ADR_C"] == (1, 1)
    assert with_wish(wish("восполнен", Закрыта=date(2026, 11, 1)))["ADR_C"] == (1, 1)


def test_a_deficit_without_the_day_of_its_confirmation_is_no_unit() -> None:
    assert with_wish(wish("подтверждён", Уровень="A") | {"Вид": "дефицит"})["ADR_C"] == (0, 0)


def test_a_teacher_who_moved_is_counted_at_the_school_of_the_last_day() -> None:
    sheets = we4()
    sheets["Школы"] += [{"Код": "Ш7", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 7", "Номер": 7}]
    left = next(row for row in sheets["Места работы"] if row["Человек"] == "П1")
    left["По"] = date(2026, 11, 15)
    sheets["Места работы"] += [works("П1", "Ш7", since=date(2026, 11, 16))]
    data = imported(book(sheets))

    by_school = figures(data, "--code", "ADR_C", *AUTUMN, "--by", "school")
    assert [(row["school"], row["numerator"], row["denominator"], row["place"]) for row in by_school] == [
        ("Ш6", 1, 2, 1),
        ("Ш7", 1, 2, 1),
    ]
    assert shares(data, *AUTUMN)["ADR_C"] == (2, 4)
