"""Figures follow a book that is brought in again with other answers, whichever way they are counted."""

from pathlib import Path

from tests.golden.books import book, figure, imported
from tests.golden.towns import Town, helped

Q4 = ("--period", "2026-Q4", "--municipality", "АРМ")


def seven_answers() -> tuple[Town, list[int]]:
    town = Town()
    survey = town.survey()
    survey.asks(7)
    return town, [survey.answers(helped(Q1_10=mark), Школа="Ш6") for mark in (5, 5, 5, 4, 4, 2, 2)]


def told(data: Path) -> tuple[str, float]:
    return figure(data, "SAT", *Q4)["text"], figure(data, "SATM", *Q4)["value"]


def test_an_answer_corrected_in_the_book_changes_the_figures() -> None:
    town, numbers = seven_answers()
    data = imported(book(town.sheets))
    assert told(data) == ("71 % (5 из 7)", 3.86)

    for row in town.sheets["Ответы"]:
        if (row["Ответ"], row["Вопрос"]) == (numbers[-1], "Q1.10"):
            row["Значение"] = 5
    imported(book(town.sheets), data)
    assert told(data) == ("86 % (6 из 7)", 4.29)


def test_a_response_voided_in_the_book_leaves_the_figures() -> None:
    town, numbers = seven_answers()
    data = imported(book(town.sheets))

    for row in town.sheets["Ответы"]:
        if row["Ответ"] == numbers[-1]:
            row["Статус"] = "аннулирован"
    imported(book(town.sheets), data)
    assert told(data) == ("83 % (5 из 6)", 4.17)
