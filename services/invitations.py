"""Invitations: one person on the roster comes in once, by a link or by a short code typed by hand."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services import access
from services.access import Object
from services.audience import today_in
from services.matrix import Action
from storage import access as roles
from storage import accounts, audit, invitations, reference
from storage.accounts import AccountRow
from storage.actor import Actor, Grant
from storage.invitations import InvitationRow, Invitee, NewInvitation, Tries
from storage.unit import Uow
from texts import codes

VALID = timedelta(days=7)
OWN_VALID = timedelta(days=1)
TRIES_AN_HOUR = 10
_HOUR = timedelta(hours=1)  # from the first wrong code on

_TOKEN = re.compile(r"(?:^|[=\s])([A-Za-z0-9_-]{22})$")


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh invitation. Its secrets exist here and on the sheet that is given to the person, nowhere else."""

    person_id: int
    token: str = field(repr=False)
    code: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """The account now belongs to the person with this code; `again` when it did already."""

    person_code: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class NotACode:
    """What was typed cannot be an invitation, so it does not count as a try."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """No such invitation; so many tries are left in this hour."""

    left: int


@dataclass(frozen=True, slots=True)
class Throttled:
    """Too many wrong codes; not before this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """The invitation was not used in time."""


@dataclass(frozen=True, slots=True)
class Used:
    """Somebody came in by this invitation already."""


@dataclass(frozen=True, slots=True)
class Revoked:
    """A newer invitation was issued, or this one was taken back."""


@dataclass(frozen=True, slots=True)
class SomebodyElse:
    """The account belongs to another person, who has to log out first."""


Outcome = Linked | NotACode | Wrong | Throttled | Expired | Used | Revoked | SomebodyElse


# --- handing out ------------------------------------------------------------------------------------------------


def issue(uow: Uow, people: Sequence[int], by: Actor | None, now: datetime, valid: timedelta = VALID) -> list[Issued]:
    """Invite these people anew, each by a link and a code of their own; older invitations of theirs end.

    `by` is None on the command line. Such an invitation, or one by an administrator, also vouches for the person:
    a regional operator's or an administrator's role works only where the person came in by one.

    Raises NotFound when `by` may not manage one of them.
    """
    people = list(dict.fromkeys(people))  # named twice, they are invited once
    _require_all(uow, people, by, now)
    invitations.revoke_open(uow.tx, people, now)
    for person_id in people:
        audit.note(uow.tx, now, by, "invitation.issue", f"person:{person_id}")
    vouches = by is None or by.role == reference.ADMINISTRATOR
    author = None if vouches or by is None else by.person_id
    return [_issue(uow, person_id, author, now, now + valid) for person_id in people]


def issue_own(uow: Uow, actor: Actor, now: datetime) -> Issued:
    """A code with which the person comes in from another messenger too; it vouches for no regional role."""
    invitations.revoke_open(uow.tx, [actor.person_id], now)
    audit.note(uow.tx, now, actor, "invitation.issue", f"person:{actor.person_id}")
    return _issue(uow, actor.person_id, actor.person_id, now, now + OWN_VALID)


def _issue(uow: Uow, person_id: int, author: int | None, now: datetime, expires_at: datetime) -> Issued:
    token = secrets.token_urlsafe(16)
    code = "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.LENGTH))
    kept = NewInvitation(
        person_id=person_id,
        token_hash=invitations.token_hash(token),
        code_hash=invitations.code_hash(uow.shelf.folder, code),
        created_by=author,
        created_at=now,
        expires_at=expires_at,
    )
    invitations.add(uow.tx, kept)
    return Issued(person_id, token, codes.printed(code), expires_at)


def revoke(uow: Uow, person_id: int, by: Actor | None, now: datetime) -> bool:
    """Take back what the person was sent; False when there was nothing to take back.

    Raises NotFound when `by` may not manage this person.
    """
    _require_all(uow, [person_id], by, now)
    audit.note(uow.tx, now, by, "invitation.revoke", f"person:{person_id}")
    return invitations.revoke_open(uow.tx, [person_id], now) > 0


def to_invite(uow: Uow, by: Actor, now: datetime, school_id: int | None = None) -> list[Invitee]:
    """People not linked to any messenger yet whom the actor may invite: of one school, or all of them."""
    today = today_in(uow.tx, by.acting.municipality_id if by.acting else None, now)
    found = invitations.not_linked(uow.tx, access.scope_of(by), today)
    allowed = _manageable(uow, [one.person_id for one in found], by, now)
    return [one for one in found if one.person_id in allowed and school_id in (None, one.school_id)]


def _require_all(uow: Uow, people: Sequence[int], by: Actor | None, now: datetime) -> None:
    if by is not None and not set(people) <= _manageable(uow, people, by, now):
        raise access.NotFound


def _manageable(uow: Uow, people: Sequence[int], by: Actor, now: datetime) -> set[int]:
    """Those all of whose roles, present and future, the actor may manage: who comes in gets every one of them."""
    held = roles.grants_not_ended(uow.tx, people, now)
    return {
        person_id
        for person_id, grants in held.items()
        if all(access.may(by, Action.MANAGE_PEOPLE, _of(grant)) for grant in grants)
    }


def _of(grant: Grant) -> Object:
    return Object(municipality_id=grant.municipality_id, school_id=grant.school_id, role=grant.role)


# --- coming in --------------------------------------------------------------------------------------------------


def redeem(uow: Uow, account: AccountRow, typed: str, now: datetime) -> Outcome:
    """Link the account to the person who was invited by this link's token or this code, if it is still good."""
    digest = _digest(uow, typed)
    if digest is None:
        return NotACode()
    before = invitations.wrong_tries(uow.tx, account.messenger, account.user_id, now - _HOUR) or Tries(now, 0)
    if before.count >= TRIES_AN_HOUR:
        return Throttled(before.since + _HOUR)
    found = invitations.find(uow.tx, digest)
    if found is None:
        tries = Tries(before.since, before.count + 1)
        invitations.count_wrong(uow.tx, account.messenger, account.user_id, tries)
        return Wrong(TRIES_AN_HOUR - tries.count)
    return _obstacle(found, account, now) or _link(uow, found, account, now)


def looks_like_one(typed: str) -> bool:
    """Whether this is written like the short code of an invitation."""
    return codes.read(typed) is not None


def _digest(uow: Uow, typed: str) -> bytes | None:
    code = codes.read(typed)
    if code is not None:
        return invitations.code_hash(uow.shelf.folder, code)
    token = _TOKEN.search(typed.strip())
    return invitations.token_hash(token[1]) if token else None


def _obstacle(found: InvitationRow, account: AccountRow, now: datetime) -> Outcome | None:
    """Why the invitation does not let this account in, or None."""
    mine = account.actor is not None and account.actor.person_id == found.person_id
    if found.used_at is not None:
        return Linked(found.person_code, again=True) if mine else Used()
    if found.revoked_at is not None:
        return Revoked()
    if found.expires_at <= now:
        return Expired()
    return SomebodyElse() if account.actor is not None and not mine else None


def _link(uow: Uow, found: InvitationRow, account: AccountRow, now: datetime) -> Outcome:
    if not invitations.use(uow.tx, found.id, now):
        return Used()
    accounts.link(uow.tx, account.id, found.person_id, now)
    audit.note(uow.tx, now, Actor(found.person_id, (), None), "account.link", f"account:{account.id}")
    return Linked(found.person_code)


def log_out(uow: Uow, account: AccountRow, now: datetime) -> None:
    """The account belongs to nobody from now on: coming in again takes a new invitation."""
    accounts.unlink(uow.tx, account.id)
    audit.note(uow.tx, now, account.actor, "account.unlink", f"account:{account.id}")
