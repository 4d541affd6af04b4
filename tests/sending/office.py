"""The bot's outgoing side over a database file: it says things, and can be started, stopped, moved in time."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from messengers import outbox
from messengers.messenger import Pace
from messengers.outbox import Address, Delivery
from messengers.pace import UNLIMITED
from messengers.sender import Sender
from messengers.telegram import TelegramMessenger
from storage import accounts
from storage.database import Tx
from storage.tables import account, person
from storage.tables import outbox as outbox_table
from tests.fresh_database import fresh_database
from texts.screen import Screen

SECRET = "42:TEST"
WAITING = ("new", "sending")


class Office:
    """Commits messages as a handler would and runs the real sender against the fake server."""

    def __init__(self, folder: Path, api_url: str, pace: Pace = UNLIMITED, token: str = SECRET) -> None:
        self.folder = folder
        self.db = fresh_database(folder / "nastavnik.sqlite3")
        self.messenger = TelegramMessenger(token, api_base=api_url)
        self.messenger.pace = pace  # type: ignore[misc]
        self.ahead = timedelta()
        self.running: asyncio.Task[None] | None = None
        self.sender = Sender(self.db, {"telegram": self.messenger}, self.now, folder)
        self._causes = 0

    def now(self) -> datetime:
        """The clock, which a test can put forward."""
        return datetime.now(UTC) + self.ahead

    # --- saying ----------------------------------------------------------------------------------------------

    async def says(self, chat: int, what: Screen | str, **how: Any) -> None:
        """Say one thing, as the effect of a cause of its own."""
        await self.says_all([(chat, what)], **how)

    async def says_all(self, what: list[tuple[int, Screen | str]], **how: Any) -> None:
        """Say several things in one transaction."""
        screens = [(chat, one if isinstance(one, Screen) else Screen(one)) for chat, one in what]

        def work(tx: Tx) -> None:
            for chat, screen in screens:
                outbox.put(tx, _to(chat), screen, Delivery(**({"cause": self._cause()} | how)))

        await self.db.write(work)

    async def answers(self, chat: int, press: str, toast: str = "") -> None:
        """Answer a press with nothing but a short line."""
        delivery = Delivery(cause=self._cause(), answers=press)
        await self.db.write(lambda tx: outbox.answer_press(tx, _to(chat), delivery, toast))

    async def tells_person(self, person_id: int, text: str) -> bool:
        """Say something to a person wherever this person is."""
        delivery = Delivery(cause=self._cause(), mass=True)
        return await self.db.write(lambda tx: outbox.put_for_person(tx, person_id, Screen(text), delivery))

    async def knows(self, person_id: int, *chats: int) -> None:
        """Note a person with accounts, the last of which was linked last."""

        def work(tx: Tx) -> None:
            tx.execute(insert(person).values(id=person_id, code=f"P{person_id}"))
            for place, chat in enumerate(chats):
                opened = accounts.load(tx, "telegram", str(chat), str(chat), self.now())
                accounts.link(tx, opened.id, person_id, self.now() + timedelta(seconds=place))

        await self.db.write(work)

    async def hears_from(self, chat: int) -> None:
        """The person writes, which opens a turn."""
        await self.db.write(lambda tx: accounts.load(tx, "telegram", str(chat), str(chat), self.now()))

    def unreachable(self) -> set[int]:
        """Chats that are known to have nobody in them."""
        rows = self._read(select(account.c.chat_id).where(account.c.unreachable_since.is_not(None)))
        return {int(row.chat_id) for row in rows}

    # --- running ---------------------------------------------------------------------------------------------

    def opens(self) -> None:
        """Start to send."""
        self.running = asyncio.create_task(self.sender.run())

    async def closes(self) -> None:
        """Stop as a program stops that was asked to."""
        if self.running is not None:
            if not self.running.done():
                await self.sender.stop()
            with suppress(Exception):
                await self.running
        await self.messenger.close()
        self.db.close()

    async def quiet(self, seconds: float = 30.0) -> None:
        """Wait until nothing waits any more."""
        await self.until(lambda: not any(row.state in WAITING for row in self.rows()), seconds)

    async def until(self, true: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait for something."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - what is waited for is in a database and rings no bell
                await asyncio.sleep(0.02)

    # --- looking ---------------------------------------------------------------------------------------------

    def rows(self) -> list[Any]:
        """The outbox as it lies in the database, oldest first."""
        return self._read(select(outbox_table).order_by(outbox_table.c.id))

    def states(self) -> Counter[str]:
        """How many rows are in which state."""
        return Counter(row.state for row in self.rows())

    def reasons(self) -> Counter[str]:
        """Why rows are dead or uncertain."""
        return Counter(row.error for row in self.rows() if row.state in ("dead", "uncertain"))

    def bytes_on_disk(self) -> bytes:
        """Everything the database has ever written and not overwritten."""
        return b"".join(path.read_bytes() for path in self.folder.glob("nastavnik.sqlite3*"))

    async def breaks_payloads(self) -> None:
        """Ruin what waits, as a broken disk might."""
        await self.db.write(lambda tx: tx.execute(update(outbox_table).values(payload="{broken")))

    def _read(self, statement: Any) -> list[Any]:
        return list(self.db.read_now(lambda tx: tx.execute(statement).all()))

    def _cause(self) -> str:
        self._causes += 1
        return f"in:telegram:42:{self._causes}"


def _to(chat: int) -> Address:
    return Address("telegram", str(chat))


def bodies(rows: list[Any]) -> list[dict[str, Any]]:
    """What rows say."""
    return [json.loads(row.payload) for row in rows]
