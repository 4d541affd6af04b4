"""`python -m bot collect`: answers collected in another program's form, where doubts are settled by options."""

from collections.abc import Iterable
from pathlib import Path

import typer

from bot import terminal
from bot.clock import real_now
from bot.given_file import require_readable
from bot.refused import Refused
from services.collected import desk
from services.collected.desk import TableRefused
from services.collected.guide import Guide
from services.collected.reading import Reader, Reading
from services.collected.table import Table, read_table
from services.exchange.importing import Ready
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
                reading = db.read_now(lambda tx: _reader(tx, keys, survey, known, decided).read(skipping=False))
            else:
                reading = db.foresee_now(lambda tx: _prepare(tx, keys, survey, known, decided), _store)
        except TableRefused as refused:
            reading = refused.reading
    _tell(reading, dry_run=dry_run)


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
    guide = desk.guide_of(tx, survey, table, kept.joined(decided), kept)
    lines = [
        words.doubtful_column(
            heading, [f"{question.name} {question.label}" for question in guide.likely(place)[:_LIKELY]]
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


def _reader(tx: Tx, keys: Keyring, code: str, table: Table, decided: Mapping) -> Reader:
    survey = _survey(tx, code)
    return Reader(tx, _guide(tx, survey, table, decided), survey, EVERYTHING, keys)


def _prepare(tx: Tx, keys: Keyring, code: str, table: Table, decided: Mapping) -> tuple[Survey, Reading, Ready]:
    reader = _reader(tx, keys, code, table, decided)
    return reader.survey, *reader.ready(real_now(), None, skipping=False)


def _store(tx: Tx, prepared: tuple[Survey, Reading, Ready]) -> Reading:
    survey, reading, ready = prepared
    done = desk.carry_out(tx, reading, ready, survey)
    audit.note(tx, real_now(), None, "survey.collect", f"survey:{survey.id}")
    return done


def _tell(reading: Reading, *, dry_run: bool) -> None:
    for problem in reading.warnings:
        typer.echo(exchange.line(problem), err=True)
    if reading.plan.refused:
        raise Refused("\n".join([*map(exchange.line, reading.errors), exchange.NOTHING_STORED]))
    for line in [*reading.totals(done=not dry_run), *reading.remarks()]:
        typer.echo(line)
    if not reading.plan.empty:
        typer.echo(exchange.DRY_RUN if dry_run else exchange.STORED)
