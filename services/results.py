"""Results of closed surveys: which figures, for whom, and the files made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indicators.compute import compute
from indicators.request import By, Request, Rules
from indicators.rows import Row
from services.access import NotFound, Object, require, scope_of
from services.matrix import Action
from storage import files, municipalities, schools, surveys
from storage.actor import Actor
from storage.database import Tx
from storage.scope import Scope
from storage.surveys import Survey
from storage.unit import Uow

# What a breakdown shows; the whole survey shows everything it asked about.
_MAIN = ("RR", "SAT", "ADR_S", "REG_S", "ACC_S", "ARA_S", "CONT")
_BREAKDOWNS: dict[str, By] = {"school": "school", "subject": "subject", "role": "role"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be computed, off the writer's thread."""

    survey: Survey
    request: Request


@dataclass(frozen=True, slots=True)
class Found:
    """The figures, and names of schools by code."""

    rows: list[Row]
    schools: dict[str, str]


def wanted(uow: Uow, actor: Actor, survey_id: int, by: str) -> Wanted:
    """Check that this person may see the results. Raises NotFound."""
    survey = surveys.get(uow.tx, survey_id, scope_of(actor))
    if survey is None or survey.state == "draft":
        raise NotFound
    require(actor, Action.SEE_AGGREGATES, Object(municipality_id=survey.municipality_id))
    place = municipalities.get(uow.tx, survey.municipality_id)
    breakdown = _BREAKDOWNS.get(by)
    codes = _MAIN if breakdown else ()
    return Wanted(survey, Request(survey=survey.code, municipality=place.code, by=breakdown, codes=codes))


def figures(tx: Tx, asked: Wanted) -> Found:
    """Compute; runs in a reader's thread. What a survey did not ask about is left out."""
    rows = [row for row in compute(tx, asked.request) if row.hidden or row.n]
    here = schools.listed(tx, Scope(frozenset({asked.survey.municipality_id})))
    return Found(rows, {school.code: school.name for school in here})


def thresholds() -> tuple[int, int]:
    """Borders of the levels, in percent."""
    rules = Rules().thresholds
    return rules.optimal, rules.acceptable


def keep(folder: Path, make: Callable[[], bytes]) -> str:
    """Path of a file that is made of figures. It blocks."""
    return files.path_of(files.keep(folder, make()))
