"""Instances of a repeat inside a repeat are numbered in thousands: room for them on a server"""

import sqlalchemy as sa
from alembic import op

from storage.schema import WouldLose

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOST = 32_767  # that a SMALLINT holds
_ANSWER = sa.table("answer", sa.column("item"))


def upgrade() -> None:
    if _has_sizes():
        op.alter_column("answer", "item", type_=sa.Integer())


def downgrade() -> None:
    if not _has_sizes():
        return
    if op.get_bind().execute(sa.select(sa.literal(1)).where(_ANSWER.c.item > _MOST).limit(1)).first():
        raise WouldLose("answer.item")
    op.alter_column("answer", "item", type_=sa.SmallInteger())


def _has_sizes() -> bool:
    """SQLite's integers are all of one size, so there is nothing to write anew."""
    return op.get_bind().dialect.name != "sqlite"
