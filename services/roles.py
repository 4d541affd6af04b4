"""Roles of a person who holds several: which there are and which one is acted in."""

from datetime import datetime

from services.access import NotFound
from storage import access, accounts, audit
from storage.accounts import AccountRow
from storage.actor import Grant
from storage.unit import Uow
from texts.access import RoleLine


def held(uow: Uow, account: AccountRow) -> list[RoleLine]:
    """All roles that this account may act in today."""
    actor = account.actor
    if actor is None:
        return []
    places = access.places(uow.tx, actor.grants)
    return [RoleLine(grant.id, grant.role, places[grant.id], grant == actor.acting) for grant in actor.grants]


def switch(uow: Uow, account: AccountRow, grant_id: int, now: datetime) -> Grant:
    """Act in this role from now on. Raises NotFound for a role that is not, or no longer, the person's."""
    actor = account.actor
    grant = next((each for each in actor.grants if each.id == grant_id), None) if actor else None
    if grant is None:
        raise NotFound
    accounts.choose_grant(uow.tx, account.id, grant_id)
    audit.note(uow.tx, now, actor, "role.switch", f"grant:{grant_id}")
    return grant
