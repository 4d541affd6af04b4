"""People of a city: they write, tap, send files and read what a phone would show them."""

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from messengers.webchat import wire
from messengers.webchat.chats import Upload
from messengers.webchat.messenger import WebMessenger
from messengers.webchat.people import DemoPerson
from messengers.webchat.records import Message

if TYPE_CHECKING:
    from city import City


class Someone:
    """A person at one messenger."""

    def __init__(self, city: "City", messenger: WebMessenger, person: DemoPerson) -> None:
        self.city = city
        self.person = person
        self.chats = messenger.chats

    async def says(self, text: str) -> str:
        """Type a message and read what comes back."""
        self.chats.say(self.person, text)
        return await self.reads()

    async def taps(self, *labels: str) -> str:
        """Tap the newest buttons whose labels contain these words, one after another, and read what comes back."""
        for label in labels:
            self.press(label)
            await self.city.rest()
        return self.screen()

    def press(self, label: str) -> None:
        """Tap without waiting."""
        message, data = self.button(label)
        self.chats.press(self.person, message.id, data)

    def button(self, label: str) -> tuple[Message, str]:
        """The newest button whose label is this, or else contains it: its message and what it carries."""
        for message in reversed(self.messages()):
            shown = [button for row in message.keyboard for button in row if "callback_data" in button]
            for button in [*(each for each in shown if each["text"] == label), *shown]:
                if label in button["text"]:
                    return message, button["callback_data"]
        raise AssertionError(f"no button «{label}» in:\n{self.screen()}")

    async def presses_old(self, message: Message, data: str) -> str:
        """Tap a button of a message that looks different by now, as a slow phone would."""
        press = self.chats.store.press(self.person.user_id)
        shape = self.chats.shape(message)
        self.chats.store.queue({"callback_query": wire.press(press, data, shape, wire.user(self.person))})
        self.chats.arrived.set()
        answer = await self.reads()
        assert self.chats.store.answer(press) is None, "the press was never answered"
        return answer

    async def reads_the_toast(self, message: Message, data: str) -> str:
        """Tap a button of an older message and read the short line over the chat."""
        with self.chats.hub.subscribed() as page:
            await self.presses_old(message, data)
            news = [page.get_nowait() for _ in range(page.qsize())]
        return next(each["text"] for each in news if each["kind"] == "answered")

    async def sends(self, name: str, data: bytes) -> str:
        """Send a file."""
        file = self.chats.upload(Upload(name, data, "document"))
        self.chats.send_file(self.person, file.id, "")
        return await self.reads()

    async def reads(self) -> str:
        """What the person sees last, once nothing more comes."""
        await self.city.rest()
        return self.screen()

    def messages(self) -> list[Message]:
        """What the conversation shows, oldest first."""
        return self.chats.store.history(self.person.user_id, 2**62, 1000)

    def screen(self) -> str:
        """The last message of the bot as plain words, with its buttons in brackets."""
        return self.shown(self.said()[-1]) if self.said() else ""

    def said(self) -> list[Message]:
        """The bot's messages."""
        return [message for message in self.messages() if message.by_bot]

    def heard(self) -> str:
        """Everything the bot ever said here and still shows."""
        return "\n\n".join(map(self.shown, self.said()))

    def shown(self, message: Message) -> str:
        """A message as a person sees it."""
        words = unescape(re.sub(r"<[^>]+>", "", message.text))
        buttons = " ".join(f"[{button['text']}]" for row in message.keyboard for button in row)
        return f"{words}\n{buttons}".strip()

    def files(self) -> list[tuple[str, bytes]]:
        """Names and bytes of the files that the bot sent."""
        store = self.chats.store
        return [(each.file.name, store.file_bytes(each.file.id) or b"") for each in self.said() if each.file]

    def unanswered(self) -> list[Any]:
        """Presses of anybody in this messenger that still wait for an answer."""
        return list(self.chats.store._db.execute("SELECT id FROM presses WHERE NOT answered"))
