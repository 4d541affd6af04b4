"""What the lanes tell people when an update cannot be handled as it should."""

import json
import logging
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from messengers import outbox
from messengers.outbox import Address, Delivery
from storage import inbox
from storage.database import Tx
from storage.inbox import InboxKey, InboxRow
from texts import common
from texts.screen import Screen

log = logging.getLogger(__name__)


class KindNotices:
    """Notices in the chat that the update came from."""

    def poisoned(self, tx: Tx, row: InboxRow) -> None:
        """Our mistake; the code in the message is found in the log."""
        inbox.poison(tx, row.key)
        log.error("The person was told the code %s about update %s", code_of(row.key), row.key)
        _say(tx, row, common.failed(code_of(row.key)), "poison")

    def too_fast(self, tx: Tx, row: InboxRow) -> None:
        """Somebody presses faster than can be meant."""
        _say(tx, row, common.too_fast(), "fast")

    def dropped(self, tx: Tx, rows: Sequence[InboxRow], *, tell: bool) -> None:
        """So much is waiting that these are not handled."""
        if tell:
            _say(tx, rows[0], common.dropped(), "dropped")


def code_of(key: InboxKey) -> str:
    """A short name of an update that a person can say over the telephone."""
    return sha256(f"{key.messenger}:{key.bot_id}:{key.update_id}".encode()).hexdigest()[:6].upper()


def _say(tx: Tx, row: InboxRow, screen: Screen, why: str) -> None:
    chat, press = _where(json.loads(row.payload or "{}"))
    if chat is None:
        return
    cause = f"{why}:{row.key.messenger}:{row.key.bot_id}:{row.key.update_id}"
    outbox.put(tx, Address(row.key.messenger, chat), screen, Delivery(cause, answers=press))


def _where(update: dict[str, Any]) -> tuple[str | None, str | None]:
    """The private chat that an update came from and the press that waits for an answer."""
    query = update.get("callback_query") or {}
    message = query.get("message") or update.get("message") or {}
    chat = message.get("chat") or query.get("from") or {}
    if chat.get("type", "private") != "private" or not isinstance(chat.get("id"), int):
        return None, None
    press = query.get("id")
    return str(chat["id"]), press if isinstance(press, str) else None
