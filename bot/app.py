"""Everything put together: one process that receives, handles, sends and wakes up."""

import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from aiogram.methods import SendChatAction, SetMyCommands
from aiogram.types import BotCommand
from apscheduler.schedulers.asyncio import AsyncIOScheduler

import handlers as _handlers  # noqa: F401 - fills the dispatch table
from bot import wellbeing
from bot.clock import real_now
from bot.intake import Intake
from bot.lanes import Lanes
from bot.lock import Lease
from bot.notices import KindNotices
from bot.pulse import Pulse
from bot.settings import Settings
from bot.updates import Updates
from handlers.turn import House, Organisation
from messengers.messenger import Messenger
from messengers.sender import Sender
from scheduler.tick import Tick
from services import instruments
from storage import trouble
from storage.database import Database
from storage.unit import Shelf, Uow
from texts import menu

log = logging.getLogger(__name__)

TICK_SECONDS = 30
DRAIN_SECONDS = 7.0


class Application:
    """The running program. `messengers` are ready to receive; the database is open and migrated."""

    def __init__(
        self,
        settings: Settings,
        db: Database,
        messengers: Mapping[str, Messenger],
        now: Callable[[], datetime],
        *,
        after_tick: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        folder = settings.bot_data_dir
        self.shelf = Shelf(folder)
        self.db = db
        self._messengers = messengers
        self._now = now
        self._after_tick = after_tick
        self._organisation = organisation_of(settings)
        self.sender = Sender(db, messengers, now, folder)
        self.tick = Tick(db, self.shelf, now)
        house = House(
            db=db,
            shelf=self.shelf,
            organisation=self._organisation,
            now=now,
            download=self._download,
            link=self._link,
            busy=self._show_busy,
            planned=self._tick_soon,
        )
        self._lanes = Lanes(db, Updates(house, messengers), KindNotices())
        self._pulse = Pulse(real_now, messengers)
        self._intake = Intake(db, self._lanes, lambda: now().date(), self._pulse)
        self._lease = Lease(db, folder, now)
        self._usernames: dict[str, str] = {}
        self._errands: set[asyncio.Task[None]] = set()

    async def _download(self, messenger: str, file_id: str) -> bytes:
        return await self._messengers[messenger].download(file_id)

    def _link(self, messenger: str, payload: str) -> str:
        username = self._usernames.get(messenger, "")
        return f"https://t.me/{username}?start={payload}" if username else ""

    async def prepare(self) -> None:
        """What has to be true before the first update: ours is the database, our instruments are published."""
        await self._lease.take()
        particulars = asdict(self._organisation)
        await self.db.write(lambda tx: instruments.publish_ours(Uow(tx, self.shelf), self._now(), particulars))

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then leave everything in order within a few seconds. Raises CannotReceive."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._lease.release)
            sending = await stack.enter_async_context(self._sending())
            stack.push_async_callback(self._lanes.drain, DRAIN_SECONDS)
            await self._resume()
            await stack.enter_async_context(self._ticking())
            settle()
            await self._receive(stop, sending)
            self.db.hasten()

    async def _resume(self) -> None:
        for name in self._messengers:
            if waiting := await self._lanes.resume(name):
                log.info("%d updates of %s waited to be handled", waiting, name)

    async def _receive(self, stop: asyncio.Event, sending: asyncio.Task[None]) -> None:
        """Receive from every messenger until told to stop, or until one of them cannot go on."""
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(stop.wait()), asyncio.create_task(self._lease.keep())]
        tasks += [asyncio.create_task(self._serve(messenger)) for messenger in self._messengers.values()]
        try:
            done, _ = await asyncio.wait([*tasks, sending], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            if not task.cancelled() and (error := task.exception()):
                raise error

    async def _serve(self, messenger: Messenger) -> None:
        introduction = asyncio.create_task(self._introduce(messenger))
        try:
            await messenger.receive(self._intake.of(messenger.name, messenger.bot_id))
        finally:
            introduction.cancel()

    async def _introduce(self, messenger: Messenger) -> None:
        """The bot's own name, for links, and its commands; a messenger that does not answer is asked again later."""
        while True:
            try:
                self._usernames[messenger.name] = (await messenger.bot.get_me()).username or ""
                commands = [BotCommand(command=name, description=words) for name, words in menu.COMMANDS.items()]
                await messenger.bot(SetMyCommands(commands=commands))
            except Exception as error:  # noqa: BLE001 - a comfort, not a duty: receiving goes on meanwhile
                log.info("%s does not answer yet: %s", messenger.name, type(error).__name__)
                await asyncio.sleep(60)
            else:
                return

    @asynccontextmanager
    async def _sending(self) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task(self.sender.run())
        try:
            yield task
        finally:
            await self.sender.stop()
            await asyncio.gather(task, return_exceptions=True)

    @asynccontextmanager
    async def _ticking(self) -> AsyncIterator[None]:
        """APScheduler only wakes us; what is due is in the database."""
        scheduler = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1})
        scheduler.add_job(self.tick_safely, "interval", seconds=TICK_SECONDS)
        scheduler.start()
        await self.tick_safely()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
            await asyncio.gather(*self._errands, return_exceptions=True)

    def _tick_soon(self) -> None:
        self._run_errand(self.tick_safely())

    def _show_busy(self, messenger: str, chat_id: str) -> None:
        self._run_errand(_typing(self._messengers[messenger], chat_id))

    def _run_errand(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def tick_safely(self) -> None:
        """Do what is due, and whatever else happens with each tick; an error waits for the next one."""
        try:
            await self.tick()
            if self._after_tick is not None:
                await self._after_tick()
            self._pulse.tick()
        except Exception as error:
            if trouble.passes(error):
                log.error("What is due waits for the storage: %s", trouble.told(error))  # noqa: TRY400 - it passes
            else:
                log.exception("The tick failed and is tried again in half a minute")
        wellbeing.note(self.shelf.folder, self._pulse)


async def _typing(messenger: Messenger, chat_id: str) -> None:
    """A comfort that may fail: it is not a reply, so it does not go through the outbox."""
    with contextlib.suppress(Exception):
        await messenger.bot(SendChatAction(chat_id=chat_id, action="typing"))


def organisation_of(settings: Settings) -> Organisation:
    """Who runs the bot, as the settings say."""
    return Organisation(
        operator=settings.operator_name,
        address=settings.operator_address,
        contact=settings.help_contact,
        until=settings.consent_until,
        erase_within=settings.consent_erase_within,
    )


def settle() -> None:
    """What the interpreter is told once everything stands: worth half of the bot's time, and a twentieth of it."""
    # Nothing that was made at start-up becomes garbage.
    gc.freeze()  # without collecting first: there are a few hundred dead objects among 280,000
    gc.set_threshold(50_000, 20, 50)
    # The loop and the writer's thread seldom take Python from each other in the middle of something.
    sys.setswitchinterval(0.02)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl+C ask politely; a second one is not needed."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
