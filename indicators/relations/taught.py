"""Results of pupils by school and subject, as far as schools report them (domain.md 5.4, 5.8, 5.9).

They are the exams and checks of «EDU1» and «EDU2», by the same rules, of the same two years and without biased ones.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, case, exists, func, literal, not_, or_, select

from indicators.relations.progress import accompanied
from indicators.relations.teachers import all_teachers, in_register, none_registered, was_biased
from indicators.result_kinds import GROWTH
from indicators.school_results import CHECKS, EXAMS
from indicators.tallies import Cut
from storage.tables import school, school_index

_SUBJECTS = {
    "ege_ru": "russian", "vpr_ru5": "russian", "vpr_ru6": "russian",
    "ege_mp": "mathematics", "vpr_ma5": "mathematics", "vpr_ma6": "mathematics",
}  # fmt: skip


def taught_results(cut: Cut) -> Select[Any]:
    """Accompanied teachers of Russian and mathematics: whether no check of the subject at their school fell."""
    people = all_teachers(cut)
    cells = _by_subject(cut, _checks(cut))
    here = and_(cells.c.school_id == people.c.school_id, cells.c.subject == people.c.subject)
    return (
        select(people, (cells.c.fallen == 0).label("kept"))
        .join_from(people, cells, here)
        .where(accompanied(people.c.person_id, cut))
    )


def subject_results(cut: Cut) -> Select[Any]:
    """Subjects of the schools of the register, of all where none is in it: whether something grew and nothing fell."""
    cells = _by_subject(cut, _checks(cut).union_all(_exams(cut)))
    day = cut.last_day
    return (
        select(
            school.c.municipality_id,
            school.c.id.label("school_id"),
            and_(cells.c.grown > 0, cells.c.fallen == 0).label("growing"),
        )
        .join(cells, cells.c.school_id == school.c.id)
        .where(
            school.c.municipality_id.in_(cut.municipality_ids),
            or_(in_register(school.c.id, day), none_registered(school.c.municipality_id, day)),
        )
    )


def _by_subject(cut: Cut, pairs: Any) -> Subquery:
    """By school and subject, how many of its results grew and how many fell; those of biased schools are left out."""
    each = pairs.subquery("pairs")
    subject = case(_SUBJECTS, value=each.c.kind)
    marked = (
        exists()
        .where(
            school_index.c.school_id == each.c.school_id,
            school_index.c.biased.is_(True),
            school_index.c.year <= cut.last_day.year,
            school_index.c.year >= cut.last_day.year - 2,
        )
        .correlate_except(school_index)
    )
    return (
        select(
            each.c.school_id,
            subject.label("subject"),
            func.sum(each.c.grew).label("grown"),
            func.sum(each.c.fell).label("fallen"),
        )
        .where(not_(and_(was_biased(each.c.school_id, cut), not_(marked))))
        .group_by(each.c.school_id, subject)
        .subquery("cells")
    )


def _checks(cut: Cut) -> Select[Any]:
    """Checks of both years: marks 4 and 5 became more and works with a 2 fewer, or one of them, or the other way."""
    now, before = school_index.alias("check_now"), school_index.alias("check_before")
    more, fewer = (now.c.share_45, before.c.share_45), (before.c.share_2, now.c.share_2)
    fell = or_(*(func.coalesce(left < right, False) for left, right in (more, fewer)))
    grew = or_(*(func.coalesce(left > right, False) for left, right in (more, fewer)))
    known = or_(*(and_(left.is_not(None), right.is_not(None)) for left, right in (more, fewer)))
    return _pairs(cut, (now, before), CHECKS, (and_(grew, not_(fell)), fell)).where(
        known, now.c.biased.is_(False), before.c.biased.is_(False)
    )


def _exams(cut: Cut) -> Select[Any]:
    """Exams that somebody took in both years: whether the mean grew, or fell, by a point."""
    now, before = school_index.alias("exam_now"), school_index.alias("exam_before")
    grew, fell = now.c.value >= before.c.value + GROWTH, now.c.value <= before.c.value - GROWTH
    return _pairs(cut, (now, before), EXAMS, (grew, fell)).where(now.c.n > 0, before.c.n > 0)


def _pairs(
    cut: Cut, tables: tuple[Any, Any], kinds: Sequence[str], moved: tuple[ColumnElement[bool], ColumnElement[bool]]
) -> Select[Any]:
    """Results of these kinds beside those of the year before: whether they `grew`, whether they `fell`."""
    now, before = tables
    home = school.alias("home")
    same = and_(before.c.school_id == now.c.school_id, before.c.kind == now.c.kind, before.c.year == now.c.year - 1)
    grew, fell = (case((flag, 1), else_=0) for flag in moved)
    return (
        select(now.c.school_id, now.c.kind, grew.label("grew"), fell.label("fell"))
        .join(before, same)
        .join(home, home.c.id == now.c.school_id)
        .where(
            home.c.municipality_id.in_(cut.municipality_ids),
            now.c.kind.in_(kinds),
            now.c.year == _compared(cut.last_day.year, kinds, home.c.municipality_id),
        )
    )


def _compared(year: int, kinds: Sequence[str], municipality_id: ColumnElement[int]) -> ColumnElement[int]:
    """The later of the two years that a municipality compares, see `Region.compared`."""

    def known(of: int) -> ColumnElement[bool]:
        place, row = school.alias(), school_index.alias()
        here = (place.c.id == row.c.school_id, place.c.municipality_id == municipality_id)
        return exists().where(*here, row.c.kind.in_(kinds), row.c.year == of).correlate_except(place, row)

    usual, first = and_(known(year - 1), known(year - 2)), and_(known(year), known(year - 1))
    return case((usual, literal(year - 1, Integer)), (first, literal(year, Integer)), else_=literal(year - 1, Integer))
