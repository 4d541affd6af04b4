"""The journal of what was done: who, in which role, what, to which object; never a name or an answer."""

from datetime import datetime

from sqlalchemy import insert

from storage.actor import Actor
from storage.database import Tx
from storage.tables import audit


def note(tx: Tx, now: datetime, actor: Actor | None, action: str, obj: str = "") -> None:
    """Add a line; `actor` is None for the command line and the clock."""
    who = {"person_id": actor.person_id, "role": actor.role} if actor else {"person_id": None, "role": ""}
    tx.execute(insert(audit), {"at": now, **who, "action": action, "object": obj})
