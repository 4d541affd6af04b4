"""What heads of school associations report in the questionnaire Q8, unit by unit (domain.md 5.9).

A survey tells of the year in which the last day of its period lies: the one that its introduction names.
"""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, cast, func, literal, or_, select, union_all

from indicators import responses
from indicators.relations.attribution import last_work, teaches_one_of
from indicators.relations.teachers import all_teachers
from indicators.tallies import Cut
from storage.position import holds
from storage.tables import affiliation, answer, instrument_version, question, response, survey

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
    """Members of each association: as many of them count as visited two lessons of others.

    They are the teachers of the head's subjects at the head's school, as in the coverage of associations.
    """
    visiting = _answers("members_visiting", cut)
    members = all_teachers(cut, cut.last_day).subquery("members")
    head, member = affiliation.alias("head"), affiliation.alias("member")
    at_home = and_(head.c.id == last_work(visiting.c.person_id, cut.last_day), head.c.school_id == visiting.c.school_id)
    number = func.row_number().over(partition_by=visiting.c.response_id, order_by=members.c.person_id)
    return (
        select(visiting.c.municipality_id, (number <= _whole(visiting)).label("visiting"))
        .select_from(visiting)
        .outerjoin(head, at_home)
        .join(members, members.c.school_id == visiting.c.school_id)
        .join(member, member.c.id == members.c.work_id)
        .where(teaches_one_of(member, func.coalesce(head.c.subjects, visiting.c.subject)))
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
    return (
        select(
            survey.c.municipality_id,
            response.c.id.label("response_id"),
            response.c.person_id,
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
            survey.c.period_end >= cut.period.start,
            survey.c.period_end < cut.period.end,
            question.c.measure == measure,
            answer.c.value != "",
            *responses.counting(cut.until),
        )
        .subquery(measure)
    )


def _whole(answers: Subquery) -> ColumnElement[int]:
    return cast(answers.c.value, Integer)
