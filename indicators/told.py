"""The answers themselves as far as they may be told: without people where names are kept back, and in no order."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from indicators import responses
from indicators.questionnaire import FILES, FREE, Counted, batch_of, in_sums_only
from storage import files
from storage.database import Tx
from storage.surveys import Survey
from storage.tables import answer, person, question, response, school
from surveys.form import Question
from texts.names import display_name

Place = tuple[str, int]  # question and instance of its repeat
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """One response. Person (code and name), school and role are told of named surveys alone."""

    values: Mapping[Place, str]
    person: str = ""
    name: str = ""
    school: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The questions whose answers are told, the responses, and free texts apart from them where no person is told."""

    questions: tuple[Question, ...]
    responses: tuple[Given, ...]
    texts: tuple[tuple[Question, str], ...] = ()


def told(tx: Tx, survey: Survey, counted: Iterable[Counted], smallest: int, *, names: bool) -> Told:
    """What a list of answers may hold; nothing of a survey that keeps names back and that too few answered.

    A reader who may not know whose answers these are (`names` is False) gets a named survey like one without names.
    """
    questions = tellable(survey, counted)
    if survey.mode == "named" and names:
        return Told(tuple(questions), tuple(sorted(_named(tx, survey, questions), key=lambda given: given.person)))
    values = _values(tx, survey, questions)
    if len(values) < smallest:
        return Told((), ())
    closed = [each for each in questions if each.kind not in FREE]
    listed = {each.name for each in closed}
    rows = [Given({place: value for place, value in each.items() if place[0] in listed}) for each in values.values()]
    return Told(tuple(closed), _shuffled(rows), _texts(questions, list(values.values())))


def tellable(survey: Survey, counted: Iterable[Counted]) -> list[Question]:
    """Questions whose answers may be told one by one: neither hidden nor promised to appear in sums only."""
    return [each.question for each in counted if not each.hidden and not in_sums_only(survey, each.question)]


def _values(tx: Tx, survey: Survey, questions: Sequence[Question]) -> dict[int, dict[Place, str]]:
    """Answers by response, a response without any of these included."""
    valid = responses.valid(batch_of(survey))
    found: dict[int, dict[Place, str]] = {id_: {} for id_ in tx.execute(select(response.c.id).where(*valid)).scalars()}
    statement = (
        select(response.c.id, question.c.name, answer.c.item, answer.c.value)
        .select_from(response.join(answer, answer.c.response_id == response.c.id).join(question))
        .where(*valid, question.c.name.in_([each.name for each in questions]))
    )
    for row in tx.execute(statement):
        found[row.id][row.name, row.item] = row.value
    _name_files(tx, {each.name for each in questions if each.kind in FILES}, found.values())
    return found


def _name_files(tx: Tx, asked: Collection[str], given: Iterable[dict[Place, str]]) -> None:
    """A file's number says nothing to a reader: put the name under which it was sent."""
    told = [(each, place, value) for each in given for place, value in each.items() if place[0] in asked]
    names = files.names(tx, {int(value) for _, _, value in told if value.isdigit()})
    for each, place, value in told:
        if value.isdigit() and int(value) in names:
            each[place] = names[int(value)]


def _named(tx: Tx, survey: Survey, questions: Sequence[Question]) -> list[Given]:
    statement = (
        select(
            response.c.id,
            response.c.role,
            person.c.code,
            person.c.last_name,
            person.c.first_name,
            person.c.patronymic,
            school.c.name.label("school"),
        )
        .select_from(response.outerjoin(person).outerjoin(school, school.c.id == response.c.school_id))
        .where(*responses.valid(batch_of(survey)))
    )
    values = _values(tx, survey, questions)
    return [_given(row, values[row.id]) for row in tx.execute(statement)]


def _given(row: Any, values: Mapping[Place, str]) -> Given:
    name = display_name(row.last_name or "", row.first_name or "", row.patronymic or "")
    return Given(values, row.code or "", name, row.school or "", row.role)


def _texts(questions: Sequence[Question], values: Sequence[Mapping[Place, str]]) -> tuple[tuple[Question, str], ...]:
    """Free texts question by question, each in an order of its own, so that no two can be laid side by side."""
    written: dict[str, list[str]] = defaultdict(list)
    for each in values:
        for (name, _), value in each.items():
            if value:
                written[name].append(value)
    free = [each for each in questions if each.kind == "text"]
    return tuple((each, text) for each in free for text in _shuffled(written[each.name]))


def _shuffled(listed: Sequence[T]) -> tuple[T, ...]:
    return tuple(random.SystemRandom().sample(listed, len(listed)))
