"""Both sides of every conversation: what the bot does to it and what the person does to it."""

import asyncio
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from messengers.webchat import limits, pictures, views, wire
from messengers.webchat.hub import Hub
from messengers.webchat.people import DemoPerson
from messengers.webchat.records import Draft, Json, Keyboard, Message, StoredFile
from messengers.webchat.refusal import Refusal
from messengers.webchat.store import ChatStore

_NO_END = 2**62


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sends."""

    name: str
    data: bytes
    media: Literal["document", "photo"] = "document"


class Chats:
    """The messenger's server: every person of the list has one conversation with the bot."""

    def __init__(self, store: ChatStore, people: Iterable[DemoPerson], bot: Json, now: Callable[[], datetime]) -> None:
        self.store = store
        self.people = {person.user_id: person for person in people}
        self.bot = bot
        self.hub = Hub()
        self.arrived = asyncio.Event()  # set while updates may wait for the bot
        self.arrived.set()
        self._now = now

    def shape(self, message: Message) -> Json:
        """The message as the Bot API shows it."""
        return wire.message(message, self.people[message.chat], self.bot)

    def last(self, chat: str) -> Json | None:
        """The newest message of a conversation as the page shows it."""
        newest = self.store.history(chat, _NO_END, 1)
        return views.message(newest[0]) if newest else None

    # --- the bot's side ------------------------------------------------------------------------------------

    def post(self, chat: str, text: str, keyboard: Keyboard, file: StoredFile | None = None) -> Message:
        """The bot says something."""
        message = self.store.add(Draft(chat, True, self._now(), text, keyboard, file))
        self._show(message, fresh=True)
        return message

    def rewrite(self, message: Message, text: str, keyboard: Keyboard) -> Message:
        """The bot changes what it said; a change of the buttons alone leaves no «edited» mark."""
        changed = self.store.change(message.id, text, keyboard, message.edited or text != message.text)
        self._show(changed, fresh=False)
        return changed

    def remove(self, message: Message) -> None:
        """The bot takes a message back."""
        self.store.delete(message.id)
        last, unread = self.last(message.chat), self.store.unread(message.chat)
        self.hub.publish("deleted", chat=message.chat, id=str(message.id), last=last, unread=unread)

    def type(self, chat: str) -> None:
        """The bot lets the person know that it is busy with an answer."""
        self.hub.publish("typing", chat=chat)

    def answer(self, press_id: str, text: str, alert: bool) -> None:
        """The bot answers a press; raises Refusal when it cannot be answered any more."""
        chat = self.store.answer(press_id)
        if chat is None:
            raise Refusal("query is too old and response timeout expired or query ID is invalid")
        self.hub.publish("answered", chat=chat, press=press_id, text=text, alert=alert)

    def set_commands(self, chat: str, commands: list[Json]) -> None:
        """The bot says what its menu offers, to everybody or in one chat."""
        self.store.set(f"commands:{chat}", commands)
        self.hub.publish("commands")

    def commands(self, chat: str) -> list[Json]:
        """The menu of this chat."""
        own = self.store.setting(f"commands:{chat}")
        return list(own if own is not None else self.store.setting("commands:") or [])

    def keep(self, upload: Upload) -> StoredFile:
        """Store a file; raises Refusal for a photo that is none."""
        if upload.media == "document":
            kind = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
            return self.store.keep_file(upload.name, kind, upload.data)
        picture = pictures.measure(upload.data)
        if picture is None:
            raise Refusal("IMAGE_PROCESS_FAILED")
        return self.store.keep_file(upload.name, picture.media_type, upload.data, (picture.width, picture.height))

    # --- the person's side ---------------------------------------------------------------------------------

    def say(self, person: DemoPerson, text: str) -> Message:
        """The person sends words; raises Refusal when there are none or too many."""
        words = escape(text.strip(), quote=False)
        limits.check_text(words)
        with self.store.together():
            return self._send(Draft(person.user_id, False, self._now(), words, []))

    def upload(self, upload: Upload) -> StoredFile:
        """A file is brought before it is sent; a photo that is no picture will travel as a document."""
        is_picture = upload.media == "photo" and pictures.measure(upload.data) is not None
        return self.keep(Upload(upload.name, upload.data, "photo" if is_picture else "document"))

    def send_file(self, person: DemoPerson, file_id: str, caption: str) -> Message:
        """The person sends a file that was brought; raises Refusal when there is none such."""
        words = escape(caption.strip(), quote=False)
        limits.check_caption(words)
        file = self.store.file(file_id)
        if file is None:
            raise Refusal("invalid file_id")
        with self.store.together():
            return self._send(Draft(person.user_id, False, self._now(), words, [], file))

    def press(self, person: DemoPerson, message_id: int, data: str) -> str:
        """The person presses a button that is under the message now; raises Refusal when there is none such."""
        message = self.store.message(person.user_id, message_id)
        if message is None or all(button.get("callback_data") != data for row in message.keyboard for button in row):
            raise Refusal("DATA_INVALID")
        with self.store.together():
            press_id = self.store.press(person.user_id)
            self.store.queue({"callback_query": wire.press(press_id, data, self.shape(message), wire.user(person))})
        self.arrived.set()
        return press_id

    def read(self, person: DemoPerson, upto: int) -> None:
        """The person has seen the conversation up to this message."""
        self.store.mark_read(person.user_id, upto)
        self.hub.publish("read", chat=person.user_id, unread=self.store.unread(person.user_id))

    def _send(self, draft: Draft) -> Message:
        message = self.store.add(draft)
        self.store.queue({"message": self.shape(message)})
        self.store.mark_read(message.chat, message.id)
        self._show(message, fresh=True)
        self.arrived.set()
        return message

    def _show(self, message: Message, fresh: bool) -> None:
        unread = self.store.unread(message.chat)
        self.hub.publish("message", chat=message.chat, message=views.message(message), unread=unread, fresh=fresh)
