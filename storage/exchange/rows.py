"""What the sheets of the exchange workbook and their stores hand each other."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from storage.database import Tx
from storage.scope import Scope
from storage.script import Script
from texts.workbook import Sheet, Values

# Code → id, by key of the sheet; a row that is not stored yet has the number by which the script calls it.
Ids = Mapping[str, dict[str, int]]


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
    """What storing needs beside the rows: who stores when, as far as which scope, the ids behind the codes.

    All that is to be stored goes into the script; the transaction at hand only reads.
    """

    script: Script
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

    def add(self, tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing, /) -> None:
        """Let the script insert rows; what they need to know is read."""

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing, /) -> None:
        """Let the script update rows by id."""

    def finish(self, tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing, /) -> None:
        """Let the script store what belongs to these rows and cannot be stored before all of them are."""
