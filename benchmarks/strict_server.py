"""A Bot API server that only counts, strictly: one arrival too many in any second is refused. A process of its own.

Half of a varying delay lies before the counting, so that evenly sent messages arrive unevenly.
"""

import asyncio
import multiprocessing
import random
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from aiohttp import web

DELAY = (0.05, 0.3)
_RESULT = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "-"}


@dataclass
class Record:
    """What the server saw since it was last asked. Times are of the monotonic clock, which processes share."""

    refusals: int = 0
    mail: list[float] = field(default_factory=list)  # when each letter was answered
    replies: list[tuple[float, float]] = field(
        default_factory=list
    )  # when each was answered, seconds since it was said


class StrictServer:
    """`limit` messages in any second."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._dice = random.Random(1)  # noqa: S311 - the same delays every time
        self._arrivals: deque[float] = deque()
        self.record = Record()

    async def send_message(self, request: web.Request) -> web.Response:
        """Count a message. Its text says what it is: «mail» or «reply» and the moment it was said."""
        kind, said = str((await request.json())["text"]).split()
        half = self._dice.uniform(*DELAY) / 2
        await asyncio.sleep(half)
        if not self._passes(time.monotonic()):
            self.record.refusals += 1
            refusal = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
            return web.json_response(refusal | {"parameters": {"retry_after": 1}}, status=429)
        await asyncio.sleep(half)
        now = time.monotonic()
        if kind == "mail":
            self.record.mail.append(now)
        else:
            self.record.replies.append((now, now - float(said)))
        return web.json_response({"ok": True, "result": _RESULT})

    def _passes(self, now: float) -> bool:
        while self._arrivals and self._arrivals[0] <= now - 1.0:
            self._arrivals.popleft()
        if len(self._arrivals) >= self._limit:
            return False
        self._arrivals.append(now)
        return True


@contextmanager
def strict_server(limit: int) -> Iterator[tuple[str, Connection]]:
    """Run the server; gives its address and a line on which any word is answered with the record so far."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_main, args=(limit, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}", ours
    finally:
        process.terminate()
        process.join()


def _main(limit: int, line: Connection) -> None:
    asyncio.run(_serve(StrictServer(limit), line))


async def _serve(server: StrictServer, line: Connection) -> None:
    app = web.Application()
    app.router.add_post("/{bot}/sendMessage", server.send_message)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    line.send(runner.addresses[0][1])
    while True:
        await asyncio.to_thread(line.recv)
        record, server.record = server.record, Record()
        line.send(record)
