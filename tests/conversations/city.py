"""A made-up city in one process: the whole application over the web chat, people who type and tap, a clock to move."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import sample
from bot.app import Application
from bot.database import prepare
from bot.settings import Settings
from messengers.webchat.chats import Upload
from messengers.webchat.messenger import WebMessenger
from messengers.webchat.people import DemoPerson
from messengers.webchat.records import Message
from messengers.webchat.store import ChatStore
from storage.database import Database
from texts.demo import CAST, ORGANISATION

TUESDAY = datetime(2026, 11, 24, 11, tzinfo=ZoneInfo("Europe/Moscow")).astimezone(UTC)
CALM = 0.05  # seconds without anything new: the conversation has come to rest


class Someone:
    """A person at a keyboard: says, taps, reads."""

    def __init__(self, city: "City", person: DemoPerson) -> None:
        self.city = city
        self.person = person
        self.chats = city.web.chats

    async def says(self, text: str) -> str:
        """Type a message and read what comes back."""
        self.chats.say(self.person, text)
        return await self.reads()

    async def taps(self, label: str) -> str:
        """Tap the newest button whose label contains these words, and read what comes back."""
        self.press(label)
        return await self.reads()

    def press(self, label: str) -> None:
        """Tap without waiting."""
        for message in reversed(self.messages()):
            for row in message.keyboard:
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        self.chats.press(self.person, message.id, button["callback_data"])
                        return
        raise AssertionError(f"no button «{label}» in:\n{self.screen()}")

    async def sends(self, name: str, data: bytes) -> str:
        """Send a file."""
        file = self.chats.upload(Upload(name, data, "document"))
        self.chats.send_file(self.person, file.id, "")
        return await self.reads()

    async def reads(self) -> str:
        """The last message of the bot, once nothing more comes."""
        await self.city.rest()
        return self.screen()

    def messages(self) -> list[Message]:
        """What the conversation shows, oldest first."""
        return self.chats.store.history(self.person.user_id, 2**62, 200)

    def screen(self) -> str:
        """The last message of the bot as plain words, with its buttons in brackets."""
        return self.shown(self.said()[-1]) if self.said() else ""

    def said(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in self.messages() if message.by_bot]

    def shown(self, message: Message) -> str:
        """A message as a person sees it."""
        words = unescape(re.sub(r"<[^>]+>", "", message.text))
        buttons = " ".join(f"[{button['text']}]" for row in message.keyboard for button in row)
        return f"{words}\n{buttons}".strip()

    def files(self) -> list[tuple[str, bytes]]:
        """Names and bytes of the files that the bot sent."""
        store = self.chats.store
        return [(each.file.name, store.file_bytes(each.file.id) or b"") for each in self.said() if each.file]


class City:
    """The running program and its people."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = TUESDAY
        self.settings = Settings(_env_file=None, bot_data_dir=folder, **ORGANISATION)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start, or start again after `stop`: everything goes on where it was."""
        prepare(self.settings)
        self.db = Database(self.settings.database).open()
        self.web = WebMessenger(ChatStore(self.folder / "chat.sqlite3"), sample.PEOPLE, "Наставник", lambda: self.now)
        self.app = Application(self.settings, self.db, {"web": self.web}, lambda: self.now)
        await self.app.prepare()
        await sample.fill(self.app, self.now)
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self.app.run(self._stop))
        await self.rest()

    async def stop(self) -> None:
        """Stop as the program stops on a signal."""
        self._stop.set()
        if self._task:
            await self._task
        await self.web.close()
        self.db.close()

    async def wait(self, step: timedelta) -> None:
        """Let time pass."""
        await self.come(self.now + step)

    async def come(self, moment: datetime) -> None:
        """Let time pass until this moment."""
        self.now = moment
        await self.app.tick()
        await self.rest()

    async def rest(self) -> None:
        """Wait until inbox and outbox are empty and nothing new comes."""
        for _ in range(400):
            before = self._state()
            await asyncio.sleep(CALM)
            if self._state() == before and not await self.db.read(_busy):
                return
        raise AssertionError("the city does not come to rest")

    def _state(self) -> tuple[int, ...]:
        kept = self.web.chats.store
        return (len(kept.waiting(10)),)

    def someone(self, code: str) -> Someone:
        """One of the demo's people by code."""
        place = next(place for place, cast in enumerate(CAST) if cast.code == code)
        return Someone(self, sample.PEOPLE[place])


def _busy(tx: object) -> bool:
    execute: Callable[[str], object] = tx.exec_driver_sql  # type: ignore[attr-defined]
    waiting = execute("SELECT count(*) FROM inbox WHERE state = 'new'").scalar()  # type: ignore[attr-defined]
    now = execute("SELECT count(*) FROM outbox WHERE state IN ('new', 'sending') AND not_before IS NULL").scalar()  # type: ignore[attr-defined]
    return bool(waiting or now)


@asynccontextmanager
async def city_in(folder: Path) -> AsyncIterator[City]:
    """A city that stops at the end."""
    city = City(folder)
    await city.start()
    try:
        yield city
    finally:
        await city.stop()
