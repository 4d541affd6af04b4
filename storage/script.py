"""What is to be stored, written down beside the writer: in its transaction it is only performed.

A new row is called by a number below zero, and other rows may refer to it by that. What the numbers stand for is
settled inside the transaction, so that nobody who adds rows meanwhile is in the way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Dialect, Table, func, select
from sqlalchemy.exc import IntegrityError

from storage.bulk import Numbers, Record, rows_of
from storage.database import Tx


class Clash(Exception):  # noqa: N818 - what happened, in the house's words
    """A row is there already under the same key, where the scope does not reach."""


@dataclass(slots=True)
class Script:
    """Steps in their order."""

    dialect: Dialect
    _fresh: Counter[str] = field(default_factory=Counter)
    _steps: list[Callable[[Tx, Numbers], None]] = field(default_factory=list)

    def fresh(self, table: Table) -> int:
        """What a new row of the table is called until it is stored."""
        self._fresh[table.name] += 1
        return -self._fresh[table.name]

    def insert(self, table: Table, records: Iterable[Record], name: str) -> None:
        """Add rows, all with the same columns. If one is there already, there is a Clash by this name."""
        rows = rows_of(self.dialect, table, records)
        if rows is None:
            return

        def step(tx: Tx, numbers: Numbers) -> None:
            try:
                rows.insert(tx, numbers)
            except IntegrityError:
                raise Clash(name) from None

        self._steps.append(step)

    def update(self, table: Table, key: Sequence[str], records: Iterable[Record]) -> None:
        """Give rows other values; which ones, the columns of the key say."""
        rows = rows_of(self.dialect, table, records, key)
        if rows is not None:
            self._steps.append(rows.update)

    def then(self, work: Callable[[Tx], None]) -> None:
        """Do what can be known only when all that stands before it is stored."""
        self._steps.append(lambda tx, _numbers: work(tx))

    def run(self, tx: Tx) -> None:
        """Store it. Raises Clash; the transaction is then of no more use."""
        numbers = {table: _numbers(tx, table, count) for table, count in self._fresh.items()}
        for step in self._steps:
            step(tx, numbers)


def _numbers(tx: Tx, table: str, count: int) -> Sequence[int]:
    """Numbers for so many new rows, which nobody else gets."""
    if tx.dialect.name == "sqlite":
        last: int = tx.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()  # noqa: S608 - our own
        return range(last + 1, last + 1 + count)
    each = func.nextval(func.pg_get_serial_sequence(table, "id"))
    return tx.execute(select(each).select_from(func.generate_series(1, count))).scalars().all()
