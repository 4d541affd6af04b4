"""What an import would do: rows added, changed and left as they are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from services.exchange.book import UNREADABLE, BookRow, BookSheet
from services.exchange.rows import key_of
from storage.exchange import StoredRow
from storage.scope import EVERYTHING, Scope
from texts import exchange
from texts.exchange import Problem
from texts.workbook import Column, Sheet, Value, Values, row_name, shown

_LOOKED_AT = frozenset({"municipality", "school", "person"})  # sheets whose stored rows the hints read


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is in the database already and gets other values."""

    row: BookRow
    id: int
    was: Values


@dataclass(slots=True)
class SheetPlan:
    """What happens to the rows of one sheet. Rows with bad cells are among them, for checks that do not need those.

    Of what the database holds as far as the scope reaches, `stored` keeps whole rows by key where later checks look
    at them, `codes` the codes of the others, `above` who is part of whom. `unplaced` are rows of which nobody knows
    whether they are new: their key cannot be read, or an earlier row has it.
    """

    rows: BookSheet
    stored: dict[Values, StoredRow] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    above: dict[str, str] = field(default_factory=dict)
    added: list[BookRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unplaced: list[BookRow] = field(default_factory=list)
    unchanged: int = 0

    @property
    def sheet(self) -> Sheet:
        """The sheet's description."""
        return self.rows.sheet

    @property
    def counts(self) -> tuple[str, int, int, int]:
        """The sheet's name; rows added, changed and unchanged."""
        added, changed = (sum(row.sound for row in rows) for rows in (self.added, self._changed))
        return self.rows.name, added, changed, self.unchanged

    @property
    def touched(self) -> list[BookRow]:
        """Rows that are written, as they will be."""
        return [*self.added, *self._changed]

    @property
    def to_check(self) -> list[BookRow]:
        """Rows that a check of single rows looks at."""
        return [*self.touched, *self.unplaced]

    def differing(self, change: Change) -> list[str]:
        """Keys of the columns that get another value, as far as it can be read."""
        cells = zip(self.sheet.columns, change.was, change.row.values, strict=True)
        return [column.key for column, was, now in cells if now not in (was, UNREADABLE)]

    @property
    def _changed(self) -> list[BookRow]:
        return [change.row for change in self.changed]


@dataclass(slots=True)
class Plan:
    """The whole import as far as a scope reaches: what it would do, and what is wrong with the book."""

    sheets: list[SheetPlan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    scope: Scope = EVERYTHING

    @property
    def refused(self) -> bool:
        """Whether anything is wrong, so that nothing is stored."""
        return any(problem.level == "error" for problem in self.problems)

    @property
    def empty(self) -> bool:
        """Whether the database already says everything that the book says."""
        return not any(sheet.added or sheet.changed for sheet in self.sheets)

    @property
    def rowless(self) -> bool:
        """Whether the book holds no row at all, as an empty template."""
        return self.empty and not any(sheet.unchanged for sheet in self.sheets)

    @property
    def erased(self) -> int:
        """How many filled cells the book empties."""
        return sum(_erased(each, change) for each in self.sheets for change in each.changed)

    def totals(self) -> list[str]:
        """One line for each sheet where something happens: what an import would do."""
        return self._lines(exchange.sheet_line, exchange.will_erase)

    def stored(self) -> list[str]:
        """The same lines once the import is done."""
        return self._lines(exchange.stored_line, exchange.erased)

    def _lines(self, line: Callable[[str, int, int, int], str], erased: Callable[[int], str]) -> list[str]:
        busy = [each for each in self.sheets if each.added or each.changed]
        others = [exchange.OTHERS_UNCHANGED] if busy and len(busy) < len(self.sheets) else []
        return [*(line(*each.counts) for each in busy), *others, *([erased(self.erased)] if self.erased else [])]

    def differences(self, *, personal: bool) -> Iterable[str]:
        """One line for each changed row; personal values only where no messenger carries them."""
        for each in self.sheets:
            for change in each.changed:
                if change.row.sound:
                    what = _differences(each, change, personal=personal)
                    yield exchange.row_line(row_name(each.sheet, change.row.values), what)


def compare(rows: BookSheet, checked: Iterable[BookRow], stored: Iterable[StoredRow]) -> SheetPlan:
    """Sort a sheet's rows into new, changed and unchanged; a column that the book lacks changes nothing.

    The stored rows pass by one after the other, so that there may be many.
    """
    sheet, plan = rows.sheet, SheetPlan(rows)
    given = [column.key in rows.letters for column in sheet.columns]
    fresh = _by_key(plan, checked, given)
    keep = _keeper(plan)
    for known in stored:
        key = key_of(sheet, known.values)
        keep(key, known)
        row = fresh.pop(key, None)
        if row is None:
            continue
        now = row.values
        if not all(given):
            cells = zip(now, known.values, given, strict=True)
            now = tuple([new if there or new == UNREADABLE else was for new, was, there in cells])
        if now == known.values:
            plan.unchanged += 1
        else:
            plan.changed.append(Change(BookRow(row.number, now), known.id, known.values))
    plan.added = list(fresh.values())
    plan.changed.sort(key=lambda change: change.row.number)
    return plan


def _by_key(plan: SheetPlan, checked: Iterable[BookRow], given: list[bool]) -> dict[Values, BookRow]:
    """The rows that can be placed; of the others it is not known either what the book leaves as it is."""
    placed: dict[Values, BookRow] = {}
    for row in checked:
        key = key_of(plan.sheet, row.values)
        if UNREADABLE in key or placed.setdefault(key, row) is not row:
            values = [value if there else UNREADABLE for value, there in zip(row.values, given, strict=True)]
            plan.unplaced.append(BookRow(row.number, tuple(values)))
    return placed


def _keeper(plan: SheetPlan) -> Callable[[Values, StoredRow], None]:
    """What to remember of a stored row."""
    sheet = plan.sheet
    if sheet.overlaps or sheet.store != "table" or sheet.key in _LOOKED_AT:
        return plan.stored.__setitem__
    if not sheet.coded:
        return lambda _key, _row: None
    uppers = [sheet.places[column.key] for column in sheet.columns if column.to == sheet.key]

    def keep(key: Values, row: StoredRow) -> None:
        code = str(key[0])
        plan.codes.append(code)
        for place in uppers:
            if row.values[place] is not None:
                plan.above[code] = str(row.values[place])

    return keep


def _differences(plan: SheetPlan, change: Change, personal: bool) -> list[str]:
    lines, unseen = [], []
    for column, was, now in _cells(plan, change):
        if column.personal and not personal:
            unseen.append((column.name, not now))
        else:
            lines.append(exchange.difference(column.name, was, now))
    return [*lines, *exchange.changed_unseen(unseen)]


def _erased(plan: SheetPlan, change: Change) -> int:
    """How many cells of the row had something in them that the book takes away."""
    return sum(not now for _, _, now in _cells(plan, change))


def _cells(plan: SheetPlan, change: Change) -> Iterator[tuple[Column, str, str]]:
    """The columns that change, with what stood there and what will."""
    for key in plan.differing(change):
        place = plan.sheet.places[key]
        column = plan.sheet.columns[place]
        yield column, shown(column, change.was[place]), shown(column, change.row.values[place])


def value(plan: SheetPlan, values: Values, key: str) -> Value:
    """The value under a column's key."""
    return values[plan.sheet.places[key]]
