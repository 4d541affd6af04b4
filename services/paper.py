"""Answers on paper: a coordinator of the municipality types them in, question by question, and they count like others.

Nobody is counted twice: where names are kept the person is chosen among the silent ones; where they are not, a group
takes no more answers than it has people.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services import contexts
from services import surveys as running
from services.access import NotFound
from storage import audit, frames, paper, rosters, runs, schools
from storage.actor import Actor
from storage.paper import Cell, Target
from storage.runs import Response, Run
from storage.scope import Scope
from storage.surveys import Survey
from storage.unit import Uow
from surveys import engine
from surveys.events import Answer
from texts.reference import OTHER_SUBJECTS, role_name, subject_name

PURPOSE = "paper"
_WORD = re.compile(r"\w+")


class NoRoom(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Everybody of the group has answered, or the person has."""


class Typist(NamedTuple):
    """Who types in, and when."""

    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """A cell of the frame, or a school where names are kept: what it is called, and how many have not answered."""

    place: int  # in the list of all groups
    name: str
    left: int


def tag_of(actor: Actor) -> bytes:
    """Under what the runs of a typist are filed: they are not the typist's own answers."""
    return sha256(f"{PURPOSE}:{actor.person_id}".encode()).digest()


def asked(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Survey:
    """A survey that this coordinator runs and that takes answers; NotFound for any other."""
    survey = running.own(uow, actor, survey_id)
    if not survey.accepts(now):
        raise NotFound
    return survey


def unfinished(uow: Uow, actor: Actor, survey_id: int) -> int | None:
    """The answer that this coordinator has begun to type in."""
    run = runs.find(uow.tx, survey_id, actor.person_id, tag_of(actor))
    return None if run is None else run.id


def groups(uow: Uow, survey: Survey) -> list[Group]:
    """Where an answer may come from, in an order that stays."""
    if survey.anonymous:
        left = paper.room(uow.tx, survey.id)
        return [Group(at, name, max(left[cell], 0)) for at, (name, cell) in enumerate(_cells(uow, survey))]
    return [Group(at, name, len(people)) for at, (name, people) in enumerate(_silent(uow, survey))]


def groups_called(known: Sequence[Group], words: str) -> list[Group]:
    """The groups that somebody may mean by these words: a number alone, a name in short or in full.

    A number has to be there; of the groups that have it, words choose as far as they fit any.
    """
    parts = _WORD.findall(words.casefold())
    numbers = {each for each in parts if each.isdecimal()}
    numbered = [group for group in known if numbers <= set(_WORD.findall(group.name.casefold()))]
    named = [group for group in numbered if all(each in group.name.casefold() for each in parts)]
    return named or (numbered if numbers else []) if parts else []


def person_called(uow: Uow, survey: Survey, code: str) -> int | None:
    """The person of the frame with this code; None in an anonymous survey, where nobody is named."""
    if survey.anonymous:
        return None
    codes = rosters.codes_of(uow.tx, [member.person_id for member in frames.listed(uow.tx, survey.id)])
    return next((person for person, known in codes.items() if known == code.strip().upper()), None)


def people(uow: Uow, survey: Survey, place: int) -> list[tuple[int, str]]:
    """Id and code of the silent people of a group; NotFound where nobody is named."""
    found = _silent(uow, survey)
    if survey.anonymous or place >= len(found):
        raise NotFound
    codes = rosters.codes_of(uow.tx, found[place][1])
    return sorted(codes.items(), key=lambda each: each[1])


def begin_for_group(uow: Uow, actor: Actor, now: datetime, survey: Survey, place: int) -> int:
    """Start typing in an answer without a name; returns the run. Raises NoRoom."""
    found = _cells(uow, survey)
    if not survey.anonymous or place >= len(found):
        raise NotFound
    cell = found[place][1]
    if paper.room(uow.tx, survey.id)[cell] < 1:
        raise NoRoom
    return _begin(uow, actor, now, survey, Target(None, cell))


def begin_for_person(uow: Uow, actor: Actor, now: datetime, survey: Survey, person_id: int) -> int:
    """Start typing in the answer of a person of the frame; returns the run. Raises NoRoom."""
    member = frames.member(uow.tx, survey.id, person_id)
    if survey.anonymous or member is None:
        raise NotFound
    if not running.silent(uow, survey, [person_id]):
        raise NoRoom
    cell = Cell(member.cell_school_id, member.cell_role, member.cell_subject)
    return _begin(uow, actor, now, survey, Target(person_id, cell))


def _begin(uow: Uow, actor: Actor, now: datetime, survey: Survey, target: Target) -> int:
    drop(uow, actor, survey.id)
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    respondent = replace(actor, person_id=target.person_id or actor.person_id)
    context = contexts.for_survey(uow, respondent, survey, form)
    role = target.cell.role or next(iter(survey.audience.roles), "")
    context = replace(context, values={**context.values, "role": role})
    session, _ = engine.start(form, context, now.astimezone(ZoneInfo(survey.timezone)))
    run = Run(runs.new_id(), PURPOSE, survey.id, survey.version_id, None, tag_of(actor), None, session)
    runs.add(uow.tx, run)
    paper.aim(uow.tx, run.id, target)
    return run.id


def drop(uow: Uow, actor: Actor, survey_id: int) -> None:
    """Forget the answer that was begun."""
    run_id = unfinished(uow, actor, survey_id)
    if run_id is not None:
        runs.drop(uow.tx, run_id)


def store(uow: Uow, typist: Typist, run: Run, survey: Survey, answers: tuple[Answer, ...]) -> None:
    """Keep what was typed in as a response. Raises NoRoom when meanwhile everybody has answered in the chat."""
    actor, now = typist
    person_id, cell = paper.target(uow.tx, run.id)
    runs.drop(uow.tx, run.id)
    if person_id is None and paper.room(uow.tx, survey.id)[cell] < 1:
        raise NoRoom
    if person_id is not None:
        if not running.silent(uow, survey, [person_id]):
            raise NoRoom
        begun = runs.find(uow.tx, survey.id, person_id, None)
        if begun is not None:
            runs.drop(uow.tx, begun.id)
    chain = runs.new_chain(uow.tx, survey.id)
    sent = None if survey.anonymous else now
    response = Response(chain, survey.id, survey.version_id, chain, 1, "sent", person_id, None, *cell, sent, "paper")
    runs.add_response(uow.tx, replace(response, number=runs.number_of(chain)), answers, uow.shelf.forms)
    audit.note(uow.tx, now, actor, "survey.paper", f"survey:{survey.id}")


# --- where an answer may come from -------------------------------------------------------------------------------


def _cells(uow: Uow, survey: Survey) -> list[tuple[str, Cell]]:
    """The cells of the frame with their names, by school and name."""
    cells = list(paper.room(uow.tx, survey.id))
    names = _schools(uow, survey)
    place = {school: at for at, school in enumerate(names)}
    found = zip(called(names, cells), cells, strict=True)
    return sorted(found, key=lambda each: (place.get(each[1].school_id or 0, len(place)), not each[0], each[0]))


def called(schools: dict[int, str], cells: Sequence[Cell]) -> list[str]:
    """Cells in words; beside cells with a subject, the one without holds the other subjects."""
    split = {(cell.school_id, cell.role) for cell in cells if cell.subject}
    return [_named(schools, cell, OTHER_SUBJECTS if (cell.school_id, cell.role) in split else "") for cell in cells]


def _named(schools: dict[int, str], cell: Cell, rest: str) -> str:
    parts = (
        schools.get(cell.school_id or 0, ""),
        role_name(cell.role) if cell.role else "",
        subject_name(cell.subject) if cell.subject else rest,
    )
    return ", ".join(part for part in parts if part)


def _silent(uow: Uow, survey: Survey) -> list[tuple[str, list[int]]]:
    """Every school of the frame with its people who have not answered."""
    names = _schools(uow, survey)
    frame = frames.listed(uow.tx, survey.id)
    quiet = set(running.silent(uow, survey, [member.person_id for member in frame]))
    found: dict[str, list[int]] = defaultdict(list)
    for member in frame:
        found[names.get(member.school_id or 0, "")] += [member.person_id] if member.person_id in quiet else []
    order = [*names.values(), ""]
    return sorted(found.items(), key=lambda each: order.index(each[0]))


def _schools(uow: Uow, survey: Survey) -> dict[int, str]:
    """The schools of the municipality by number, which is the order of everything here."""
    return {school.id: school.name for school in schools.listed(uow.tx, Scope(frozenset({survey.municipality_id})))}
