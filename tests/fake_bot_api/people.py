"""Those who write to the bot: they type, press, send files, and look at what their chat shows."""

import time
from dataclasses import dataclass, replace

from tests.fake_bot_api.markup import Formatted
from tests.fake_bot_api.world import File, Json, Message, Press, User, World


@dataclass(frozen=True)
class Shown:
    """A message of the bot as a person sees it now; `buttons` are rows of labels."""

    id: int
    text: str
    html: str
    buttons: list[list[str]]
    file: File | None = None

    @property
    def labels(self) -> list[str]:
        return [label for row in self.buttons for label in row]


class People:
    """Plays everybody. A person is known by a number; a name may be given with `person`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._told: dict[int, set[int]] = {}

    def person(self, user_id: int, name: str = "") -> User:
        """Make a person known to the messenger."""
        return self.world.user(user_id, name)

    # --- doing ---------------------------------------------------------------------------------------------

    def says(self, user_id: int, text: str, chat: int | None = None) -> int:
        """Type a text; returns the number of the update."""
        user = self._starts(user_id)
        message = self.world.put(Message(self.world.number(), chat or user_id, Formatted(text), text, [], user))
        body = self.world.message_json(message)
        if text.startswith("/"):
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}]
        return self._push("message", body)

    def sends_file(self, user_id: int, data: bytes, name: str = "file.bin", kind: str = "document") -> int:
        """Send a document, a photo or a voice message."""
        user = self._starts(user_id)
        file = File(f"sent{self.world.number()}", name, data, kind)
        self.world.files[file.id] = file
        message = Message(self.world.number(), user_id, Formatted(""), "", [], user, file)
        return self._push("message", self.world.message_json(self.world.put(message)))

    def presses(self, user_id: int, button: str, message_id: int | None = None) -> Press:
        """Press a button by its label or data, on the newest message that has it or on the one named."""
        for message in reversed(self._bot_messages(user_id)):
            if message_id is not None and message.id != message_id:
                continue
            if data := _data(message, button):
                return self.forges(user_id, data, message)
        offered = [label for shown in self.shows(user_id) for label in shown.labels]
        raise AssertionError(f"nobody offers {button!r} to {user_id}, only {offered}")

    def forges(self, user_id: int, data: str, message: Message | None = None) -> Press:
        """Press a button that may never have been there."""
        self._starts(user_id)
        message = message or (self._bot_messages(user_id) or [self._nothing(user_id)])[-1]
        press = Press(f"{time.time_ns()}{self.world.number()}", user_id, message, data, time.monotonic())
        self.world.presses[press.id] = press
        self._push("callback_query", self._query(press))
        return press

    def presses_again(self, press: Press) -> Press:
        """The app sends the same press once more as a new update with a new query, as it does after a reconnection."""
        again = replace(press, id=f"{time.time_ns()}{self.world.number()}", at=time.monotonic(), answered_at=None)
        self.world.presses[again.id] = again
        self._push("callback_query", self._query(again))
        return again

    def blocks(self, user_id: int) -> int:
        """Block the bot."""
        return self._membership(user_id, "member", "kicked")

    def returns(self, user_id: int) -> int:
        """Unblock the bot."""
        return self._membership(user_id, "kicked", "member")

    # --- looking -------------------------------------------------------------------------------------------

    def shows(self, user_id: int, last: int = 0) -> list[Shown]:
        """What the bot's messages in this chat look like now, oldest first; all of them or the last few."""
        return [_shown(message) for message in self._bot_messages(user_id)[-last:]]

    def last(self, user_id: int) -> Shown:
        """The newest message of the bot."""
        return self.shows(user_id)[-1]

    def toasts(self, user_id: int) -> list[str]:
        """Short lines that answered presses, oldest first."""
        answered = [press for press in self.world.presses.values() if press.user_id == user_id and press.toast]
        return [press.toast for press in sorted(answered, key=lambda press: press.answered_at or 0.0)]

    async def sees(self, user_id: int, fragment: str, seconds: float = 10.0) -> Shown:
        """Wait until a message of the bot contains this; the newest such message."""
        deadline = time.monotonic() + seconds
        while True:
            for shown in reversed(self.shows(user_id)):
                if fragment in shown.text or fragment in shown.labels:
                    return shown
            left = deadline - time.monotonic()
            if left <= 0:
                seen = [shown.text for shown in self.shows(user_id)]
                raise AssertionError(f"{user_id} never saw {fragment!r}, only {seen}")
            await self.world.change(left, user_id)

    async def answered(self, press: Press, seconds: float = 10.0) -> str:
        """Wait until a press is answered; the short line of the answer."""
        deadline = time.monotonic() + seconds
        while press.answered_at is None:
            left = deadline - time.monotonic()
            assert left > 0, f"the press {press.data!r} of {press.user_id} was never answered"
            await self.world.change(left, press.user_id)
        return press.toast

    # --- inside --------------------------------------------------------------------------------------------

    def _starts(self, user_id: int) -> User:
        user = self.world.user(user_id)
        user.started, user.blocked = True, False
        return user

    def _push(self, kind: str, body: Json) -> int:
        number = self.world.queue.push(kind, body)
        self.world.changed()
        return number

    def _query(self, press: Press) -> Json:
        return {
            "id": press.id,
            "from": self.world.user(press.user_id).json,
            "message": self.world.message_json(press.message),
            "chat_instance": f"c{press.message.chat_id}",
            "data": press.data,
        }

    def _membership(self, user_id: int, old: str, new: str) -> int:
        user = self.world.user(user_id)
        user.started, user.blocked = True, new == "kicked"
        until = {"until_date": 0} if new == "kicked" else {}
        body = {
            "chat": self.world.chat_json(user_id),
            "from": user.json,
            "date": int(time.time()),
            "old_chat_member": {"user": self.world.bot, "status": old} | ({"until_date": 0} if old == "kicked" else {}),
            "new_chat_member": {"user": self.world.bot, "status": new} | until,
        }
        return self._push("my_chat_member", body)

    def _bot_messages(self, user_id: int) -> list[Message]:
        return [message for message in self.world.chats.get(user_id, {}).values() if message.sender is None]

    def _nothing(self, user_id: int) -> Message:
        return Message(self.world.number(), user_id, Formatted("…"), "…", [], None)


def _data(message: Message, button: str) -> str:
    for row in message.keyboard:
        for offered in row:
            if button in (offered["text"], offered.get("callback_data")):
                return str(offered.get("callback_data", ""))
    return ""


def _shown(message: Message) -> Shown:
    buttons = [[button["text"] for button in row] for row in message.keyboard]
    words = message.words.text
    return Shown(message.id, words, message.html, buttons, message.file)
