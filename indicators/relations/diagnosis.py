"""What diagnoses found: levels A (the worst) … D by domain.md 5.5, and which teachers took part."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from indicators.periods import Period
from indicators.relations.attribution import main_subject, runs_on, worked_last
from indicators.relations.findings import results, said, trained
from indicators.relations.sharing import shared
from indicators.relations.teachers import all_teachers, in_register, none_registered
from indicators.relations.terms import a_year_before
from indicators.tallies import Cut
from storage.tables import affiliation, school, staff_qualification

LEVELS = "DCBA"  # by severity: 0 no deficits … 3 systemic ones
CHANGES = ("better", "same", "worse")
OVERALL = ("PRED", "METH", "ASSESS")  # the categories that make the level of a teacher
PASSED, HIGH = 60, 85  # percent of a test
_TEST = ((50, 3), (70, 2), (HIGH, 1))  # below so many percent: severity
_SELF = ((Decimal("2.25"), 3), (Decimal("1.25"), 2), (Decimal("0.5"), 1))  # from so many points: severity
_EXPERT, _TESTED, _SELF_ASSESSED = 3, 2, 1
_ADVANCED = ("1", "2", "3")  # in the first half of the year, in the second, in both
_FAR_APART = 2  # steps between expert and test that want a second look


def in_period(cut: Cut) -> list[ColumnElement[bool]]:
    """Results of the period, as far as they are known: of a school year those that were made for it."""
    assert cut.period is not None
    found = results(cut)
    known = [] if cut.as_of is None else [found.c.held <= cut.as_of]
    if cut.period.kind == "school_year":
        return [found.c.school_year == cut.period.key, *known]
    return [found.c.held >= cut.period.start, found.c.held < cut.period.end, *known]


@shared
def final_levels(cut: Cut) -> Select[Any]:
    """The level of each person in each category, as `severity` 0 (D) … 3 (A): the worst of its subjects.

    `self_assessed` says that nobody else has looked, `doubtful` that expert and test are two steps apart.
    """
    each = levels_by_subject(results(cut), *in_period(cut))
    return select(
        each.c.person_id,
        each.c.category,
        func.max(each.c.severity).label("severity"),
        (func.max(each.c.origin) == _SELF_ASSESSED).label("self_assessed"),
        (func.max(each.c.doubt) == 1).label("doubtful"),
    ).group_by(each.c.person_id, each.c.category)


@shared
def overall_levels(cut: Cut) -> Select[Any]:
    """The level of each teacher as a whole: the worst of subject, method and assessment."""
    each = final_levels(cut)
    return (
        select(each.c.person_id, func.max(each.c.severity).label("severity"))
        .where(each.c.category.in_(OVERALL))
        .group_by(each.c.person_id)
    )


def year_before(cut: Cut) -> Cut:
    """The same part of the year before."""
    assert cut.period is not None
    start, end = a_year_before(cut.period.start), a_year_before(cut.period.end)
    period = Period(f"{start.year}/{end.year % 100:02}", cut.period.kind, start, end)
    return replace(cut, period=period)


def levels_by_subject(found: Subquery, *which: ColumnElement[bool]) -> Subquery:
    """The level of each person in each subject of each category, as `severity`.

    Of several results in a subject the strongest source counts: the expert, then the test, then the teacher; of
    several tests the best, otherwise the latest.
    """
    each = _ranked(found, *which)
    return select(each).where(each.c.place == 1).subquery()


def level_lines(cut: Cut) -> Select[Any]:
    """Teachers with a level, once for each level: whether it is theirs."""
    people = placed(overall_levels(cut), cut).subquery()
    return _by_line(people, LEVELS, "level", case(*_names(people.c.severity)))


def change_lines(cut: Cut) -> Select[Any]:
    """Teachers with a level now and a year before, once for each of better, same and worse: whether it is theirs."""
    now, before = overall_levels(cut), overall_levels(year_before(cut))
    both = (
        select(now.c.person_id, now.c.severity, before.c.severity.label("earlier"))
        .join_from(now, before, before.c.person_id == now.c.person_id)
        .subquery()
    )
    people = placed(both, cut).subquery()
    better, worse = people.c.severity < people.c.earlier, people.c.severity > people.c.earlier
    return _by_line(people, CHANGES, "change", case((better, "better"), (worse, "worse"), else_="same"))


def one_year_people(cut: Cut) -> Select[Any]:
    """Teachers with a level in one of the two years alone: `newcomer`, who has none of before, or `leaver`."""
    now, before = overall_levels(cut), overall_levels(year_before(cut))
    everybody = select(now.c.person_id).union(select(before.c.person_id)).subquery()
    people = placed(everybody, cut).subquery()
    return (
        select(people, before.c.person_id.is_(None).label("newcomer"), now.c.person_id.is_(None).label("leaver"))
        .select_from(people)
        .outerjoin(now, now.c.person_id == people.c.person_id)
        .outerjoin(before, before.c.person_id == people.c.person_id)
    )


def tested_people(cut: Cut) -> Select[Any]:
    """People with a test, by the best one of each: whether it was passed, whether it is high, its percent."""
    found = results(cut)
    best = (
        select(found.c.person_id, func.max(found.c.test_percent).label("percent"))
        .where(found.c.test_percent.is_not(None), *in_period(cut))
        .group_by(found.c.person_id)
        .subquery()
    )
    people = placed(best, cut).subquery()
    return select(
        people,
        (people.c.percent >= PASSED).label("passed"),
        (people.c.percent >= HIGH).label("high"),
        cast(func.round(people.c.percent * 100), Integer).label("hundredths"),
    )


def levels_found(cut: Cut) -> Select[Any]:
    """The level of each person in each category: `self_assessed`, when nobody else has looked; `doubtful`."""
    return placed(final_levels(cut), cut)


@shared
def subject_teachers(cut: Cut) -> Select[Any]:
    """Teachers whom diagnosis concerns: those of the register, or all where no school is in it."""
    people, day = all_teachers(cut), cut.last_day
    concerned = or_(in_register(people.c.school_id, day), none_registered(people.c.municipality_id, day))
    return select(people).where(concerned)


def diagnosed_teachers(cut: Cut) -> Select[Any]:
    """Teachers whom diagnosis concerns: what of it, of courses in twelve months and of a category they have."""
    people, found = subject_teachers(cut), results(cut)
    return select(
        people,
        _has_result(people, cut).label("diagnosed"),
        _has_result(people, cut, found.c.expert_level != "").label("seen_by_expert"),
        _has_result(people, cut, found.c.test_percent.is_not(None)).label("tested"),
        trained(people.c.person_id, cut).label("certified"),
    )


def category_lines(cut: Cut) -> Select[Any]:
    """Teachers whom diagnosis concerns, once for each qualification category: whether it is theirs on the last day.

    A category is known from a record, or from what the teacher answered; nobody counts where none is known at all.
    """
    people = subject_teachers(cut)
    recorded = (
        select(staff_qualification.c.category)
        .where(
            staff_qualification.c.person_id == people.c.person_id,
            staff_qualification.c.category != "",
            runs_on(staff_qualification, cut.last_day),
        )
        .order_by(staff_qualification.c.category != "highest", staff_qualification.c.since.desc())
        .limit(1)
        .correlate_except(staff_qualification)
        .scalar_subquery()
    )
    answered = said("qualification", people.c.person_id, cut)
    own = func.coalesce(recorded, case((answered == "1", "highest"), (answered == "2", "first"), else_=answered))
    known = _where_known(select(people, own.label("own")).subquery(), "own")
    return _by_line(known, ("highest", "first"), "category", known.c.own)


def advanced_teachers(cut: Cut) -> Select[Any]:
    """Teachers whom diagnosis concerns: whether they said that they teach at the advanced level."""
    people = subject_teachers(cut)
    answered = said("advanced_level", people.c.person_id, cut).label("answered")
    known = _where_known(select(people, answered).subquery(), "answered")
    return select(known, func.coalesce(known.c.answered.in_(_ADVANCED), false()).label("advanced"))


def _where_known(people: Subquery, column: str) -> Subquery:
    """People of the municipalities in which this is known of anybody."""
    anybody = func.count(people.c[column]).over(partition_by=people.c.municipality_id)
    found = select(people, anybody.label("anybody")).subquery()
    return select(found).where(found.c.anybody > 0).subquery()


def _ranked(found: Subquery, *which: ColumnElement[bool]) -> Subquery:
    """Results with their severity and their place among those of the same person, category and subject."""
    tested = _by_border(found.c.test_percent, _TEST, below=True)
    expert = case(*((found.c.expert_level == level, severity) for severity, level in enumerate(LEVELS)))
    alone = _by_border(found.c.self_score, _SELF, below=False)
    by_expert, by_test = found.c.expert_level.in_(tuple(LEVELS)), found.c.test_percent.is_not(None)
    origin = case((by_expert, _EXPERT), (by_test, _TESTED), (found.c.self_score.is_not(None), _SELF_ASSESSED))
    best_test = case((by_expert, 0), (by_test, found.c.test_percent), else_=0)
    place = func.row_number().over(
        partition_by=(found.c.person_id, found.c.category, found.c.subject),
        order_by=(origin.desc(), best_test.desc(), found.c.held.desc(), found.c.id.desc()),
    )
    doubt = case((func.abs(expert - tested) >= _FAR_APART, 1), else_=0)
    return (
        select(
            found.c.person_id,
            found.c.category,
            func.coalesce(expert, tested, alone).label("severity"),
            origin.label("origin"),
            doubt.label("doubt"),
            place.label("place"),
        )
        .where(or_(by_expert, by_test, found.c.self_score.is_not(None)), *which)
        .subquery()
    )


def _by_border(column: ColumnElement[Any], borders: Any, *, below: bool) -> ColumnElement[Any]:
    """Severity of a number by the first border that it is below, or that it reaches; null for none."""
    steps = [((column < border) if below else (column >= border), severity) for border, severity in borders]
    return case((column.is_(None), null()), *steps, else_=0)


def placed(found: FromClause, cut: Cut) -> Select[Any]:
    """What was found of people, each at the school of the last day, or of their last day of work."""
    work = affiliation.alias("work")
    return (
        select(found, school.c.municipality_id, school.c.id.label("school_id"), main_subject(work).label("subject"))
        .select_from(found)
        .join(work, worked_last(work, found.c.person_id, cut.last_day))
        .join(school, school.c.id == work.c.school_id)
        .where(school.c.municipality_id.in_(cut.municipality_ids))
    )


def _by_line(people: Subquery, names: Iterable[str], column: str, theirs: ColumnElement[Any]) -> Select[Any]:
    """Each person once for every name, with the name in this column: whether it is theirs."""
    lines = union_all(*(select(literal(name).label("name")) for name in names)).subquery("lines")
    return select(
        people, lines.c.name.label(column), func.coalesce(theirs == lines.c.name, false()).label("theirs")
    ).join_from(people, lines, true())


def _names(severity: ColumnElement[int]) -> list[tuple[ColumnElement[bool], str]]:
    return [(severity == number, level) for number, level in enumerate(LEVELS)]


def _has_result(people: CTE, cut: Cut, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return people.c.person_id.in_(select(results(cut).c.person_id).where(*in_period(cut), *more))
