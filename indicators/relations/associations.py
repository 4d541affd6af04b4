"""Teachers of the register as members of school associations: routes, events, materials (domain.md 5.9)."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, exists, or_, select

from indicators.relations.diagnosis import LEVELS, final_levels
from indicators.relations.events import attenders
from indicators.relations.teachers import register_teachers
from indicators.relations.terms import school_years, year_start
from indicators.tallies import Cut
from storage.tables import contest, iom, library_item

_SERIOUS = LEVELS.index("B")  # severity from which a member is to have a route


def members(cut: Cut) -> Select[Any]:
    """Members: whether they took part in an event or a contest above their own school in the year."""
    people = register_teachers(cut)
    return select(people, active(people.c.person_id, cut).label("active"))


def active(person_id: ColumnElement[int], cut: Cut) -> ColumnElement[bool]:
    """Whether somebody took part in an event of the period, or in a contest above their own school in the year."""
    there = attenders(cut)
    outside = (
        exists()
        .where(
            contest.c.person_id == person_id,
            contest.c.level != "school",
            contest.c.held >= year_start(cut),
            contest.c.held <= cut.last_day,
        )
        .correlate_except(contest)
    )
    return or_(person_id.in_(select(there.c.person_id)), outside)


def members_to_guide(cut: Cut) -> Select[Any]:
    """Members with level A or B in any category: whether they have a route of the year."""
    return to_guide(register_teachers(cut), cut)


def to_guide(people: FromClause, cut: Cut) -> Select[Any]:
    """Those of these people who have level A or B in any category: whether they have a route of the year."""
    levels = final_levels(cut)
    serious = select(levels.c.person_id).where(levels.c.severity >= _SERIOUS)
    return select(people, _has_route(people, cut).label("guided")).where(people.c.person_id.in_(serious))


def shared_materials(cut: Cut) -> Select[Any]:
    """Materials that were approved for the library in the year."""
    return select(library_item.c.municipality_id).where(
        library_item.c.municipality_id.in_(cut.municipality_ids),
        library_item.c.approved >= year_start(cut),
        library_item.c.approved <= cut.last_day,
    )


def _has_route(people: FromClause, cut: Cut) -> ColumnElement[bool]:
    assert cut.period is not None
    return (
        exists()
        .where(
            iom.c.person_id == people.c.person_id,
            iom.c.school_year.in_(school_years(cut.period)),
            iom.c.status != "draft",
        )
        .correlate_except(iom)
    )
