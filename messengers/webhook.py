"""A messenger's webhook: an update is answered with 200 after it is stored, and with nothing better before."""

import hmac
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from messengers.messenger import AddressTaken, Store
from messengers.polling import read_update
from messengers.secret import SECRET
from storage import trouble
from texts.system import reason

log = logging.getLogger(__name__)

BODY_LIMIT = 2**20


class NoSecret(ValueError):  # noqa: N818 - it says what is missing
    """Without a secret anybody could write in any person's name."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the messenger sends updates to, and where this process listens; raises NoSecret."""

    url: str  # as the messenger sees it
    secret: str  # 8 to 256 of A-Z a-z 0-9 _ -
    host: str = "127.0.0.1"
    port: int = 8081
    header: str = "X-Telegram-Bot-Api-Secret-Token"

    def __post_init__(self) -> None:
        if not SECRET.fullmatch(self.secret):
            raise NoSecret("a webhook needs a secret of 8 to 256 letters, digits, _ and -")

    @property
    def path(self) -> str:
        """The path that requests come to."""
        return urlsplit(self.url).path or "/"


@asynccontextmanager
async def listening(hook: Webhook, store: Store) -> AsyncIterator[None]:
    """Serve the webhook until the end of the block, then let requests under way come to their end.

    Raises AddressTaken.
    """
    runner = web.AppRunner(application(hook, store), access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, hook.host, hook.port).start()
        except OSError as error:
            raise AddressTaken(f"{hook.host}:{hook.port}: {reason(error)}") from None
        yield
    finally:
        await runner.cleanup()


def application(hook: Webhook, store: Store) -> web.Application:
    """The web application with the one address of the webhook."""

    async def receive(request: web.Request) -> web.Response:
        if not _knows_secret(request, hook):
            return web.Response(status=401)
        try:
            update = read_update(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict | str):
            return web.Response(status=400)
        try:
            await store([update])
        except Exception as error:  # noqa: BLE001 - whatever it was, the messenger is to send the update again
            log.warning("An update was not stored and is asked for again: %s", trouble.told(error))
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(hook.path, receive)
    return app


def _knows_secret(request: web.Request, hook: Webhook) -> bool:
    # The address of the sender proves nothing: a proxy passes on whatever X-Forwarded-For it was given.
    given = request.headers.get(hook.header, "")
    return hmac.compare_digest(given.encode(errors="replace"), hook.secret.encode())
