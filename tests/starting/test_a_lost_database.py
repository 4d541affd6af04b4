"""A database that was lost is brought back from a copy; nobody is started anew behind the administrator's back."""

import pytest
from terminal import Terminal


def test_an_emptied_file_is_not_taken_for_a_new_installation(terminal: Terminal) -> None:
    assert terminal.types("migrate").exit_code == 0
    file = terminal.data / "nastavnik.sqlite3"
    file.write_bytes(b"")

    said = terminal.refused("migrate")

    assert "пуст" in said
    assert "Верните его из копии" in said
    assert file.read_bytes() == b""


def test_an_empty_file_in_a_new_folder_becomes_a_database(terminal: Terminal) -> None:
    terminal.data.mkdir()
    (terminal.data / "nastavnik.sqlite3").touch()

    assert terminal.types("migrate").exit_code == 0


@pytest.mark.parametrize(
    "command", ["survey list", "export out.xlsx", "invite --person X", "indicators --period 2026"], ids=str
)
def test_every_command_says_in_words_that_the_database_is_damaged(terminal: Terminal, command: str) -> None:
    assert terminal.types("migrate").exit_code == 0
    file = terminal.data / "nastavnik.sqlite3"
    file.write_bytes(b"damaged" * 1000)

    assert "повреждён" in terminal.refused(*command.split())
