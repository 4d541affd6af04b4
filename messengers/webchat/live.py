"""The line over which open pages hear news at once."""

import asyncio
from contextlib import suppress

from aiohttp import WSCloseCode, web

from messengers.webchat.hub import Hub
from messengers.webchat.records import Json

_HEARTBEAT = 20.0


class Live:
    """WebSockets of the open pages: unlike server-sent events, they do not use up a browser's six connections."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lines: set[web.WebSocketResponse] = set()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Keep one page informed until it leaves."""
        line = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await line.prepare(request)
        self._lines.add(line)
        try:
            await self._serve(line)
        finally:
            self._lines.discard(line)
        return line

    async def _serve(self, line: web.WebSocketResponse) -> None:
        with self._hub.subscribed() as news:
            pump = asyncio.create_task(_pump(news, line))
            try:
                async for _ in line:  # a page says nothing here; the loop ends when it leaves
                    pass
            finally:
                pump.cancel()

    async def close(self) -> None:
        """Let every page go; it will look for us again."""
        for line in set(self._lines):
            with suppress(ConnectionError, TimeoutError):
                await line.close(code=WSCloseCode.GOING_AWAY)


async def _pump(news: "asyncio.Queue[Json]", line: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        while True:
            await line.send_json(await news.get())
