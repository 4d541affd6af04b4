"""aiogram's way into the web chat: performs the methods of the Bot API, as strictly as Telegram does."""

import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from aiogram import Bot
from aiogram import methods as m
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramNotFound
from aiogram.methods.base import TelegramMethod, TelegramType
from pydantic import TypeAdapter
from typing_extensions import override

from messengers.webchat import limits
from messengers.webchat.chats import Chats, Upload
from messengers.webchat.records import Message, StoredFile
from messengers.webchat.refusal import Refusal

_CHUNK = 2**16


@dataclass(frozen=True, slots=True)
class _Call:
    """A method as it would stand in an HTTP form."""

    form: dict[str, str]
    files: dict[str, tuple[str, bytes]]

    def text(self, name: str) -> str:
        """The words of a field as HTML; a field without parse mode is taken literally."""
        words = self.form.get(name, "")
        if self.form.get("parse_mode", "").upper() == "HTML":
            return words
        return words.replace("&", "&amp;").replace("<", "&lt;")


class WebSession(BaseSession):
    """A session whose other end is `Chats` and not a network."""

    def __init__(self, chats: Chats) -> None:
        super().__init__(api=TelegramAPIServer(base="web:{method}", file="{path}"))
        self._chats = chats
        self._performers: dict[type[Any], Callable[[_Call], Any]] = {
            m.GetMe: lambda _: chats.bot,
            m.SendMessage: self._send_message,
            m.SendPhoto: self._send_photo,
            m.SendDocument: self._send_document,
            m.SendChatAction: self._send_chat_action,
            m.EditMessageText: self._edit_text,
            m.EditMessageReplyMarkup: self._edit_keyboard,
            m.DeleteMessage: self._delete,
            m.AnswerCallbackQuery: self._answer,
            m.SetMyCommands: self._set_commands,
            m.GetFile: self._get_file,
        }

    @override
    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Perform the method, or raise what aiogram raises for Telegram's refusal."""
        perform = self._performers.get(type(method))
        if perform is None:
            raise TelegramNotFound(method=method, message="Not Found: method not found")
        try:
            result = perform(await self._call(bot, method))
        except Refusal as refusal:
            raise TelegramBadRequest(method=method, message=f"Bad Request: {refusal}") from None
        return cast("TelegramType", _reader(type(method)).validate_python(result, context={"bot": bot}))

    @override
    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = _CHUNK,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The bytes of a file that somebody sent to the bot."""
        data = self._chats.store.file_bytes(url) or b""
        for start in range(0, len(data), chunk_size):
            yield data[start : start + chunk_size]

    @override
    async def close(self) -> None:
        """There is no connection to close."""

    async def _call(self, bot: Bot, method: TelegramMethod[Any]) -> _Call:
        inputs: dict[str, Any] = {}
        form = {
            name: prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=inputs))
        }
        files = {
            f"attach://{key}": (file.filename or "file", b"".join([part async for part in file.read(bot)]))
            for key, file in inputs.items()
        }
        return _Call(form, files)

    # --- methods -------------------------------------------------------------------------------------------

    def _send_message(self, call: _Call) -> Any:
        chat, text = self._chat(call), call.text("text")
        limits.check_text(text)
        return self._chats.shape(self._chats.post(chat, text, limits.read_keyboard(call.form.get("reply_markup", ""))))

    def _send_photo(self, call: _Call) -> Any:
        return self._send_file(call, "photo", limits.PHOTO_BYTES)

    def _send_document(self, call: _Call) -> Any:
        return self._send_file(call, "document", limits.DOCUMENT_BYTES)

    def _send_file(self, call: _Call, media: str, most: int) -> Any:
        chat, caption = self._chat(call), call.text("caption")
        limits.check_caption(caption)
        keyboard = limits.read_keyboard(call.form.get("reply_markup", ""))
        file = self._file(call, media, most)
        return self._chats.shape(self._chats.post(chat, caption, keyboard, file))

    def _file(self, call: _Call, media: str, most: int) -> StoredFile:
        given = call.form.get(media, "")
        if given not in call.files:
            known = self._chats.store.file(given)
            if known is None:
                raise Refusal("wrong remote file identifier specified: Wrong string length")
            return known
        name, data = call.files[given]
        if not data:
            raise Refusal("file must be non-empty")
        if len(data) > most:
            raise Refusal(f"file of size {len(data)} bytes is too big for a {media}")
        return self._chats.keep(Upload(name, data, media="photo" if media == "photo" else "document"))

    def _send_chat_action(self, call: _Call) -> bool:
        self._chats.type(self._chat(call))
        return True

    def _edit_text(self, call: _Call) -> Any:
        message, text = self._own_message(call, "edit"), call.text("text")
        limits.check_text(text)
        if message.file:
            raise Refusal("there is no text in the message to edit")
        return self._rewrite(message, text, call)

    def _edit_keyboard(self, call: _Call) -> Any:
        message = self._own_message(call, "edit")
        return self._rewrite(message, message.text, call)

    def _rewrite(self, message: Message, text: str, call: _Call) -> Any:
        keyboard = limits.read_keyboard(call.form.get("reply_markup", ""))
        if (text, keyboard) == (message.text, message.keyboard):
            raise Refusal(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        return self._chats.shape(self._chats.rewrite(message, text, keyboard))

    def _delete(self, call: _Call) -> bool:
        self._chats.remove(self._message(call, "delete"))
        return True

    def _answer(self, call: _Call) -> bool:
        text = call.form.get("text", "")
        if limits.units(text) > limits.TOAST:
            raise Refusal("MESSAGE_TOO_LONG")
        self._chats.answer(call.form["callback_query_id"], text, alert=call.form.get("show_alert") == "true")
        return True

    def _set_commands(self, call: _Call) -> bool:
        scope = json.loads(call.form.get("scope", "{}"))
        self._chats.set_commands(str(scope.get("chat_id", "")), json.loads(call.form.get("commands", "[]")))
        return True

    def _get_file(self, call: _Call) -> Any:
        file = self._chats.store.file(call.form["file_id"])
        if file is None:
            raise Refusal("invalid file_id")
        if file.size > limits.DOWNLOAD_BYTES:
            raise Refusal("file is too big")
        return {"file_id": file.id, "file_unique_id": file.id[:16], "file_size": file.size, "file_path": file.id}

    # --- what a call speaks about -------------------------------------------------------------------------------

    def _chat(self, call: _Call) -> str:
        chat = call.form.get("chat_id", "")
        if chat not in self._chats.people:
            raise Refusal("chat not found")
        return chat

    def _message(self, call: _Call, purpose: str) -> Message:
        number = call.form.get("message_id", "")
        message = self._chats.store.message(self._chat(call), int(number or 0))
        if message is None:
            raise Refusal(f"message to {purpose} not found")
        return message

    def _own_message(self, call: _Call, purpose: str) -> Message:
        message = self._message(call, purpose)
        if not message.by_bot:
            raise Refusal(f"message can't be {purpose}ed")
        return message


@cache
def _reader(method: type[TelegramMethod[Any]]) -> TypeAdapter[Any]:
    return TypeAdapter(method.__returning__)
