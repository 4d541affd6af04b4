"""How people grow: diagnoses, courses, contests, the qualification of those who help."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.types import Exact, Id, Moment, metadata

diagnosis = Table(
    "diagnosis",
    metadata,
    Column("id", Id, primary_key=True),
    Column("round", Text, nullable=False),
    Column("kind", Text, nullable=False, default=""),  # august, entry, interim, final, external
    Column("school_year", Text, nullable=False),  # the year it is for: August counts for the coming one
    Column("held", Date, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("category", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("self_score", Exact),  # 0 no difficulties … 3 systemic ones
    Column("test_percent", Exact),
    Column("expert_level", Text, nullable=False, default=""),
    Column("expert", Text, nullable=False, default=""),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("round", "person_id", "category", "subject"),
    Index("ix_diagnosis_year", "school_year"),
)

course = Table(
    "course",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("programme", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("hours", Integer),
    Column("starts", Date),
    Column("ends", Date, nullable=False),
    Column("certificate", Text, nullable=False, default=""),
    Column("category", Text, nullable=False, default=""),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("person_id", "programme", "ends"),
)

contest = Table(
    "contest",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("school_id", ForeignKey("school.id"), index=True),
    Column("title", Text, nullable=False),
    Column("level", Text, nullable=False, default=""),
    Column("kind", Text, nullable=False, default=""),  # contest, conference, innovation
    Column("held", Date, nullable=False),
    Column("result", Text, nullable=False, default=""),
    Column("recorded_at", Moment, nullable=False),
)

staff_qualification = Table(
    "staff_qualification",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("centre", Text, nullable=False),  # mnc, mtkp
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("category", Text, nullable=False, default=""),
    Column("effective_school", Boolean, nullable=False, default=False),
    Column("regional_tutor", Boolean, nullable=False, default=False),
    Column("trained", Boolean, nullable=False, default=False),  # in the last three years
    UniqueConstraint("person_id", "centre", "since"),
)
