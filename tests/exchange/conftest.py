"""An office where workbooks come in and go out: the real reading process, a real database, no command line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.exchange import exporting, importing
from services.exchange.importing import ImportRefused
from services.exchange.planning import Plan
from services.exchange.reading import marked_copy, read_book
from storage import municipalities, schools
from storage.database import Database
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from tests.fresh_database import fresh_database
from texts import exchange as words


class Office:
    """Takes workbooks as bytes and tells what a person would read."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder = folder
        self.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
        self.db = _on_a_server(address) if address else fresh_database(folder / "office.sqlite3")

    def file(self, data: bytes, name: str = "book.xlsx") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def check(self, data: bytes, scope: Scope = EVERYTHING) -> Plan:
        """What an import would do; nothing is stored."""
        book = read_book(self.file(data))
        return self.db.read_now(lambda tx: importing.plan(tx, book, scope))

    def bring(self, data: bytes, scope: Scope = EVERYTHING) -> Plan:
        """Import, or the plan that says why not."""
        book = read_book(self.file(data))
        try:
            return self.db.write_now(lambda tx: importing.apply(tx, book, scope, self.now))
        except ImportRefused as refused:
            return refused.plan

    def export(self, scope: Scope = EVERYTHING) -> bytes:
        path = self.folder / "export.xlsx"
        exporting.write(path, self.db.read_now(lambda tx: exporting.collect(tx, scope)))
        return path.read_bytes()

    def mark(self, data: bytes, plan: Plan) -> bytes | None:
        """The marked copy that goes back to the coordinator."""
        copy = self.folder / "marked.xlsx"
        return copy.read_bytes() if marked_copy(self.file(data), copy, plan.problems) else None

    def place(self, spelling: str) -> Scope:
        """What a coordinator of this municipality reaches."""
        found = self.db.read_now(lambda tx: municipalities.by_spelling(tx, spelling))
        assert found is not None
        return Scope(frozenset({found.id}))

    def schools(self) -> set[str]:
        return {school.code for school in self.db.read_now(lambda tx: schools.listed(tx, EVERYTHING))}


def _on_a_server(address: str) -> Database:
    db = Database(address).open()
    db.write_now(metadata.create_all)
    return db


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.db.close()


@pytest.fixture
def other_office(tmp_path: Path) -> Iterator[Office]:
    """An office with nothing in it, for what another one has exported."""
    folder = tmp_path / "other"
    folder.mkdir()
    made = Office(folder)
    yield made
    made.db.close()


def errors(plan: Plan) -> list[str]:
    """The lines that stop an import."""
    return [words.line(problem) for problem in plan.problems if problem.level == "error"]


def warnings(plan: Plan) -> list[str]:
    """The lines that stop nothing."""
    return [words.line(problem) for problem in plan.problems if problem.level == "warning"]
