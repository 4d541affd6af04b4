"""What the sheets of the exchange workbook and their stores hand each other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from storage.database import Tx
from storage.scope import Scope
from texts.workbook import Sheet, Values

# Code → id, by key of the sheet.
Ids = Mapping[str, Mapping[str, int]]


class StoredRow(NamedTuple):
    """A row of the database in the book's form."""

    id: int
    values: Values


class ChangedRow(NamedTuple):
    """A row that gets other values; `was` holds those it has."""

    id: int
    values: Values
    was: Values


@dataclass(frozen=True, slots=True)
class Writing:
    """What storing needs beside the rows: who stores when, as far as which scope, and the ids behind the codes."""

    ids: Ids
    scope: Scope
    now: datetime
    today: date  # local
    by: int | None = None  # a person; None is the command line


class Store(Protocol):
    """Where the rows of a sheet live. Nothing is ever deleted."""

    def codes(self, tx: Tx, of: Sheet, scope: Scope, /) -> dict[str, int]:
        """Code → id of the rows that the scope reaches; asked only of sheets with codes."""

    def stored(self, tx: Tx, of: Sheet, scope: Scope, surveys: Collection[str] | None, /) -> Iterator[StoredRow]:
        """Rows that the scope reaches, all that they refer to included; of sheets inside surveys, these alone."""

    def add(self, tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert rows."""

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update rows by id."""

    def finish(self, tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Store what belongs to these rows and could not be stored before all of them were."""
