"""The web chat behind the seam: hands updates over, and forgets them only when they are stored."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from aiogram import Bot

from messengers.messenger import Call, NoFile, Pace, Store
from messengers.webchat.chats import Chats
from messengers.webchat.people import DemoPerson
from messengers.webchat.session import WebSession
from messengers.webchat.store import ChatStore

BOT_ID: Final = 1
USERNAME: Final = "demo_bot"
_BATCH = 100
_PAUSE = 1.0  # seconds before the next try when the updates could not be stored

log = logging.getLogger(__name__)


class WebMessenger:
    """The messenger called «web»; it has no limits of pace, for there is no network."""

    name = "web"
    bot_id = BOT_ID
    pace = Pace(per_second=1000.0, chat_gap=0.0, group_gap=0.0)

    def __init__(
        self, store: ChatStore, people: Iterable[DemoPerson], bot_name: str, now: Callable[[], datetime]
    ) -> None:
        me = {"id": BOT_ID, "is_bot": True, "first_name": bot_name, "username": USERNAME}
        self.chats = Chats(store, people, me, now)
        self.bot = Bot(f"{BOT_ID}:web", session=WebSession(self.chats))

    async def receive(self, store: Store) -> None:
        """Hand updates over until cancelled; each is kept here until `store` has returned."""
        kept = self.chats.store
        while True:
            await self.chats.arrived.wait()
            self.chats.arrived.clear()
            while updates := kept.waiting(_BATCH):
                if await self._stored(store, updates):
                    kept.confirm(updates[-1]["update_id"])
                else:
                    await asyncio.sleep(_PAUSE)

    async def _stored(self, store: Store, updates: list[dict[str, object]]) -> bool:
        try:
            await store(updates)
        except Exception:
            log.exception("updates of the web chat could not be stored")
            return False
        return True

    async def perform(self, call: Call) -> None:
        """Say something; raises aiogram's errors."""
        await self.bot(call.as_method())

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file that a person sent; raises NoFile."""
        data = self.chats.store.file_bytes(file_id)
        if data is None:
            raise NoFile("the web chat has no such file")
        return data

    async def close(self) -> None:
        """Let the conversations' file go."""
        self.chats.store.close()
