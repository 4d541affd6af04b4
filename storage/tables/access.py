"""Who may come in: messenger accounts, invitations, consent, the journal of what was done."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from storage.tables.types import Id, Moment, metadata

# One row per messenger account that ever wrote: whom it belongs to and what the next typed text answers.
account = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True),
    Column("messenger", Text, nullable=False),  # telegram, max, web
    Column("user_id", Text, nullable=False),  # the messenger's own id, as text
    Column("chat_id", Text, nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("grant_id", ForeignKey("role_grant.id")),  # the role the person acts in, chosen explicitly
    Column("expecting", Text, nullable=False, default=""),  # a packed action that typed text completes
    Column("linked_at", Moment),
    Column("unreachable_since", Moment),  # the messenger said that the person stopped the bot
    UniqueConstraint("messenger", "user_id"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),  # of the 128 bits in the link
    Column("code_hash", LargeBinary, nullable=False, unique=True),  # of the short code typed by hand
    Column("created_by", ForeignKey("person.id")),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("revoked_at", Moment),
)

# Wrong codes, counted per account for an hour from the first one (`hour`), so that guessing stops early.
invitation_attempt = Table(
    "invitation_attempt",
    metadata,
    Column("messenger", Text, primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("hour", Moment, primary_key=True),
    Column("tries", Integer, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("version", Text, nullable=False),
    Column("text_hash", Text, nullable=False),  # SHA-256 of the exact text that was shown
    Column("decision", Text, nullable=False),  # given, refused
    Column("decided_at", Moment, nullable=False),
    Column("channel", Text, nullable=False),
    Column("withdrawn_at", Moment),
    Index("ix_consent_person", "person_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # empty: the command line or the clock
    Column("role", Text, nullable=False, default=""),
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False, default=""),  # kind:id, never a name
    Column("detail", Text, nullable=False, default=""),
)
