"""Results of the pupils of accompanied teachers: they fell or did not, school by school and subject by subject."""

from typing import Any

from tests.golden.books import book, figure, imported
from tests.golden.staff import town, works

YEAR = ("--period", "2026", "--municipality", "АРМ")


def check(year: int, kind: str, good: int, bad: int = 10, **more: Any) -> dict[str, Any]:
    """A row of «Показатели школ»: percent of marks 4 and 5, percent of marks 2."""
    return {"Школа": "Ш6", "Год": year, "Вид": kind, "Доля 4–5": good, "Доля 2": bad, "n": 50, **more}


def kept(*results: dict[str, Any], **more: list[dict[str, Any]]) -> tuple[str, int | None]:
    """TUT5 of П-01 (mathematics) and П-02 (Russian), who have a tutor, and П-03, who has none."""
    fixed = [{"Вид": "тьютор", "Кто": "Т-01", "Кого": f"П-0{number}", "С": "01.09.2025"} for number in (1, 2)]
    sheets = town(["П-01", "П-02", "П-03", "Т-01"], Закрепления=fixed, Показатели_школ=list(results), **more)
    sheets["Места работы"][1] = works("П-02", subject="русский язык")
    row = figure(imported(book(sheets)), "TUT5", *YEAR)
    return row["text"], row["value"]


def test_results_that_did_not_fall_are_kept() -> None:
    mathematics = (check(2025, "ВПР_MA5", 40), check(2026, "ВПР_MA5", 40))
    russian = (check(2025, "ВПР_RU5", 40), check(2026, "ВПР_RU5", 35))
    assert kept(*mathematics, *russian) == ("50 % (1 из 2)", 0)
    assert kept(*mathematics) == ("100 % (1 из 1)", 2)
    assert kept(mathematics[0], russian[0]) == ("нет данных (n = 0)", None)


def test_more_marks_of_2_are_a_fall_too() -> None:
    assert kept(check(2025, "ВПР_MA5", 40), check(2026, "ВПР_MA5", 45, 15))[0] == "0 % (0 из 1)"
    assert kept(check(2025, "ВПР_MA5", 40), check(2026, "ВПР_MA5", 40, 5))[0] == "100 % (1 из 1)"


def test_the_years_are_those_of_the_dynamics_of_checks() -> None:
    three = (check(2024, "ВПР_MA5", 40), check(2025, "ВПР_MA5", 45), check(2026, "ВПР_MA5", 30))
    assert kept(*three)[0] == "100 % (1 из 1)"  # as in EDU2, 2025 is compared with 2024


def test_biased_results_say_nothing() -> None:
    pair = (check(2025, "ВПР_MA5", 40), check(2026, "ВПР_MA5", 95, Необъективно="да"))
    assert kept(*pair)[0] == "нет данных (n = 0)"
    honest = (check(2025, "ВПР_MA5", 40), check(2026, "ВПР_MA5", 95))
    listed = {"Школа": "Ш6", "Статус": "необъективность", "С": "01.01.2026"}
    sheets = [{"Школа": "Ш6", "Статус": "ШНОР", "С": "01.09.2020"}, listed]
    assert kept(*honest)[0] == "100 % (1 из 1)"
    assert kept(*honest, Статусы_школ=sheets[1:])[0] == "нет данных (n = 0)"
