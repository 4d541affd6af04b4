"""What the rows of a book may refer to: rows of the database that the scope reaches, and rows of the book itself."""

from dataclasses import dataclass, field

from services.exchange.book import UNREADABLE, Book, BookSheet
from storage import exchange as store
from storage import municipalities, people
from storage.database import Tx
from storage.exchange.reach import OWN_PEOPLE
from storage.scope import EVERYTHING, Scope
from storage.spelling import fold, same_letters, squash
from texts.exchange import perhaps
from texts.workbook import Column, Sheet, Values, layout


@dataclass(slots=True)
class World:
    """Codes and spellings that mean something to this book."""

    scope: Scope
    stored: dict[str, dict[str, int]] = field(default_factory=dict)  # by sheet: codes the scope reaches
    taken: dict[str, dict[str, int]] = field(default_factory=dict)  # by sheet: all codes
    fresh: dict[str, set[str]] = field(default_factory=dict)  # by sheet: codes in the book
    unread: set[str] = field(default_factory=set)  # sheets of the book that may hold more codes than could be read
    helpers: frozenset[str] = frozenset()  # codes of people from elsewhere who help here
    spellings: dict[str, str] = field(default_factory=dict)  # folded name → code of a municipality
    _alike: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    @property
    def limited(self) -> bool:
        """Whether somebody with a scope of his own imports."""
        return self.scope != EVERYTHING

    def find(self, target: str, word: str, by: str = "") -> str | None:
        """The code of the row that the word means on the sheet `by`."""
        if by in OWN_PEOPLE and target == "person" and word in self.helpers:
            return None
        if word in self.stored[target] or word in self.fresh[target]:
            return word
        return self.spellings.get(fold(word)) if target == "municipality" else None

    def suggestion(self, target: str, word: str) -> str:
        """A row that looks as if it was meant, in words that stand behind a remedy."""
        if target not in self._alike:
            codes = {code: code for code in (*self.stored[target], *self.fresh[target])}
            names = self.spellings if target == "municipality" else {}
            self._alike[target] = {squash(name): (name, code) for name, code in (names | codes).items()}
        name, meant = self._alike[target].get(squash(word), (word, ""))
        return "" if meant == word else perhaps(meant, layout=not same_letters(name, word))


def look_around(tx: Tx, book: Book, scope: Scope) -> World:
    """Learn what there is for this book and this scope."""
    twice = {fold(problem.sheet) for problem in book.problems if problem.kind == "sheet_twice"}
    world = World(scope, unread={sheet.key for sheet in layout() if fold(sheet.name) in twice})
    needed = _needed(book)
    for sheet in layout():
        if sheet.coded and sheet.key in needed:
            world.taken[sheet.key] = store.codes(tx, sheet)
            world.stored[sheet.key] = store.codes(tx, sheet, scope) if world.limited else world.taken[sheet.key]
            world.fresh[sheet.key] = set()
        if sheet.key in book.sheets:
            _learn(world, book.sheets[sheet.key])
    if world.limited and "person" in needed:
        world.helpers = frozenset(world.stored["person"].keys() - people.codes_belonging_to(tx, scope))
    known = municipalities.spellings(tx).items()
    reached = world.stored.get("municipality", {})
    world.spellings = {name: code for name, code in known if code in reached} | world.spellings
    return world


def _needed(book: Book) -> set[str]:
    """Keys of the sheets that the book holds or that its sheets refer to; whoever reads spellings needs the places."""
    referring = [
        column
        for rows in book.sheets.values()
        for column in rows.sheet.columns
        if column.type in {"reference", "references"}
    ]
    return {"municipality", *book.sheets, *(target for column in referring for target in column.targets)}


def _learn(world: World, rows: BookSheet) -> None:
    sheet = rows.sheet
    if not sheet.coded:
        return
    if any(column.key not in rows.letters for column in sheet.columns if _names_rows(sheet, column)):
        world.unread.add(sheet.key)
    place = sheet.places["code"]
    codes = {str(row.values[place]) for row in rows.rows} - {UNREADABLE}
    if sheet.key == "municipality" and world.limited:
        codes &= world.stored["municipality"].keys()
    world.fresh[sheet.key] = codes
    if sheet.key == "municipality":
        for row in rows.rows:
            if row.values[place] in codes:
                for _, spelling in spellings_of(sheet, row.values):
                    world.spellings[fold(spelling)] = str(row.values[place])


def _names_rows(sheet: Sheet, column: Column) -> bool:
    """Whether other sheets call the rows by this column."""
    return column.key == "code" or (sheet.key == "municipality" and column.required)


def spellings_of(sheet: Sheet, values: Values) -> list[tuple[str, str]]:
    """Everything that a row of the municipalities says its municipality is called: key of the column, spelling."""
    found = []
    for key in ("code", "full_name", "short_name", "spellings"):
        here = values[sheet.places[key]]
        words = here if isinstance(here, tuple) else (here,)
        found += [(key, str(word)) for word in words if word not in (None, UNREADABLE)]
    return found
