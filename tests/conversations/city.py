"""A made-up city in one process: the whole application over the web chat, people who type and tap, a clock to move.

The sample data is made once a process and copied for every story; nothing sleeps longer than the program works.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from city_data import Data, InTheFolder
from city_people import Someone
from city_unsettled import UNSETTLED
from sqlalchemy import select, text

from bot import sample
from bot.app import Application
from bot.database import prepare
from bot.flood import Flood
from bot.settings import Settings
from messengers.webchat.messenger import WebMessenger
from messengers.webchat.store import ChatStore
from storage.database import Database, Tx
from storage.due import next_moment
from storage.tables import outbox
from texts.demo import CAST, ORGANISATION

MOSCOW = ZoneInfo("Europe/Moscow")
TUESDAY = datetime(2026, 11, 24, 11, tzinfo=MOSCOW).astimezone(UTC)
GLANCE = 0.003  # seconds between two looks at whether everything has been said
PATIENCE = 20.0  # seconds after which a city that does not come to rest has a defect

T = TypeVar("T")


class City:
    """The running program and its people."""

    def __init__(self, folder: Path, data: Data | None = None) -> None:
        self.folder = folder
        self.now = TUESDAY
        data = data or InTheFolder()
        self.settings = Settings(_env_file=None, bot_data_dir=folder, **data.settings(folder), **ORGANISATION)
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start, or start again after `stop`: everything goes on where it was."""
        prepare(self.settings)
        self.db = Database(self.settings.database).open()
        self.web, self.max = self._messenger("web"), self._messenger("max")
        self.app = Application(self.settings, self.db, {"web": self.web, "max": self.max}, lambda: self.now)
        self.app._lanes._flood = Flood(actions=10**6)  # people in stories press faster than anybody could
        await self.app.prepare()
        await sample.fill(self.app, self.now)
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self.app.run(self._stop))
        await self.rest()

    def _messenger(self, name: str) -> WebMessenger:
        file = "chat.sqlite3" if name == "web" else f"{name}.sqlite3"
        made = WebMessenger(ChatStore(self.folder / file), sample.PEOPLE, "Наставник", lambda: self.now)
        made.name = name
        return made

    async def stop(self) -> None:
        """Stop as the program stops on a signal."""
        self._stop.set()
        if self._task:
            await self._task
        for messenger in (self.web, self.max):
            await messenger.close()
        self.db.close()

    async def wait(self, step: timedelta) -> None:
        """Let time pass."""
        await self.come(self.now + step)

    async def come(self, moment: datetime) -> None:
        """Let time pass until this moment; the program wakes up on the way whenever something is due."""
        while self.now < moment:
            midnight = (self.now.astimezone(MOSCOW) + timedelta(days=1)).replace(hour=0, minute=5).astimezone(UTC)
            due = await self.db.read(self._next)
            self.now = min(moment, midnight, max(due, self.now + timedelta(minutes=1)) if due else moment)
            await self.app.tick()
            await self.rest()

    async def come_to(self, day: str, hour: str = "11:00") -> None:
        """The same, said as «2026-11-25» and «19:30» of Moscow."""
        await self.come(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=MOSCOW).astimezone(UTC))

    async def rest(self) -> None:
        """Wait until everything that was sent is handled and everything that is to be said is said."""
        async with asyncio.timeout(PATIENCE):
            while await self._busy():  # noqa: ASYNC110 - the program does not tell when it is done
                await asyncio.sleep(GLANCE)

    async def _busy(self) -> bool:
        if self._task and self._task.done():
            self._task.result()
        if self.app._errands or len(self.app._lanes):  # the cheapest look first, it is repeated most
            return True
        if any(messenger.chats.store.waiting(1) for messenger in (self.web, self.max)):
            return True
        return bool(await self.db.read(self._unsettled)) or bool(self.app._errands or len(self.app._lanes))

    def _next(self, tx: Tx) -> datetime | None:
        waits = select(outbox.c.not_before).where(outbox.c.state == "new", outbox.c.not_before.is_not(None))
        moments = [moment for moment in (next_moment(tx), *tx.execute(waits).scalars()) if moment]
        return min(moments, default=None)

    def _unsettled(self, tx: Tx) -> int:
        found = tx.execute(UNSETTLED, {"now": self.now}).one()
        assert not found.failed, "an update could not be handled: see the log"
        assert found.dead is None, f"messages that could not be sent: {found.dead}"
        return int(found.waiting + found.unsaid)

    def someone(self, code: str, messenger: str = "web") -> Someone:
        """One of the demo's people by code; only the web chat knows them from the start."""
        place = next(place for place, cast in enumerate(CAST) if cast.code == code)
        return Someone(self, self.web if messenger == "web" else self.max, sample.PEOPLE[place])

    async def count(self, what: str) -> int:
        """How many rows there are: «response», «response WHERE state = 'sent'»."""
        return int(await self.db.read(lambda tx: tx.execute(text(f"SELECT count(*) FROM {what}")).scalar_one()))


def in_a_thread(story: Coroutine[Any, Any, T]) -> T:
    """Run a story in a loop of its own: whoever asks for it may be inside one already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()


@cache
def _made(data: Data) -> Path:
    """A folder with the sample data, made once a process and copied afterwards."""
    folder = Path(mkdtemp(prefix="city-"))

    async def make() -> None:
        city = City(folder, data)
        await city.start()
        await city.stop()

    in_a_thread(make())
    return folder


@asynccontextmanager
async def city_in(folder: Path, data: Data | None = None) -> AsyncIterator[City]:
    """A city that stops at the end."""
    data = data or InTheFolder()
    shutil.copytree(_made(data), folder, dirs_exist_ok=True)
    data.copy(_made(data), folder)
    city = City(folder, data)
    await city.start()
    try:
        yield city
    finally:
        await city.stop()
