"""The municipality's own calendar: parts of the school year and days off."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.tables.types import Id, metadata

school_period = Table(
    "school_period",
    metadata,
    Column("id", Id, primary_key=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False),
    Column("school_year", Text, nullable=False),  # 2026/27
    Column("kind", Text, nullable=False),  # quarter, trimester, half
    Column("number", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),  # the holidays that follow included
    UniqueConstraint("municipality_id", "school_year", "kind", "number"),
)

# What differs from the production calendar; an empty municipality means all of them.
day_off = Table(
    "day_off",
    metadata,
    Column("id", Id, primary_key=True),
    Column("municipality_id", ForeignKey("municipality.id")),
    Column("day", Date, nullable=False),
    Column("working", Boolean, nullable=False, default=False),  # a weekend made a working day
    UniqueConstraint("municipality_id", "day"),
)
