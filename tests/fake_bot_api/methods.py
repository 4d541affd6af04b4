"""The methods of the Bot API over the state of the world; each returns its result or raises Refused."""

import json
import time
from collections.abc import Callable
from typing import Any

from tests.fake_bot_api import rules
from tests.fake_bot_api.markup import Formatted
from tests.fake_bot_api.refusal import Refused
from tests.fake_bot_api.world import File, Json, Message, World

QUERY_GONE = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
POLLED_BY_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
ACTIONS = ("typing", "upload_photo", "upload_document", "record_voice", "choose_sticker", "find_location")


class Methods:
    """`call` performs a method by name; getUpdates waits, everything else is done at once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._poll = 0
        self._table: dict[str, Callable[[Json], Any]] = {
            "getMe": lambda _: self._world.bot | {"can_join_groups": True, "supports_inline_queries": False},
            "sendMessage": self._send_message,
            "sendPhoto": lambda params: self._send_file(params, "photo"),
            "sendDocument": lambda params: self._send_file(params, "document"),
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_keyboard,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer,
            "sendChatAction": self._action,
            "getFile": self._get_file,
            "setMyCommands": self._set_commands,
            "setMyDescription": lambda _: True,
            "setMyShortDescription": lambda _: True,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": lambda _: {"url": "", "has_custom_certificate": False} | self._world.webhook,
        }

    async def call(self, method: str, params: Json) -> Any:
        if method == "getUpdates":
            return await self._get_updates(params)
        perform = self._table.get(method)
        if perform is None:
            raise Refused("method not found", 404)
        return perform(params)

    # --- updates -------------------------------------------------------------------------------------------

    async def _get_updates(self, params: Json) -> list[Json]:
        world, queue = self._world, self._world.queue
        if world.webhook.get("url"):
            raise Refused(HOOKED, 409)
        self._poll += 1
        poll = self._poll
        world.changed()
        queue.allowed = _json(params, "allowed_updates", queue.allowed)
        queue.confirm(int(params.get("offset") or 0))
        deadline = time.monotonic() + min(int(params.get("timeout") or 0), 50)
        while not len(queue) and (left := deadline - time.monotonic()) > 0:
            await world.change(left)
            if poll != self._poll:
                raise Refused(POLLED_BY_OTHER, 409)
        return self._handed_out(queue.batch(min(int(params.get("limit") or 100), 100)))

    def _handed_out(self, batch: list[Json]) -> list[Json]:
        faults = self._world.faults
        for update in list(batch):
            number = update.get("update_id")
            if faults.dice.random() < faults.duplicates and isinstance(number, int):
                batch.append(update)
        if faults.shuffle:
            faults.dice.shuffle(batch)
        return batch

    def _set_webhook(self, params: Json) -> bool:
        url = str(params.get("url", ""))
        if url and not url.startswith(("https://", "http://127.0.0.1")):
            raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
        self._world.webhook = {"url": url, "secret": params.get("secret_token", "")}
        self._world.queue.allowed = _json(params, "allowed_updates", self._world.queue.allowed)
        self._world.changed()
        return True

    def _delete_webhook(self, _params: Json) -> bool:
        self._world.webhook = {}
        return True

    # --- messages ------------------------------------------------------------------------------------------

    def _send_message(self, params: Json) -> Json:
        chat = self._world.chat_to_write(params.get("chat_id", ""))
        words, keyboard = rules.text_of(params), rules.keyboard_of(params)
        self._pass_flood(chat)
        return self._show(chat, words, str(params["text"]), keyboard)

    def _send_file(self, params: Json, kind: str) -> Json:
        chat = self._world.chat_to_write(params.get("chat_id", ""))
        words, keyboard = rules.caption_of(params), rules.keyboard_of(params)
        given = params.get(kind)
        if isinstance(given, str) and given.startswith("attach://"):
            given = params.get(given.removeprefix("attach://"))
        if isinstance(given, str):
            file = self._known_file(given)
        elif isinstance(given, tuple):
            name, data = given
            rules.check_upload(data, kind)
            file = File(f"file{self._world.number()}", name, data, kind)
        else:
            raise Refused(f"there is no {kind} in the request")
        self._pass_flood(chat)
        self._world.files[file.id] = file
        return self._show(chat, words, str(params.get("caption", "")), keyboard, file)

    def _show(self, chat: int, words: Formatted, html: str, keyboard: rules.Keyboard, file: File | None = None) -> Json:
        message = Message(self._world.number(), chat, words, html, keyboard, None, file)
        return self._world.message_json(self._world.put(message))

    def _edit_text(self, params: Json) -> Json:
        message = self._own(params, "edit")
        if message.file is not None:
            raise Refused("there is no text in the message to edit")
        words = rules.text_of(params, "MESSAGE_TOO_LONG")
        return self._edit(message, words, str(params["text"]), rules.keyboard_of(params))

    def _edit_caption(self, params: Json) -> Json:
        message = self._own(params, "edit")
        words = rules.caption_of(params)
        return self._edit(message, words, str(params.get("caption", "")), rules.keyboard_of(params))

    def _edit_keyboard(self, params: Json) -> Json:
        message = self._own(params, "edit")
        return self._edit(message, message.words, message.html, rules.keyboard_of(params))

    def _edit(self, message: Message, words: Formatted, html: str, keyboard: rules.Keyboard) -> Json:
        if (message.words, message.keyboard) == (words, keyboard):
            raise Refused(SAME)
        self._pass_flood(message.chat_id)
        message.words, message.html, message.keyboard = words, html, keyboard
        message.edits += 1
        self._world.changed(message.chat_id)
        return self._world.message_json(message)

    def _delete(self, params: Json) -> bool:
        message = self._own(params, "delete", foreign=True)
        del self._world.chats[message.chat_id][message.id]
        self._world.changed(message.chat_id)
        return True

    def _own(self, params: Json, verb: str, *, foreign: bool = False) -> Message:
        chat = self._world.chat_to_write(params.get("chat_id", ""))
        number = str(params.get("message_id", ""))
        message = self._world.chats.get(chat, {}).get(int(number) if number.isdigit() else 0)
        if message is None:
            raise Refused(f"message to {verb} not found")
        if message.sender is not None and not foreign:
            raise Refused("message can't be edited")
        return message

    def _pass_flood(self, chat: int) -> None:
        self._world.flood.check(chat, time.monotonic())

    # --- the rest ------------------------------------------------------------------------------------------

    def _answer(self, params: Json) -> bool:
        press = self._world.presses.get(str(params.get("callback_query_id", "")))
        now = time.monotonic()
        if press is None or press.answered_at is not None or now - press.at > self._world.query_life:
            raise Refused(QUERY_GONE)
        if len(str(params.get("text", ""))) > rules.TOAST:
            raise Refused("MESSAGE_TOO_LONG")
        press.answered_at, press.toast = now, str(params.get("text", ""))
        press.alert = str(params.get("show_alert", "")).lower() == "true"
        self._world.changed(press.user_id)
        return True

    def _action(self, params: Json) -> bool:
        self._world.chat_to_write(params.get("chat_id", ""))
        if params.get("action") not in ACTIONS:
            raise Refused("wrong parameter action in request")
        return True

    def _get_file(self, params: Json) -> Json:
        file = self._known_file(str(params.get("file_id", "")))
        if len(file.data) > rules.DOWNLOAD:
            raise Refused("file is too big")
        return {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_size": len(file.data),
            "file_path": f"{file.kind}s/{file.id}",
        }

    def _known_file(self, file_id: str) -> File:
        file = self._world.files.get(file_id)
        if file is None:
            raise Refused("wrong file_id or the file is temporarily unavailable")
        return file

    def _set_commands(self, params: Json) -> bool:
        rules.check_commands(params)
        self._world.commands = _json(params, "commands", [])
        return True


def _json(params: Json, name: str, otherwise: Any) -> Any:
    given = params.get(name)
    return json.loads(given) if isinstance(given, str) and given else given or otherwise
