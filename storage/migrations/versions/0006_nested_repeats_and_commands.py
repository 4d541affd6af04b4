"""Room on a server for instances of a repeat inside a repeat; how often commands have written beside the bot"""

import sqlalchemy as sa
from alembic import op

from storage.schema import WouldLose

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOST = 32_767  # that a SMALLINT holds
_ANSWER = sa.table("answer", sa.column("item"))


def upgrade() -> None:
    made = op.create_table(
        "command_writes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(made, [{"id": 1, "count": 0}])
    if _has_sizes():
        op.alter_column("answer", "item", type_=sa.Integer())


def downgrade() -> None:
    op.drop_table("command_writes")
    if not _has_sizes():
        return
    if op.get_bind().execute(sa.select(sa.literal(1)).where(_ANSWER.c.item > _MOST).limit(1)).first():
        raise WouldLose("answer.item")
    op.alter_column("answer", "item", type_=sa.SmallInteger())


def _has_sizes() -> bool:
    """SQLite's integers are all of one size, so there is nothing to write anew."""
    return op.get_bind().dialect.name != "sqlite"
