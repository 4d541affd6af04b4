"""A stored message as the method of the Bot API that says it.

Keyboards and options are given as JSON, the way they travel: aiogram's objects for five buttons cost as much again as
the whole rest of a message.
"""

from pathlib import Path
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import FSInputFile

from messengers.errors import NoSuchFile, TooHeavy
from messengers.messenger import UPLOAD_LIMIT
from messengers.splitting import plain
from texts import common

_NO_PREVIEW: Any = '{"is_disabled": true}'

Body = dict[str, Any]  # what messengers.outbox wrote down


def draw(body: Body, chat_id: str, folder: Path, *, as_plain: bool = False) -> TelegramMethod[Any]:
    """The method that shows this message in this chat. Raises NoSuchFile, TooHeavy."""
    text = plain(body["text"]) if as_plain else body["text"]
    method: SendMessage | EditMessageText | SendPhoto | SendDocument = _method(body, chat_id, folder, text)
    method.parse_mode = None if as_plain else "HTML"
    method.reply_markup = body["keyboard"] or None
    return method


def _method(body: Body, chat_id: str, folder: Path, text: str) -> Any:
    if body["files"]:
        return _with_file(body["files"][0], folder, {"chat_id": chat_id, "caption": text or None})
    method: SendMessage | EditMessageText
    if body["edit"]:
        method = EditMessageText(chat_id=chat_id, message_id=int(body["edit"]), text=text)
    else:
        method = SendMessage(chat_id=chat_id, text=text)
    method.link_preview_options = _NO_PREVIEW
    return method


def without_file(body: Body) -> Body:
    """The same message with words in place of its file."""
    words = common.too_heavy(body["files"][0]["name"]) if body["files"] else ""
    return body | {"text": f"{body['text']}\n\n{words}".strip(), "files": []}


def draw_answer(body: Body) -> AnswerCallbackQuery:
    """The method that answers the press behind this message."""
    return AnswerCallbackQuery(callback_query_id=body["answers"], text=body["toast"] or None)


def _with_file(file: dict[str, str], folder: Path, common: dict[str, Any]) -> TelegramMethod[Any]:
    path = (folder / file["path"]).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise NoSuchFile(file["path"])
    if path.stat().st_size > UPLOAD_LIMIT:
        raise TooHeavy(file["name"])
    upload = FSInputFile(path, filename=file["name"])
    if file["media"] == "photo":
        return SendPhoto(photo=upload, **common)
    return SendDocument(document=upload, **common)
