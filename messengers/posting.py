"""Short requests to one server over connections that stay open: JSON goes out, the whole answer comes back.

A general HTTP client spends more time on each of them than everything else about a message takes together.
"""

import asyncio
import socket
import ssl
from collections import deque
from typing import cast

import httptools
from aiohappyeyeballs import start_connection
from yarl import URL

_CONNECT_SECONDS = 5.0
_IDLE_SECONDS = 15.0  # a connection that was silent for longer may be closed at the other end just now
_ADDRESS_DELAY = 0.25  # seconds after which the server's next address is tried beside the first


class NotConnectedError(OSError):
    """The request did not leave this machine."""


class CutOffError(OSError):
    """The connection ended before the answer was complete: nobody knows whether the request was heard."""


class Posting:
    """Connections to the server of an address; as many as there are requests under way."""

    def __init__(self, address: str) -> None:
        url = URL(address)
        assert url.raw_host
        self._host, self._port = url.raw_host, url.port or 443
        self._secure = ssl.create_default_context() if url.scheme == "https" else None
        self._head = f"Host: {url.host_port_subcomponent}\r\nContent-Type: application/json\r\nContent-Length:"
        self._idle: deque[_Line] = deque()

    async def post(self, path: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Status and body of the answer. Raises NotConnectedError, CutOffError, TimeoutError."""
        line = self._kept() or await self._connected()
        head = f"POST {path} HTTP/1.1\r\n{self._head} {len(body)}\r\n\r\n"
        async with asyncio.timeout(seconds):
            answer = await line.ask(head.encode() + body)
        if line.reusable:
            self._keep(line)
        return answer

    def close(self) -> None:
        """Let the connections go."""
        while self._idle:
            self._idle.pop().close()

    # --- inside ----------------------------------------------------------------------------------------------

    def _kept(self) -> "_Line | None":
        """The connection that was used last."""
        while self._idle:
            line = self._idle.pop()
            if line.reusable and line.idle_since > asyncio.get_running_loop().time() - _IDLE_SECONDS:
                return line
            line.close()
        return None

    def _keep(self, line: "_Line") -> None:
        line.idle_since = asyncio.get_running_loop().time()
        self._idle.append(line)
        while self._idle[0].idle_since < line.idle_since - _IDLE_SECONDS:
            self._idle.popleft().close()

    async def _connected(self) -> "_Line":
        loop = asyncio.get_running_loop()
        name = self._host if self._secure else None
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                addresses = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
                ready = await start_connection(addresses, happy_eyeballs_delay=_ADDRESS_DELAY, interleave=1)
                _, line = await loop.create_connection(_Line, sock=ready, ssl=self._secure, server_hostname=name)
        except OSError as error:  # a TimeoutError and every error of TLS is one as well
            raise NotConnectedError(type(error).__name__) from None
        return line


class _Line(asyncio.Protocol):
    """One connection, one request at a time. Whatever else happens than a clean answer ends it."""

    def __init__(self) -> None:
        self.idle_since = 0.0
        self.reusable = False
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._asking: asyncio.Future[tuple[int, bytes]] | None = None
        self._parts: list[bytes] = []

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request and wait for its answer; one that is given up takes the connection with it."""
        assert self._transport is not None
        self._parts, self.reusable = [], False
        self._asking = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            return await self._asking
        finally:
            self._asking = None
            if not self.reusable:
                self.close()

    def close(self) -> None:
        """Let the connection go."""
        self.reusable = False
        if self._transport is not None:
            self._transport.close()

    # --- what asyncio tells ------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self._transport = cast("asyncio.Transport", transport)  # not every loop's transport is one by birth

    def data_received(self, data: bytes) -> None:
        """Bytes of the answer, or something nobody asked for."""
        if self._asking is None:
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._cut_off()
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - why it ended makes no difference
        """The connection ended."""
        self.reusable = False
        self._cut_off()

    def _cut_off(self) -> None:
        if self._asking is not None and not self._asking.done():
            self._asking.set_exception(CutOffError("connection lost"))

    # --- what the parser tells ---------------------------------------------------------------------------------

    def on_body(self, part: bytes) -> None:
        """A part of the body."""
        self._parts.append(part)

    def on_message_complete(self) -> None:
        """The end of the answer."""
        if self._asking is None or self._asking.done():
            return
        self.reusable = bool(self._parser.should_keep_alive())
        self._asking.set_result((self._parser.get_status_code(), b"".join(self._parts)))
