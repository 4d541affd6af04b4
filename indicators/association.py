"""What is known of one school association before its head reports, and its monitoring before an expert looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, literal, select

from indicators.compute import compute
from indicators.periods import Period
from indicators.points import computed
from indicators.relations.associations import to_guide
from indicators.relations.attribution import teaches_one_of, works_on
from indicators.relations.teachers import teachers_on
from indicators.request import Request
from indicators.tallies import Cut
from storage.database import Tx
from storage.tables import affiliation

PARTS = tuple(f"SMO{number}" for number in range(1, 9))


@dataclass(frozen=True, slots=True)
class Association:
    """The head's subjects, the teachers of these at the school, those with level A or B, and those of them guided."""

    subjects: Sequence[str]
    members: int
    serious: int
    guided: int


def headed_by(tx: Tx, person_id: int, municipality_id: int, year: Period, on: date) -> Association | None:
    """The association of a head on a day, with levels and routes of a school year; None without a place of work."""
    columns = affiliation.c.school_id, affiliation.c.subjects
    work = tx.execute(select(*columns).where(works_on(affiliation, literal(person_id), on))).first()
    if work is None:
        return None
    cut = Cut(frozenset({municipality_id}), "municipality", None, year, None, None)
    teachers, member = teachers_on(on, cut.municipality_ids).subquery("teachers"), affiliation.alias("member")
    members = (
        select(teachers.c.person_id)
        .join(member, member.c.id == teachers.c.work_id)
        .where(teachers.c.school_id == work.school_id, teaches_one_of(member, literal(work.subjects)))
        .subquery("members")
    )
    serious = to_guide(members, cut).subquery("serious")
    guided = func.count(case((serious.c.guided, 1)))
    found = tx.execute(select(func.count(), guided).select_from(serious)).one()
    staff = tx.execute(select(func.count()).select_from(members)).scalar_one()
    subjects = [each.strip() for each in work.subjects.split(";") if each.strip()]
    return Association(subjects, staff, *found)


def points(tx: Tx, municipality: str, year: Period) -> dict[str, int]:
    """The computed points of the parts that have data, whatever experts have said so far."""
    rows = compute(tx, Request(period=year, municipality=municipality, codes=PARTS))
    found = {row.code: computed(row.vector) for row in rows}
    return {code: number for code, number in found.items() if number is not None}
