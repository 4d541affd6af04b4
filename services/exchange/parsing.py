"""From the rows of a sheet to values under known headings; what does not fit becomes a problem with its address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from services.exchange.book import UNREADABLE
from services.exchange.cells import Cell, Odd, Row, letters
from services.exchange.report import Report
from services.exchange.values import Fitter, Unfit
from storage.spelling import fold, neat
from texts import exchange
from texts.exchange import Problem
from texts.workbook import Column, Level, Sheet, Value, layout

_NAMED = 7  # sheets that are named to somebody whose book has none of ours
_TOP = 10  # rows among which misplaced headings are looked for


def known_sheets(names: Iterable[str], report: Report) -> dict[str, Sheet]:
    """Which of these sheets of a book are ours, by their names in it."""
    ours = {fold(sheet.name): sheet for sheet in layout()}
    found: dict[str, Sheet] = {}
    for name in names:
        sheet = ours.get(fold(name))
        if sheet is None:
            near = get_close_matches(fold(name), ours, 1)
            suggestion = exchange.perhaps(ours[near[0]].name if near else "")
            report.add(Problem("unknown_sheet", sheet=name, details={"suggestion": suggestion}, level="warning"))
        elif sheet in found.values():
            report.add(Problem("sheet_twice", sheet=name))
        else:
            found[name] = sheet
    if not found:
        names = ", ".join(f"«{sheet.name}»" for sheet in layout()[:_NAMED])
        report.add(Problem("no_sheets", details={"sheets": names}))
    return found


@dataclass(slots=True)
class SheetParser:
    """Reads one sheet: the headings first, then row after row."""

    sheet: Sheet
    name: str
    report: Report
    columns: dict[str, int] = field(default_factory=dict)  # key of a column → where it stands
    _fitters: list[tuple[Fitter, int | None]] = field(default_factory=list)
    _named: set[int] = field(default_factory=set)  # places below a heading, and those that were told to have none

    def values(self, rows: Iterator[Row | list[str]]) -> Iterator[tuple[int, list[Value]]]:
        """Numbers and values of the rows below the headings."""
        first = next(rows, [])
        if isinstance(first, list):
            return
        if not self._headings(first, rows):
            return
        for row in rows:
            if isinstance(row, list):
                self.report.explain_merged(self.name, row)
            elif not self._empty(row[1]):
                if not row[1].keys() <= self._named:
                    self._tell_nameless(row[1])
                yield row[0], self._row(*row)

    @property
    def letters(self) -> dict[str, str]:
        """Key of a column → its letter."""
        return {key: letters(place) for key, place in self.columns.items()}

    # --- headings -----------------------------------------------------------------------------------------------

    def _headings(self, first: Row, rows: Iterator[Row | list[str]]) -> bool:
        number, cells = first
        if number != 1 or not self._known(cells):
            self._look_below(first, rows)
            return False
        self._place(cells)
        for column in self.sheet.columns:
            if column.required and column.key not in self.columns:
                self._say("missing_column", 1, name=column.name)
        self._fitters = [(Fitter(column), self.columns.get(column.key)) for column in self.sheet.columns]
        return True

    def _known(self, cells: dict[int, Cell]) -> dict[int, Column]:
        ours = {fold(column.name): column for column in self.sheet.columns}
        headings = {place: ours.get(_heading(cell)) for place, cell in cells.items()}
        return {place: column for place, column in headings.items() if column}

    def _look_below(self, first: Row, rows: Iterator[Row | list[str]]) -> None:
        """Say where the headings are, if they are anywhere near."""
        needed = min(2, len(self.sheet.columns))
        row: Row | list[str] | None = first
        while isinstance(row, tuple) and row[0] <= _TOP:
            if len(self._known(row[1])) >= needed:
                self._say("headings_not_first", row[0])
                return
            row = next(rows, None)
        self._say("no_headings", 1, names=", ".join(f"«{column.name}»" for column in self.sheet.columns))

    def _tell_nameless(self, cells: dict[int, Cell]) -> None:
        """Say once of a column that nobody will read what stands in it."""
        for place in sorted(cells.keys() - self._named):
            if not _blank(cells[place]):
                at = letters(place)
                self._named.add(place)
                self.report.add(Problem("no_heading", self.name, 1, "", at, {"letter": at}, "warning"))

    def _place(self, cells: dict[int, Cell]) -> None:
        known = self._known(cells)
        self._named = {place for place, cell in cells.items() if _heading(cell)}
        seen: dict[str, int] = {}
        for place, cell in sorted(cells.items()):
            heading, name = _heading(cell), neat(_written(cell))
            if not heading:
                continue
            if heading in seen:
                details = {"name": name, "first": f"{letters(seen[heading])}1", "second": f"{letters(place)}1"}
                self._say("heading_twice", 1, letters(place), **details)
            elif place in known:
                self.columns[known[place].key] = place
            else:
                near = get_close_matches(heading, [fold(column.name) for column in self.sheet.columns], 1)
                shown = next((column.name for column in self.sheet.columns if [fold(column.name)] == near), "")
                self._warn("unknown_column", letters(place), name=name, suggestion=exchange.perhaps(shown))
            seen.setdefault(heading, place)

    # --- rows ---------------------------------------------------------------------------------------------------

    def _empty(self, cells: dict[int, Cell]) -> bool:
        """Whether the columns that are read hold nothing; a column of running numbers beside them does not count."""
        return all(_blank(cells.get(place, "")) for place in self.columns.values())

    def _row(self, number: int, cells: dict[int, Cell]) -> list[Value]:
        values: list[Value] = []
        for fitter, place in self._fitters:
            cell = None if place is None else cells.get(place)
            if cell is None and (place is None or not fitter.column.required):
                values.append(UNREADABLE if fitter.column.required else fitter.column.default)
                continue
            try:
                values.append(fitter.fit(cell))
            except Unfit as unfit:
                values.append(UNREADABLE)
                self._tell(unfit, number, fitter.column, "error")
            if fitter.notes:
                for note in fitter.notes:
                    self._tell(note, number, fitter.column, "warning")
                fitter.notes.clear()
        return values

    # --- saying -------------------------------------------------------------------------------------------------

    def _tell(self, unfit: Unfit, row: int, column: Column, level: Level) -> None:
        letter = letters(self.columns[column.key]) if column.key in self.columns else ""
        self.report.add(Problem(unfit.kind, self.name, row, column.name, letter, unfit.details, level))

    def _say(self, kind: str, row: int, letter: str = "", **details: str) -> None:
        self.report.add(Problem(kind, self.name, row, details.get("name", "") if letter else "", letter, details))

    def _warn(self, kind: str, letter: str, **details: str) -> None:
        self.report.add(Problem(kind, self.name, 1, details["name"], letter, details, "warning"))


def _heading(cell: Cell) -> str:
    """A heading as it is compared; people write the star of the instructions into the sheet as well."""
    return fold(_written(cell)).rstrip("* ") if isinstance(cell, str) else fold(_written(cell))


def _written(cell: Cell) -> str:
    """What a person sees in a heading's cell."""
    return cell.text if isinstance(cell, Odd) else str(cell)


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()
