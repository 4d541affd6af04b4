"""Sheets of tens of thousands of rows: read quickly, and as exactly as small ones."""

import time

import pytest

from services.exchange import reading
from tests.exchange.books import book, cells, town
from tests.exchange.conftest import Office, errors
from tests.exchange.packages import cell, edited, sheet

PEOPLE = "xl/worksheets/sheet1.xml"
MANY = 40_000
HEADINGS = f'<row r="1">{cell("A1", "Код")}{cell("B1", "Фамилия")}{cell("C1", "Телефон")}</row>'
ROWS = [
    f'<row r="{n}">{cell(f"A{n}", f"П-{n}")}{cell(f"B{n}", " Иванова_x005F_ ")}<c r="C{n}"><v>7918{n:07}</v></c></row>'
    for n in range(2, MANY + 2)
]


def many(*last: str) -> bytes:
    """A workbook of many people and these rows behind them."""
    return edited(book(Люди=[{"Код": "П"}]), PEOPLE, lambda _: sheet(HEADINGS + "".join([*ROWS, *last])))


@pytest.fixture(scope="module")
def people() -> bytes:
    return many()


def test_the_fast_reader_says_what_the_exact_one_says(office: Office, people: bytes) -> None:
    path = office.file(people)
    fast, exact = reading._gather(path, None), reading._gather(path, None, "exact")
    assert (fast.fast, exact.fast) == (True, False)
    assert fast.book == exact.book
    assert len(fast.book.sheets["person"].rows) == MANY
    assert fast.book.sheets["person"].rows[0].values == ("П-2", "Иванова_", None, None, "79180000002", None)


def test_percents_are_told_on_the_way(office: Office, people: bytes) -> None:
    heard: list[int] = []
    reading.read_book(office.file(people), heard.append)
    assert heard == sorted(set(heard))
    assert len(heard) >= 3


def test_an_error_and_a_formula_deep_in_a_big_sheet_are_found(office: Office) -> None:
    last = MANY + 2
    row = f'<row r="{last}"><c r="A{last}"><f>A2</f></c><c r="B{last}" t="e"><v>#REF!</v></c></row>'
    assert [line.partition(": ")[0] for line in errors(office.check(many(row)))] == [
        f"Лист «Люди», строка {last}, колонка «Код» (A{last})",
        f"Лист «Люди», строка {last}, колонка «Фамилия» (B{last})",
    ]


def test_a_far_cell_in_a_big_sheet_is_named_although_the_fast_reader_dies_of_it(office: Office) -> None:
    far = f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    (told,) = errors(office.check(many(far)))
    assert told.startswith("Лист «Люди»: На листе больше 200000 строк: есть заполненная ячейка XFD1048576.")


def test_five_thousand_people_are_in_within_seconds(office: Office, record_property) -> None:
    rows = town()
    for n in range(5000):
        rows["Люди"].append({"Код": f"М-{n}", "Фамилия": f"Фамилия{n}", "Имя": "Анна", "Телефон": f"+7918{n:07}"})
        rows["Места работы"].append({"Человек": f"М-{n}", "Школа": "Ш6", "Предметы": "математика", "С": "01.09.2025"})
        rows["Роли"].append({"Человек": f"М-{n}", "Роль": "педагог", "Школа": "Ш6", "С": "01.09.2025"})
    data = book(rows)
    begun = time.monotonic()
    assert not errors(office.check(data))
    checked = time.monotonic()
    assert not errors(office.bring(data))
    record_property("seconds to read and check", round(checked - begun, 2))
    record_property("seconds to read, check and store", round(time.monotonic() - checked, 2))
    assert checked - begun < 20
    assert len(cells(office.export())["Люди"]) == 5005
