"""What was held, and who was there: the units of sums of the log (domain.md 5.3)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, or_, select

from indicators.relations.attribution import held, held_inside, main_subject, runs_on, works_on
from indicators.relations.needs import is_unit, unit_since
from indicators.relations.sharing import shared
from indicators.tallies import Cut
from storage.tables import activity, activity_leader, activity_need, affiliation, attendance, need, role_grant, school
from texts.reference import INDIVIDUAL_FORMATS

_INNER = ("meeting", "community_session")  # of the community itself: nobody's needs are answered there
_REMOTE = ("remote", "recorded", "mixed")


def events(cut: Cut) -> Select[Any]:
    """Held events, without the parts of a larger one; a school, subject or role has those its people took part in.

    Flags: `aimed` at people (not an inner meeting), `linked` to a need, `remote`, `extra` to the plan.
    """
    flags = [
        activity.c.format,
        activity.c.centre,
        activity.c.extra,
        activity.c.format.not_in(_INNER).label("aimed"),
        activity.c.mode.in_(_REMOTE).label("remote"),
        _linked(cut).label("linked"),
    ]
    if not _by_people(cut):
        return select(activity.c.id, activity.c.municipality_id, *flags).where(
            activity.c.municipality_id.in_(cut.municipality_ids), *held_inside(cut)
        )
    seen = visits(cut)
    met = select(seen.c.activity_id, *_places(seen, cut)).distinct().subquery()
    places = [column for column in met.c if column.name != "activity_id"]
    return (
        select(met.c.activity_id, *places, *flags)
        .join(activity, activity.c.id == met.c.activity_id)
        .where(*held_inside(cut))
    )


def helped(cut: Cut) -> Select[Any]:
    """Everybody who took part in something that was held, once for each event and part of one."""
    if _by_people(cut):
        seen = visits(cut)
        return select(seen.c.person_id, seen.c.format, *_places(seen, cut))
    there = taken_part(cut)
    return select(there.c.person_id, there.c.format, there.c.host_id.label("municipality_id")).where(
        there.c.host_id.in_(cut.municipality_ids)
    )


def visits(cut: Cut) -> Subquery:
    """Who of these municipalities took part in what, with the school of that day; see `all_visits`."""
    everywhere = all_visits(cut)
    return select(everywhere).where(everywhere.c.municipality_id.in_(cut.municipality_ids)).subquery()


@shared
def all_visits(cut: Cut) -> Select[Any]:
    """Who took part in what, from wherever; by subject with the subject, by role once for each role of that day."""
    work, place = affiliation.alias("visitor_work"), school.alias("visitor_school")
    there = taken_part(cut)
    told = (
        select(there, place.c.id.label("school_id"), place.c.municipality_id)
        .select_from(there)
        .join(work, works_on(work, there.c.person_id, there.c.starts))
        .join(place, place.c.id == work.c.school_id)
    )
    if cut.stratum == "subject":
        told = told.add_columns(main_subject(work).label("subject"))
    if cut.stratum == "role":
        played = role_grant.c.person_id == there.c.person_id
        told = told.add_columns(role_grant.c.role).join(role_grant, played & runs_on(role_grant, there.c.starts))
    return told


@shared
def attenders(cut: Cut) -> Select[Any]:
    """Ids of all who took part in at least one thing that was held in the period."""
    return select(taken_part(cut).c.person_id).distinct()


def contact_days(cut: Cut) -> Select[Any]:
    """The days on which people were helped individually."""
    there = taken_part(cut)
    individually = there.c.format.in_(INDIVIDUAL_FORMATS)
    return select(there.c.person_id, there.c.starts.label("day")).where(individually).distinct()


@shared
def taken_part(cut: Cut) -> Select[Any]:
    """Everybody who was helped at something that was held in the period, a part of another event or not."""
    assert cut.period is not None
    return (
        select(
            attendance.c.activity_id,
            attendance.c.person_id,
            activity.c.starts,
            activity.c.format,
            activity.c.centre,
            activity.c.part_of_id,
            activity.c.municipality_id.label("host_id"),
        )
        .select_from(attendance)
        .join(activity, activity.c.id == attendance.c.activity_id)
        .outerjoin(
            activity_leader,
            and_(
                activity_leader.c.activity_id == attendance.c.activity_id,
                activity_leader.c.person_id == attendance.c.person_id,
            ),
        )
        .where(*_took_part(), *held(cut), activity.c.starts >= cut.period.start, activity.c.starts < cut.period.end)
    )


def _took_part() -> list[ColumnElement[bool]]:
    """What makes a line of a list of participants somebody who was helped: there, and not as a leader or expert.

    Where the list does not say as whom somebody was there, the leaders of the event are known from its entry.
    """
    unsaid = and_(attendance.c.part == "", activity_leader.c.person_id.is_(None))
    return [attendance.c.attended.is_(True), or_(attendance.c.part == "participant", unsaid)]


def _by_people(cut: Cut) -> bool:
    return cut.stratum in ("school", "subject", "role") or cut.school_id is not None


def _places(seen: Subquery, cut: Cut) -> list[ColumnElement[Any]]:
    """Where a visit is counted: schools under their own municipality, other strata under the host's."""
    if cut.stratum == "school":
        return [seen.c.municipality_id, seen.c.school_id]
    strata = [seen.c[cut.stratum]] if cut.stratum in ("subject", "role") else []
    inside = [] if cut.school_id is None else [seen.c.school_id]
    return [seen.c.host_id.label("municipality_id"), *strata, *inside]


def _linked(cut: Cut) -> ColumnElement[bool]:
    """Whether the event or a part of it answers a confirmed need."""
    directly = exists().where(activity_need.c.activity_id == activity.c.id, *_answering(cut))
    part = activity.alias()
    by_a_part = (
        select(part.c.part_of_id)
        .join(activity_need, activity_need.c.activity_id == part.c.id)
        .join(need, need.c.id == activity_need.c.need_id)
        .where(part.c.part_of_id.is_not(None), part.c.status == "held", *_answering(cut))
    )
    return or_(directly.correlate_except(activity_need, need), activity.c.id.in_(by_a_part))


def _answering(cut: Cut) -> list[ColumnElement[bool]]:
    known = [] if cut.as_of is None else [unit_since() <= cut.as_of]
    return [need.c.id == activity_need.c.need_id, is_unit(), unit_since().is_not(None), *known]
