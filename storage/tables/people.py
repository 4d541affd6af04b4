"""Who there is: municipalities, schools, people, their work, roles and assignments.

Dates «since» and «until» are local dates of the municipality, both inclusive; an empty «until» runs on.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.types import Id, metadata

municipality = Table(
    "municipality",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("full_name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
    Column("kind", Text, nullable=False, default=""),
    Column("timezone", Text, nullable=False, default="Europe/Moscow"),
)

# Every spelling that leads to a municipality, folded by storage.spelling; its code and names are here too.
municipality_alias = Table(
    "municipality_alias",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("spelling", Text, nullable=False),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
)

school = Table(
    "school",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False, default=""),
    Column("number", Integer),
)

school_status = Table(
    "school_status",
    metadata,
    Column("id", Id, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("basis", Text, nullable=False, default=""),
    UniqueConstraint("school_id", "status", "since"),
)

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("last_name", Text, nullable=False, default=""),
    Column("first_name", Text, nullable=False, default=""),
    Column("patronymic", Text, nullable=False, default=""),
    Column("phone", Text, nullable=False, default=""),
    Column("email", Text, nullable=False, default=""),
)

affiliation = Table(
    "affiliation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False, index=True),
    Column("post", Text, nullable=False, default=""),
    Column("subjects", Text, nullable=False, default=""),  # «; »-separated, the first is the main one
    Column("main", Boolean, nullable=False, default=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    UniqueConstraint("person_id", "school_id", "since"),
)

role_grant = Table(
    "role_grant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("municipality_id", ForeignKey("municipality.id"), index=True),
    Column("school_id", ForeignKey("school.id"), index=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("basis", Text, nullable=False, default=""),
    Index("ix_role_grant_person", "person_id"),
    Index("ix_role_grant_role", "role", "person_id", "since", "until", "school_id"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),  # mentor, tutor, curator
    Column("who_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), index=True),  # of a tutor
    Column("school_id", ForeignKey("school.id"), index=True),  # of a mentor or curator
    Column("subject", Text, nullable=False, default=""),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("order_number", Text, nullable=False, default=""),
    Column("order_date", Date),
    Column("joint", Boolean, nullable=False, default=False),
)
