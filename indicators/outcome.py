"""One survey as reports tell it: the facts, its figures as a whole and by a breakdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from indicators import rulebook
from indicators.compute import compute
from indicators.earlier import Since, since_before
from indicators.request import By, Request
from indicators.rows import Row
from indicators.rulebook import Rules
from indicators.surveys import spoken_of
from storage import frames, municipalities, participation, schools
from storage.database import Tx
from storage.municipalities import Municipality
from storage.scope import Scope
from storage.surveys import Survey
from storage.tables import frame_member
from texts import indicators as words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a survey. `rows` are the figures as a whole, `parts` those of the breakdown `by`."""

    survey: Survey
    municipality: Municipality
    rules: Rules
    frame: int
    sent: int
    excluded: int
    rows: Sequence[Row]
    by: By | None
    parts: Sequence[Row]
    schools: Mapping[str, str]  # code → name
    since: Since | None  # of the figures as a whole

    def name_of(self, row: Row) -> str:
        """The school, subject or role that a row of the breakdown stands for, as people call it."""
        return self.schools[row.school] if row.school else row.line.group or ""

    def part_text(self, row: Row) -> str:
        """A figure of the breakdown in words. A part from which many answered is not said to have few answers.

        Only how many answered in each part decides, which is told anyway: nothing else may tell parts that are too
        small from those that cover them.
        """
        if not row.hidden:
            return row.text
        rate = next((each for each in self.parts if each.code == "RR" and each.index == row.index), None)
        enough = rate is not None and (rate.numerator or 0) >= self.rules.smallest
        return words.COVERED if enough else row.text


def rules_of(tx: Tx, survey: Survey) -> Rules:
    """The rules of the municipality that runs a survey."""
    return rulebook.applied().of(municipalities.get(tx, survey.municipality_id).code)


def of_survey(tx: Tx, survey: Survey, by: By | None = None, scope: Scope | None = None) -> Outcome:
    """The figures of a survey; whether the reader may see them is asked before.

    `scope` limits the breakdown, for a reader who may see the whole and only some schools.
    """
    place = municipalities.get(tx, survey.municipality_id)
    here = Scope(frozenset({place.id}))
    codes = spoken_of(tx, survey.instrument, survey.version_id)
    whole = Request(survey=survey.code, municipality=place.code, codes=codes, scope=here)
    return Outcome(
        survey,
        place,
        rules_of(tx, survey),
        frames.size(tx, survey.id),
        participation.count_sent(tx, survey.id),
        _excluded(tx, survey.id),
        compute(tx, whole),
        by,
        _concerned(compute(tx, replace(whole, by=by, scope=scope or here))) if by else (),
        {school.code: school.name for school in schools.listed(tx, here)},
        None if by else since_before(tx, survey, whole),
    )


def _concerned(rows: Sequence[Row]) -> list[Row]:
    """Rows of the places that somebody was asked in or answered from; the others are no part of the survey."""
    places = {row.index for row in rows if row.hidden or row.n}
    return [row for row in rows if row.index in places]


def _excluded(tx: Tx, survey_id: int) -> int:
    statement = select(func.count()).where(frame_member.c.survey_id == survey_id, frame_member.c.excluded != "")
    return int(tx.execute(statement).scalar_one())
