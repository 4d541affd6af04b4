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
        """So much is waiting that these are not handled; a button must not go on turning all the same."""
        told = tell and _say(tx, rows[0], common.dropped(), "dropped")
        for row in rows[1:] if told else rows:
            _quiet(tx, row)


def code_of(key: InboxKey) -> str:
    """A short name of an update that a person can say over the telephone."""
    return sha256(f"{key.messenger}:{key.bot_id}:{key.update_id}".encode()).hexdigest()[:6].upper()


def _say(tx: Tx, row: InboxRow, screen: Screen, why: str) -> bool:
    """Put the screen into the private chat of an update; False when it came from none."""
    chat, press = _where(_read(row))
    if chat is None:
        return False
    outbox.put(tx, Address(row.key.messenger, chat), screen, Delivery(_cause(row, why), answers=press))
    return True


def _quiet(tx: Tx, row: InboxRow) -> None:
    """Answer a press with nothing."""
    query = _part(_read(row), "callback_query")
    press, sender = query.get("id"), _part(query, "from").get("id")
    if isinstance(press, str) and isinstance(sender, int):
        to = Address(row.key.messenger, str(sender))
        outbox.answer_press(tx, to, Delivery(_cause(row, "dropped"), answers=press))


def _cause(row: InboxRow, why: str) -> str:
    return f"{why}:{row.key.messenger}:{row.key.bot_id}:{row.key.update_id}"


def _read(row: InboxRow) -> dict[str, Any]:
    update = json.loads(row.payload or "{}")
    return update if isinstance(update, dict) else {}


def _part(of: dict[str, Any], name: str) -> dict[str, Any]:
    """An object inside an object; an empty one for anything else that may stand there."""
    part = of.get(name)
    return part if isinstance(part, dict) else {}


def _where(update: dict[str, Any]) -> tuple[str | None, str | None]:
    """The private chat that an update came from and the press that waits for an answer."""
    query = _part(update, "callback_query")
    message = _part(query, "message") or _part(update, "message")
    chat = _part(message, "chat") or _part(query, "from")
    if chat.get("type", "private") != "private" or not isinstance(chat.get("id"), int):
        return None, None
    press = query.get("id")
    return str(chat["id"]), press if isinstance(press, str) else None
