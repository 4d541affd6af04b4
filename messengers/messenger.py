"""The seam: what every messenger offers to the rest of the program, and how it says that it cannot go on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod

# Raw updates in the shape of the Bot API, straight from JSON. It returns once they are stored; only then may the
# messenger be told that they arrived. An element may be anything at all: judging is not the messenger's business. An
# empty batch says that the messenger answered and had nothing.
Store = Callable[[Sequence[Any]], Awaitable[None]]


# What is asked for by hand: my_chat_member (somebody blocked the bot or came back) is not sent otherwise.
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


# A messenger hands a bot no bigger files: https://core.telegram.org/bots/api#getfile
FETCH_LIMIT = 20 * 2**20
# ... and takes no bigger ones from it: https://core.telegram.org/bots/api#sending-files
UPLOAD_LIMIT = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a messenger may be written to."""

    per_second: float  # all chats together
    chat_gap: float  # seconds between two messages to one chat
    group_gap: float  # the same for a group


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API whose result nobody reads: the method, and its fields as they travel.

    aiogram's objects cost more than everything else about a request, so they are made only where they are needed.
    """

    method: type[TelegramMethod[Any]]
    fields: dict[str, Any]

    def as_method(self) -> TelegramMethod[Any]:
        """The same as aiogram's object, which takes the JSON in it unread."""
        return self.method.model_construct(**self.fields)


class Messenger(Protocol):
    """One messenger with its account of the bot."""

    name: str
    bot: Bot
    bot_id: int
    pace: Pace

    async def receive(self, store: Store) -> None:
        """Take updates in until cancelled; raises CannotReceive when going on makes no sense."""
        ...

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file that a person sent; raises NoFile."""
        ...

    async def perform(self, call: Call) -> None:
        """Say something; raises what aiogram raises when the messenger refuses."""
        ...

    async def close(self) -> None:
        """Let the connections go."""
        ...


class CannotReceive(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The messenger will not give updates to this process, now or later; the text names no secret."""


class TokenRefused(CannotReceive):
    """The messenger does not know the token: it is mistyped or was revoked."""


class AnotherReceiver(CannotReceive):
    """Somebody else has been taking this bot's updates for too long: another copy, or a leaked token."""


class AddressTaken(CannotReceive):
    """The address that this process is to listen at cannot be had: somebody else listens there, or it is not ours."""


class NeverSent(TelegramNetworkError):  # noqa: N818 - a state of affairs, not a mistake
    """The request did not leave this machine, so repeating it cannot double anything."""


class NoFile(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The file cannot be had: too big, gone, or the messenger does not answer; the text names no secret."""
