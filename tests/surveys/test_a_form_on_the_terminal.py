"""Somebody who writes questionnaires looks at one on the terminal: in the author's own words, without a database."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from surveys.scanning import TYPES, Scan


def shown(*arguments: str) -> str:
    return CliRunner().invoke(app, ["form", *arguments]).output


@pytest.mark.parametrize("code", ["Q1", "q1"])
def test_a_form_that_comes_with_the_program_is_named_by_its_code(code: str) -> None:
    assert "Q1.1 (one) Обращались ли Вы к тьютору" in shown("show", code)


@pytest.mark.parametrize("code", ["Q1", "Q3", "Q4", "Q4T", "Q8", "F1"])
def test_conditions_stand_as_an_author_writes_them(code: str) -> None:
    told = shown("show", code)
    assert "[если ${" in told
    assert f"/{code}/" not in told
    assert "../" not in told


def test_a_file_of_that_name_is_what_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Q1.md").write_text("| survey | type | name | label |\n| | text | x | Мой вопрос |\n", encoding="utf-8")
    assert "x (text) Мой вопрос" in shown("show", "Q1.md")


def test_a_code_that_nothing_has_is_told() -> None:
    assert "Файла Q99 нет. Готовые анкеты: F0, F1, F2, Q1," in shown("show", "Q99")


def test_every_type_that_is_recommended_can_be_asked() -> None:
    scan = Scan([], [], {})
    alone = [kind for kind in TYPES if not kind.startswith(("select_", "rank", "begin", "end"))]
    assert [kind for kind in alone if not scan._is_known(kind)] == []
