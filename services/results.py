"""Results of closed surveys: which figures, for whom, and the files made of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from indicators import outcome, questionnaire, told
from indicators.outcome import Outcome
from indicators.questionnaire import Counted
from indicators.request import By
from indicators.told import Told
from services import visibility
from services.access import NotFound, Object, may, scope_of
from services.matrix import Action
from storage import audit, files, surveys
from storage.actor import Actor
from storage.database import Tx
from storage.scope import Scope
from storage.surveys import Survey
from storage.unit import Uow

_BREAKDOWNS: dict[str, By] = {"school": "school", "subject": "subject", "role": "role"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be computed, off the writer's thread, and how far its reader may see."""

    survey: Survey
    by: By | None
    scope: Scope
    kinds: tuple[str, ...]  # what this person may open
    names: bool  # whether this person may read whose answers these are, where the survey is named


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the workbook of a survey is made of."""

    outcome: Outcome
    others: tuple[Outcome, ...]  # the same figures by subject and by role
    counted: tuple[Counted, ...]
    told: Told


def wanted(uow: Uow, actor: Actor, survey_id: int, by: str) -> Wanted:
    """Check that this person may see the results. Raises NotFound."""
    survey = surveys.get(uow.tx, survey_id, scope_of(actor))
    if survey is None or survey.state == "draft":
        raise NotFound
    kinds = visibility.kinds(uow, actor, survey)
    if not kinds or (by not in kinds and by != visibility.ALL):
        raise NotFound
    chosen = by if by in kinds else kinds[0]
    whole = visibility.SUBJECT in kinds
    scope = Scope(frozenset({survey.municipality_id})) if whole else scope_of(actor)
    return Wanted(survey, _BREAKDOWNS.get(chosen), scope, kinds, _may_read_names(actor, survey))


def wanted_book(uow: Uow, actor: Actor, now: datetime, survey_id: int) -> Wanted:
    """The same for the workbook, which also holds answers; the reading is noted. Raises NotFound."""
    asked = wanted(uow, actor, survey_id, visibility.SCHOOL)
    if not may_take_book(actor, asked):
        raise NotFound
    audit.note(uow.tx, now, actor, "survey.export", f"survey:{survey_id}")
    return asked


def may_take_book(actor: Actor, asked: Wanted) -> bool:
    """Whether this person may have the workbook with the answers."""
    here = Object(municipality_id=asked.survey.municipality_id)
    return may(actor, Action.EXPORT_NAMES, here) or may(actor, Action.SEE_ANSWER_ROWS, here)


def _may_read_names(actor: Actor, survey: Survey) -> bool:
    """What the promise of a named survey says: the coordinator, who may read answers and take names along."""
    here = Object(municipality_id=survey.municipality_id)
    return may(actor, Action.SEE_ANSWER_ROWS, here) and may(actor, Action.EXPORT_NAMES, here)


def figures(tx: Tx, asked: Wanted) -> Outcome:
    """Compute; runs in a reader's thread."""
    return outcome.of_survey(tx, asked.survey, asked.by, asked.scope)


def questions(tx: Tx, found: Outcome) -> tuple[Counted, ...]:
    """The questions one by one, counted; runs in a reader's thread."""
    return questionnaire.counted(tx, found.survey, found.rules.smallest)


def book(tx: Tx, asked: Wanted) -> Book:
    """Everything for the workbook; runs in a reader's thread."""
    found = figures(tx, asked)
    counts = questionnaire.counted(tx, asked.survey, found.rules.smallest)
    others = tuple(outcome.of_survey(tx, asked.survey, by, asked.scope) for by in ("subject", "role"))
    listed = told.told(tx, asked.survey, counts, found.rules.smallest, names=asked.names)
    return Book(found, others, counts, listed)


def picture(folder: Path, found: Outcome) -> str | None:
    """Path of the chart, None when there is nothing to draw. It blocks."""
    from reports import chart

    data = chart.picture(found)
    return None if data is None else files.path_of(files.keep(folder, data))


def workbook(folder: Path, made: Book, now: datetime) -> str:
    """Path of the workbook. It blocks."""
    from reports import survey_results

    taken = now.astimezone(ZoneInfo(made.outcome.survey.timezone)).date()
    data = survey_results.workbook(made.outcome, made.counted, made.told, taken, made.others)
    return files.path_of(files.keep(folder, data))
