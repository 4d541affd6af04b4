"""An installation corrects the lists by a file in the data folder; mistakes in it are told at once, at the start."""

from collections.abc import Iterator

import openpyxl
import pytest
from terminal import Terminal

from tests.exchange.books import book, town
from texts.reference import LISTS

SINCE = "01.09.2026"


@pytest.fixture(autouse=True)
def own_lists() -> Iterator[None]:
    """The lists of this process as they were, before and after."""
    kept = {name: dict(words) for name, words in LISTS.items()}
    yield
    for name, words in kept.items():
        LISTS[name].clear()
        LISTS[name].update(words)


@pytest.fixture
def office(terminal: Terminal) -> Terminal:
    terminal.data.mkdir()
    return terminal


def write(office: Terminal, text: str) -> None:
    (office.data / "lists.toml").write_text(text, encoding="utf-8")


def test_new_words_are_read_and_names_are_shown_as_this_installation_wants(office: Terminal) -> None:
    write(
        office,
        """
        [risk]
        long_way = ["удалённость школы", "далеко"]
        staff = ["кадровый дефицит"]
        [activity_format]
        hackathon = ["хакатон"]
        """,
    )
    risks = [
        {"Школа": "Ш6", "Риск": "Далеко", "С": SINCE},
        {"Школа": "Ш6", "Риск": "дефицит педагогических кадров", "С": SINCE},
    ]
    log = {"Код": "E1", "Центр": "МНЦ", "Муниципалитет": "АРМ", "Форма": "хакатон", "Начало": SINCE}
    rows = {**town(), "Риски школ": risks, "Журнал": [{**log, "Ведущие": "Т-01", "Статус": "проведено"}]}
    (office.folder / "book.xlsx").write_bytes(book(rows))
    assert office.types("import", str(office.folder / "book.xlsx")).exit_code == 0
    assert office.types("export", str(office.folder / "out.xlsx")).exit_code == 0
    exported = openpyxl.load_workbook(office.folder / "out.xlsx")
    assert [row[1].value for row in exported["Риски школ"].iter_rows(min_row=2)] == [
        "удалённость школы",
        "кадровый дефицит",
    ]
    assert [row[3].value for row in exported["Журнал"].iter_rows(min_row=2)] == ["хакатон"]


def test_all_mistakes_of_the_file_are_told_at_once(office: Terminal) -> None:
    write(
        office,
        """
        [subjekt]
        astronomy = ["астрономия"]
        [subject]
        "астрономия" = ["астрономия"]
        chess = "шахматы"
        robots = ["роботы; модели"]
        [role]
        R_BOSS = ["начальник"]
        [risk]
        lonely = ["дефицит педагогических кадров"]
        """,
    )
    said = office.refused("export", str(office.folder / "out.xlsx"))
    assert said.splitlines()[1:] == [
        "[subjekt]: такого списка нет. Возможно, имелось в виду subject.",
        "[subject]: код астрономия не подходит: нужны латинские буквы, цифры и подчёркивание, до 40 знаков.",
        '[subject]: chess: напишите название в кавычках и квадратных скобках, например chess = ["название"].',
        "[subject]: robots: «роботы; модели» не подходит – нужен текст до 200 знаков без точки с запятой.",
        "[role]: код R_BOSS добавить нельзя, здесь можно только менять названия.",
        "[risk]: «дефицит педагогических кадров» уже ведёт к коду staff, а не lonely.",
    ]
    assert not (office.folder / "out.xlsx").exists()


def test_a_file_that_is_no_toml_is_told_by_its_line(office: Terminal) -> None:
    write(office, "[subject]\nchess = шахматы\n")
    assert "ошибка в строке 2" in office.refused("export", str(office.folder / "out.xlsx"))
