"""The frame of a survey: who is asked, frozen at opening, and how often they were reminded."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import bindparam, func, insert, select, update

from storage.database import Tx
from storage.prepared import Prepared
from storage.tables import account, frame_member


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the frame: the true stratum, and the cell that a stored answer may carry."""

    person_id: int
    school_id: int | None
    role: str
    subject: str
    excluded: str = ""
    cell_school_id: int | None = None
    cell_role: str = ""
    cell_subject: str = ""


def freeze(tx: Tx, survey_id: int, members: Iterable[Member]) -> None:
    """Store the frame of a survey that opens."""
    rows = [{"survey_id": survey_id, **asdict(member)} for member in members]
    if rows:
        tx.execute(insert(frame_member), rows)


def member(tx: Tx, survey_id: int, person_id: int) -> Member | None:
    """The person's place in the frame; None for an outsider and for somebody excluded."""
    row = _ONE_MEMBER.row(tx, {"survey": survey_id, "person": person_id})
    return None if row is None else Member(*row)


_MEMBER = (
    frame_member.c.person_id, frame_member.c.school_id, frame_member.c.role, frame_member.c.subject,
    frame_member.c.excluded, frame_member.c.cell_school_id, frame_member.c.cell_role, frame_member.c.cell_subject,
)  # fmt: skip
_ONE_MEMBER = Prepared(
    select(*_MEMBER).where(
        frame_member.c.survey_id == bindparam("survey"),
        frame_member.c.person_id == bindparam("person"),
        frame_member.c.excluded == "",
    )
)


def listed(tx: Tx, survey_id: int) -> list[Member]:
    """Everybody who should answer, by person id."""
    rows = tx.execute(
        select(*_MEMBER)
        .where(frame_member.c.survey_id == survey_id, frame_member.c.excluded == "")
        .order_by(frame_member.c.person_id)
    )
    return [Member(*row) for row in rows]


def size(tx: Tx, survey_id: int) -> int:
    """How many people should answer."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(frame_member)
            .where(frame_member.c.survey_id == survey_id, frame_member.c.excluded == "")
        ).scalar_one()
    )


def reachable(tx: Tx, survey_id: int) -> list[int]:
    """People of the frame who have an account that can be written to, by person id."""
    linked = select(account.c.person_id).where(account.c.person_id.is_not(None), account.c.unreachable_since.is_(None))
    rows = tx.execute(
        select(frame_member.c.person_id)
        .where(
            frame_member.c.survey_id == survey_id,
            frame_member.c.excluded == "",
            frame_member.c.person_id.in_(linked),
        )
        .order_by(frame_member.c.person_id)
    )
    return list(rows.scalars())


# --- reminders -------------------------------------------------------------------------------------------------


def may_be_reminded(tx: Tx, survey_id: int, most: int) -> list[int]:
    """People of the frame who did not ask for silence and had fewer than `most` reminders."""
    rows = tx.execute(
        select(frame_member.c.person_id).where(
            frame_member.c.survey_id == survey_id,
            frame_member.c.excluded == "",
            frame_member.c.muted == 0,
            frame_member.c.reminded < most,
        )
    )
    return list(rows.scalars())


def count_reminder(tx: Tx, survey_id: int, people: list[int]) -> None:
    """Remember that these people were reminded once more."""
    tx.execute(
        update(frame_member)
        .where(frame_member.c.survey_id == survey_id, frame_member.c.person_id.in_(people))
        .values(reminded=frame_member.c.reminded + 1)
    )


def most_reminded(tx: Tx, survey_id: int) -> int:
    """How often the one was reminded who heard of the survey most."""
    most = select(func.max(frame_member.c.reminded)).where(frame_member.c.survey_id == survey_id)
    return tx.execute(most).scalar() or 0


def forget_reminders(tx: Tx, survey_id: int) -> None:
    """Blank the counters of an anonymous survey at closing: they would tell who answered early."""
    tx.execute(update(frame_member).where(frame_member.c.survey_id == survey_id).values(reminded=0))


def mute(tx: Tx, survey_id: int, person_id: int) -> None:
    """No more reminders of this survey for this person."""
    tx.execute(
        update(frame_member)
        .where(frame_member.c.survey_id == survey_id, frame_member.c.person_id == person_id)
        .values(muted=1)
    )
