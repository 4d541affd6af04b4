"""What Telegram's servers know: people, chats with their messages, presses that wait, files, updates not yet taken."""

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.fake_bot_api.faults import Faults
from tests.fake_bot_api.flood import Flood, Limits
from tests.fake_bot_api.markup import Formatted
from tests.fake_bot_api.queue import UpdateQueue
from tests.fake_bot_api.refusal import Refused
from tests.fake_bot_api.rules import Keyboard

Json = dict[str, Any]


@dataclass
class User:
    """A person; the bot may write to those who have started it."""

    id: int
    name: str
    started: bool = False
    blocked: bool = False
    gone: bool = False

    @property
    def json(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "ru"}


@dataclass
class File:
    """A file in a message."""

    id: str
    name: str
    data: bytes
    kind: str = "document"


@dataclass
class Message:
    """A message of a chat as it stands now; `sender` is None for the bot's."""

    id: int
    chat_id: int
    words: Formatted
    html: str
    keyboard: Keyboard
    sender: User | None
    file: File | None = None
    date: int = field(default_factory=lambda: int(time.time()))
    edits: int = 0


@dataclass
class Press:
    """A callback query."""

    id: str
    user_id: int
    message: Message
    data: str
    at: float
    answered_at: float | None = None
    toast: str = ""
    alert: bool = False


@dataclass
class Call:
    """One request of the bot as the server saw it; `code` is 200 or the code of the refusal."""

    at: float
    method: str
    params: Json
    code: int = 0
    description: str = ""
    fault: str = ""


class World:
    """All state of the fake; `changed` wakes whoever waits for something to happen."""

    def __init__(self, token: str = "42:TEST", limits: Limits | None = None, seed: int = 1) -> None:
        self.token = token
        self.bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Fake", "username": "fake_bot"}
        self.queue = UpdateQueue()
        self.faults = Faults(seed)
        self.flood = Flood(limits or Limits())
        self.users: dict[int, User] = {}
        self.chats: dict[int, dict[int, Message]] = {}
        self.groups: dict[int, int] = {}  # a group and what it became, 0 while it is the same
        self.presses: dict[str, Press] = {}
        self.files: dict[str, File] = {}
        self.calls: list[Call] = []
        self.commands: list[Json] = []
        self.webhook: Json = {}
        self.query_life = 60.0
        self._numbers = itertools.count(1)
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}

    def __getstate__(self) -> Json:
        return self.__dict__ | {"_waiting": {}}  # a copy has nobody waiting for it

    def check_token(self, token: str) -> None:
        """Raise Refused for a token that is nobody's."""
        if token != self.token:
            raise Refused(code=401)

    # --- people and chats ----------------------------------------------------------------------------------

    def user(self, user_id: int, name: str = "") -> User:
        """The person with this id, made known when new."""
        return self.users.setdefault(user_id, User(user_id, name or f"Person {user_id}"))

    def chat_to_write(self, chat_id: str) -> int:
        """The chat the bot may write to; raises Refused."""
        number = int(chat_id) if str(chat_id).lstrip("-").isdigit() else 0
        if number in self.groups:
            if new := self.groups[number]:
                raise Refused("group chat was upgraded to a supergroup chat", migrate_to=new)
            return number
        user = self.users.get(number)
        if user is None:
            raise Refused("chat not found")
        if user.gone:
            raise Refused("user is deactivated", 403)
        if user.blocked:
            raise Refused("bot was blocked by the user", 403)
        if not user.started:
            raise Refused("bot can't initiate conversation with a user", 403)
        return number

    def put(self, message: Message) -> Message:
        """Show a message in its chat."""
        self.chats.setdefault(message.chat_id, {})[message.id] = message
        self.changed(message.chat_id)
        return message

    def number(self) -> int:
        """A new number for a message, a query or a file."""
        return next(self._numbers)

    def chat_json(self, chat_id: int) -> Json:
        if chat_id < 0:
            return {"id": chat_id, "type": "supergroup" if chat_id < -(10**12) else "group", "title": "Group"}
        return {"id": chat_id, "type": "private", "first_name": self.user(chat_id).name}

    def message_json(self, message: Message) -> Json:
        body: Json = {
            "message_id": message.id,
            "date": message.date,
            "chat": self.chat_json(message.chat_id),
            "from": message.sender.json if message.sender else self.bot,
        }
        if message.file is None:
            body |= {"text": message.words.text, "entities": _entities(message.words)}
        else:
            body |= _file_json(message.file)
            if message.words.text:
                body |= {"caption": message.words.text, "caption_entities": _entities(message.words)}
        if message.keyboard:
            body["reply_markup"] = {"inline_keyboard": message.keyboard}
        if message.edits:
            body["edit_date"] = message.date
        return body

    # --- waiting for something to happen ---------------------------------------------------------------------

    def changed(self, chat_id: int = 0) -> None:
        """Wake those who wait for this chat; without one, those who wait for updates."""
        for future in self._waiting.pop(chat_id, []):
            if not future.done():
                future.set_result(None)

    async def change(self, seconds: float, chat_id: int = 0) -> bool:
        """Wait until something changes; False when nothing did."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(chat_id, []).append(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        return True

    # --- reading the record ----------------------------------------------------------------------------------

    def unanswered(self) -> list[Press]:
        """Presses whose little clock still turns."""
        return [press for press in self.presses.values() if press.answered_at is None]

    def called(self, method: str) -> list[Call]:
        """Calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]


def _entities(words: Formatted) -> list[Json]:
    return [
        {"type": kind, "offset": offset, "length": length, **({"url": url} if url else {})}
        for kind, offset, length, url in words.entities
    ]


def _file_json(file: File) -> Json:
    body: Json = {"file_id": file.id, "file_unique_id": f"u{file.id}", "file_size": len(file.data)}
    match file.kind:
        case "photo":
            return {"photo": [{**body, "width": 100, "height": 100}]}
        case "voice":
            return {"voice": {**body, "duration": 1, "mime_type": "audio/ogg"}}
        case _:
            return {"document": {**body, "file_name": file.name}}
