"""Teachers and schools of the register, and what each of them has: tutor or mentor, courses, contests (5.3)."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from indicators.relations.attribution import runs_on
from indicators.relations.findings import trained
from indicators.relations.teachers import register_schools, register_teachers
from indicators.relations.terms import year_start
from indicators.tallies import Cut
from storage.tables import assignment, contest

_CONTESTS = ("", "contest", "conference")
_INNOVATION = ("innovation",)


def supported(cut: Cut) -> CompoundSelect[Any]:
    """The lines `teachers` and `schools`, with what they have on the last day, or had in the year up to it.

    Flags: `teacher`, `accompanied`, `trained` (teachers only), `competed`, `innovated`.
    """
    return union_all(_teachers(cut), _schools(cut))


def _teachers(cut: Cut) -> Select[Any]:
    day = cut.last_day
    people = register_teachers(cut)
    return select(
        literal("teachers").label("line"),
        people.c.municipality_id,
        people.c.school_id,
        people.c.subject,
        true().label("teacher"),
        _has_a_tutor(people.c.person_id, people.c.subject, day).label("accompanied"),
        trained(people.c.person_id, cut).label("trained"),
        _took_part(people.c.person_id, contest.c.person_id, _CONTESTS, cut).label("competed"),
        _took_part(people.c.person_id, contest.c.person_id, _INNOVATION, cut).label("innovated"),
    )


def _schools(cut: Cut) -> Select[Any]:
    """For schools it is a mentor who is assigned."""
    schools = register_schools(cut).subquery()
    return select(
        literal("schools").label("line"),
        schools.c.municipality_id,
        schools.c.school_id,
        cast(null(), Text).label("subject"),
        false().label("teacher"),
        _has_a_mentor(schools.c.school_id, cut.last_day).label("accompanied"),
        false().label("trained"),
        _took_part(schools.c.school_id, contest.c.school_id, _CONTESTS, cut).label("competed"),
        _took_part(schools.c.school_id, contest.c.school_id, _INNOVATION, cut).label("innovated"),
    )


def _has_a_tutor(person_id: ColumnElement[int], subject: ColumnElement[str], day: date) -> ColumnElement[bool]:
    """Whether a tutor is assigned for this subject, or for no subject in particular."""
    return (
        exists()
        .where(
            assignment.c.kind == "tutor",
            assignment.c.person_id == person_id,
            runs_on(assignment, day),
            or_(assignment.c.subject == "", subject == "", assignment.c.subject == subject),
        )
        .correlate_except(assignment)
    )


def _has_a_mentor(school_id: ColumnElement[int], day: date) -> ColumnElement[bool]:
    mentored = select(assignment.c.school_id).where(
        assignment.c.kind == "mentor", assignment.c.school_id.is_not(None), runs_on(assignment, day)
    )
    return school_id.in_(mentored)


def _took_part(
    id_: ColumnElement[int], who: ColumnElement[int], kinds: tuple[str, ...], cut: Cut
) -> ColumnElement[bool]:
    """Whether there was something of these kinds in the year, up to the last day of the period."""
    return id_.in_(
        select(who).where(
            who.is_not(None),
            contest.c.kind.in_(kinds),
            contest.c.held >= year_start(cut),
            contest.c.held <= cut.last_day,
        )
    )
