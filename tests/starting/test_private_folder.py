"""Whatever the program keeps, only its own user can read: there are people and their answers in it."""

import pytest
from terminal import Terminal


@pytest.mark.parametrize("command", [("migrate",), ("backup",), ("export", "book.xlsx"), ("template", "book.xlsx")])
def test_nobody_else_can_look_inside(terminal: Terminal, command: tuple[str, ...]) -> None:
    terminal.types("migrate")
    terminal.types(*command)

    made = list(terminal.folder.rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}
