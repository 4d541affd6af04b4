"""Invitations: who may come in by which secret, and how often somebody guessed.

Neither the link's token nor the short code is kept, only what recognises them. The code is short enough to be
tried out by whoever holds a copy of the database, so its hash needs a key that lies beside it.
"""

import hmac
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select, true, update

from storage.database import Tx
from storage.keys import secret
from storage.scope import Scope
from storage.tables import (
    account,
    affiliation,
    invitation,
    invitation_attempt,
    municipality,
    person,
    role_grant,
    school,
)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A stored invitation."""

    id: int
    person_id: int
    person_code: str
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What is kept of an invitation; `created_by` stays empty when an administrator vouches for the person."""

    person_id: int
    token_hash: bytes
    code_hash: bytes
    created_by: int | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who has a role and no messenger yet."""

    person_id: int
    code: str
    last_name: str
    first_name: str
    patronymic: str
    school_id: int | None  # the school of the main work
    school_name: str


def token_hash(token: str) -> bytes:
    """What recognises a link: it carries 128 random bits, so a plain hash tells nothing."""
    return sha256(token.encode()).digest()


def code_hash(folder: Path, code: str) -> bytes:
    """What recognises a short code, by a key under the data folder."""
    return hmac.new(secret(folder / "keys" / "invitations.secret"), code.encode(), sha256).digest()


def add(tx: Tx, row: NewInvitation) -> None:
    """Store a new invitation."""
    tx.execute(insert(invitation), asdict(row))


def revoke_open(tx: Tx, people: Iterable[int], now: datetime) -> int:
    """Nobody comes in any more by what these people were sent so far; returns how many invitations that ended."""
    statement = (
        update(invitation)
        .where(
            invitation.c.person_id.in_(list(people)), invitation.c.used_at.is_(None), invitation.c.revoked_at.is_(None)
        )
        .values(revoked_at=now)
    )
    return int(tx.execute(statement).rowcount)


def find(tx: Tx, digest: bytes) -> InvitationRow | None:
    """The invitation that this hash of a token or of a code recognises."""
    row = tx.execute(
        select(
            invitation.c.id,
            invitation.c.person_id,
            person.c.code,
            invitation.c.expires_at,
            invitation.c.used_at,
            invitation.c.revoked_at,
        )
        .join(person, person.c.id == invitation.c.person_id)
        .where(or_(invitation.c.token_hash == digest, invitation.c.code_hash == digest))
    ).one_or_none()
    return None if row is None else InvitationRow(*row)


def use(tx: Tx, invitation_id: int, now: datetime) -> bool:
    """Take the invitation; False for everybody but the first."""
    statement = (
        update(invitation)
        .where(
            invitation.c.id == invitation_id,
            invitation.c.used_at.is_(None),
            invitation.c.revoked_at.is_(None),
            invitation.c.expires_at > now,
        )
        .values(used_at=now)
    )
    return int(tx.execute(statement).rowcount) == 1


# --- guessing ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes of one account since the first of them."""

    since: datetime
    count: int


def wrong_tries(tx: Tx, messenger: str, user_id: str, after: datetime) -> Tries | None:
    """Wrong codes that this account has begun to give after this moment; None when there are none."""
    row = tx.execute(
        select(invitation_attempt.c.hour, invitation_attempt.c.tries)
        .where(*_attempts(messenger, user_id), invitation_attempt.c.hour > after)
        .order_by(invitation_attempt.c.hour.desc())
        .limit(1)
    ).one_or_none()
    return Tries(*row) if row else None


def count_wrong(tx: Tx, messenger: str, user_id: str, tries: Tries) -> None:
    """Remember so many wrong codes; those of an earlier time are forgotten."""
    tx.execute(delete(invitation_attempt).where(*_attempts(messenger, user_id)))
    values = {"messenger": messenger, "user_id": user_id, "hour": tries.since, "tries": tries.count}
    tx.execute(insert(invitation_attempt), values)


def _attempts(messenger: str, user_id: str) -> tuple[ColumnElement[bool], ...]:
    return invitation_attempt.c.messenger == messenger, invitation_attempt.c.user_id == user_id


# --- who is still to come ---------------------------------------------------------------------------------------


def not_linked(tx: Tx, scope: Scope, today: date) -> list[Invitee]:
    """People of the scope with a role in force and no messenger, by school and name, those without a school last."""
    works_there = (
        (affiliation.c.person_id == person.c.id)
        & affiliation.c.main
        & (affiliation.c.since <= today)
        & or_(affiliation.c.until.is_(None), affiliation.c.until >= today)
    )
    rows = tx.execute(
        select(
            person.c.id, person.c.code, person.c.last_name, person.c.first_name, person.c.patronymic,
            school.c.id.label("school_id"), school.c.name.label("school_name"),
        )
        .select_from(person)
        .outerjoin(affiliation, works_there)
        .outerjoin(school, school.c.id == affiliation.c.school_id)
        .where(_has_role(scope, today), ~exists().where(account.c.person_id == person.c.id))
        .order_by(
            school.c.id.is_(None), school.c.number.nulls_last(), school.c.name, person.c.last_name, person.c.first_name,
            person.c.id,
        )
    )  # fmt: skip
    found: dict[int, Invitee] = {}
    for row in rows:
        found.setdefault(row.id, Invitee(*row[:6], row.school_name or ""))
    return list(found.values())


def timezones(tx: Tx, people: Iterable[int]) -> dict[int, str]:
    """Time zone of the municipality in which a person has a role; nobody stands here who acts in none."""
    place = func.coalesce(role_grant.c.municipality_id, school.c.municipality_id)
    rows = tx.execute(
        select(role_grant.c.person_id, municipality.c.timezone)
        .select_from(role_grant)
        .outerjoin(school, school.c.id == role_grant.c.school_id)
        .join(municipality, municipality.c.id == place)
        .where(role_grant.c.person_id.in_(list(people)))
        .order_by(role_grant.c.id)
    )
    return {row.person_id: row.timezone for row in rows}


def _has_role(scope: Scope, today: date) -> ColumnElement[bool]:
    granted = school.alias()
    place = func.coalesce(role_grant.c.municipality_id, granted.c.municipality_id)
    return (
        exists()
        .select_from(role_grant.outerjoin(granted, granted.c.id == role_grant.c.school_id))
        .where(
            role_grant.c.person_id == person.c.id,
            role_grant.c.since <= today,
            or_(role_grant.c.until.is_(None), role_grant.c.until >= today),
            true() if scope.municipalities is None else place.in_(scope.municipalities),
            true() if scope.schools is None else role_grant.c.school_id.in_(scope.schools),
        )
    )
