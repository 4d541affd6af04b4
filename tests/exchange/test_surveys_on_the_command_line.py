"""`survey list`: the last day is the municipality's own, and a survey without one says so."""

from datetime import date

from tests.exchange.books import book, town
from tests.exchange.test_import_and_export_commands import Terminal, terminal

__all__ = ["terminal"]


def test_the_last_day_is_the_municipality_s(terminal: Terminal) -> None:
    rows = town()
    place = rows["Муниципалитеты"][0]["Код"]
    held = {"Анкета": "Q1", "Муниципалитет": place, "Режим": "конфиденциально", "Открыт": "01.12.2026 9:00"}
    held |= {"Период с": date(2026, 9, 1), "Период по": date(2026, 12, 31)}
    rows["Опросы"] = [{"Код": "ДО-18", **held, "Закрыт": date(2026, 12, 18)}, {"Код": "ИДЁТ", **held}]
    assert terminal.types("import", terminal.file(book(rows))).exit_code == 0

    lines = terminal.types("survey", "list").stdout.splitlines()

    assert {line.split("\t")[0]: line.split("\t")[2] for line in lines} == {"ДО-18": "18.12.2026", "ИДЁТ": "без срока"}
