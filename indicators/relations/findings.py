"""What was found of people: results of diagnoses, whether they came as rows or as answers to the questionnaire Q3."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    Subquery,
    Text,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from indicators import responses
from indicators.relations.sharing import CUTS
from indicators.relations.terms import a_year_before
from indicators.tallies import Cut
from storage.tables import answer, course, diagnosis, instrument_version, question, response, survey

_INSTRUMENT = "Q3"
_DIFFICULTY = "difficulty:"  # how the measures of its rows begin; the category follows
_MARKS = ("0", "1", "2", "3")  # «does not concern my work» is none of them
_AUGUST = 8  # from this month on a diagnosis is for the school year that comes


def results(cut: Cut) -> Subquery:
    """Rows of diagnoses and marks of the questionnaire, as they stand at the last moment known to the cut.

    The very same object for the same moment, so that its columns may be named anywhere in a statement.
    """
    return _results(cut.until)


@lru_cache(maxsize=CUTS)
def _results(until: datetime | None) -> Subquery:
    return union_all(
        select(
            diagnosis.c.id,
            diagnosis.c.person_id,
            diagnosis.c.school_year,
            diagnosis.c.held,
            diagnosis.c.category,
            diagnosis.c.subject,
            diagnosis.c.self_score,
            diagnosis.c.test_percent,
            diagnosis.c.expert_level,
        ),
        _self_assessments(until),
    ).subquery("results")


def _self_assessments(until: datetime | None) -> Select[Any]:
    """The mean mark of each category that somebody marked in a named questionnaire."""
    category = func.substr(question.c.measure, len(_DIFFICULTY) + 1)
    held = func.date(response.c.submitted_at, type_=Date)
    return (
        _answers(until, response.c.id, response.c.person_id, _school_year(), held)
        .add_columns(
            category,
            literal(""),
            func.sum(cast(answer.c.value, Integer)) * 1.0 / func.count(),
            null(),
            literal(""),
        )
        .where(question.c.measure.startswith(_DIFFICULTY), answer.c.value.in_(_MARKS))
        .group_by(response.c.id, response.c.person_id, survey.c.period_start, response.c.submitted_at, category)
    )


def said(measure: str, person_id: Any, cut: Cut) -> ScalarSelect[str]:
    """What a person answered last, by the last day, to a question of the questionnaire."""
    return (
        _answers(cut.until, answer.c.value)
        .where(
            response.c.person_id == person_id,
            question.c.measure == measure,
            func.date(response.c.submitted_at, type_=Date) <= cut.last_day,
        )
        .order_by(response.c.submitted_at.desc())
        .limit(1)
        .correlate_except(survey, instrument_version, response, answer, question)
        .scalar_subquery()
    )


def trained(person_id: ColumnElement[int], cut: Cut) -> ColumnElement[bool]:
    """Whether a course of theirs ended in the twelve months up to the last day, by the register or by what they said.

    What was said of a course is known from the day on which the questionnaire was sent.
    """
    since, day = a_year_before(cut.last_day), cut.last_day
    taken = (
        exists()
        .where(course.c.person_id == person_id, course.c.ends > since, course.c.ends <= day)
        .correlate_except(course)
    )
    told = _answers(cut.until, response.c.person_id).where(
        question.c.measure == "course_end",
        answer.c.value > since.isoformat(),
        answer.c.value <= day.isoformat(),
        func.date(response.c.submitted_at, type_=Date) <= day,
    )
    return or_(taken, person_id.in_(told))


def _answers(until: datetime | None, *columns: Any) -> Select[Any]:
    """Answers to the questionnaire that count at a moment, where people are known."""
    return (
        select(*columns)
        .select_from(survey)
        .join(instrument_version, instrument_version.c.id == survey.c.version_id)
        .join(response, response.c.survey_id == survey.c.id)
        .join(answer, answer.c.response_id == response.c.id)
        .join(question, question.c.id == answer.c.question_id)
        .where(
            instrument_version.c.code == _INSTRUMENT,
            survey.c.mode == "named",
            response.c.person_id.is_not(None),
            *responses.counting(until),
        )
    )


def _school_year() -> Any:
    """2026/27 for what is asked from August 2026 to July 2027."""
    month = extract("month", survey.c.period_start)
    first = cast(extract("year", survey.c.period_start), Integer) - case((month < _AUGUST, 1), else_=0)
    return cast(first, Text) + "/" + func.substr(cast(first + 1, Text), 3, 2)
