"""Messenger accounts: whom they belong to, in which role this person acts and whether the person has agreed.

`load` opens every update, so it is one query.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, bindparam, cast, exists, func, insert, select, update

from storage import access
from storage.actor import Actor, Grant
from storage.database import Tx
from storage.prepared import Prepared
from storage.reference import REGIONAL_ROLES
from storage.tables import account, consent, instrument_version, invitation, person
from texts.access_actions import EnterCode
from texts.actions import pack

GIVEN, OUTDATED, REFUSED, WITHDRAWN, UNASKED = "given", "outdated", "refused", "withdrawn", ""

_CONSENT_FORM = "F0"
_AWAITS_CODE = pack(EnterCode())  # whatever a stranger types is taken for a code


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A messenger account as it stands at the beginning of a turn."""

    id: int
    messenger: str
    user_id: str
    chat_id: str
    actor: Actor | None = None  # None: not linked to a person
    person_code: str = ""
    consent: str = UNASKED  # the person's last word on the current text
    expecting: str = _AWAITS_CODE  # a packed action that typed text completes

    @property
    def consented(self) -> bool:
        """Whether the person's data may be processed now."""
        return self.consent == GIVEN


def _statement() -> Select[Any]:
    said = consent.alias()
    last = select(func.max(said.c.id)).where(said.c.person_id == account.c.person_id).scalar_subquery()
    current = (
        select(func.max(instrument_version.c.number))
        .where(instrument_version.c.code == _CONSENT_FORM, instrument_version.c.municipality_id.is_(None))
        .scalar_subquery()
    )
    vouched = exists().where(
        invitation.c.person_id == account.c.person_id,
        invitation.c.used_at == account.c.linked_at,
        invitation.c.created_by.is_(None),
    )
    people = (
        select(
            account.c.id,
            account.c.chat_id,
            account.c.person_id,
            account.c.grant_id,
            account.c.expecting,
            account.c.unreachable_since,
            person.c.code,
            consent.c.decision,
            consent.c.withdrawn_at,
            (consent.c.version == cast(current, Text)).label("up_to_date"),
            vouched.label("vouched"),
        )
        .select_from(account)
        .outerjoin(person, person.c.id == account.c.person_id)
        .outerjoin(consent, consent.c.id == last)
        .where(account.c.messenger == bindparam("messenger"), account.c.user_id == bindparam("user_id"))
    )
    return access.with_grants(people, account.c.person_id)


_ACCOUNT = Prepared(_statement())


def load(tx: Tx, messenger: str, user_id: str, chat_id: str, now: datetime) -> AccountRow:
    """The account that writes, noted down when it is new and reachable again when it was not."""
    rows = _ACCOUNT.rows(tx, {"messenger": messenger, "user_id": user_id, **access.around(now)})
    if not rows:
        values = {"messenger": messenger, "user_id": user_id, "chat_id": chat_id, "expecting": _AWAITS_CODE}
        new_id = tx.execute(insert(account).returning(account.c.id), values).scalar_one()
        return AccountRow(new_id, messenger, user_id, chat_id)
    row = rows[0]
    if row.chat_id != chat_id or row.unreachable_since is not None:
        tx.execute(update(account).where(account.c.id == row.id).values(chat_id=chat_id, unreachable_since=None))
    if row.person_id is None:
        return AccountRow(row.id, messenger, user_id, chat_id, expecting=row.expecting)
    actor = _actor(row, access.in_force(rows, now))
    return AccountRow(row.id, messenger, user_id, chat_id, actor, row.code, _consent(row), row.expecting)


def _actor(row: Any, held: tuple[Grant, ...]) -> Actor:
    """The person with the roles of the day; a regional role counts only where it came with a vouched invitation."""
    grants = tuple(grant for grant in held if row.vouched or grant.role not in REGIONAL_ROLES)
    return Actor(row.person_id, grants, _acting(grants, row.grant_id))


def _acting(grants: tuple[Grant, ...], chosen: int | None) -> Grant | None:
    for grant in grants:
        if grant.id == chosen:
            return grant
    return grants[0] if grants else None


def _consent(row: Any) -> str:
    if row.decision is None:
        return UNASKED
    if row.withdrawn_at is not None:
        return WITHDRAWN
    if not row.up_to_date:
        return OUTDATED
    return str(row.decision)


def link(tx: Tx, account_id: int, person_id: int, now: datetime) -> None:
    """From now on this account belongs to the person."""
    values = {"person_id": person_id, "grant_id": None, "expecting": "", "linked_at": now}
    tx.execute(update(account).where(account.c.id == account_id).values(values))


def unlink(tx: Tx, account_id: int) -> None:
    """From now on this account belongs to nobody."""
    values = {"person_id": None, "grant_id": None, "expecting": _AWAITS_CODE, "linked_at": None}
    tx.execute(update(account).where(account.c.id == account_id).values(values))


def choose_grant(tx: Tx, account_id: int, grant_id: int) -> None:
    """The person acts in this role here, until another is chosen or the role ends."""
    tx.execute(update(account).where(account.c.id == account_id).values(grant_id=grant_id))


_EXPECT = Prepared(update(account).where(account.c.id == bindparam("account")).values(expecting=bindparam("packed")))


def expect_nothing(tx: Tx, packed: str) -> None:
    """Whoever was to type an answer to this packed action is not waited for any more, and was never."""
    tx.execute(update(account).where(account.c.expecting == packed).values(expecting=""))


def set_expecting(tx: Tx, account_id: int, packed: str) -> None:
    """The next typed text completes this packed action; "" for none."""
    _EXPECT.run(tx, {"account": account_id, "packed": packed})


_REACHABLE = (
    select(account.c.messenger, account.c.chat_id)
    .where(account.c.person_id == bindparam("person"), account.c.unreachable_since.is_(None))
    .order_by(account.c.linked_at.desc(), account.c.id.desc())
    .limit(1)
)


def reachable(tx: Tx, person_id: int) -> tuple[str, str] | None:
    """Messenger and chat in which a person was met last and has not stopped the bot."""
    row = tx.execute(_REACHABLE, {"person": person_id}).one_or_none()
    return (row.messenger, row.chat_id) if row else None


def mark_unreachable(tx: Tx, messenger: str, chat_id: str, now: datetime) -> None:
    """The messenger says that nobody reads this chat any more. `load` takes it back when the person writes again."""
    tx.execute(
        update(account)
        .where(account.c.messenger == messenger, account.c.chat_id == chat_id, account.c.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


def mark_reachable(tx: Tx, messenger: str, chat_id: str) -> None:
    """The messenger says that the person came back."""
    tx.execute(
        update(account)
        .where(account.c.messenger == messenger, account.c.chat_id == chat_id)
        .values(unreachable_since=None)
    )
