"""Results of the pupils of accompanied teachers, as far as schools report them by subject (domain.md 5.8)."""

from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, select

from indicators.relations.progress import accompanied
from indicators.relations.teachers import all_teachers
from indicators.tallies import Cut
from storage.tables import school_index

_SUBJECTS = {"vpr_ru5": "russian", "vpr_ru6": "russian", "vpr_ma5": "mathematics", "vpr_ma6": "mathematics"}


def taught_results(cut: Cut) -> Select[Any]:
    """Accompanied teachers of Russian and mathematics: whether no check of the subject at their school fell."""
    people = all_teachers(cut)
    cells = _cells(cut.last_day.year)
    here = and_(cells.c.school_id == people.c.school_id, cells.c.subject == people.c.subject)
    return (
        select(people, (cells.c.fallen == 0).label("kept"))
        .join_from(people, cells, here)
        .where(accompanied(people.c.person_id, cut))
    )


def _cells(year: int) -> Subquery:
    """By school and subject, how many checks fell between the last two years with results."""
    now, before = school_index.alias("now"), school_index.alias("before")
    same = and_(before.c.school_id == now.c.school_id, before.c.kind == now.c.kind, before.c.year == now.c.year - 1)
    later = school_index.alias("later")
    newest = (
        select(func.max(later.c.year))
        .where(later.c.school_id == now.c.school_id, later.c.kind == now.c.kind, later.c.year <= year)
        .correlate_except(later)
        .scalar_subquery()
    )
    subject = case(*((now.c.kind == kind, name) for kind, name in _SUBJECTS.items()))
    pair = select(
        now.c.school_id, subject.label("subject"), case((now.c.share_45 < before.c.share_45, 1), else_=0).label("fell")
    ).join(before, same)
    honest = [table.c.biased.is_(False) for table in (now, before)]
    full = [table.c.share_45.is_not(None) for table in (now, before)]
    pairs = pair.where(
        now.c.kind.in_(_SUBJECTS), now.c.year == newest, now.c.year >= year - 1, *honest, *full
    ).subquery()
    return (
        select(pairs.c.school_id, pairs.c.subject, func.sum(pairs.c.fell).label("fallen"))
        .group_by(pairs.c.school_id, pairs.c.subject)
        .subquery("cells")
    )
