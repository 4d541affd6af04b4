"""A coordinator brings a table of answers in: which survey, what is in doubt, what would be stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from services import desk_books
from services import surveys as running
from services.access import NotFound, scope_of
from services.collected.guide import Doubt, Guide, School
from services.collected.reading import Reader, Reading
from services.collected.table import Table
from services.exchange import importing
from services.exchange.importing import ImportRefused, Ready
from storage import audit, files, form_mappings, mapping_drafts, schools, surveys
from storage.actor import Actor
from storage.changes import Foreseen
from storage.database import Tx
from storage.files import StoredFile
from storage.form_mappings import SKIP, Mapping
from storage.forms import Forms
from storage.mapping_drafts import Draft
from storage.scope import Scope
from storage.spelling import fold
from storage.surveys import Survey
from storage.unit import Uow

KIND = "table"
NOTHING, CHOSEN_SCHOOL, CHOSEN_PERSON = 0, 1, 2
QUESTIONS_FROM = 3
OFFERED = 30  # surveys on one screen
_SPECIAL = {NOTHING: SKIP, CHOSEN_SCHOOL: "@school", CHOSEN_PERSON: "@person"}


class At(NamedTuple):
    """A table that was sent, and the survey that its answers belong to."""

    file: int
    survey: int


class Decision(NamedTuple):
    """What was chosen for a column, or for a word that a checksum tells."""

    about: int
    choice: int


@dataclass(frozen=True, slots=True)
class Step:
    """Where a table stands: the next doubt, or what would be stored when there is none.

    `decided` tells whether there is a decision that can be taken back.
    """

    guide: Guide
    doubt: Doubt | None
    reading: Reading | None
    decided: bool


@dataclass(frozen=True, slots=True)
class Collected:
    """Answers to a survey that have only to be stored, and how they were read."""

    at: At
    reading: Reading
    ready: Ready


class TableRefused(Exception):  # noqa: N818 - what happened, in the house's words
    """The table has problems, so nothing is stored."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("table refused")
        self.reading = reading


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


def step(uow: Uow, actor: Actor, at: At, table: Table) -> Step:
    """What is to be asked next, or what would be stored. It takes long for a big table and only reads."""
    survey = running.own(uow, actor, at.survey)
    draft = mapping_drafts.get(uow.tx, *at)
    guide = _guide(uow.tx, survey, table, draft)
    doubt = guide.doubt()
    reader = Reader(uow.tx, guide, survey, scope_of(actor), uow.shelf.keys)
    reading = None if doubt else reader.read(skipping=draft.skipping)
    return Step(guide, doubt, reading, bool(draft.steps))


def guide(uow: Uow, actor: Actor, at: At, table: Table) -> Guide:
    """How the table is read as answers to a survey of one's own."""
    return _guide(uow.tx, running.own(uow, actor, at.survey), table, mapping_drafts.get(uow.tx, *at))


def _guide(tx: Tx, survey: Survey, table: Table, draft: Draft) -> Guide:
    """The guide with all that was decided about this table, and what earlier ones taught unless it is not wanted."""
    taught = Mapping() if draft.afresh else form_mappings.get(tx, survey.municipality_id, survey.instrument)
    return guide_of(tx, survey, table, draft.over(taught), taught)


def guide_of(tx: Tx, survey: Survey, table: Table, known: Mapping, taught: Mapping) -> Guide:
    """The guide for a survey with all that is known, and what of it earlier tables taught."""
    form = Forms().form(tx, survey.version_id)
    here = schools.listed(tx, Scope(frozenset({survey.municipality_id})))
    return Guide(table, form, tuple(School(each.code, each.name, each.number) for each in here), known, taught)


def decide_column(uow: Uow, actor: Actor, at: At, table: Table, decision: Decision) -> None:
    """What a column asks."""
    survey = running.own(uow, actor, at.survey)
    form = Forms().form(uow.tx, survey.version_id)
    column, choice = decision
    place = choice - QUESTIONS_FROM
    if column >= len(table.headings) or place >= len(form.questions):
        raise NotFound
    target = _SPECIAL.get(choice) or form.questions[place].name
    _change(uow, at, lambda draft: draft.with_step(table.headings[column], target))


def decide_word(uow: Uow, actor: Actor, at: At, table: Table, decision: Decision) -> None:
    """What a word means; one that was decided meanwhile stays."""
    word, choice = decision
    doubt = unclear(guide(uow, actor, at, table), word)
    if doubt is None:
        return
    if choice > len(doubt.offered):
        raise NotFound
    code = SKIP if choice == NOTHING else doubt.offered[choice - 1][0]
    _change(uow, at, lambda draft: draft.with_step(doubt.target, doubt.word, code))


def back(uow: Uow, actor: Actor, at: At) -> None:
    """Take the last decision back."""
    running.own(uow, actor, at.survey)
    _change(uow, at, Draft.back)


def begin_afresh(uow: Uow, actor: Actor, at: At) -> None:
    """Ask everything, also what earlier tables taught."""
    running.own(uow, actor, at.survey)
    mapping_drafts.save(uow.tx, *at, Draft(afresh=True))


def leave_bad_rows_out(uow: Uow, actor: Actor, at: At) -> None:
    """Take only the rows that can be taken."""
    running.own(uow, actor, at.survey)
    _change(uow, at, lambda draft: replace(draft, skipping=True))


def _change(uow: Uow, at: At, change: Callable[[Draft], Draft]) -> None:
    mapping_drafts.save(uow.tx, *at, change(mapping_drafts.get(uow.tx, *at)))


def unclear(guide: Guide, word: int) -> Doubt | None:
    """The doubt about the word with this checksum."""
    return next((doubt for doubt in guide.unclear() if checksum(doubt) == word), None)


def checksum(doubt: Doubt) -> int:
    """A number by which a button calls a word."""
    return crc32(f"{doubt.target}:{fold(doubt.word)}".encode())


def prepare(uow: Uow, actor: Actor, now: datetime, at: At, table: Table) -> Collected:
    """Plan, and make ready what is to be stored. It takes long for a big table and only reads."""
    survey = running.own(uow, actor, at.survey)
    draft = mapping_drafts.get(uow.tx, *at)
    guide = _guide(uow.tx, survey, table, draft)
    if guide.doubt() is not None:
        raise NotFound
    reader = Reader(uow.tx, guide, survey, scope_of(actor), uow.shelf.keys)
    return Collected(at, *reader.ready(now, actor.person_id, skipping=draft.skipping))


def store(uow: Uow, actor: Actor, now: datetime, foreseen: Foreseen[Collected]) -> Reading:
    """Store the answers, all or nothing, and how they were read; make ready anew what no longer holds.

    Raises TableRefused.
    """
    collected = foreseen.result
    survey = running.own(uow, actor, collected.at.survey)
    if collected.ready.plan.scope != scope_of(actor) or not foreseen.holds(uow.tx):
        collected = prepare(uow, actor, now, collected.at, collected.reading.taken.guide.table)
    done = carry_out(uow.tx, collected.reading, collected.ready, survey)
    mapping_drafts.drop(uow.tx, *collected.at)
    audit.note(uow.tx, now, actor, "survey.collect", f"survey:{survey.id}")
    return done


def carry_out(tx: Tx, reading: Reading, ready: Ready, survey: Survey) -> Reading:
    """Store what was made ready, and remember how the table was read. Raises TableRefused."""
    try:
        done = importing.carry_out(tx, ready)
    except ImportRefused as refused:
        raise TableRefused(replace(reading, plan=refused.plan)) from refused
    form_mappings.save(tx, survey.municipality_id, survey.instrument, remembered(reading.taken.guide))
    return replace(reading, plan=done)


def remembered(guide: Guide) -> Mapping:
    """What was decided, and what was plain: next time nothing of it is asked."""
    known = guide.known
    for place, target in guide.targets.items():
        if place != guide.table.time:
            known = known.with_column(guide.table.headings[place], target)
    return known
