"""The demo: made-up people of two made-up municipalities, the web chat and a clock that can be moved."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import loop
from bot.addresses import listening
from bot.clock import real_now
from bot.database import opened
from bot.demo_clock import DemoClock
from bot.folders import DEMO
from bot.lock import only_process_in
from bot.refused import Refused
from bot.settings import Settings
from messengers.messenger import Messenger
from messengers.webchat.messenger import WebMessenger
from messengers.webchat.server import ChatServer, Place
from messengers.webchat.store import ChatStore
from services.calendar import Hours
from storage.calendar import PRODUCTION
from storage.database import Database
from texts import demo as words
from texts import starting
from texts.system import reason

if TYPE_CHECKING:
    from bot.app import Application

_PORTIONS = 50  # of colleagues in one tick
ZONE = "Europe/Moscow"


def serve(settings: Settings) -> None:
    """Serve the demo chat until a signal; its data lives in a folder of its own."""
    folder = settings.bot_data_dir / DEMO
    settings = settings.model_copy(update={"bot_data_dir": folder, "database_url": None, **words.ORGANISATION})
    with only_process_in(folder), opened(settings) as db:
        loop.run(_serve(settings, db))


async def _serve(settings: Settings, db: Database) -> None:
    from bot import sample
    from bot.app import Application, stop_on_signals

    store = ChatStore(settings.bot_data_dir / "chat.sqlite3")
    clock = DemoClock(store, db)
    if store.is_new:
        store.clock_offset = _to_working_hours()
    web = WebMessenger(store, sample.PEOPLE, words.BOT_NAME, clock.now)
    messengers: Mapping[str, Messenger] = {web.name: web}
    application = Application(settings, db, messengers, clock.now, after_tick=lambda: _colleagues(application, clock))
    clock.tick = application.tick_safely
    await application.prepare()
    await sample.fill(application, clock.now())
    host, port = listening(settings.web_listen)
    server = ChatServer(web.chats, clock, Place(host, port, ZONE))
    try:
        await server.start()
    except OSError as error:
        told = f"{settings.web_listen}: {reason(error)}"
        raise Refused(starting.address_taken("WEB_LISTEN", told)) from None
    print(starting.demo_at(server.url), flush=True)  # noqa: T201 - the one thing a newcomer waits for
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        await application.run(stop)
    finally:
        await server.stop()
        await web.close()


async def _colleagues(application: "Application", clock: DemoClock) -> None:
    """The demo's other people answer a few at a time, so that nobody in the chat has to wait for them."""
    from bot import colleagues, sample

    work = partial(colleagues.answer_open, shelf=application.shelf, now=clock.now(), apart=sample.CAST_CODES)
    for _ in range(_PORTIONS):
        if not await application.db.write(work):
            return


def _to_working_hours() -> timedelta:
    """A demo that begins at night would show nothing: invitations wait until morning."""
    now = real_now()
    start = Hours(ZoneInfo(ZONE), PRODUCTION).next_allowed(now)
    return timedelta() if start == now else start + timedelta(hours=2) - now
