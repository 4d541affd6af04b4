"""Files that were sent as answers, as far as they may be told: the rules are those of the lists of answers."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from indicators import responses
from indicators.questionnaire import FILES, Counted, batch_of
from indicators.told import tellable
from storage import files
from storage.database import Tx
from storage.files import StoredFile
from storage.surveys import Survey
from storage.tables import answer, person, question, response
from surveys.form import Question


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file. `number` counts the files of its question; `person` is a code, told of named surveys alone."""

    question: Question
    number: int
    person: str
    file: StoredFile


def sent_files(tx: Tx, survey: Survey, counted: Iterable[Counted]) -> tuple[SentFile, ...]:
    """Files question by question; where no person is told, each question has an order of its own.

    A question of a survey that keeps names back tells nothing when too few people were shown it.
    """
    given = _given(tx, survey)
    asked = [each for each in tellable(survey, counted) if each.kind in FILES]
    known = files.listed(tx, [number for each in asked for _, number in given.get(each.name, ())])
    return tuple(
        SentFile(each, place, code, known[number])
        for each in asked
        for place, (code, number) in enumerate(_ordered(survey, given.get(each.name, ())), 1)
        if number in known
    )


def any_sent(tx: Tx, survey: Survey) -> bool:
    """Whether there is any file among the answers, one that may be told or not."""
    return bool(_given(tx, survey))


def _given(tx: Tx, survey: Survey) -> Mapping[str, list[tuple[str, int]]]:
    """The person's code and the file's number, by question."""
    statement = (
        select(question.c.name, person.c.code, answer.c.value)
        .select_from(response.join(answer, answer.c.response_id == response.c.id).join(question).outerjoin(person))
        .where(*responses.valid(batch_of(survey)), question.c.kind.in_(FILES), answer.c.value != "")
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in tx.execute(statement):
        if row.value.isdigit():
            found.setdefault(row.name, []).append((row.code or "", int(row.value)))
    return found


def _ordered(survey: Survey, given: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    if survey.mode == "named":
        return sorted(given)
    return [("", number) for _, number in random.SystemRandom().sample(given, len(given))]
