"""The strata of what came in a workbook: who answered from which school in which role, where the book does not say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select, union, update

from storage.audiences import runs_on
from storage.database import Tx
from storage.tables import affiliation, frame_member, response, role_grant, school

SCHOOL, ROLE = 1, 2  # bits of response.derived


class Stratum(NamedTuple):
    """Where an answer is counted."""

    school_id: int | None = None
    role: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What of a survey decides about strata: the opening day, the place, the roles its form is for."""

    survey_id: int
    municipality_id: int
    anonymous: bool
    opened_on: date
    audience: tuple[str, ...] = ()


@dataclass(slots=True)
class _Roster:
    """What the roster says of the people of a survey on its opening day."""

    works: dict[int, tuple[int, str]] = field(default_factory=dict)  # person → school, first subject
    roles: dict[int, str] = field(default_factory=dict)

    def of(self, person_id: int) -> Stratum:
        """The person's stratum."""
        school_id, subject = self.works.get(person_id, (None, ""))
        return Stratum(school_id, self.roles.get(person_id, ""), subject)


def settle(tx: Tx, asking: Asking, *, frame_too: bool) -> None:
    """Work out, for responses and for people of a frame that came in a workbook, what was not given.

    An anonymous survey is not told apart by subject: its answers do not say it.
    """
    roster = _roster(tx, asking)
    frame = _settle_frame(tx, asking, roster) if frame_too else _frame(tx, asking)
    _settle_responses(tx, asking, roster, frame)


def _frame(tx: Tx, asking: Asking) -> Mapping[int, Stratum]:
    """The frame as it was frozen when the survey opened in the chat."""
    rows = tx.execute(select(frame_member.c.person_id, *_CELL).where(frame_member.c.survey_id == asking.survey_id))
    return {row.person_id: Stratum(*row[1:]) for row in rows}


def _settle_frame(tx: Tx, asking: Asking, roster: _Roster) -> Mapping[int, Stratum]:
    member = frame_member.c
    columns = (member.person_id, member.school_id, member.role, *_CELL)
    rows = tx.execute(select(*columns).where(member.survey_id == asking.survey_id)).all()
    frame, changed = {}, []
    for row in rows:
        cell = _filled(Stratum(row.school_id, row.role), roster.of(row.person_id), asking)
        frame[row.person_id] = cell
        if cell != row[3:]:
            changed.append({"survey": asking.survey_id, "person": row.person_id, **_named("cell_", cell)})
    key = member.survey_id == bindparam("survey"), member.person_id == bindparam("person")
    _update(tx, update(frame_member).where(*key), changed)
    return frame


_CELL = (frame_member.c.cell_school_id, frame_member.c.cell_role, frame_member.c.cell_subject)


def _settle_responses(tx: Tx, asking: Asking, roster: _Roster, frame: Mapping[int, Stratum]) -> None:
    """What a response says itself stands; the rest is as in the frame, or as the roster says."""
    column = response.c
    rows = tx.execute(
        select(column.id, column.person_id, column.derived, column.school_id, column.role, column.subject).where(
            column.survey_id == asking.survey_id, column.imported == 1, column.person_id.is_not(None)
        )
    ).all()
    changed = []
    for row in rows:
        given = Stratum(None if row.derived & SCHOOL else row.school_id, "" if row.derived & ROLE else row.role)
        known = frame.get(row.person_id) or roster.of(row.person_id)
        stratum = _filled(given, known, asking)
        if stratum != row[3:]:
            changed.append({"response": row.id, **_named("", stratum)})
    _update(tx, update(response).where(column.id == bindparam("response")), changed)


def _filled(given: Stratum, known: Stratum, asking: Asking) -> Stratum:
    subject = "" if asking.anonymous else known.subject
    return Stratum(given.school_id or known.school_id, given.role or known.role, subject)


def _named(prefix: str, stratum: Stratum) -> dict[str, Any]:
    return {f"{prefix}{name}": value for name, value in stratum._asdict().items()}


def _update(tx: Tx, statement: Any, records: list[dict[str, Any]]) -> None:
    if records:
        tx.execute(statement, records)


# --- what the roster says ----------------------------------------------------------------------------------------


def _roster(tx: Tx, asking: Asking) -> _Roster:
    people = _people(asking)
    found = _Roster()
    works = (
        select(affiliation.c.person_id, affiliation.c.school_id, affiliation.c.subjects)
        .join(school, school.c.id == affiliation.c.school_id)
        .where(
            affiliation.c.person_id.in_(people),
            school.c.municipality_id == asking.municipality_id,
            runs_on(affiliation.c.since, affiliation.c.until, asking.opened_on),
        )
        .order_by(affiliation.c.main.desc(), affiliation.c.since, affiliation.c.id)
    )
    for person_id, school_id, subjects in tx.execute(works):
        found.works.setdefault(person_id, (school_id, subjects.split(";")[0].strip()))
    _learn_roles(found, tx.execute(_grants(asking, people)), asking.audience)
    return found


def _people(asking: Asking) -> Any:
    members = select(frame_member.c.person_id).where(frame_member.c.survey_id == asking.survey_id)
    answered = select(response.c.person_id).where(
        response.c.survey_id == asking.survey_id, response.c.person_id.is_not(None)
    )
    return union(members, answered)


def _grants(asking: Asking, people: Any) -> Select[Any]:
    grant = role_grant.c
    here = select(school.c.id).where(school.c.municipality_id == asking.municipality_id)
    return (
        select(grant.person_id, grant.role)
        .where(
            grant.person_id.in_(people),
            or_(grant.municipality_id == asking.municipality_id, grant.school_id.in_(here)),
            runs_on(grant.since, grant.until, asking.opened_on),
        )
        .order_by(grant.since, grant.id)
    )


def _learn_roles(roster: _Roster, grants: Iterable[Any], audience: tuple[str, ...]) -> None:
    """A role that the form is for goes before the person's other ones."""
    for person_id, role in grants:
        known = roster.roles.get(person_id)
        if known is None or (role in audience and known not in audience):
            roster.roles[person_id] = role
