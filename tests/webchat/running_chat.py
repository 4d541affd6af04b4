"""A web chat that runs on a free port, a clock that is turned by hand, and a browser that only speaks HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from messengers.webchat import ChatServer, ChatStore, DemoPerson, Place, WebMessenger

ANNA = DemoPerson("9007199254740993", "Анна Соколова", "учитель математики", "Учителя")  # more than 2**53
OLEG = DemoPerson("1002", "Олег Белов", "координатор", "Муниципалитет")
START = datetime(2025, 12, 1, 6, tzinfo=UTC)


class HandClock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.offset = timedelta(0)
        self.planned: datetime | None = START + timedelta(days=3)

    def now(self) -> datetime:
        return START + self.offset

    async def advance(self, step: timedelta) -> None:
        self.offset += step

    async def next_event(self) -> datetime | None:
        return self.planned


@dataclass
class Browser:
    """What the page does, without the page."""

    http: aiohttp.ClientSession
    url: str

    @property
    def origin(self) -> str:
        return self.url.rstrip("/")

    async def get(self, path: str) -> Any:
        async with self.http.get(self.origin + path) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, body: Any, status: int = 200) -> Any:
        async with self.http.post(self.origin + path, json=body, headers={"Origin": self.origin}) as response:
            assert response.status == status, await response.text()
            return await response.json() if status == 200 else None

    async def says(self, who: DemoPerson, text: str, status: int = 200) -> Any:
        return await self.post(f"/api/chats/{who.user_id}/text", {"text": text}, status)

    async def presses(self, who: DemoPerson, label: str) -> Any:
        """Press the newest button with this label."""
        for message in reversed(await self.conversation(who)):
            for key in (key for row in message["rows"] for key in row if key["text"] == label):
                return await self.press(who, message["id"], key["callback_data"])
        raise AssertionError(f"no button {label}")

    async def press(self, who: DemoPerson, message: str, data: str, status: int = 200) -> Any:
        return await self.post(f"/api/chats/{who.user_id}/press", {"message": message, "data": data}, status)

    async def sends_file(self, who: DemoPerson, name: str, data: bytes, caption: str = "", media: str = "photo") -> Any:
        async with self.http.put(
            f"{self.origin}/api/uploads",
            params={"name": name, "media": media},
            data=data,
            headers={"Origin": self.origin},
        ) as response:
            assert response.status == 200, await response.text()
            file = await response.json()
        await self.post(f"/api/chats/{who.user_id}/file", {"file": file["id"], "caption": caption})
        return file

    async def conversation(self, who: DemoPerson, before: str = "") -> list[dict[str, Any]]:
        page = await self.get(f"/api/chats/{who.user_id}/messages?before={before}")
        return list(page["messages"])

    async def person(self, who: DemoPerson) -> dict[str, Any]:
        start = await self.get("/api/start")
        return next(person for person in start["people"] if person["id"] == who.user_id)

    @asynccontextmanager
    async def live(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        async with self.http.ws_connect(self.origin + "/live", origin=self.origin) as line:
            yield line


@dataclass
class Chat:
    """The running web chat with both its ends: the bot's and the browser's."""

    messenger: WebMessenger
    clock: HandClock
    browser: Browser
    updates: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    failures: int = 0  # how many more times storing goes wrong

    async def store(self, updates: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("no space left on device")
        for update in updates:
            self.updates.put_nowait(update)

    async def update(self) -> dict[str, Any]:
        """The next update that reached the bot."""
        return await asyncio.wait_for(self.updates.get(), 5)


@asynccontextmanager
async def running(folder: Path, *, receiving: bool = True) -> AsyncIterator[Chat]:
    """The web chat over the data of this folder; the bot's end takes updates when it is `receiving`."""
    clock = HandClock()
    messenger = WebMessenger(ChatStore(folder / "demo" / "chat.sqlite3"), [ANNA, OLEG], "Наставник", clock.now)
    server = ChatServer(messenger.chats, clock, Place(port=0))
    await server.start()
    async with aiohttp.ClientSession() as http:
        chat = Chat(messenger, clock, Browser(http, server.url))
        taking = asyncio.create_task(messenger.receive(chat.store)) if receiving else None
        try:
            yield chat
        finally:
            if taking:
                taking.cancel()
            await server.stop()
            await messenger.close()


def words(message: dict[str, Any]) -> str:
    """The words of a message as a reader sees them."""

    def flat(nodes: list[Any]) -> str:
        return "".join(node if isinstance(node, str) else flat(node["nodes"]) for node in nodes)

    return flat(message["nodes"])
