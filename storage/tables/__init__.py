"""The database's tables, grouped as people speak of them. Statements stand in the files of `storage`."""

from storage.tables.access import account, audit, consent, invitation, invitation_attempt
from storage.tables.calendar import day_off, school_period
from storage.tables.channel import command_writes, due, inbox, lease, outbox
from storage.tables.growth import contest, course, diagnosis, staff_qualification
from storage.tables.help import activity, activity_leader, activity_need, attendance, need, request
from storage.tables.monitoring import (
    decision,
    document,
    expert_score,
    library_item,
    partner,
    practice,
    school_index,
    school_risk,
)
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
from storage.tables.plans import iom, iom_change, iom_checkin, iom_item, plan_item
from storage.tables.surveys import (
    STANDING,
    answer,
    form_mapping,
    frame_member,
    instrument_version,
    mapping_draft,
    paper_run,
    participation,
    question,
    response,
    run,
    stored_file,
    survey,
)
from storage.tables.types import metadata

__all__ = [
    "STANDING", "account", "activity", "activity_leader", "activity_need", "affiliation", "answer", "assignment",
    "attendance", "audit", "command_writes", "consent", "contest", "course", "day_off", "decision", "diagnosis",
    "document", "due", "expert_score", "form_mapping", "frame_member", "inbox", "instrument_version", "invitation",
    "invitation_attempt", "iom", "iom_change", "iom_checkin", "iom_item", "lease", "library_item", "mapping_draft",
    "metadata",
    "municipality", "municipality_alias", "need", "outbox", "paper_run", "participation", "partner", "person",
    "plan_item", "practice", "question", "request", "response", "role_grant", "run", "school", "school_index",
    "school_period", "school_risk", "school_status", "staff_qualification", "stored_file", "survey",
]  # fmt: skip
