"""A coordinator's office for tests: a database with stored rows and the command that prints figures from it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner, Result

from bot.commands.indicators import indicators_command
from storage.database import Database
from tests.fresh_database import fresh_database
from tests.indicators.data import Region


class Office:
    """Stores rows and asks for figures as people do: on the command line."""

    def __init__(self, folder: Path) -> None:
        self.database = fresh_database(folder / "nastavnik.sqlite3")
        app = typer.Typer()
        app.command("indicators")(indicators_command(self._open))
        self._app = app

    @contextmanager
    def _open(self) -> Iterator[Database]:
        yield self.database

    def store(self, build: Callable[[Region], object]) -> None:
        self.database.write_now(lambda tx: build(Region(tx)))

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(self._app, [*words])

    def rows(self, *words: str) -> list[dict[str, Any]]:
        result = self.run("--period", "2026-Q4", "--format", "json", *words)
        assert result.exit_code == 0, result.output
        found: list[dict[str, Any]] = json.loads(result.stdout)
        return found

    def row(self, code: str, *words: str) -> dict[str, Any]:
        """The only row of a code."""
        (row,) = self.rows("--code", code, *words)
        return row
