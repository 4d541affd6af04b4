"""A press, which is nine updates of ten, read straight from its JSON: aiogram's objects cost ten times as much."""

from dataclasses import dataclass
from typing import Any

from bot.lanes import Unreadable

_PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Press:
    """What is known of a press. Of the message under the button only its place matters."""

    id: str  # of the callback query, which waits for an answer
    user_id: str
    chat_id: str
    message_id: str | None  # None: the button stood under something that is not a message of ours
    private: bool
    data: str


def press_of(query: Any) -> Press:
    """Read a callback query as the Bot API describes it. Raises Unreadable."""
    try:
        sender = _number(query["from"]["id"])
        chat_id, message_id, private = _place(query.get("message"), sender)
        press_id, data = query["id"], query.get("data") or ""
    except (KeyError, TypeError, AttributeError):
        raise Unreadable("no press") from None
    if not isinstance(press_id, str) or not isinstance(data, str):
        raise Unreadable("no press")
    return Press(press_id, sender, chat_id, message_id, private, data)


def _place(message: Any, sender: str) -> tuple[str, str | None, bool]:
    if message is None:
        return sender, None, True
    chat = message["chat"]
    return _number(chat["id"]), _number(message["message_id"]), chat["type"] == _PRIVATE


def _number(value: Any) -> str:
    if type(value) is not int:
        raise TypeError
    return str(value)
