"""From a messenger's raw updates to stored rows in lanes, without reading more of them than the key and the sender."""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import orjson

from bot.lanes import Lanes
from bot.pulse import Pulse
from messengers.messenger import KINDS, Store
from messengers.polling import update_id_of
from storage import inbox
from storage.database import Database
from storage.inbox import InboxKey, InboxRow

log = logging.getLogger(__name__)

_KINDS = frozenset(KINDS)

# ASCII only: half a surrogate pair, which JSON can spell, would not go into the database otherwise.
_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Intake:
    """Stores a batch of updates in one commit, then hands what is new to the lanes."""

    def __init__(self, db: Database, lanes: Lanes, today: Callable[[], date], pulse: Pulse) -> None:
        self._db = db
        self._lanes = lanes
        self._today = today
        self._pulse = pulse

    def of(self, messenger: str, bot_id: int) -> Store:
        """What a messenger calls with each batch; it raises when nothing was stored."""

        async def store(updates: Sequence[Any]) -> None:
            rows = [row_of(messenger, bot_id, update) for update in updates if not _is_foreign(update)]
            if len(rows) < len(updates):
                log.info("%d updates of %s are of kinds that nobody asked for", len(updates) - len(rows), messenger)
            try:
                if rows:
                    await self._store({row.key: row for row in sorted(rows, key=lambda row: row.key)})
            except Exception as error:
                self._pulse.not_stored(error)
                raise
            self._pulse.stored(messenger)

        return store

    async def _store(self, rows: dict[InboxKey, InboxRow]) -> None:
        today = self._today()
        fresh = await self._db.write(lambda tx: inbox.store(tx, list(rows.values()), today))
        for key in fresh:
            if rows[key].poison:
                log.error("Update %s cannot be read: it is put aside as poison", key)
        await self._lanes.add([rows[key] for key in fresh if not rows[key].poison])


def _is_foreign(update: Any) -> bool:
    """Whether a whole update is of none of our kinds: there is nothing in it to be handled."""
    return isinstance(update, dict) and _KINDS.isdisjoint(update)


def row_of(messenger: str, bot_id: int, update: Any) -> InboxRow:
    """A raw update as a row; one without a usable number gets a negative one made from what is in it."""
    payload = _payload(update)
    update_id = update_id_of(update)
    if isinstance(update, dict) and update_id is not None and payload:
        return InboxRow(InboxKey(messenger, bot_id, update_id), lane_of(update), payload, update=update)
    if update_id is None:
        update_id = -int.from_bytes(sha256(payload.encode()).digest()[:7])
    return InboxRow(InboxKey(messenger, bot_id, update_id), "", payload, poison=True)


def _payload(update: Any) -> str:
    try:
        return orjson.dumps(update).decode()
    except TypeError:  # half a character, nesting without end, a number of many digits
        return _slowly(update)


def _slowly(update: Any) -> str:
    try:
        return _json(update)
    except RecursionError:
        return ""


def lane_of(update: dict[str, Any]) -> str:
    """Whose lane an update belongs to: the sender's id, the chat's when nobody sent it, or "" for neither.

    The person and not the chat: a command in a group and a press in private must not meet.
    """
    for event in update.values():
        if isinstance(event, dict):
            sender = event.get("from") or event.get("user") or event.get("chat")
            if isinstance(sender, dict) and type(sender.get("id")) is int:
                return str(sender["id"])
    return ""
