"""Points by the borders of levels that a municipality has set for itself."""

from pathlib import Path
from typing import Any

import pytest

from indicators import rulebook
from indicators.rulebook import RuleBook
from tests.golden.books import book, figure, figures, imported
from tests.golden.staff import town

REQUIRED = ("положение", "приказ о закреплении", "план", "планы взаимодействия")


@pytest.fixture(autouse=True)
def _rules_of_this_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_applied", [RuleBook()])


def judged(borders: str) -> Path:
    """Of three decisions two in time, four documents of six, in both municipalities."""
    sheets = town([])
    sheets["Муниципалитеты"].append(
        {"Код": "КРЫ", "Полное название": "Крымский район", "Краткое название": "МО Крымский район"}
    )
    places = ("АРМ", "КРЫ")
    sheets["Решения"] = [decision(place, number) for place in places for number in (1, 2, 3)]
    sheets["Документы"] = [
        {"Код": f"Д-{place}-{kind}", "Муниципалитет": place, "Центр": "МНЦ", "Вид": kind, "Название": kind,
         "Наличие": "да", "Полнота": "да"}
        for place in places for kind in REQUIRED
    ]  # fmt: skip
    data = imported(book(sheets))
    (data / rulebook.FILE).write_text(borders, "utf-8")
    return data


def decision(place: str, number: int) -> dict[str, Any]:
    done = "20.06.2026" if number < 3 else None
    return {"Код": f"Р-{place}-{number}", "Муниципалитет": place, "Текст": "Решение", "Срок": "30.06.2026",
            "Статус": "исполнено" if done else "открыто", "Исполнено": done}  # fmt: skip


def points(data: Path, code: str) -> dict[str, tuple[int, str]]:
    rows = figures(data, "--period", "2026", "--by", "municipality", "--code", code)
    return {row["municipality"]: (row["value"], row["note"]) for row in rows}


def test_two_thirds_are_worth_what_the_municipality_says() -> None:
    data = judged('["АРМ"]\nacceptable = 70\n["КРЫ"]\noptimal = 66\nacceptable = 50\n')

    assert points(data, "MET8") == {
        "АРМ": (0, "баллы: 0; по границам 85 и 70 %"), "КРЫ": (2, "баллы: 2; по границам 66 и 50 %"),
    }  # fmt: skip
    # All documents are needed for two points, whatever the border.
    assert {place: value for place, (value, _) in points(data, "MNC1").items()} == {"АРМ": 0, "КРЫ": 1}
    assert figure(data, "MET8", "--period", "2026")["note"] == "медиана 67 %, данные: 2 из 2 МО"


def test_without_a_file_the_usual_borders_need_no_words() -> None:
    assert points(judged(""), "MET8") == {"АРМ": (1, "баллы: 1"), "КРЫ": (1, "баллы: 1")}


def test_points_of_steps_know_no_borders() -> None:
    data = judged("optimal = 90\n")
    assert points(data, "MET5") == {"АРМ": (0, "баллы: 0"), "КРЫ": (0, "баллы: 0")}


def test_levels_on_the_command_line_are_those_of_the_data_folder() -> None:
    data = imported(book(town(["П-01"])))
    place = ("--period", "2026", "--municipality", "АРМ", "--code", "ACC_A", "--group", "педагоги")

    assert [row["level"] for row in figures(data, *place)] == ["критический"]
    (data / rulebook.FILE).write_text('["АРМ"]\nacceptable = 0\n', "utf-8")
    assert [row["level"] for row in figures(data, *place)] == ["допустимый"]
