"""Checks of a sheet's rows beside each other and beside what they refer to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.exchange.book import UNREADABLE, BookRow, BookSheet
from services.exchange.report import Report
from services.exchange.world import World, spellings_of
from storage.municipalities import only_others
from texts import exchange
from texts.workbook import Column, Level, Sheet, Value, Values, shown
from texts.workbook import sheet as sheet_of


@dataclass(slots=True)
class RowChecks:
    """Goes through one sheet of the book and says what is wrong with its rows."""

    rows: BookSheet
    world: World
    report: Report

    def checked(self) -> Iterator[BookRow]:
        """The rows as far as they can be read, municipalities called by code; mere repetitions are left out."""
        seen: dict[Values, BookRow] = {}
        for row in map(self._referred, self.rows.rows):
            self._check_interval(row)
            key = key_of(self.rows.sheet, row.values)
            first = row if UNREADABLE in key else seen.setdefault(key, row)
            if first is not row:
                self._say_twice(first, row)
            if first is row or first.values != row.values:
                yield row

    def _referred(self, row: BookRow) -> BookRow:
        """The row with every reference checked, and a municipality's code in place of its spelling."""
        sheet = self.rows.sheet
        values = list(row.values)
        for place, column in self._referring():
            word = values[place]
            if isinstance(word, tuple):
                codes = tuple(dict.fromkeys(str(self._code(row, column, each)) for each in word))
                values[place] = UNREADABLE if UNREADABLE in codes else codes
            elif isinstance(word, str) and word != UNREADABLE:
                values[place] = self._code(row, column, word)
        self._choose(row, values)
        if sheet.key == "municipality" and UNREADABLE not in values:
            words = spellings_of(sheet, tuple(values))
            names = [spelling for key, spelling in words if key != "spellings"]
            others = only_others(names, [spelling for key, spelling in words if key == "spellings"])
            values[sheet.places["spellings"]] = others or None
        changed = tuple(values)
        return row if changed == row.values else replace(row, values=changed)

    def _referring(self) -> list[tuple[int, Column]]:
        columns = enumerate(self.rows.sheet.columns)
        return [(place, column) for place, column in columns if column.type in {"reference", "references"}]

    def _choose(self, row: BookRow, values: list[Value]) -> None:
        """Of the columns of which one is wanted the first that is filled counts."""
        sheet = self.rows.sheet
        filled = [key for key in sheet.one_of if values[sheet.places[key]] is not None]
        names = [sheet.columns[sheet.places[key]].name for key in filled]
        for key in filled[1:]:
            told = self.rows.problem("more_than_one", row.number, key, first=names[0], names=exchange.both(names))
            self.report.add(told.as_warning())
            values[sheet.places[key]] = None

    def _code(self, row: BookRow, column: Column, word: str) -> Value:
        by = row.values[self.rows.sheet.places[column.by]] if column.by else None
        target = column.target(by)
        if not target:
            return UNREADABLE
        code = self.world.find(target, word, self.rows.sheet.key)
        if code is None and target not in self.world.unread:
            suggestion = self.world.suggestion(target, word)
            details = {"value": word, "target": sheet_of(target).name, "suggestion": suggestion}
            kind = "foreign_municipality" if target == "municipality" and self.world.limited else "not_found"
            self.report.add(self.rows.problem(kind, row.number, column.key, **details))
        return UNREADABLE if code is None else code

    def _check_interval(self, row: BookRow) -> None:
        if not self.rows.sheet.interval:
            return
        first, last = self.rows.sheet.interval
        since, until = (row.values[self.rows.sheet.places[key]] for key in (first, last))
        if since in (None, UNREADABLE) or until in (None, UNREADABLE):
            return
        if until < since:  # type: ignore[operator]  # both are dates
            columns = [self.rows.sheet.columns[self.rows.sheet.places[key]] for key in (first, last)]
            details = {"since": shown(columns[0], since), "until": shown(columns[1], until)}
            self.report.add(self.rows.problem("until_before_since", row.number, last, **details))

    def _say_twice(self, first: BookRow, row: BookRow) -> None:
        """Whether two rows say the same is known when their cells can be read, or when two that can be differ."""
        sheet, again = self.rows.sheet, first.values == row.values
        readable = [pair for pair in zip(first.values, row.values, strict=True) if UNREADABLE not in pair]
        if len(readable) < len(row.values) and all(one == other for one, other in readable):
            return
        kind = "row_twice" if again else "code_twice" if sheet.coded else "key_twice"
        problem = self.rows.problem(kind, row.number, sheet.keyed_by[0], first=str(first.number))
        value = shown(sheet.columns[sheet.key_places[0]], row.values[sheet.key_places[0]])
        level: Level = "warning" if again else "error"
        self.report.add(replace(problem, details={**problem.details, "value": value}, level=level))


def key_of(sheet: Sheet, values: Values) -> Values:
    """The values that make a row the same row."""
    return tuple([values[place] for place in sheet.key_places])
