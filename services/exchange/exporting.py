"""Export of the workbook: everything that a scope reaches, in the order of its keys, and the empty template."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from indicators.registry import sums_only
from services.exchange.rows import key_of
from services.exchange.survey_sheets import ANSWER
from storage import exchange as store
from storage.database import Tx
from storage.exchange.answers import measuring
from storage.scope import EVERYTHING, Scope
from storage.spelling import fold
from texts.workbook import Sheet, Value, Values, layout

_NUMBER = re.compile(r"(\d+)")

Tables = list[tuple[Sheet, list[Values]]]


def collect(tx: Tx, scope: Scope) -> Tables:
    """The rows of every sheet as of one moment.

    Where names are kept, answers that were promised to appear in sums only are told to nobody with a scope of his own.
    """
    tables = []
    for sheet in layout():
        rows: Iterable[Values] = (row.values for row in store.stored(tx, sheet, scope))
        if sheet.key == ANSWER and scope != EVERYTHING:
            rows = _tellable(tx, sheet, rows)
        tables.append((sheet, _ordered(sheet, rows)))
    return tables


def _tellable(tx: Tx, sheet: Sheet, rows: Iterable[Values]) -> Iterator[Values]:
    promised = measuring(tx, sums_only())
    person, survey, question = (sheet.places[key] for key in ("person", "survey", "question"))
    for values in rows:
        name = str(values[question]).partition("[")[0]
        if values[person] is None or (values[survey], name) not in promised:
            yield values


def write(path: Path, tables: Tables) -> None:
    """Write what was collected; it takes long for much data and needs no database."""
    from reports import workbook

    workbook.write_book(path, tables)


def write_template(path: Path) -> None:
    """Write the empty workbook that coordinators start from."""
    from reports import workbook  # what writes Excel is imported when it is needed

    workbook.write_template(path, layout())


def _ordered(sheet: Sheet, rows: Iterable[Values]) -> list[Values]:
    order = cache(_order)  # the same codes stand in many keys
    return sorted(rows, key=lambda values: [order(value) for value in key_of(sheet, values)])


def _order(value: Value) -> Any:
    """P-2 before P-10, and an empty place before all."""
    pieces = _NUMBER.split(fold("" if value is None else str(value)))
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece], str(value)
