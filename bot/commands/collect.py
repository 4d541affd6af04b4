"""`python -m bot collect`: answers collected in another program's form, where doubts are settled by options."""

from collections.abc import Iterable
from pathlib import Path

import typer

from bot import terminal
from bot.clock import real_now
from bot.given_file import require_readable
from bot.refused import Refused
from services.collected import desk
from services.collected.desk import Collected
from services.collected.guide import Guide
from services.collected.table import Table, read_table
from services.collected.taking import book_of
from services.exchange import importing
from services.exchange.importing import ImportRefused
from services.exchange.planning import Plan
from storage import audit, form_mappings, surveys
from storage.database import Tx
from storage.form_mappings import Mapping
from storage.keys import Keyring
from storage.scope import EVERYTHING
from storage.surveys import Survey
from storage.unit import Shelf
from texts import collected as words
from texts import exchange
from texts.exchange import Problem

_LIKELY = 3  # questions named for a doubtful column


def collect(file: Path, survey: str, decided: Mapping, *, dry_run: bool) -> None:
    """Bring a table of answers in, all or nothing; every doubt is listed at once. Raises Refused."""
    require_readable(file)
    table = read_table(file)
    if isinstance(table, Problem):
        raise Refused(exchange.line(table))
    if table.time is None:
        raise Refused(words.NO_TIME)
    known = table
    settings = terminal.checked()
    keys = Shelf(settings.bot_data_dir).keys
    with terminal.database(settings) as db:
        try:
            if dry_run:
                plan = db.read_now(lambda tx: _plan(tx, keys, survey, known, decided))
            else:
                plan = db.foresee_now(lambda tx: _prepare(tx, keys, survey, known, decided), _store)
        except ImportRefused as refused:
            plan = refused.plan
    _tell(plan, dry_run=dry_run)


def mapping(columns: Iterable[str], values: Iterable[str]) -> Mapping:
    """Decisions as they were typed: «heading=Q1.4», «Q1.4:word=4»."""
    known = Mapping()
    for text in columns:
        heading, _, target = text.rpartition("=")
        known = known.with_column(heading, target)
    for text in values:
        word, _, code = text.rpartition("=")
        target, _, word = word.partition(":")
        known = known.with_word(target, word, code)
    return known


def _guide(tx: Tx, survey: Survey, table: Table, decided: Mapping) -> Guide:
    """The guide without a doubt. Raises Refused with all of them."""
    kept = form_mappings.get(tx, survey.municipality_id, survey.instrument)
    guide = desk.guide_of(tx, survey, table, kept.joined(decided))
    lines = [
        words.doubtful_column(
            heading, [f"{question.name} {question.label}" for _, question in guide.ranked(place)[:_LIKELY]]
        )
        for place, heading in enumerate(table.headings)
        if place not in guide.targets
    ]
    for doubt in guide.unclear():
        options = [f"{code} – {label}" for code, label in doubt.offered]
        lines.append(words.doubtful_word(doubt.target, doubt.word, options))
    if lines:
        raise Refused("\n".join([*lines, exchange.NOTHING_STORED]))
    return guide


def _survey(tx: Tx, code: str) -> Survey:
    found = surveys.by_code(tx, code)
    if found is None or found.state == "draft":
        raise Refused(words.no_survey(code))
    return found


def _plan(tx: Tx, keys: Keyring, code: str, table: Table, decided: Mapping) -> Plan:
    survey = _survey(tx, code)
    return importing.plan(tx, book_of(_guide(tx, survey, table, decided), survey, keys), EVERYTHING)


def _prepare(tx: Tx, keys: Keyring, code: str, table: Table, decided: Mapping) -> tuple[Survey, Collected]:
    survey = _survey(tx, code)
    guide = _guide(tx, survey, table, decided)
    ready = importing.prepare(tx, book_of(guide, survey, keys), EVERYTHING, real_now())
    return survey, Collected(survey.id, guide, ready)


def _store(tx: Tx, prepared: tuple[Survey, Collected]) -> Plan:
    survey, collected = prepared
    plan = importing.carry_out(tx, collected.ready)
    form_mappings.save(tx, survey.municipality_id, survey.instrument, desk.remembered(collected.guide))
    audit.note(tx, real_now(), None, "survey.collect", f"survey:{survey.id}")
    return plan


def _tell(plan: Plan, *, dry_run: bool) -> None:
    for problem in plan.problems:
        if problem.level == "warning":
            typer.echo(exchange.line(problem), err=True)
    if plan.refused:
        errors = [exchange.line(problem) for problem in plan.problems if problem.level == "error"]
        raise Refused("\n".join([*errors, exchange.NOTHING_STORED]))
    totals = plan.totals() if dry_run else plan.stored()
    for line in [*totals, words.NOTHING_NEW if plan.empty else exchange.DRY_RUN if dry_run else exchange.STORED]:
        typer.echo(line)
