"""What stands ready for everybody: the site, the library, the channel, agreements with partners (domain.md 5.3)."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, or_, select, union_all

from indicators.relations.events import all_visits
from indicators.relations.terms import year_start
from indicators.tallies import Cut
from storage.tables import document, library_item, municipality, partner

_FOR_TEAMS = ("teams", "all")


def ways_in(cut: Cut) -> CompoundSelect[Any]:
    """Three rows a municipality: whether there are a section of the site, a library, a channel of information."""
    library = (
        exists()
        .where(library_item.c.municipality_id == municipality.c.id, library_item.c.approved <= cut.last_day)
        .correlate_except(library_item)
    )
    there = [_document("site_section", cut), library, _document("information_channel", cut)]
    return union_all(
        *(
            select(municipality.c.id.label("municipality_id"), flag.label("there")).where(
                municipality.c.id.in_(cut.municipality_ids)
            )
            for flag in there
        )
    )


def library(cut: Cut) -> Select[Any]:
    """Approved materials: `for_teams`, and `fresh` when approved in the year."""
    return select(
        library_item.c.municipality_id,
        library_item.c.audience.in_(_FOR_TEAMS).label("for_teams"),
        (library_item.c.approved >= year_start(cut)).label("fresh"),
    ).where(library_item.c.municipality_id.in_(cut.municipality_ids), library_item.c.approved <= cut.last_day)


def agreements(cut: Cut) -> Select[Any]:
    """Agreements with partners that are valid on the last day."""
    signed = or_(
        partner.c.signed <= cut.last_day,
        and_(partner.c.signed.is_(None), partner.c.agreement != ""),
    )
    return select(partner.c.municipality_id).where(
        partner.c.municipality_id.in_(cut.municipality_ids),
        signed,
        or_(partner.c.valid_until.is_(None), partner.c.valid_until >= cut.last_day),
    )


def joint_events(cut: Cut) -> Select[Any]:
    """Held events in which people of schools of at least two municipalities took part."""
    seen = all_visits(cut)
    return (
        select(seen.c.host_id.label("municipality_id"))
        .where(seen.c.host_id.in_(cut.municipality_ids), seen.c.part_of_id.is_(None))
        .group_by(seen.c.activity_id, seen.c.host_id)
        .having(func.min(seen.c.municipality_id) < func.max(seen.c.municipality_id))
    )


def _document(kind: str, cut: Cut) -> ColumnElement[bool]:
    """Whether the municipality has such a document, valid on the last day."""
    return (
        exists()
        .where(
            document.c.municipality_id == municipality.c.id,
            document.c.kind == kind,
            document.c.present.is_(True),
            or_(document.c.dated.is_(None), document.c.dated <= cut.last_day),
            or_(document.c.valid_until.is_(None), document.c.valid_until >= cut.last_day),
        )
        .correlate_except(document)
    )
