"""Whatever can be typed or set is explained, and whatever is explained can be typed or set."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli import app
from bot.settings import Settings
from tests.docs.sources import ROOT, pages, read, table


def commands(command: Any = None, name: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """«import», «form check» … with what typer made of them."""
    command = command or typer.main.get_command(app)
    if isinstance(command, TyperGroup):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}".strip())
    else:
        yield name, command


def targets() -> list[str]:
    """The targets that `make` lists."""
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return re.findall(r"^ *make ([a-z-]+)", listed, re.MULTILINE)


def section(name: str) -> str:
    """What docs/commands.md says under the command's heading."""
    found = re.search(rf"^## `{name}`\n(.*?)(?=^## |\Z)", read("docs/commands.md"), re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in commands()])
def test_every_command_has_its_section_with_every_option(name: str, command: TyperCommand) -> None:
    assert section(name), f"docs/commands.md has no section «## `{name}`»"
    options = {option for param in command.params for option in param.opts if option.startswith("--")}
    missing = {option for option in options if f"`{option}" not in section(name)}
    assert not missing


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_the_readme_lists_the_commands(readme: str) -> None:
    listed = table(read(readme), "Command" if readme == "README.md" else "Команда")
    assert {name.split()[0] for name in listed} == {name.split()[0] for name, _ in commands()}


def test_help_says_the_same_as_the_pages() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    for word in {name.split()[0] for name, _ in commands()}:
        assert f"\n  {word} " in shown.stdout


def test_no_page_names_a_command_that_is_not_there() -> None:
    known = {name.split()[0] for name, _ in commands()}
    for path, text in pages().items():
        named = set(re.findall(r"(?:python|python3) -m bot ([a-z]+)", text))
        assert named <= known, path


def test_the_readme_lists_the_make_targets() -> None:
    assert set(table(read("README.md"), "Target")) == {f"make {target}" for target in targets()}


def test_no_page_names_a_target_that_is_not_there() -> None:
    for path, text in pages().items():
        named = set(re.findall(r"(?<=`)make ([a-z][a-z-]*)|^make ([a-z][a-z-]*)", text, re.MULTILINE))
        assert {one or other for one, other in named} <= set(targets()), path


def test_every_setting_is_explained_with_its_default() -> None:
    rows = table(read("docs/settings.md"), "Setting")
    told = {name: cells[0].strip("`") for name, cells in rows.items()}
    assert told == {name.upper(): _written(field.default) for name, field in Settings.model_fields.items()}


def test_the_example_of_settings_names_every_one() -> None:
    named = re.findall(r"^#? ?([A-Z_]+)=", read(".env.example"), re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Uncommenting every line of it changes nothing."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    uncommented = re.sub(r"^# (?=[A-Z_]+=)", "", read(".env.example"), flags=re.MULTILINE)
    (tmp_path / ".env").write_text(uncommented, encoding="utf-8")
    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)


def _written(default: object) -> str:
    if isinstance(default, float):
        return f"{default:g}"
    return str(default) if default not in (None, "") else "–"
