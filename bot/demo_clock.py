"""The demo's clock, which can be moved."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import real_now
from messengers.webchat.store import ChatStore
from storage import due, outbox
from storage.database import Database


class DemoClock:
    """Real time plus an offset that the chat's store keeps; moving it lets everything happen that falls due."""

    def __init__(self, store: ChatStore, db: Database) -> None:
        self._store = store
        self._db = db
        self.tick: Callable[[], Awaitable[None]] | None = None  # set once there is something that ticks

    def now(self) -> datetime:
        """The demo's present moment."""
        return real_now() + self._store.clock_offset

    async def advance(self, step: timedelta) -> None:
        """Move forward and let everything happen that falls due."""
        self._store.clock_offset = self._store.clock_offset + step
        if self.tick is not None:
            await self.tick()

    async def next_event(self) -> datetime | None:
        """When the next planned thing happens: something falls due, or a message goes that waits for its hour."""
        now = self.now()
        moments = await self._db.read(lambda tx: (due.next_moment(tx), outbox.next_moment(tx, now)))
        return min((moment for moment in moments if moment is not None), default=None)
