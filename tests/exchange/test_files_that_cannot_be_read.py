"""A file that a command cannot read is refused in a sentence that says what it is and what to do, with status 1."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.commands import collect, exchange, forms  # noqa: F401 - so that nothing has to be imported without rights
from tests.exchange.books import book, town
from tests.exchange.test_import_and_export_commands import Terminal

COMMANDS = {
    "import": ("import",),
    "dry run": ("import", "--dry-run"),
    "collect": ("collect", "--survey", "Q1-2026"),
    "form check": ("form", "check"),
    "form show": ("form", "show"),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
KINDS = {
    "nothing.xlsx": (b"", "Файл пустой. Проверьте, что он сохранён"),
    "locked.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "Книга закрыта паролем. Снимите пароль"),
    "old.xls": (OLE + "Workbook".encode("utf-16-le"), "Это книга старого Excel (.xls). Откройте файл в Excel"),
    "letter.doc": (OLE + "WordDocument".encode("utf-16-le"), "Это документ Word."),
    "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "Это не книга Excel. Откройте файл в Excel"),
    "wide.csv": ("Код;Название".encode("utf-16"), "Это текстовый файл (например, CSV), а не книга Excel."),
}


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path)


def refused(terminal: Terminal, command: str, path: Path) -> str:
    """What is said of a file that no command takes."""
    told = terminal.types(*COMMANDS[command], str(path))
    assert told.exit_code == 1, told.stderr
    assert "Usage" not in told.stderr
    return told.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_leads_to_no_file(terminal: Terminal, command: str) -> None:
    missing = terminal.folder / "нет такой.xlsx"
    assert refused(terminal, command, missing).startswith(f"Файла {missing} нет. Проверьте путь и название")
    assert refused(terminal, command, terminal.folder).startswith(f"{terminal.folder} – папка, а нужен файл.")
    assert refused(terminal, command, Path("/dev/null")).startswith("/dev/null – не обычный файл.")
    endless = terminal.folder / f"{'я' * 300}.xlsx"
    assert refused(terminal, command, endless).startswith(f"Файл {endless} не читается.")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_somebody_else(terminal: Terminal, command: str) -> None:
    path = Path(terminal.file(book(town())))
    path.chmod(0)
    with nobody():
        told = refused(terminal, command, path)
    assert told.startswith(f"Нет права читать {path}. Дайте это право")


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_another_kind(terminal: Terminal, command: str, name: str) -> None:
    data, words = KINDS[name]
    path = terminal.folder / name
    path.write_bytes(data)
    assert refused(terminal, command, path).startswith(words)


@pytest.mark.parametrize("command", ["import", "form check"])
def test_a_table_of_text_where_a_workbook_is_wanted(terminal: Terminal, command: str) -> None:
    path = terminal.folder / "table.csv"
    path.write_text("Код;Название\nШ6;Школа\n", encoding="utf-8")
    assert refused(terminal, command, path).startswith("Это текстовый файл (например, CSV), а не книга Excel.")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_of_libreoffice(terminal: Terminal, command: str) -> None:
    path = terminal.folder / "table.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(terminal, command, path).startswith("Это таблица LibreOffice (.ods). Откройте файл")


def test_a_questionnaire_in_another_encoding(terminal: Terminal) -> None:
    path = terminal.folder / "form.md"
    path.write_bytes("| type | вопрос |".encode("utf-16"))
    assert "не в кодировке UTF-8. Сохраните его" in refused(terminal, "form check", path)
