"""A stored message as the method of the Bot API that says it."""

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
from aiogram.types import FSInputFile, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from messengers.errors import NoSuchFile
from messengers.splitting import plain

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Body = dict[str, Any]  # what messengers.outbox wrote down


def draw(body: Body, chat_id: str, folder: Path, *, as_plain: bool = False) -> TelegramMethod[Any]:
    """The method that shows this message in this chat. Raises NoSuchFile."""
    common: dict[str, Any] = {
        "chat_id": chat_id,
        "parse_mode": None if as_plain else "HTML",
        "reply_markup": _keyboard(body["buttons"]),
    }
    text = plain(body["text"]) if as_plain else body["text"]
    if body["files"]:
        return _with_file(body["files"][0], folder, common | {"caption": text or None})
    common |= {"text": text, "link_preview_options": _NO_PREVIEW}
    if body["edit"]:
        return EditMessageText(message_id=int(body["edit"]), **common)
    return SendMessage(**common)


def draw_answer(body: Body) -> AnswerCallbackQuery:
    """The method that answers the press behind this message."""
    return AnswerCallbackQuery(callback_query_id=body["answers"], text=body["toast"] or None)


def _with_file(file: dict[str, str], folder: Path, common: dict[str, Any]) -> TelegramMethod[Any]:
    path = (folder / file["path"]).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise NoSuchFile(file["path"])
    upload = FSInputFile(path, filename=file["name"])
    if file["media"] == "photo":
        return SendPhoto(photo=upload, **common)
    return SendDocument(document=upload, **common)


def _keyboard(rows: list[list[dict[str, str]]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(**button) for button in row] for row in rows])


def _button(label: str, data: str | None = None, url: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data, url=url)
