"""What heads of school associations report in the questionnaire Q8, unit by unit (domain.md 5.9).

A survey tells of the year in which the last day of its period lies: the one that its introduction names. Where a head
was asked twice about a year, the later report stands for it.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from indicators import responses
from indicators.relations.associations import active, shared_materials
from indicators.relations.attribution import teaches_one_of, worked_last
from indicators.relations.sharing import shared
from indicators.relations.teachers import all_teachers
from indicators.tallies import Cut
from storage.position import holds
from storage.tables import affiliation, answer, instrument_version, question, response, survey

_INSTRUMENT = "Q8"
_DOCUMENTS = ("1", "2", "3")  # a plan, minutes, an analysis
_NO_DEFICIT = "7"
_GROWTH, _UNKNOWN = "1", "4"
_MOST_MEETINGS = 20
_POINTS = "_points"  # how the measures end that hold lowered points; the part of the monitoring stands before it


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
    members = _members(_answers("members_visiting", cut), cut)
    number = func.row_number().over(partition_by=members.c.response_id, order_by=members.c.person_id)
    return select(members.c.municipality_id, (number <= members.c.told).label("visiting"))


def participants_told(cut: Cut) -> Select[Any]:
    """Participants of events in each association, as many as were `reported` and as many as the log has `counted`."""
    members = _members(_answers("members_in_events", cut), cut)
    counted = func.sum(case((active(members.c.person_id, cut), 1), else_=0))
    return select(members.c.municipality_id, members.c.told.label("reported"), counted.label("counted")).group_by(
        members.c.response_id, members.c.municipality_id, members.c.told
    )


def materials_told(cut: Cut) -> CompoundSelect[Any]:
    """Materials for the library where somebody reports of them: those `reported` and those that were `counted`."""
    told, kept = _answers("library_items", cut), shared_materials(cut).subquery("kept")
    return union_all(
        select(told.c.municipality_id, _whole(told).label("reported"), literal(0).label("counted")),
        select(kept.c.municipality_id, literal(0), literal(1)).where(
            kept.c.municipality_id.in_(select(told.c.municipality_id))
        ),
    )


def _members(reports: Subquery, cut: Cut) -> Subquery:
    """The members of each association beside the number that its head told."""
    people = all_teachers(cut)
    head, member = affiliation.alias("head"), affiliation.alias("member")
    at_home = and_(worked_last(head, reports.c.person_id, cut.last_day), head.c.school_id == reports.c.school_id)
    return (
        select(reports.c.response_id, reports.c.municipality_id, _whole(reports).label("told"), people.c.person_id)
        .select_from(reports)
        .outerjoin(head, at_home)
        .join(people, people.c.school_id == reports.c.school_id)
        .join(member, member.c.id == people.c.work_id)
        .where(teaches_one_of(member, func.coalesce(head.c.subjects, reports.c.subject)))
        .subquery("members")
    )


def topics(cut: Cut) -> Select[Any]:
    """Topics of meetings: whether a confirmed deficit was behind them."""
    found = _answers("meeting_deficit", cut)
    return select(found.c.municipality_id, (found.c.value != _NO_DEFICIT).label("linked"))


def subjects(cut: Cut) -> Select[Any]:
    """Subjects of which there is data: whether results grew."""
    found = _answers("subject_dynamics", cut)
    return select(found.c.municipality_id, (found.c.value == _GROWTH).label("growing")).where(found.c.value != _UNKNOWN)


def verdicts(cut: Cut) -> Select[Any]:
    """Points that experts lowered in the questionnaire, the fewest of several, by municipality and part."""
    found = _answering("verdicts", cut, question.c.measure.endswith(_POINTS, autoescape=True))
    part = func.replace(found.c.measure, _POINTS, "")
    return select(found.c.municipality_id, part.label("indicator"), func.min(_whole(found)).label("score")).group_by(
        found.c.municipality_id, part
    )


def _answers(measure: str, cut: Cut) -> Subquery:
    """Answers that count to one question."""
    return _answering(measure, cut, question.c.measure == measure)


def _answering(name: str, cut: Cut, asked: ColumnElement[bool]) -> Subquery:
    """Answers that count to questions of the reports that tell of the period."""
    reports = _reports(cut)
    return (
        select(reports, question.c.measure, answer.c.value)
        .join(answer, answer.c.response_id == reports.c.response_id)
        .join(question, question.c.id == answer.c.question_id)
        .where(reports.c.latest == 1, asked, answer.c.value != "")
        .subquery(name)
    )


@shared
def _reports(cut: Cut) -> Select[Any]:
    """Reports that tell of the period; of several by the same head the `latest` is number 1."""
    assert cut.period is not None
    head = (survey.c.municipality_id, func.coalesce(response.c.person_id, -response.c.id), response.c.school_id)
    newest_first = (survey.c.period_end.desc(), response.c.submitted_at.desc(), response.c.id.desc())
    return (
        select(
            survey.c.municipality_id,
            response.c.id.label("response_id"),
            response.c.person_id,
            response.c.school_id,
            response.c.subject,
            func.row_number().over(partition_by=head, order_by=newest_first).label("latest"),
        )
        .join(response, response.c.survey_id == survey.c.id)
        .join(instrument_version, instrument_version.c.id == survey.c.version_id)
        .where(
            survey.c.municipality_id.in_(cut.municipality_ids),
            instrument_version.c.code == _INSTRUMENT,
            survey.c.period_end >= cut.period.start,
            survey.c.period_end < cut.period.end,
            *responses.counting(cut.until),
        )
    )


def _whole(answers: Subquery) -> ColumnElement[int]:
    return cast(answers.c.value, Integer)
