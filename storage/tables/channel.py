"""What came in, what goes out and what is due: the rows that make nothing get lost."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, SmallInteger, Table, Text, UniqueConstraint

from storage.tables.types import Id, Moment, metadata

# An update is confirmed to its messenger only after it is a row here. A done row keeps its key alone.
inbox = Table(
    "inbox",
    metadata,
    Column("messenger", Text, primary_key=True),
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", Text),  # the sender's id in the messenger
    Column("payload", Text),  # raw JSON; blanked when done
    Column("state", Text, nullable=False),  # new, done, poison
    Column("tries", SmallInteger, nullable=False, default=0),
    Column("received_on", Date, nullable=False),  # a day, not a time: enough to forget old rows
    Index("ix_inbox_state", "state"),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("messenger", Text, nullable=False),
    Column("chat_id", Text, nullable=False),
    Column("kind", Text, nullable=False),  # send, edit, photo, document, answer
    Column("payload", Text, nullable=False),  # JSON; blanked when sent
    Column("cause", Text, nullable=False),  # what made it: in:telegram:1:77, due:5
    Column("part", SmallInteger, nullable=False),
    Column("mass", SmallInteger, nullable=False),  # 1: mass mail, goes after live replies
    Column("fragile", SmallInteger, nullable=False, default=0),  # 1: must not repeat when it is unknown whether it went
    Column("traceless", SmallInteger, nullable=False, default=0),  # 1: the row is deleted once sent
    Column("state", Text, nullable=False),  # new, sending, sent, uncertain, dead
    Column("tries", SmallInteger, nullable=False, default=0),
    Column("not_before", Moment),
    Column("expires_at", Moment),
    Column("error", Text, nullable=False, default=""),
    Column("sent_on", Date),
    UniqueConstraint("cause", "chat_id", "part"),
    Index("ix_outbox_state", "state", "id"),
)

# The clock only wakes us: what is due is a row, fired once by its key and checked again when it fires.
due = Table(
    "due",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # rule:subject:person:period
    Column("rule", Text, nullable=False),
    Column("subject_id", Id),  # a survey or a municipality, as the rule says
    Column("person_id", Id),
    Column("period", Text, nullable=False, default=""),
    Column("due_at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # waiting, done, late (too old to be of use), void
    Index("ix_due_waiting", "state", "due_at"),
)

# How often commands beside the bot have written, in one row: a server does not tell it otherwise.
command_writes = Table(
    "command_writes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)

# Which process owns the database; a fencing number grows with each owner.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
