"""Answers on paper: whose answer is being typed in, and how many answers a group of the frame still has room for."""

from collections import Counter
from typing import NamedTuple

from sqlalchemy import func, insert, select

from storage.database import Tx
from storage.tables import frame_member, paper_run, response


class Cell(NamedTuple):
    """The group in which an answer is counted."""

    school_id: int | None
    role: str
    subject: str


class Target(NamedTuple):
    """Whose answer it is: nobody is named where the survey is anonymous."""

    person_id: int | None
    cell: Cell


def aim(tx: Tx, run_id: int, target: Target) -> None:
    """Remember whose answer a run is about."""
    tx.execute(insert(paper_run), {"run_id": run_id, "person_id": target.person_id, **target.cell._asdict()})


def target(tx: Tx, run_id: int) -> Target:
    """Whose answer a run is about."""
    columns = (paper_run.c.school_id, paper_run.c.role, paper_run.c.subject)
    row = tx.execute(select(paper_run.c.person_id, *columns).where(paper_run.c.run_id == run_id)).one()
    return Target(row.person_id, Cell(*row[1:]))


def room(tx: Tx, survey_id: int) -> dict[Cell, int]:
    """How many people of each cell of the frame are not matched by an answer yet."""
    member, sent = frame_member.c, response.c
    cell = (member.cell_school_id, member.cell_role, member.cell_subject)
    asked = select(*cell, func.count()).where(member.survey_id == survey_id, member.excluded == "").group_by(*cell)
    stratum = (sent.school_id, sent.role, sent.subject)
    answered = (
        select(*stratum, func.count()).where(sent.survey_id == survey_id, sent.state == "sent").group_by(*stratum)
    )
    left = Counter({Cell(*row[:3]): row[3] for row in tx.execute(asked)})
    known = set(left)
    left.subtract({Cell(*row[:3]): row[3] for row in tx.execute(answered)})
    return {each: left[each] for each in known}
