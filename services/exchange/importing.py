"""Import of a workbook: a plan that says everything beforehand, and its carrying out, all or nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services import built_in
from services.exchange.asked import wanted
from services.exchange.book import Book
from services.exchange.guards import guard
from services.exchange.hints import give_hints
from services.exchange.overlaps import check_overlaps
from services.exchange.planning import Plan, SheetPlan, compare, value
from services.exchange.report import Report
from services.exchange.rows import RowChecks
from services.exchange.states import check_states
from services.exchange.survey_sheets import SurveySheets
from services.exchange.world import look_around, spellings_of
from storage import exchange as store
from storage import municipalities
from storage.database import Tx
from storage.exchange import ChangedRow, Clash, Writing
from storage.municipalities import DEFAULT_ZONE
from storage.scope import Scope
from storage.spelling import fold
from texts.exchange import Problem
from texts.workbook import layout
from texts.workbook import sheet as sheet_of


class ImportRefused(Exception):  # noqa: N818 - what happened, in the house's words
    """The book has problems, so nothing is stored."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("import refused")
        self.plan = plan


def plan(tx: Tx, book: Book, scope: Scope) -> Plan:
    """Compare a book with the database as far as the scope reaches: what would change, and all that is wrong."""
    report = Report()
    report.extend(book.problems)
    world = look_around(tx, book, scope)
    surveys = SurveySheets(tx, world, report)
    plans: list[SheetPlan] = []
    for sheet in layout():
        if sheet.key in book.sheets:
            rows = book.sheets[sheet.key]
            checked = surveys.checked(rows, RowChecks(rows, world, report).checked())
            plans.append(compare(rows, checked, store.stored(tx, sheet, scope, surveys.spoken_of(rows))))
            surveys.compared(plans[-1])
            check_overlaps(plans[-1], report)
            check_states(plans[-1], report)
            if not sheet.coded:
                plans[-1].stored.clear()  # nobody asks for it any more, and it is half of the memory
    _check_spellings(tx, plans, report)
    guard(plans, world, report)
    give_hints(plans, report)
    return Plan(plans, report.told(), scope)


def apply(tx: Tx, book: Book, scope: Scope, now: datetime, by: int | None = None) -> Plan:
    """Plan inside the writing transaction and store everything. Raises ImportRefused, and then nothing is stored."""
    return carry_out(tx, plan(tx, book, scope), now, by)


def carry_out(tx: Tx, made: Plan, now: datetime, by: int | None = None) -> Plan:
    """Store what was planned over the data as it is now; `by` is the person, None the command line.

    Raises ImportRefused, and then nothing is stored.
    """
    if made.refused:
        raise ImportRefused(made)
    try:
        _store(tx, made, now, by)
    except Clash as clash:
        made.problems.append(Problem("clash", details={"sheet": str(clash)}))
        raise ImportRefused(made) from None
    return made


def _store(tx: Tx, made: Plan, now: datetime, by: int | None) -> None:
    built_in.publish(tx, wanted(made.sheets), now)
    ids = _Ids(tx)
    writing = Writing(ids, made.scope, now, _local_date(tx, made.scope, now), by)
    for each in made.sheets:
        store.add(tx, each.sheet, [row.values for row in each.added], writing)
        ids.pop(each.sheet.key, None)
        store.change(tx, each.sheet, [ChangedRow(one.id, one.row.values, one.was) for one in each.changed], writing)
        if each.touched:
            store.finish(tx, each.sheet, [row.values for row in each.touched], writing)


class _Ids(dict[str, dict[str, int]]):
    """Code → id by key of the sheet, looked up when they are needed."""

    def __init__(self, tx: Tx) -> None:
        super().__init__()
        self._tx = tx

    def __missing__(self, key: str) -> dict[str, int]:
        self[key] = store.codes(self._tx, sheet_of(key))
        return self[key]


def _local_date(tx: Tx, scope: Scope, now: datetime) -> date:
    """The day in the municipality of the one who imports."""
    zones = {place.timezone for place in municipalities.listed(tx, scope)}
    return now.astimezone(ZoneInfo(zones.pop() if len(zones) == 1 else DEFAULT_ZONE)).date()


def _check_spellings(tx: Tx, plans: Iterable[SheetPlan], report: Report) -> None:
    """One spelling leads to one municipality."""
    each = next((each for each in plans if each.sheet.key == "municipality"), None)
    if each is None:
        return
    written = {value(each, row.values, "code") for row in each.touched}
    owners = {name: code for name, code in municipalities.spellings(tx).items() if code not in written}
    for row in each.touched:
        code = str(value(each, row.values, "code"))
        for key, spelling in spellings_of(each.sheet, row.values):
            if owners.setdefault(fold(spelling), code) != code:
                report.add(each.rows.problem("spelling_taken", row.number, key, value=spelling))
