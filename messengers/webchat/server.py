"""Serves the page while it is needed. Binds to loopback unless told otherwise."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from messengers.webchat import guard
from messengers.webchat.chats import Chats
from messengers.webchat.clock import Clock
from messengers.webchat.limits import DOCUMENT_BYTES
from messengers.webchat.live import Live
from messengers.webchat.requests import Requests

STATIC: Final = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page is served and in whose time it speaks; port 0 lets the system choose."""

    host: str = "127.0.0.1"
    port: int = 8080
    zone: str = "Europe/Moscow"


class ChatServer:
    """Serves the page between `start` and `stop`; `url` is known once it is started."""

    def __init__(self, chats: Chats, clock: Clock, place: Place) -> None:
        self._place = place
        self._live = Live(chats.hub)
        self._requests = Requests(chats, clock, place.zone)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Begin to serve; raises OSError when the port is taken."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._place.host, self._place.port).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    async def stop(self) -> None:
        """Say goodbye to the pages and stop serving."""
        await self._live.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=DOCUMENT_BYTES, middlewares=[guard.same_origin_only(self._place.host)])
        app.on_response_prepare.append(guard.add_headers)
        app.add_routes([web.get("/", _page), web.static("/static", STATIC), web.get("/live", self._live.connect)])
        app.add_routes(self._requests.routes())
        return app


async def _page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")
