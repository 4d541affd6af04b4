"""`invite`: nobody's invitation ends for nothing, and nobody gets two."""

import sqlite3
from contextlib import closing

import pytest

from tests.exchange.books import book, town
from tests.exchange.test_import_and_export_commands import Terminal, terminal

__all__ = ["terminal"]


@pytest.fixture
def roster(terminal: Terminal) -> Terminal:
    terminal.types("import", terminal.file(book(town())))
    return terminal


def alive(terminal: Terminal) -> int:
    with closing(sqlite3.connect(terminal.folder / "data" / "nastavnik.sqlite3")) as db:
        (count,) = db.execute("SELECT count(*) FROM invitation WHERE revoked_at IS NULL").fetchone()
    return int(count)


def test_a_sheet_that_cannot_be_written_ends_no_invitation(roster: Terminal) -> None:
    code = roster.types("invite", "--person", "П-06-01").stdout.split("\t")[2]
    told = roster.types("invite", "--person", "П-06-01", "--sheet", str(roster.folder / "nowhere" / "sheet.docx"))
    assert told.exit_code == 1
    assert told.stderr.startswith("Не удалось записать файл")
    assert code
    assert alive(roster) == 1
    assert not list(roster.folder.glob("**/nowhere"))


def test_a_refused_invitation_leaves_no_empty_sheet(roster: Terminal) -> None:
    sheet = roster.folder / "sheet.docx"
    assert roster.types("invite", "--person", "П-99-99", "--sheet", str(sheet)).exit_code == 1
    assert not sheet.exists()


def test_who_is_named_twice_gets_one_invitation(roster: Terminal) -> None:
    told = roster.types("invite", "--person", "П-06-01", "--person", "П-06-01", "--school", "Ш6")
    assert told.stdout.count("П-06-01\t") == 1
    assert alive(roster) == len(told.stdout.splitlines())


def test_one_of_two_municipalities_is_not_left_out_in_silence(roster: Terminal) -> None:
    told = roster.types("invite", "--municipality", "ЗЛТ", "--municipality", "НВК")
    assert told.exit_code == 2
    assert told.stderr.startswith("--municipality можно указать только один раз.")
    assert alive(roster) == 0
