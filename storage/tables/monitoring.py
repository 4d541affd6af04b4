"""What the monitorings look at beside help: results of schools, risks, documents, decisions, the library, practices."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.tables.types import Exact, Id, Moment, metadata

school_index = Table(
    "school_index",
    metadata,
    Column("id", Id, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Exact),
    Column("n", Integer),
    Column("share_45", Exact),  # percent of marks 4 and 5
    Column("share_2", Exact),  # percent of marks 2
    Column("biased", Boolean, nullable=False, default=False),
    Column("source", Text, nullable=False, default=""),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("school_id", "year", "kind"),
)

school_risk = Table(
    "school_risk",
    metadata,
    Column("id", Id, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("risk", Text, nullable=False),
    Column("significance", Text, nullable=False, default=""),  # high, middle, low
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("measures", Text, nullable=False, default=""),
    UniqueConstraint("school_id", "risk", "since"),
)

document = Table(
    "document",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("centre", Text, nullable=False, default=""),
    Column("school_id", ForeignKey("school.id"), index=True),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False, default=""),
    Column("dated", Date),
    Column("valid_until", Date),
    Column("link", Text, nullable=False, default=""),
    Column("present", Boolean, nullable=False, default=True),
    Column("complete", Boolean, nullable=False, default=True),
    Column("published", Boolean, nullable=False, default=False),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False, default=""),  # operative, strategic
    Column("addressee", Text, nullable=False, default=""),
    Column("due", Date),
    Column("status", Text, nullable=False, default=""),  # open, done, dropped
    Column("done", Date),
    Column("protocol", Text, nullable=False, default=""),
)

library_item = Table(
    "library_item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False, default=""),
    Column("category", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
    Column("audience", Text, nullable=False, default=""),  # teachers, teams, all
    Column("link", Text, nullable=False, default=""),
    Column("approved", Date),
    Column("uses", Integer),
)

partner = Table(
    "partner",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("organisation", Text, nullable=False),
    Column("kind", Text, nullable=False, default=""),
    Column("agreement", Text, nullable=False, default=""),
    Column("signed", Date),
    Column("valid_until", Date),
)

practice = Table(
    "practice",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("topic", Text, nullable=False, default=""),
    Column("status", Text, nullable=False, default=""),  # declared, confirmed, recommended
    Column("expert", Text, nullable=False, default=""),
    Column("verdict", Text, nullable=False, default=""),
)

# An expert's points replace the computed ones; both stay visible.
expert_score = Table(
    "expert_score",
    metadata,
    Column("id", Id, primary_key=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False),
    Column("school_id", ForeignKey("school.id")),
    Column("indicator", Text, nullable=False),  # MNC1 … SMO8
    Column("year", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("expert", Text, nullable=False, default=""),
    UniqueConstraint("municipality_id", "indicator", "year"),
)
