"""What finished responses keep for the standing figures; keyboards of messages that still wait, as they travel now"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MEASURES = ("received", "fits_need", "regular", "accessible", "applicable", "overall", "continue", "modules")
_PLACE = ("survey_id", "state", "school_id")
_OUTBOX = sa.table("outbox", sa.column("id"), sa.column("payload"), sa.column("state"))
_WAITING = ("new", "sending")


def upgrade() -> None:
    _draw_keyboards()
    op.add_column("response", sa.Column("standing", sa.SmallInteger(), server_default="0", nullable=False))
    for measure in _MEASURES:
        kind = sa.BigInteger() if measure == "modules" else sa.SmallInteger()
        op.add_column("response", sa.Column(f"standing_{measure}", kind, nullable=True))
    unfilled = sa.text("standing = 0")
    op.create_index("ix_response_unfilled", "response", ["survey_id"], sqlite_where=unfilled, postgresql_where=unfilled)
    op.drop_index("ix_response_survey", "response")
    op.create_index("ix_response_survey", "response", [*_PLACE, *(f"standing_{measure}" for measure in _MEASURES)])


def _draw_keyboards() -> None:
    """Messages that are still to be sent were stored with their buttons undrawn."""
    connection = op.get_bind()
    waiting = sa.select(_OUTBOX.c.id, _OUTBOX.c.payload).where(_OUTBOX.c.state.in_(_WAITING))
    for row_id, payload in connection.execute(waiting).all():
        body = json.loads(payload)
        body["keyboard"] = _keyboard(body.pop("buttons", []))
        drawn = json.dumps(body, ensure_ascii=False)
        connection.execute(_OUTBOX.update().where(_OUTBOX.c.id == row_id).values(payload=drawn))


def _keyboard(rows: list[list[dict[str, Any]]]) -> str:
    if not rows:
        return ""
    buttons = [[_button(**button) for button in row] for row in rows]
    return json.dumps({"inline_keyboard": buttons}, ensure_ascii=False)


def _button(label: str, data: str | None = None, url: str = "") -> dict[str, str]:
    return {"text": label, "url": url} if data is None else {"text": label, "callback_data": data}


def downgrade() -> None:
    op.drop_index("ix_response_unfilled", "response")
    op.drop_index("ix_response_survey", "response")
    op.create_index("ix_response_survey", "response", [*_PLACE])
    with op.batch_alter_table("response", schema=None) as batch_op:
        for measure in reversed(_MEASURES):
            batch_op.drop_column(f"standing_{measure}")
        batch_op.drop_column("standing")
