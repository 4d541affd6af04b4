"""Help: what people need, what they ask for, what was done and who was there.

Every fact says when it happened (local dates of the municipality) and when it was written down. Facts are voided,
never deleted. Local times carry no zone: they are what people read off their clock.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.types import Id, Moment, metadata

# The unit in which it is counted whether help met needs: a deficit or an accepted request of a person or a team.
need = Table(
    "need",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("school_id", ForeignKey("school.id"), index=True),  # a team's
    Column("kind", Text, nullable=False),  # deficit, request
    Column("category", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("level", Text, nullable=False, default=""),  # A (the worst) … D
    Column("status", Text, nullable=False),  # declared, confirmed, in_work, met, dropped
    Column("declared", Date, nullable=False),
    Column("confirmed", Date),
    Column("confirmed_by", Text, nullable=False, default=""),
    Column("closed", Date),
    Column("close_reason", Text, nullable=False, default=""),
    Column("wanted", Boolean, nullable=False, default=False),  # the person wants to work on it, for level C
    Column("recorded_at", Moment, nullable=False),
    Index("ix_need_confirmed", "confirmed"),
)

request = Table(
    "request",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("topic", Text, nullable=False),
    Column("category", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
    Column("created_at", DateTime, nullable=False, index=True),
    Column("answered_at", DateTime),  # the first response
    Column("accepted_at", DateTime),
    Column("done_at", DateTime),
    Column("withdrawn_at", DateTime),
    Column("need_id", ForeignKey("need.id"), index=True),
    Column("recorded_at", Moment, nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("centre", Text, nullable=False),  # mnc, mtkp
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False),
    Column("format", Text, nullable=False),
    Column("mode", Text, nullable=False, default=""),
    Column("title", Text, nullable=False, default=""),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("module", Text, nullable=False, default=""),
    Column("direction", Text, nullable=False, default=""),
    Column("tutor_function", Text, nullable=False, default=""),
    Column("project", Text, nullable=False, default=""),
    Column("plan_item_id", ForeignKey("plan_item.id"), index=True),
    Column("status", Text, nullable=False),  # draft, planned, held, cancelled, moved, void
    Column("extra", Boolean, nullable=False, default=False),  # not in the plan
    Column("students", Integer),
    Column("minutes", Integer),
    Column("part_of_id", ForeignKey("activity.id"), index=True),  # a part is no event of its own in totals
    Column("recorded_at", Moment, nullable=False),
    Index("ix_activity_place", "municipality_id", "starts"),
    # Figures of a period are read from this index and from that of who was there.
    Index("ix_activity_day", "starts", "status", "format", "municipality_id", "centre", "part_of_id"),
)

activity_leader = Table(
    "activity_leader",
    metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("place", SmallInteger, nullable=False),  # in the order written down
    sqlite_with_rowid=False,
)

# Explicit links between an event and the needs it answers.
activity_need = Table(
    "activity_need",
    metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("need_id", ForeignKey("need.id"), primary_key=True, index=True),
    Column("place", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)

attendance = Table(
    "attendance",
    metadata,
    Column("id", Id, primary_key=True),
    Column("activity_id", ForeignKey("activity.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("part", Text, nullable=False, default=""),  # participant, leader, expert
    Column("attended", Boolean, nullable=False),
    Column("source", Text, nullable=False, default=""),
    Column("confirmed", Boolean),  # by the person; empty: not asked or no answer yet
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("activity_id", "person_id"),
    Index("ix_attendance_there", "activity_id", "attended", "part", "person_id"),
)
