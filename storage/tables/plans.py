"""What is planned: the plans of centres and municipalities, and individual routes with their check-ins."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.types import Id, Moment, metadata

plan_item = Table(
    "plan_item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("centre", Text, nullable=False, default=""),  # mnc, mtkp; empty: the municipality's roadmap
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("module", Text, nullable=False, default=""),
    Column("direction", Text, nullable=False, default=""),
    Column("title", Text, nullable=False),
    Column("due_since", Date),
    Column("due_until", Date, nullable=False),
    Column("responsible", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),
    Column("result", Text, nullable=False, default=""),
    Column("status", Text, nullable=False),  # planned, in_work, done, not_done, moved, cancelled
    Column("done", Date),
    Column("new_due", Date),
    Column("recorded_at", Moment, nullable=False),
)

iom = Table(
    "iom",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("school_id", ForeignKey("school.id"), index=True),  # a team's
    Column("school_year", Text, nullable=False),  # 2026/27
    Column("status", Text, nullable=False),  # draft, agreed, active, finished, stopped
    Column("approved", Date),
    Column("approved_by", Text, nullable=False, default=""),
    Column("recorded_at", Moment, nullable=False),
)

iom_item = Table(
    "iom_item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("iom_id", ForeignKey("iom.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("need_id", ForeignKey("need.id"), index=True),
    Column("title", Text, nullable=False),
    Column("format", Text, nullable=False, default=""),
    Column("provider", Text, nullable=False, default=""),
    Column("due_since", Date),
    Column("due_until", Date, nullable=False, index=True),
    Column("result", Text, nullable=False, default=""),
    Column("status", Text, nullable=False),  # planned, in_work, done, not_done, dropped
    Column("done", Date),
    Column("accepted", Boolean, nullable=False, default=False),  # the evidence was accepted
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("iom_id", "number"),
)

# What was changed in a route that was in force, written when it is changed.
iom_change = Table(
    "iom_change",
    metadata,
    Column("id", Id, primary_key=True),
    Column("iom_id", ForeignKey("iom.id"), nullable=False, index=True),
    Column("changed_on", Date, nullable=False),
    Column("what", Text, nullable=False),  # keys of the columns that changed
    Column("recorded_at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # who changed it; empty: the command line
)

iom_checkin = Table(
    "iom_checkin",
    metadata,
    Column("id", Id, primary_key=True),
    Column("iom_id", ForeignKey("iom.id"), nullable=False),
    Column("period", Text, nullable=False),  # 2026-Q4, 2026/27-II
    Column("side", Text, nullable=False),  # teacher, tutor
    Column("submitted_at", DateTime),  # local; empty: not submitted
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("iom_id", "period", "side"),
    Index("ix_iom_checkin_period", "period"),
)
