"""The database's tables, grouped as people speak of them. Statements stand in the files of `storage`."""

from storage.tables.access import account, audit, consent, invitation, invitation_attempt
from storage.tables.channel import due, inbox, lease, outbox
from storage.tables.people import (
    affiliation,
    assignment,
    municipality,
    municipality_alias,
    person,
    role_grant,
    school,
    school_status,
)
from storage.tables.surveys import (
    answer,
    frame_member,
    instrument_version,
    participation,
    question,
    response,
    run,
    stored_file,
    survey,
)
from storage.tables.types import metadata

__all__ = [
    "account", "affiliation", "answer", "assignment", "audit", "consent", "due", "frame_member", "inbox",
    "instrument_version", "invitation", "invitation_attempt", "lease", "metadata", "municipality",
    "municipality_alias", "outbox", "participation", "person", "question", "response", "role_grant", "run",
    "school", "school_status", "stored_file", "survey",
]  # fmt: skip
