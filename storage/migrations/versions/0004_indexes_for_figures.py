"""Indexes from which figures of a period are read: what was held on a day, who was there, who has a role"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_activity_day": ("activity", ["starts", "status", "format", "municipality_id", "centre", "part_of_id"]),
    "ix_attendance_there": ("attendance", ["activity_id", "attended", "part", "person_id"]),
    "ix_role_grant_role": ("role_grant", ["role", "person_id", "since", "until", "school_id"]),
}


def upgrade() -> None:
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in reversed(_INDEXES.items()):
        op.drop_index(name, table)
