"""Регулярность and the longest time without help."""

from datetime import date
from pathlib import Path

from tests.golden.books import book, figure, figures, imported
from tests.golden.office_log import Row, district, event, there, tutor

AUTUMN = ("--period", "2026-Q4", "--municipality", "АРМ")


def helped(assignments: list[Row], **days: list[date]) -> Path:
    """Consultations of each teacher on these days."""
    sheets = district(["П1", "П2", "П3", "П4"])
    sheets["Закрепления"] = assignments
    numbered = [(f"E{person}{place}", person, day) for person, held in days.items() for place, day in enumerate(held)]
    sheets["Журнал"] = [event(code, day) for code, _, day in numbered]
    sheets["Участие"] = [row for code, person, _ in numbered for row in there(code, person)]
    return imported(book(sheets))


def parts(data: Path, *words: str) -> tuple[int, int]:
    row = figure(data, "REG_C", *words)
    return row["numerator"], row["denominator"]


def test_contacts_in_two_months_of_three() -> None:
    data = helped(
        [tutor("Т1", "П1"), tutor("Т1", "П2"), tutor("Т1", "П3")],
        П1=[date(2026, 10, 31), date(2026, 11, 1)],
        П2=[date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 31)],
        П4=[date(2026, 10, 1), date(2026, 11, 15), date(2026, 12, 31)],
    )

    row = figure(data, "REG_C", *AUTUMN)
    assert (row["numerator"], row["denominator"], row["percent"], row["level"]) == (1, 3, 33, "критический")
    by_school = figures(data, "--code", "REG_C", *AUTUMN, "--by", "school")
    assert [(row["school"], row["text"]) for row in by_school] == [("Ш6", "33 % (1 из 3)")]


def test_sixty_days_of_accompaniment_make_a_quarter() -> None:
    until = date(2026, 11, 28)  # 59 days
    assert parts(helped([tutor("Т1", "П1", until=until)]), *AUTUMN) == (0, 0)
    assert parts(helped([tutor("Т1", "П1", until=date(2026, 11, 29))]), *AUTUMN) == (0, 1)


def test_two_tutors_one_after_the_other_are_added_up_but_not_twice() -> None:
    one_after_another = [
        tutor("Т1", "П1", until=date(2026, 10, 31)),
        tutor("Т1", "П1", date(2026, 12, 3), Предмет="физика"),
    ]
    assert parts(helped(one_after_another), *AUTUMN) == (0, 1)  # 31 and 29 days
    side_by_side = [
        tutor("Т1", "П1", until=date(2026, 10, 31)),
        tutor("Т1", "П1", date(2026, 10, 3), date(2026, 10, 31), Предмет="физика"),
    ]
    assert parts(helped(side_by_side), *AUTUMN) == (0, 0)


def test_group_events_and_leading_are_no_contacts() -> None:
    sheets = district(["П1"])
    sheets["Закрепления"] = [tutor("Т1", "П1")]
    sheets["Журнал"] = [
        event("E1", date(2026, 10, 5)),
        event("E2", date(2026, 11, 5), "семинар"),
        event("E3", date(2026, 12, 5), Ведущие="Т1"),
        event("E4", date(2026, 12, 6), Статус="запланировано"),
    ]
    sheets["Участие"] = [
        *there("E1", "П1"), *there("E2", "П1"), *there("E3", "П1", Кто="ведущий"), *there("E4", "П1"),
    ]  # fmt: skip
    assert parts(imported(book(sheets)), *AUTUMN) == (0, 1)


def test_of_a_year_every_quarter_with_a_tutor_must_be_regular() -> None:
    autumn, winter = [date(2026, 10, 5), date(2026, 11, 5)], [date(2027, 1, 20), date(2027, 3, 5)]
    spring = [date(2027, 4, 5), date(2027, 5, 5)]
    data = helped(
        [tutor("Т1", "П1"), tutor("Т1", "П2"), tutor("Т1", "П3", date(2027, 3, 1))],
        П1=[*autumn, *winter, *spring],
        П2=[*autumn, *spring],
        П3=spring,
    )

    assert parts(data, "--period", "2026/27", "--municipality", "АРМ") == (2, 3)
    assert parts(data, "--period", "2027-Q1", "--municipality", "АРМ") == (1, 2)


def test_a_month_asks_for_one_contact() -> None:
    data = helped([tutor("Т1", "П1"), tutor("Т1", "П2")], П1=[date(2026, 10, 31)], П2=[date(2026, 11, 1)])
    assert parts(data, "--period", "2026-10", "--municipality", "АРМ") == (1, 2)


def test_the_longest_gap_in_the_middle_of_people() -> None:
    data = helped(
        [tutor("Т1", "П1"), tutor("Т1", "П2"), tutor("Т1", "П3")],
        П1=[date(2026, 10, 31), date(2026, 12, 1)],  # 30, 31, 31
        П2=[date(2026, 11, 20)],  # 50, 42
    )

    row = figure(data, "GAP", *AUTUMN)
    assert (row["value"], row["n"], row["text"]) == (50, 3, "50 (n = 3)")
    assert (row["numerator"], row["percent"], row["level"]) == (None, None, None)
    # Nobody has lived through the rest of the quarter on 31 October.
    assert figure(data, "GAP", *AUTUMN, "--as-of", "2026-10-31")["value"] == 31


def test_a_period_without_contacts_is_one_gap_from_border_to_border() -> None:
    data = helped([tutor("Т1", "П1")], П1=[date(2026, 9, 30), date(2027, 1, 1)])

    periods = ("2026-Q4", "2027-Q1", "2026-11")
    gaps = [figure(data, "GAP", "--period", period, "--municipality", "АРМ")["value"] for period in periods]
    assert gaps == [92, 90, 30]  # in the first quarter, from the meeting on its first day


def test_of_two_people_the_median_lies_between_them() -> None:
    data = helped([tutor("Т1", "П1"), tutor("Т1", "П2")], П1=[date(2026, 10, 1), date(2026, 12, 31)])
    row = figure(data, "GAP", *AUTUMN)
    assert (row["value"], row["text"]) == (91.5, "91,5 (n = 2)")  # 91 days between two contacts, 92 without any


def test_without_tutors_there_is_no_data() -> None:
    data = helped([], П1=[date(2026, 10, 31)])
    assert [figure(data, code, *AUTUMN)["text"] for code in ("REG_C", "GAP")] == ["нет данных (n = 0)"] * 2
