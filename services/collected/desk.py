"""A coordinator brings a table of answers in: which survey, what is in doubt, what would be stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from services import desk_books
from services import surveys as running
from services.access import NotFound, scope_of
from services.collected.guide import Doubt, Guide, School
from services.collected.table import Table
from services.collected.taking import book_of
from services.exchange import importing
from services.exchange.importing import Ready
from services.exchange.planning import Plan
from storage import audit, files, form_mappings, schools, surveys
from storage.actor import Actor
from storage.changes import Foreseen
from storage.database import Tx
from storage.files import StoredFile
from storage.form_mappings import SKIP, Mapping
from storage.forms import Forms
from storage.scope import Scope
from storage.spelling import fold
from storage.surveys import Survey
from storage.unit import Uow

KIND = "table"
NOTHING, CHOSEN_SCHOOL, CHOSEN_PERSON = 0, 1, 2
QUESTIONS_FROM = 3
OFFERED = 30  # surveys on one screen
_SPECIAL = {NOTHING: SKIP, CHOSEN_SCHOOL: "@school", CHOSEN_PERSON: "@person"}


class Decision(NamedTuple):
    """What was chosen for a column, or for a word that a checksum tells."""

    about: int
    choice: int


@dataclass(frozen=True, slots=True)
class Step:
    """Where a table stands: the next doubt, or the plan when there is none."""

    guide: Guide
    doubt: Doubt | None
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Collected:
    """Answers to a survey that have only to be stored, and how they were read."""

    survey_id: int
    guide: Guide
    ready: Ready


def kept(uow: Uow, actor: Actor, file_id: int) -> StoredFile:
    """A table that this person has sent; NotFound for anybody else's."""
    desk_books.may_bring(actor)
    file = files.get(uow.tx, file_id)
    if file is None or file.media != f"{KIND}:{actor.person_id}":
        raise NotFound
    return file


def offered(uow: Uow, actor: Actor) -> list[Survey]:
    """Surveys of the municipality to which answers may belong, the newest first."""
    desk_books.may_bring(actor)
    return surveys.listed(uow.tx, scope_of(actor), limit=OFFERED)


def step(uow: Uow, actor: Actor, survey_id: int, table: Table) -> Step:
    """What is to be asked next, or what would be stored. It takes long for a big table and only reads."""
    survey = running.own(uow, actor, survey_id)
    guide = guide_of(uow.tx, survey, table)
    doubt = guide.doubt()
    plan = None if doubt else importing.plan(uow.tx, book_of(guide, survey, uow.shelf.keys), scope_of(actor))
    return Step(guide, doubt, plan)


def guide(uow: Uow, actor: Actor, survey_id: int, table: Table) -> Guide:
    """How the table is read as answers to a survey of one's own."""
    return guide_of(uow.tx, running.own(uow, actor, survey_id), table)


def guide_of(tx: Tx, survey: Survey, table: Table, known: Mapping | None = None) -> Guide:
    """The guide for a survey, with all that was decided before unless it is given what is known."""
    form = Forms().form(tx, survey.version_id)
    known = known or form_mappings.get(tx, survey.municipality_id, survey.instrument)
    here = schools.listed(tx, Scope(frozenset({survey.municipality_id})))
    return Guide(table, form, tuple(School(each.code, each.name, each.number) for each in here), known)


def decide_column(uow: Uow, actor: Actor, survey_id: int, table: Table, decision: Decision) -> None:
    """Keep what a column asks."""
    survey = running.own(uow, actor, survey_id)
    form = Forms().form(uow.tx, survey.version_id)
    column, choice = decision
    place = choice - QUESTIONS_FROM
    if column >= len(table.headings) or place >= len(form.questions):
        raise NotFound
    target = _SPECIAL.get(choice) or form.questions[place].name
    known = form_mappings.get(uow.tx, survey.municipality_id, survey.instrument)
    _save(uow, survey, known.with_column(table.headings[column], target))


def decide_word(uow: Uow, actor: Actor, survey_id: int, table: Table, decision: Decision) -> None:
    """Keep what a word means; one that was decided meanwhile stays."""
    survey = running.own(uow, actor, survey_id)
    guide = guide_of(uow.tx, survey, table)
    word, choice = decision
    doubt = unclear(guide, word)
    if doubt is None:
        return
    if choice > len(doubt.offered):
        raise NotFound
    code = SKIP if choice == NOTHING else doubt.offered[choice - 1][0]
    _save(uow, survey, guide.known.with_word(doubt.target, doubt.word, code))


def unclear(guide: Guide, word: int) -> Doubt | None:
    """The doubt about the word with this checksum."""
    return next((doubt for doubt in guide.unclear() if checksum(doubt) == word), None)


def checksum(doubt: Doubt) -> int:
    """A number by which a button calls a word."""
    return crc32(f"{doubt.target}:{fold(doubt.word)}".encode())


def forget(uow: Uow, actor: Actor, survey_id: int) -> None:
    """Forget how this questionnaire's columns were matched."""
    _save(uow, running.own(uow, actor, survey_id), Mapping())


def _save(uow: Uow, survey: Survey, mapping: Mapping) -> None:
    form_mappings.save(uow.tx, survey.municipality_id, survey.instrument, mapping)


def prepare(uow: Uow, actor: Actor, now: datetime, survey_id: int, table: Table) -> Collected:
    """Plan, and make ready what is to be stored. It takes long for a big table and only reads."""
    survey = running.own(uow, actor, survey_id)
    guide = guide_of(uow.tx, survey, table)
    if guide.doubt() is not None:
        raise NotFound
    book = book_of(guide, survey, uow.shelf.keys)
    return Collected(survey_id, guide, importing.prepare(uow.tx, book, scope_of(actor), now, actor.person_id))


def store(uow: Uow, actor: Actor, now: datetime, foreseen: Foreseen[Collected]) -> Plan:
    """Store the answers, all or nothing, and how they were read; make ready anew what no longer holds.

    Raises ImportRefused.
    """
    collected = foreseen.result
    survey = running.own(uow, actor, collected.survey_id)
    if collected.ready.plan.scope != scope_of(actor) or not foreseen.holds(uow.tx):
        collected = prepare(uow, actor, now, survey.id, collected.guide.table)
    done = importing.carry_out(uow.tx, collected.ready)
    _save(uow, survey, remembered(collected.guide))
    audit.note(uow.tx, now, actor, "survey.collect", f"survey:{survey.id}")
    return done


def remembered(guide: Guide) -> Mapping:
    """What was decided, and what was plain: next time nothing of it is asked."""
    known = guide.known
    for place, target in guide.targets.items():
        if place != guide.table.time:
            known = known.with_column(guide.table.headings[place], target)
    return known
