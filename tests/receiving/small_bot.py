"""A bot of the real receiving parts with a tiny handler: it notes what each person said, in the writer's transaction.

Words with a meaning: «медленно N» takes N seconds, «упади» fails always, «споткнись» fails twice, «много» does not fit
on a full disk.
"""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select

from bot.flood import Flood
from bot.intake import Intake
from bot.lanes import Lanes, Unreadable
from bot.lock import AlreadyRunning, Lease, only_process_in
from bot.pulse import Pulse
from messengers.messenger import CannotReceive
from messengers.polling import Patience
from messengers.telegram import TelegramMessenger
from storage import inbox
from storage.database import Database, Tx
from storage.inbox import InboxRow
from storage.tables import inbox as inbox_table
from tests.fresh_database import fresh_database

WIDE = Flood(actions=100_000)
QUICK = Patience(poll=1.0, alarm=0.5, give_up=2.0, longest_pause=0.5)

_own = MetaData()
said = Table(
    "said",
    _own,
    Column("id", Integer, primary_key=True),
    Column("who", Text),
    Column("words", Text),
    Column("n", Integer),
)
told = Table("told", _own, Column("id", Integer, primary_key=True), Column("who", Text), Column("what", Text))


def _now() -> datetime:
    return datetime.now(UTC)


class Notes:
    """What people were told by the lanes, as rows."""

    def poisoned(self, tx: Tx, row: InboxRow) -> None:
        tx.execute(insert(told), {"who": row.lane, "what": "poisoned"})

    def too_fast(self, tx: Tx, row: InboxRow) -> None:
        tx.execute(insert(told), {"who": row.lane, "what": "too fast"})

    def dropped(self, tx: Tx, rows: Sequence[InboxRow], *, tell: bool) -> None:
        if tell:
            tx.execute(insert(told), {"who": rows[0].lane, "what": "dropped"})


class SmallBot:
    """`start` takes up what waits and receives; `stop` drains."""

    def __init__(self, folder: Path, api_url: str, token: str = "42:TEST", **given: Any) -> None:
        self.db = fresh_database(folder / "small.sqlite3")
        self.db.write_now(_own.create_all)
        self.lanes = Lanes(self.db, self._handle, Notes(), given.get("limits"), given.get("flood", WIDE))
        self.intake = Intake(self.db, self.lanes, lambda: datetime.now(UTC).date(), Pulse(_now))
        self.messenger = TelegramMessenger(
            token, api_base=api_url, webhook=given.get("webhook"), patience=given.get("patience", QUICK)
        )
        self.receiving: asyncio.Task[None] | None = None
        self.begun: list[str] = []  # words whose handling has begun
        self._stumbled: Counter[int] = Counter()

    @property
    def store(self) -> Any:
        return self.intake.of("telegram", self.messenger.bot_id)

    async def start(self) -> None:
        await self.lanes.resume("telegram")
        self.receiving = asyncio.create_task(self.messenger.receive(self.store))

    async def stop(self, seconds: float = 10.0) -> bool:
        if self.receiving is not None:
            self.receiving.cancel()
            with suppress(asyncio.CancelledError, CannotReceive):
                await self.receiving
        drained = await self.lanes.drain(seconds)
        await self.messenger.close()
        self.db.close()
        return drained

    async def _handle(self, row: InboxRow) -> bool:
        try:
            update = Update.model_validate_json(row.payload)
        except ValidationError as error:
            raise Unreadable from error
        words = (update.message.text or "") if update.message else ""
        if update.callback_query:
            words = f"pressed {update.callback_query.data}"
        self.begun.append(words)
        await self._behave(words, row)

        def work(tx: Tx) -> None:
            tx.execute(insert(said), {"who": row.lane, "words": words, "n": row.key.update_id})
            if words.startswith("много"):
                tx.exec_driver_sql("INSERT INTO told (what) VALUES (zeroblob(4000000))")
            inbox.done(tx, row.key)

        await self.db.write(work)
        return True

    async def _behave(self, words: str, row: InboxRow) -> None:
        if words.startswith("медленно"):
            await asyncio.sleep(float(words.partition(" ")[2]))
        if words == "упади":
            raise RuntimeError(row.payload)
        if words == "споткнись":
            self._stumbled[row.key.update_id] += 1
            if self._stumbled[row.key.update_id] < 3:
                raise RuntimeError(row.payload)


def heard(db: Database) -> list[tuple[str, str]]:
    """Who said what, in the order of the effects."""
    return [(row.who, row.words) for row in db.read_now(lambda tx: tx.execute(select(said).order_by(said.c.id)).all())]


def notices(db: Database) -> list[tuple[str, str]]:
    """Who was told what by the lanes."""
    return [(row.who, row.what) for row in db.read_now(lambda tx: tx.execute(select(told).order_by(told.c.id)).all())]


def states(db: Database) -> Counter[str]:
    """How many updates are in which state."""
    return Counter(db.read_now(lambda tx: tx.execute(select(inbox_table.c.state)).scalars().all()))


async def settled(db: Database, count: int, seconds: float = 20.0) -> None:
    """Wait until this many updates are stored and none of them waits."""
    await until(lambda: states(db).total() >= count and not states(db)["new"], seconds)


async def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - neither the database nor the lanes ring a bell
            await asyncio.sleep(0.02)


# --- as a process of its own -----------------------------------------------------------------------------------


async def _live(folder: Path, api_url: str) -> int:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bot = SmallBot(folder, api_url)
    lease = Lease(bot.db, folder, lambda: datetime.now(UTC))
    await lease.take()
    await bot.start()
    assert bot.receiving is not None
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, bot.receiving}, return_when=asyncio.FIRST_COMPLETED)
    refused = bot.receiving.done()
    await lease.release()
    await bot.stop()
    return 1 if refused else 0


def live(folder: Path, api_url: str) -> int:
    """Run until SIGTERM; the exit status."""
    try:
        with only_process_in(folder):
            return asyncio.run(_live(folder, api_url))
    except AlreadyRunning:
        return 3


def nursery() -> None:
    """Import once, then fork a bot for each line `folder api_url` that comes in; its process number is the answer."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if answer == 0:
                os._exit(live(Path(order["folder"]), order["api"]))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
