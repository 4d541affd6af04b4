"""The way itself: a book goes in on the command line, the figures come out there."""

from datetime import date

from tests.golden.books import book, exported, figures, imported, refused

ARMAVIR = {"Код": "АРМ", "Полное название": "город Армавир", "Краткое название": "МО город Армавир"}


def test_without_any_survey_the_figures_say_so() -> None:
    data = imported(book({"Муниципалитеты": [ARMAVIR]}))

    (row,) = figures(data, "--period", "2026-Q4", "--code", "SAT", "--municipality", "АРМ")
    assert (row["text"], row["percent"]) == ("нет данных (n = 0)", None)


def test_a_second_book_goes_into_the_same_place() -> None:
    data = imported(book({"Муниципалитеты": [ARMAVIR]}))
    school = {"Код": "Ш6", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 6"}
    status = {"Школа": "Ш6", "Статус": "ШНОР", "С": date(2026, 9, 1)}
    imported(book({"Школы": [school], "Статусы школ": [status]}), data)

    moved = imported(exported(data))
    assert exported(moved).read_bytes() == exported(data).read_bytes()


def test_what_is_wrong_is_told_with_its_place() -> None:
    school = {"Код": "Ш6", "Муниципалитет": "АРМ", "Название": "МБОУ СОШ № 6"}

    reasons = refused(book({"Школы": [school]}))
    assert reasons[0].startswith("Лист «Школы», строка 2, колонка «Муниципалитет» (B2): «АРМ» не найдено.")
