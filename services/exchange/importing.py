"""Import of a workbook: a plan that says everything beforehand, and its carrying out, all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from storage.script import Script
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
        if report.overflows:  # whatever else there is could not be listed any more
            return Plan(plans, report.told(), scope)
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


@dataclass(frozen=True, slots=True)
class Ready:
    """An import that has only to be stored."""

    plan: Plan
    script: Script


def prepare(tx: Tx, book: Book, scope: Scope, now: datetime, by: int | None = None) -> Ready:
    """Plan, and make ready what is to be stored; it only reads. `by` is the person, None the command line."""
    made, script = plan(tx, book, scope), Script(tx.dialect)
    if not made.refused:
        script.then(lambda tx: _publish(tx, made.sheets, now))
        writing = Writing(script, _Ids(tx), scope, now, _local_date(tx, scope, now), by)
        unknown = set[str]()
        for each in made.sheets:
            if each.touched:
                _write_down(tx, each, writing, unknown)
    return Ready(made, script)


def carry_out(tx: Tx, ready: Ready) -> Plan:
    """Store what was made ready over the data as it is now. Raises ImportRefused, and then nothing is stored."""
    made = ready.plan
    if made.refused:
        raise ImportRefused(made)
    try:
        ready.script.run(tx)
    except Clash as clash:
        made.problems.append(Problem("clash", details={"sheet": str(clash)}))
        raise ImportRefused(made) from None
    return made


def apply(tx: Tx, book: Book, scope: Scope, now: datetime, by: int | None = None) -> Plan:
    """Do all of it inside the writing transaction. Raises ImportRefused, and then nothing is stored."""
    return carry_out(tx, prepare(tx, book, scope, now, by))


def _publish(tx: Tx, sheets: Iterable[SheetPlan], now: datetime) -> None:
    built_in.publish(tx, wanted(sheets), now)


def _write_down(tx: Tx, each: SheetPlan, writing: Writing, unknown: set[str]) -> None:
    """Put a sheet into the script. `unknown` are the sheets of which nothing is known until they are stored."""
    added = [row.values for row in each.added]
    changed = [ChangedRow(one.id, one.row.values, one.was) for one in each.changed]

    def write_now(tx: Tx) -> None:
        script = Script(tx.dialect)
        store.write(tx, each.sheet, added, changed, replace(writing, script=script, ids=_Ids(tx)))
        script.run(tx)

    if each.sheet.key == "survey" or any(unknown & {*column.targets} for column in each.sheet.columns):
        unknown.add(each.sheet.key)
        writing.script.then(write_now)
    else:
        store.write(tx, each.sheet, added, changed, writing)


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
