"""What finished responses keep for the standing figures"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MEASURES = ("received", "fits_need", "regular", "accessible", "applicable", "overall", "continue", "modules")


def upgrade() -> None:
    op.add_column("response", sa.Column("standing", sa.SmallInteger(), server_default="0", nullable=False))
    for measure in _MEASURES:
        kind = sa.BigInteger() if measure == "modules" else sa.SmallInteger()
        op.add_column("response", sa.Column(f"standing_{measure}", kind, nullable=True))
    unfilled = sa.text("standing = 0")
    op.create_index("ix_response_unfilled", "response", ["survey_id"], sqlite_where=unfilled, postgresql_where=unfilled)


def downgrade() -> None:
    op.drop_index("ix_response_unfilled", "response")
    op.drop_index("ix_response_survey", "response")
    op.create_index("ix_response_survey", "response", ["survey_id", "state", "school_id"])
    with op.batch_alter_table("response", schema=None) as batch_op:
        for measure in reversed(_MEASURES):
            batch_op.drop_column(f"standing_{measure}")
        batch_op.drop_column("standing")
