"""Somebody at a messenger: writes, presses buttons by their words, reads what came back."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiogram.types import Message
from sqlalchemy import select
from town import OPERATOR, Town

import handlers
from handlers.dispatch import pressed, said
from handlers.turn import Chat, House, Organisation, Origin
from storage import inbox
from storage.inbox import InboxKey, InboxRow
from storage.tables import outbox
from storage.unit import Shelf

assert handlers
_UPDATES = count(1)


@dataclass
class Visitor:
    """One account in one messenger."""

    town: Town
    user: int
    messenger: str = "telegram"
    seen: list[dict[str, Any]] = field(default_factory=list)

    async def says(self, text: str) -> str:
        """Write a message; returns everything the bot answered."""
        chat = {"id": self.user, "type": "private"}
        raw = {"message_id": next(_UPDATES), "date": 0, "chat": chat, "from": self._me(), "text": text}
        return await self._heard(said(Message.model_validate(raw), self._chat()))

    async def presses(self, label: str) -> str:
        """Press the latest button with these words."""
        buttons = [button for message in self.seen for button in _buttons(message)]
        data = next(button["callback_data"] for button in reversed(buttons) if button["text"] == label)
        return await self.presses_forged(data)

    async def presses_forged(self, data: str) -> str:
        """Press a button that nobody has shown."""
        return await self._heard(pressed(data, self._chat(press=str(next(_UPDATES)))))

    @property
    def buttons(self) -> list[str]:
        """Words of the buttons under the last message."""
        return [button["text"] for button in _buttons(self.seen[-1])]

    def _me(self) -> dict[str, Any]:
        return {"id": self.user, "is_bot": False, "first_name": "Имя"}

    def _chat(self, press: str | None = None) -> Chat:
        town = self.town
        house = House(
            db=town.db,
            shelf=Shelf(town.folder),
            organisation=Organisation(**OPERATOR),
            now=lambda: town.now,
            download=_nothing,
            link=lambda _messenger, payload: f"https://example.org/{payload}",
            planned=lambda: None,
            busy=lambda _messenger, _chat: None,
        )
        key = InboxKey(self.messenger, 1, next(_UPDATES))
        town.db.write_now(lambda tx: inbox.store(tx, [InboxRow(key, str(self.user), "{}")], town.now.date()))
        return Chat(house, Origin(key, str(self.user), str(self.user), None, press))

    async def _heard(self, handling: Any) -> str:
        before = self._messages()
        await handling
        new = self._messages()[len(before) :]
        self.seen += new
        return "\n---\n".join(message["text"] for message in new)

    def _messages(self) -> list[dict[str, Any]]:
        mine = (outbox.c.messenger == self.messenger) & (outbox.c.chat_id == str(self.user))
        rows = self.town.db.read_now(
            lambda tx: tx.execute(select(outbox.c.payload).where(mine).order_by(outbox.c.id)).scalars().all()
        )
        return [json.loads(row) for row in rows]


async def _nothing(_messenger: str, _file: str) -> bytes:
    return b""


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    keyboard = json.loads(message["keyboard"] or "{}")
    return [button for row in keyboard.get("inline_keyboard", []) for button in row]
