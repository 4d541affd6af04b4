"""Golden cases as people work: a workbook made here, the real command line, the figures it prints.

data = imported(book({"Муниципалитеты": [{"Код": "АРМ", …}], "Школы": […], …}))
(row,) = figures(data, "--period", "2026-Q4", "--municipality", "АРМ", "--code", "SAT")
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner, Result

from bot.cli import app
from tests.exchange import books

Rows = Iterable[Mapping[str, Any]]

_HERE = TemporaryDirectory(prefix="golden-")
_numbers = count(1)


def book(sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets: a row is heading → value, as a coordinator fills it in."""
    path = _place(".xlsx")
    path.write_bytes(books.book(sheets))
    return path


def command(data: Path, *words: str) -> Result:
    """`python -m bot …` over a data folder."""
    settings = {name: None for name in os.environ if name.startswith(("BOT_", "DATABASE_", "LOG_"))}
    environment = {**settings, "BOT_DATA_DIR": str(data)}
    return CliRunner().invoke(app, [*words], env=environment, catch_exceptions=False)


def imported(book: Path, into: Path | None = None) -> Path:
    """The data folder into which the book was brought: a fresh one, or one that holds something already."""
    data = into or _fresh()
    result = command(data, "import", str(book))
    assert result.exit_code == 0, result.output
    return data


def refused(book: Path, into: Path | None = None) -> list[str]:
    """The reasons, one a line, why a book is not taken."""
    result = command(into or _fresh(), "import", str(book))
    assert result.exit_code == 1, result.output
    return result.stderr.splitlines()


def exported(data: Path, *words: str) -> Path:
    """Everything as a workbook again."""
    path = _place(".xlsx")
    result = command(data, "export", str(path), *words)
    assert result.exit_code == 0, result.output
    return path


def figures(data: Path, *words: str) -> list[dict[str, Any]]:
    """What `indicators … --format json` prints."""
    result = command(data, "indicators", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def figure(data: Path, code: str, *words: str) -> dict[str, Any]:
    """The only row of a code."""
    (row,) = figures(data, "--code", code, *words)
    return row


def _place(ending: str) -> Path:
    return Path(_HERE.name) / f"{next(_numbers)}{ending}"


def _fresh() -> Path:
    """A data folder of its own, with an empty database in it."""
    return Path(shutil.copytree(_prepared(), _place("")))


@cache
def _prepared() -> Path:
    """What `migrate` leaves in an empty folder, made once: every case begins with a copy."""
    empty = _place("")
    assert command(empty, "migrate").exit_code == 0
    return empty
