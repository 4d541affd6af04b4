"""Saying something: a screen becomes outbox rows in the transaction of its cause, and is sent once that is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from messengers import splitting
from storage import accounts, outbox
from storage.database import Tx
from storage.outbox import NewRow
from texts.actions import pack
from texts.screen import Attachment, Button, Rows, Screen

_BUTTONS = 100  # https://core.telegram.org/bots/api does not say it, its servers do
_TOAST = 200  # https://core.telegram.org/bots/api#answercallbackquery
_ANSWER_PART = -1  # the answer to a press stands apart from the screens of the same cause


@dataclass(frozen=True)
class Address:
    """A chat in a messenger."""

    messenger: str
    chat_id: str


@dataclass(frozen=True)
class Delivery:
    """How a screen is to be sent."""

    cause: str  # unique together with the chat: whatever else the same cause says to it is taken for a repeat
    mass: bool = False  # after live replies
    edit: str | None = None  # id of the message to be replaced by this screen
    answers: str | None = None  # id of the callback query that is answered, with the screen's toast
    not_before: datetime | None = None  # for what must not come at night
    expires_at: datetime | None = None
    fragile: bool = False  # must not repeat when it is unknown whether it went
    traceless: bool = False  # nothing of it is kept once it is sent


def put(tx: Tx, to: Address, screen: Screen, delivery: Delivery) -> bool:
    """Send a screen: a long text in several messages, each file in one, the buttons under the last.

    False when the cause has said it to this chat already. Raises ValueError for a screen that no messenger takes.
    """
    _check(screen)
    bodies = list(_bodies(screen))
    bodies[-1]["keyboard"] = _keyboard(screen.rows)
    bodies[0] |= {"answers": delivery.answers, "toast": _toast(screen.toast)}
    if not bodies[0]["files"]:
        bodies[0]["edit"] = delivery.edit
    return outbox.insert(tx, [_row(to, delivery, part, body) for part, body in enumerate(bodies)])


def answer_press(tx: Tx, to: Address, delivery: Delivery, toast: str = "") -> None:
    """Answer the press of a button and show nothing but a short line."""
    body = _body("") | {"answers": delivery.answers, "toast": _toast(toast)}
    outbox.insert(tx, [_row(to, delivery, _ANSWER_PART, body)])


def put_for_person(tx: Tx, person_id: int, screen: Screen, delivery: Delivery) -> bool:
    """Send a screen to the account the person used last; False when none can be reached, or heard it already."""
    found = accounts.reachable(tx, person_id)
    if found is None:
        return False
    return put(tx, Address(*found), screen, delivery)


def _check(screen: Screen) -> None:
    buttons = [button for row in screen.rows for button in row]
    if len(buttons) > _BUTTONS:
        raise ValueError(f"{len(buttons)} buttons under one message")
    if not screen.files and not splitting.plain(screen.text).strip():
        raise ValueError("a screen without words")


def _bodies(screen: Screen) -> Iterator[dict[str, Any]]:
    """The messages of a screen: a short text stands under the first file, a long one before it."""
    text = _encodable(screen.text)
    if not screen.files or splitting.units(text) > splitting.CAPTION:
        for part in splitting.split(text):
            yield _body(part)
        text = ""
    for file in screen.files:
        yield _body(text, file)
        text = ""


def _body(text: str, file: Attachment | None = None) -> dict[str, Any]:
    files = [{"path": file.path, "name": file.name, "media": file.media}] if file else []
    return {"text": text, "keyboard": "", "files": files, "edit": None, "answers": None, "toast": ""}


def _keyboard(rows: Rows) -> str:
    """The buttons the way they travel, "" for none: drawn once here and not again at each try."""
    if not rows:
        return ""
    try:
        return _drawn(rows)
    except TypeError:  # half a character in a label
        return _drawn(tuple(tuple(button._replace(label=_encodable(button.label)) for button in row) for row in rows))


def _drawn(rows: Rows) -> str:
    return orjson.dumps({"inline_keyboard": [[_button(button) for button in row] for row in rows]}).decode()


def _button(button: Button) -> dict[str, str]:
    if button.action is None:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": pack(button.action)}


def _toast(text: str) -> str:
    text = _encodable(text)
    if splitting.units(text) <= _TOAST:
        return text
    return text.encode("utf-16-le")[: 2 * (_TOAST - 1)].decode("utf-16-le", "ignore") + "…"


def _encodable(text: str) -> str:
    """Half a character, which some clients send, can be neither stored nor sent."""
    return text.encode("utf-8", "replace").decode()


def _row(to: Address, delivery: Delivery, part: int, body: dict[str, Any]) -> NewRow:
    return NewRow(
        messenger=to.messenger,
        chat_id=to.chat_id,
        kind=_kind(body),
        payload=orjson.dumps(body).decode(),
        cause=delivery.cause,
        part=part,
        mass=delivery.mass,
        fragile=delivery.fragile,
        traceless=delivery.traceless,
        not_before=delivery.not_before,
        expires_at=delivery.expires_at,
    )


def _kind(body: dict[str, Any]) -> str:
    if body["files"]:
        return str(body["files"][0]["media"])
    if body["edit"]:
        return "edit"
    return "send" if body["text"] else "answer"
