"""What is decided about a table of another program, kept with the file until its answers are stored"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "mapping_draft",
        sa.Column("file_id", big, nullable=False),
        sa.Column("survey_id", big, nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_mapping_draft_file_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_mapping_draft_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "survey_id", name=op.f("pk_mapping_draft")),
    )


def downgrade() -> None:
    op.drop_table("mapping_draft")
