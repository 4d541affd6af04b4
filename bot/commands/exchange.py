"""`python -m bot import` and `export`: the exchange workbook on the command line, where everything is in reach."""

import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from bot import terminal
from bot.clock import real_now
from bot.given_file import require_readable
from bot.refused import Refused
from services.exchange import exporting, importing
from services.exchange.importing import ImportRefused, Ready
from services.exchange.planning import Plan
from services.exchange.reading import Progress, read_book
from storage import audit, municipalities
from storage.database import Tx
from storage.scope import EVERYTHING, Scope
from texts import exchange as words

_DONE = 100


def import_book(book: Path, *, dry_run: bool) -> None:
    """Bring a workbook in, all or nothing; with `dry_run` only say what would happen. Raises Refused."""
    require_readable(book)
    with terminal.database() as db:
        read = read_book(book, _progress())
        try:
            plan = (
                db.read_now(lambda tx: importing.plan(tx, read, EVERYTHING))
                if dry_run
                else db.foresee_now(lambda tx: importing.prepare(tx, read, EVERYTHING, real_now()), _store)
            )
        except ImportRefused as refused:
            plan = refused.plan
    _tell(words.line(problem) for problem in plan.problems if problem.level == "warning")
    if dry_run:
        _print(_changes(plan, plan.totals()))
    if plan.refused:
        errors = [words.line(problem) for problem in plan.problems if problem.level == "error"]
        raise Refused("\n".join([*errors, words.NOTHING_STORED]))
    _print([words.DRY_RUN] if dry_run else [*_changes(plan, plan.stored()), *([] if plan.empty else [words.STORED])])


def export_book(book: Path, municipality: str | None) -> None:
    """Write everything, or what belongs to one municipality, into a workbook. Raises Refused."""
    _require_book(book)
    with terminal.database() as db:
        scope = db.read_now(lambda tx: _scope_of(tx, municipality))
        db.write_now(lambda tx: audit.note(tx, real_now(), None, "exchange.export", _object(scope)))
        tables = db.read_now(lambda tx: exporting.collect(tx, scope))
    try:
        exporting.write(book, tables)
    except OSError:
        raise Refused(words.cannot_write(str(book))) from None
    _print([words.exported(str(book))])


def write_template(book: Path) -> None:
    """Write the empty workbook to start from. Raises Refused."""
    _require_book(book)
    try:
        exporting.write_template(book)
    except OSError:
        raise Refused(words.cannot_write(str(book))) from None
    _print([words.exported(str(book))])


def _require_book(path: Path) -> None:
    """Programs judge a file by its ending. Raises Refused."""
    if path.suffix.lower() != ".xlsx":
        raise Refused(words.not_a_book_name(str(path)))


def _store(tx: Tx, ready: Ready) -> Plan:
    plan = importing.carry_out(tx, ready)
    audit.note(tx, real_now(), None, "exchange.import")
    return plan


def _changes(plan: Plan, totals: Iterable[str]) -> list[str]:
    """The changes, one a line; a book that brings none says so."""
    if plan.empty:
        nothing = words.NO_ROWS if plan.rowless else words.NOTHING_CHANGES
        return [] if plan.refused else [nothing]
    return [*totals, *plan.differences(personal=True)]


def _scope_of(tx: Tx, municipality: str | None) -> Scope:
    if municipality is None:
        return EVERYTHING
    found = municipalities.by_spelling(tx, municipality)
    if found is None:
        raise Refused(words.no_municipality(municipality))
    return Scope(frozenset({found.id}))


def _object(scope: Scope) -> str:
    """What was exported, for the journal: the book holds names."""
    return ",".join(f"municipality:{id_}" for id_ in scope.municipalities or ())


def _progress() -> Progress | None:
    """Percents on one line of a terminal; nothing where the output is kept."""
    if not sys.stderr.isatty():
        return None
    return lambda percent: typer.echo(f"\r{percent} %" + ("\n" if percent == _DONE else ""), nl=False, err=True)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
