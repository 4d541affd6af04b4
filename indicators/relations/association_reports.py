"""What heads of school associations report in the questionnaire Q8, unit by unit (domain.md 5.9)."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, cast, func, literal, or_, select, union_all

from indicators.relations.teachers import all_teachers
from indicators.tallies import Cut
from storage.position import holds
from storage.tables import answer, instrument_version, question, response, survey

_INSTRUMENT = "Q8"
_DOCUMENTS = ("1", "2", "3")  # a plan, minutes, an analysis
_NO_DEFICIT = "7"
_GROWTH, _UNKNOWN = "1", "4"
_MOST_MEETINGS = 20


def documents(cut: Cut) -> Select[Any]:
    """Three documents of each association: whether they are there."""
    lists = _answers("documents", cut)
    wanted = union_all(*(select(literal(code).label("code")) for code in _DOCUMENTS)).subquery("wanted")
    there = or_(*(and_(wanted.c.code == code, holds(lists.c.value, code)) for code in _DOCUMENTS))
    return select(lists.c.municipality_id, there.label("there")).join_from(lists, wanted, literal(value=True))


def meetings(cut: Cut) -> Select[Any]:
    """Planned meetings of each association: as many of them count as were held."""
    planned, held = _answers("meetings_planned", cut), _answers("meetings_held", cut)
    numbers = union_all(*(select(literal(each).label("number")) for each in range(1, _MOST_MEETINGS + 1))).subquery()
    return (
        select(planned.c.municipality_id, (numbers.c.number <= func.coalesce(_whole(held), 0)).label("held"))
        .select_from(planned)
        .join(numbers, numbers.c.number <= _whole(planned))
        .outerjoin(held, held.c.response_id == planned.c.response_id)
    )


def visits(cut: Cut) -> Select[Any]:
    """Members of each association: as many of them count as visited two lessons of others."""
    visiting = _answers("members_visiting", cut)
    members = all_teachers(cut)
    number = func.row_number().over(partition_by=visiting.c.response_id, order_by=members.c.person_id)
    return (
        select(visiting.c.municipality_id, (number <= _whole(visiting)).label("visiting"))
        .select_from(visiting)
        .join(
            members,
            and_(
                members.c.school_id == visiting.c.school_id,
                or_(visiting.c.subject == "", members.c.subject == visiting.c.subject),
            ),
        )
    )


def topics(cut: Cut) -> Select[Any]:
    """Topics of meetings: whether a confirmed deficit was behind them."""
    found = _answers("meeting_deficit", cut)
    return select(found.c.municipality_id, (found.c.value != _NO_DEFICIT).label("linked"))


def subjects(cut: Cut) -> Select[Any]:
    """Subjects of which there is data: whether results grew."""
    found = _answers("subject_dynamics", cut)
    return select(found.c.municipality_id, (found.c.value == _GROWTH).label("growing")).where(found.c.value != _UNKNOWN)


def _answers(measure: str, cut: Cut) -> Subquery:
    """Answers that count to a question of the surveys that tell of the period."""
    assert cut.period is not None
    known = [] if cut.until is None else [response.c.submitted_at < cut.until]
    return (
        select(
            survey.c.municipality_id,
            response.c.id.label("response_id"),
            response.c.school_id,
            response.c.subject,
            answer.c.value,
        )
        .join(response, response.c.survey_id == survey.c.id)
        .join(answer, answer.c.response_id == response.c.id)
        .join(question, question.c.id == answer.c.question_id)
        .join(instrument_version, instrument_version.c.id == survey.c.version_id)
        .where(
            survey.c.municipality_id.in_(cut.municipality_ids),
            instrument_version.c.code == _INSTRUMENT,
            survey.c.period_start < cut.period.end,
            survey.c.period_end >= cut.period.start,
            response.c.state == "sent",
            question.c.measure == measure,
            answer.c.value != "",
            *known,
        )
        .subquery(measure)
    )


def _whole(answers: Subquery) -> ColumnElement[int]:
    return cast(answers.c.value, Integer)
