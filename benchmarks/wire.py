"""As little of HTTP as bots need, so that what is timed is the bots and not their server."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl


@dataclass(slots=True)
class Request:
    """What was asked for; parameters come as a form or as JSON."""

    path: str
    params: dict[str, Any]


Answer = Callable[[Request], Any]


class Wire(asyncio.Protocol):
    """One kept-alive connection. An answer that has to be awaited is given in a task."""

    def __init__(self, answer: Answer, tasks: set[asyncio.Task[None]]) -> None:
        self._answer = answer
        self._tasks = tasks
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A request, or a part of one."""
        self._waiting += data
        head, end, rest = self._waiting.partition(b"\r\n\r\n")
        if not end or len(rest) < (size := _size(head)):
            return
        self._waiting = rest[size:]
        found = self._answer(_request(head, rest[:size]))
        if asyncio.iscoroutine(found):
            task = asyncio.create_task(self._give_later(found))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._give(found)

    async def _give_later(self, found: Any) -> None:
        self._give(await found)

    def _give(self, value: Any) -> None:
        assert self._transport is not None
        body = json.dumps(value, separators=(",", ":")).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


def _size(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def _request(head: bytes, body: bytes) -> Request:
    target = head.split(b" ", 2)[1].decode()
    path, _, query = target.partition("?")
    text = body.decode()
    if text.startswith("{"):
        return Request(path, json.loads(text))
    return Request(path, dict(parse_qsl(text or query)))


async def listen(answer: Answer) -> int:
    """Serve on a free port of loopback and return it."""
    tasks: set[asyncio.Task[None]] = set()
    server = await asyncio.get_running_loop().create_server(lambda: Wire(answer, tasks), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    return port
