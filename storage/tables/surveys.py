"""Questionnaires, surveys, half-done runs and finished responses.

Of an anonymous survey the database holds no link between a person and an answer: `participation` keeps a keyed
tag without time, `response` a random key without person and time, and the key is a file that closing destroys.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.types import Id, Moment, metadata

# A published questionnaire never changes; a correction is a new version.
instrument_version = Table(
    "instrument_version",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("municipality_id", ForeignKey("municipality.id")),  # empty: everybody's
    Column("form", Text, nullable=False),  # compiled, JSON
    Column("workbook", LargeBinary),  # the author's own file; empty for the instruments that come with the program
    Column("digest", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", ForeignKey("person.id")),
    UniqueConstraint("code", "number", "municipality_id"),
)

question = Table(
    "question",
    metadata,
    Column("id", Id, primary_key=True),
    Column("version_id", ForeignKey("instrument_version.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("measure", Text, nullable=False, default=""),
    UniqueConstraint("version_id", "name"),
)

survey = Table(
    "survey",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("version_id", ForeignKey("instrument_version.id"), nullable=False, index=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False, index=True),
    Column("mode", Text, nullable=False),  # anonymous, confidential, named
    Column("state", Text, nullable=False),  # draft, open, closed
    Column("audience", Text, nullable=False),  # JSON: roles, schools, subjects, statuses
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),  # the first moment when answers are late
    Column("first_closes_at", Moment),  # before the survey was extended
    Column("closed_at", Moment),
    Column("created_by", ForeignKey("person.id")),
    Column("imported", SmallInteger, nullable=False, default=0, server_default="0"),  # 1: came in a workbook
)

# The people who should answer, frozen at opening. The cell is what a stored answer may carry: of an anonymous
# survey only so much of the stratum as at least five people share.
frame_member = Table(
    "frame_member",
    metadata,
    Column("survey_id", ForeignKey("survey.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id")),
    Column("role", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("cell_school_id", ForeignKey("school.id")),
    Column("cell_role", Text, nullable=False, default=""),
    Column("cell_subject", Text, nullable=False, default=""),
    Column("excluded", Text, nullable=False, default=""),  # a reason's code; empty: in the frame
    Column("muted", SmallInteger, nullable=False, default=0),  # 1: the person asked for no reminders
    Column("reminded", SmallInteger, nullable=False, default=0),  # reminders sent; blanked at closing when anonymous
    Index("ix_frame_member_person", "person_id"),
)

# A questionnaire being filled in. `person_id` is empty and `tag` set when the survey is anonymous, and for an answer on
# paper in any survey: the tag is the typist's.
run = Table(
    "run",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),  # random: no order to read
    Column("purpose", Text, nullable=False),  # survey, preview, paper
    Column("survey_id", ForeignKey("survey.id")),
    Column("version_id", ForeignKey("instrument_version.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("tag", LargeBinary),
    Column("corrects", Id),  # the chain of the response that is being corrected
    Column("session", Text, nullable=False),  # JSON of surveys.session.Session
    UniqueConstraint("survey_id", "person_id"),
    UniqueConstraint("survey_id", "tag"),
    sqlite_with_rowid=False,
)

# Measures of which a response keeps what was answered, so that standing figures need not look at its answers.
STANDING = ("received", "fits_need", "regular", "accessible", "applicable", "overall", "continue", "modules")

# Whose answer on paper a coordinator is typing in: a person, or a cell of the frame when the survey is anonymous.
paper_run = Table(
    "paper_run",
    metadata,
    Column("run_id", ForeignKey("run.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("person.id")),
    Column("school_id", ForeignKey("school.id")),
    Column("role", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
)

# How the columns and words of another program's form are read as answers to an instrument, remembered for next time.
form_mapping = Table(
    "form_mapping",
    metadata,
    Column("id", Id, primary_key=True),
    Column("municipality_id", ForeignKey("municipality.id"), nullable=False),
    Column("instrument", Text, nullable=False),
    Column("mapping", Text, nullable=False),  # JSON of storage.form_mappings.Mapping
    UniqueConstraint("municipality_id", "instrument"),
)

# What is decided about a table of another program while its answers are not stored yet; it goes with the file.
mapping_draft = Table(
    "mapping_draft",
    metadata,
    Column("file_id", ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True),
    Column("survey_id", ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True),
    Column("draft", Text, nullable=False),  # JSON of storage.mapping_drafts.Draft
)

# One row per revision. Of a chain only the last valid one is `sent`, earlier valid ones are `superseded`; what came in
# a workbook may also be a `draft`, `early`, `late`, `incomplete`, or of an `outsider`.
response = Table(
    "response",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),  # random: no order to read
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    Column("version_id", ForeignKey("instrument_version.id"), nullable=False),
    Column("chain", Id, nullable=False),  # id of the first revision
    Column("number", Integer),  # of the chain inside its survey, as the exchange workbook calls it
    Column("revision", SmallInteger, nullable=False, default=1),
    Column("state", Text, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # empty: anonymous
    Column("receipt_hash", LargeBinary),  # anonymous: of the secret that stands only in the person's chat
    Column("school_id", ForeignKey("school.id")),
    Column("role", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),
    Column("submitted_at", Moment),  # empty: anonymous
    Column("source", Text, nullable=False, default="chat"),  # chat, paper, form
    Column("imported", SmallInteger, nullable=False, default=0, server_default="0"),  # 1: came in a workbook
    # What of the stratum was not given and is worked out: 1 the school, 2 the role.
    Column("derived", SmallInteger, nullable=False, default=0, server_default="0"),
    Column("standing", SmallInteger, nullable=False, default=0, server_default="0"),  # 1: the next ones are filled
    # The place of the chosen option, the bits of several; 0: shown without an answer, empty: not shown.
    *(Column(f"standing_{measure}", BigInteger if measure == "modules" else SmallInteger) for measure in STANDING),
    UniqueConstraint("chain", "revision"),
    UniqueConstraint("survey_id", "number", "revision"),
    Index("ix_response_person", "person_id"),
    Index(
        "ix_response_unfilled", "survey_id", sqlite_where=text("standing = 0"), postgresql_where=text("standing = 0")
    ),
    # Figures of schools are read from this index alone.
    Index("ix_response_survey", "survey_id", "state", "school_id", *(f"standing_{measure}" for measure in STANDING)),
    Index("ix_response_receipt", "receipt_hash"),
    sqlite_with_rowid=False,
)

answer = Table(
    "answer",
    metadata,
    Column("response_id", ForeignKey("response.id"), primary_key=True),
    Column("question_id", ForeignKey("question.id"), primary_key=True),
    Column("item", Integer, primary_key=True),  # instance of a repeat, 0 outside; of a nested one see surveys.engine
    Column("value", Text, nullable=False),  # «4», «1;3», the text; empty: shown and left without an answer
    sqlite_with_rowid=False,
)

participation = Table(
    "participation",
    metadata,
    Column("survey_id", ForeignKey("survey.id"), primary_key=True),
    Column("tag", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

stored_file = Table(
    "stored_file",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),  # random: a number nobody can guess
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", Text, nullable=False),  # as the sender called it; never used as a path
    Column("media", Text, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # empty: anonymous
    sqlite_with_rowid=False,
)
