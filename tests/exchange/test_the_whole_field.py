"""Every sheet of the workbook comes in, goes out again and means the same."""

from datetime import datetime
from pathlib import Path

from tests.exchange.books import book, cells
from tests.exchange.conftest import Office
from tests.exchange.field import field


def test_the_whole_field_comes_in_without_a_complaint(office: Office) -> None:
    plan = office.bring(book(field()))
    assert not plan.problems
    assert "Журнал: добавится 2" in plan.totals()


def test_an_export_brought_into_an_empty_database_gives_the_same_export(office: Office, tmp_path: Path) -> None:
    office.bring(book(field()))
    exported = office.export()
    (tmp_path / "other").mkdir()
    other = Office(tmp_path / "other")
    assert not other.bring(exported).problems
    assert cells(other.export()) == cells(exported)
    other.db.close()


def test_the_same_book_again_and_its_own_export_change_nothing(office: Office) -> None:
    office.bring(book(field()))
    for again in (book(field()), office.export()):
        plan = office.bring(again)
        assert not plan.problems
        assert plan.empty


def test_exports_hold_real_moments_numbers_and_lists(office: Office) -> None:
    office.bring(book(field()))
    exported = cells(office.export())

    def shown(sheet: str, code: str, heading: str) -> object:
        headings, *rows = exported[sheet]
        return next(row for row in rows if code in row)[headings.index(heading)]

    assert shown("Заявки", "R1", "Создана") == datetime.fromisoformat("2026-10-01T14:05")
    assert shown("Заявки", "R1", "Принята") == datetime.fromisoformat("2026-10-03")
    assert shown("Диагностика", "август-2026", "Самооценка") == 2.15
    assert shown("Диагностика", "август-2026", "Тест, %") == 66.7
    assert shown("Диагностика", "август-2026", "Уровень эксперта") == "B"
    assert shown("ИОМ", "И2", "Учебный год") == "2026/27"
    assert shown("Журнал", "E2", "Ведущие") == "Т-01; К-01"
    assert shown("Журнал", "E1", "Потребности") == "N2; N1"
    assert shown("Журнал", "E2", "Часть мероприятия") == "E1"
    assert shown("Практики", "PR1", "Описание") == "=по шагам"
    assert shown("Участие", "П-17-01", "Подтвердил") is None
