"""A stored message as the call of the Bot API that says it; keyboards and options are JSON, the way they travel."""

from pathlib import Path
from typing import Any

from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendDocument, SendMessage, SendPhoto
from aiogram.types import FSInputFile

from messengers.errors import NoSuchFile, TooHeavy
from messengers.messenger import UPLOAD_LIMIT, Call
from messengers.splitting import plain
from texts import common

_NO_PREVIEW = '{"is_disabled": true}'

Body = dict[str, Any]  # what messengers.outbox wrote down


def draw(body: Body, chat_id: str, folder: Path, *, as_plain: bool = False) -> Call:
    """The call that shows this message in this chat. Raises NoSuchFile, TooHeavy."""
    text = plain(body["text"]) if as_plain else body["text"]
    fields = {"chat_id": chat_id, "parse_mode": None if as_plain else "HTML", "reply_markup": body["keyboard"] or None}
    if body["files"]:
        return _with_file(body["files"][0], folder, fields | {"caption": text or None})
    fields |= {"text": text, "link_preview_options": _NO_PREVIEW}
    if body["edit"]:
        return Call(EditMessageText, fields | {"message_id": int(body["edit"])})
    return Call(SendMessage, fields)


def without_file(body: Body) -> Body:
    """The same message with words in place of its file."""
    words = common.too_heavy(body["files"][0]["name"]) if body["files"] else ""
    return body | {"text": f"{body['text']}\n\n{words}".strip(), "files": []}


def draw_answer(body: Body) -> Call:
    """The call that answers the press behind this message."""
    return Call(AnswerCallbackQuery, {"callback_query_id": body["answers"], "text": body["toast"] or None})


def _with_file(file: dict[str, str], folder: Path, fields: dict[str, Any]) -> Call:
    path = (folder / file["path"]).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise NoSuchFile(file["path"])
    if path.stat().st_size > UPLOAD_LIMIT:
        raise TooHeavy(file["name"])
    upload = FSInputFile(path, filename=file["name"])
    if file["media"] == "photo":
        return Call(SendPhoto, fields | {"photo": upload})
    return Call(SendDocument, fields | {"document": upload})
