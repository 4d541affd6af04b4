"""Who has answered a survey: by the responses, and of an anonymous one by the ledger of tags alone."""

from sqlalchemy import bindparam, func, insert, select

from storage.database import Tx
from storage.prepared import Prepared
from storage.tables import participation, response

_TAKE_PART = Prepared(insert(participation))
_TOOK_PART = Prepared(
    select(participation.c.tag).where(
        participation.c.survey_id == bindparam("survey"), participation.c.tag == bindparam("tag_")
    )
)


def note(tx: Tx, survey_id: int, tag: bytes) -> None:
    """Put the tag into the ledger of an anonymous survey; a second one of the same person is an IntegrityError."""
    _TAKE_PART.run(tx, {"survey_id": survey_id, "tag": tag})


def has_tag(tx: Tx, survey_id: int, tag: bytes) -> bool:
    """Whether this tag is in the ledger."""
    return _TOOK_PART.row(tx, {"survey": survey_id, "tag_": tag}) is not None


def tags(tx: Tx, survey_id: int) -> set[bytes]:
    """The whole ledger."""
    return set(tx.execute(select(participation.c.tag).where(participation.c.survey_id == survey_id)).scalars())


def answered(tx: Tx, survey_id: int) -> set[int]:
    """People with a valid response to a survey that is not anonymous."""
    rows = tx.execute(
        select(response.c.person_id).where(
            response.c.survey_id == survey_id, response.c.state == "sent", response.c.person_id.is_not(None)
        )
    )
    return set(rows.scalars())


def count_sent(tx: Tx, survey_id: int) -> int:
    """How many valid responses there are."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(response)
            .where(response.c.survey_id == survey_id, response.c.state == "sent")
        ).scalar_one()
    )
