"""Documents of municipalities and schools as an audit sees them on the last day (domain.md 5.6-5.8)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, or_, select, union_all

from indicators.relations.attribution import worked_last
from indicators.relations.findings import results
from indicators.relations.teachers import in_register
from indicators.relations.terms import a_year_before
from indicators.tallies import Cut
from storage.tables import affiliation, document, municipality, school

REQUIRED = ("statute", "assignment_order", "plan", "interaction_plans", "report", "site_section")
_OF_SCHOOLS = ("interaction_plans",)  # may be kept by each school apart


def required_documents(centre: str) -> Callable[[Cut], CompoundSelect[Any]]:
    """A row for each document that a centre must have: whether it is there, complete, valid; the site, published."""

    def rows(cut: Cut) -> CompoundSelect[Any]:
        return union_all(*(_of_each(_in_order(kind, centre, cut), cut, "in_order") for kind in REQUIRED))

    return rows


def _in_order(kind: str, centre: str, cut: Cut) -> ColumnElement[bool]:
    """A document without a centre serves both."""
    published = [document.c.published.is_(True)] if kind == "site_section" else []
    everybodys = [] if kind in _OF_SCHOOLS else [document.c.school_id.is_(None)]
    return _there(
        cut.last_day,
        document.c.municipality_id == municipality.c.id,
        document.c.kind == kind,
        document.c.centre.in_((centre, "")),
        document.c.complete.is_(True),
        *published,
        *everybodys,
    )


def stages(kind: str, *categories: str) -> Callable[[Cut], CompoundSelect[Any]]:
    """How far a mechanism of assessment has come: a flag for its document, a flag for its use in twelve months.

    It was used when its document was dated, or people were diagnosed in these categories, within that time.
    """

    def rows(cut: Cut) -> CompoundSelect[Any]:
        of_kind = (document.c.municipality_id == municipality.c.id, document.c.kind == kind)
        exists_ = _there(cut.last_day, *of_kind)
        fresh = _there(cut.last_day, *of_kind, document.c.dated > a_year_before(cut.last_day))
        used = and_(exists_, or_(fresh, _diagnosed(categories, cut)))
        return union_all(_of_each(exists_, cut, "reached"), _of_each(used, cut, "reached"))

    return rows


def procedures(cut: Cut) -> Select[Any]:
    """A row for each municipality: whether it has a procedure of finding deficits."""
    there = _there(
        cut.last_day,
        document.c.municipality_id == municipality.c.id,
        document.c.kind == "deficit_procedure",
    )
    return _of_each(there, cut, "reached")


def schools_in_transition(cut: Cut) -> Select[Any]:
    """Schools of the register: whether they have a programme of transition in force."""
    return select(
        school.c.municipality_id,
        school.c.id.label("school_id"),
        _there(cut.last_day, document.c.school_id == school.c.id, document.c.kind == "transition_programme").label(
            "in_transition"
        ),
    ).where(school.c.municipality_id.in_(cut.municipality_ids), in_register(school.c.id, cut.last_day))


def _of_each(flag: ColumnElement[bool], cut: Cut, name: str) -> Select[Any]:
    return select(municipality.c.id.label("municipality_id"), flag.label(name)).where(
        municipality.c.id.in_(cut.municipality_ids)
    )


def _there(day: date, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a document in force on a day."""
    return (
        exists()
        .where(
            *which,
            document.c.present.is_(True),
            or_(document.c.dated.is_(None), document.c.dated <= day),
            or_(document.c.valid_until.is_(None), document.c.valid_until >= day),
        )
        .correlate_except(document)
    )


def _diagnosed(categories: tuple[str, ...], cut: Cut) -> ColumnElement[bool]:
    found = results(cut)
    people = (
        select(found.c.person_id)
        .where(
            found.c.category.in_(categories),
            found.c.held > a_year_before(cut.last_day),
            found.c.held <= cut.last_day,
        )
        .distinct()
        .subquery("diagnosed_people")
    )
    work, place = affiliation.alias("diagnosed_work"), school.alias("diagnosed_school")
    places = (
        select(place.c.municipality_id)
        .select_from(people)
        .join(work, worked_last(work, people.c.person_id, cut.last_day))
        .join(place, place.c.id == work.c.school_id)
    )
    return municipality.c.id.in_(places)
