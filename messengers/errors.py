"""One table that says what a failure of a messenger means for the message that met it."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from messengers.messenger import NeverSent


class Fate(Enum):
    """What happens to the message next."""

    DONE = auto()  # sent, or the failure changes nothing for the person
    OFFLINE = auto()  # it never left this machine: again, together with everything else
    RETRY = auto()  # refused for a reason of the messenger's own: again a little later
    DOUBT = auto()  # it may have arrived: again, unless it must not repeat
    WAIT = auto()  # too many messages: again after exactly so many seconds
    PLAIN = auto()  # its markup is not understood: again as plain text
    ANEW = auto()  # there is nothing to edit: as a new message
    HEAVY = auto()  # its file is too large: words in place of the file
    GONE = auto()  # nobody reads this chat any more
    MOVED = auto()  # the chat has another id
    STOP = auto()  # the token is not known: nothing can be sent
    DEAD = auto()  # it will never be accepted


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate with its reason in a few words that hold nothing of the message."""

    fate: Fate
    reason: str = ""
    seconds: float = 0.0  # of WAIT
    chat_id: str = ""  # of MOVED


DONE = Verdict(Fate.DONE)
TOO_MANY = "too many messages"
TOO_LARGE = "too large"


class TooHeavy(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """A file that goes with a message is larger than messengers take."""


class NoSuchFile(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """A file that goes with a message is not where it was put."""


# Parts of descriptions, in lower case. The first that occurs decides.
# https://core.telegram.org/bots/api does not list them; these are the server's own words.
_WORDS: tuple[tuple[str, Fate], ...] = (
    ("message is not modified", Fate.DONE),
    ("query is too old", Fate.DONE),
    ("query id is invalid", Fate.DONE),
    ("query_id_invalid", Fate.DONE),
    ("message to edit not found", Fate.ANEW),
    ("message can't be edited", Fate.ANEW),
    ("message_id_invalid", Fate.ANEW),
    ("there is no text in the message to edit", Fate.ANEW),
    ("can't parse entities", Fate.PLAIN),
    ("can't parse caption entities", Fate.PLAIN),
    ("file is too big", Fate.HEAVY),
    ("chat not found", Fate.GONE),
    ("user not found", Fate.GONE),
    ("peer_id_invalid", Fate.GONE),
    ("deactivated", Fate.GONE),
    ("blocked by the user", Fate.GONE),
    ("bot was kicked", Fate.GONE),
    ("bot is not a member", Fate.GONE),
    ("have no rights to send", Fate.GONE),
    ("not enough rights", Fate.GONE),
    ("chat_write_forbidden", Fate.GONE),
    ("can't initiate conversation", Fate.GONE),
    ("can't send messages to bots", Fate.GONE),
)


# In this order: an error's own class comes before what it is derived from.
_KINDS: tuple[tuple[type[Exception], Fate, str], ...] = (
    (TelegramUnauthorizedError, Fate.STOP, "token refused"),
    (TelegramEntityTooLarge, Fate.HEAVY, TOO_LARGE),
    (TooHeavy, Fate.HEAVY, TOO_LARGE),
    (NeverSent, Fate.OFFLINE, "no connection"),
    (TelegramNetworkError, Fate.DOUBT, "connection lost"),
    (TelegramAPIError, Fate.RETRY, "the messenger fails"),
    (NoSuchFile, Fate.DEAD, "file missing"),
)


def judge(error: Exception) -> Verdict:
    """What a failure means."""
    if isinstance(error, TelegramRetryAfter):
        return Verdict(Fate.WAIT, TOO_MANY, seconds=float(error.retry_after))
    if isinstance(error, TelegramMigrateToChat):
        return Verdict(Fate.MOVED, "moved", chat_id=str(error.migrate_to_chat_id))
    if isinstance(error, TelegramBadRequest | TelegramForbiddenError | TelegramNotFound):
        return _refused(error)
    if isinstance(error, ClientDecodeError):
        return _unreadable(error)
    for kind, fate, reason in _KINDS:
        if isinstance(error, kind):
            return Verdict(fate, reason)
    return Verdict(Fate.DOUBT, type(error).__name__)


def _refused(error: TelegramAPIError) -> Verdict:
    words = error.message.lower()
    for part, fate in _WORDS:
        if part in words:
            return Verdict(fate, part)
    if isinstance(error, TelegramForbiddenError):
        return Verdict(Fate.GONE, "forbidden")
    if isinstance(error, TelegramNotFound):  # of a method or a token, since chats have words of their own
        return Verdict(Fate.STOP, "token not found")
    return Verdict(Fate.DEAD, _without_quotes(words))


def _without_quotes(words: str) -> str:
    """The server's complaint without what it quotes from the message: people's words stay out of journals."""
    return re.sub(r"[^a-z_ :]+", "", re.split(r"[\"'(]", words)[0])[:80].strip()


def _unreadable(error: ClientDecodeError) -> Verdict:
    """An answer that is not understood; one that says «ok» means that the message is there."""
    if isinstance(error.data, dict) and error.data.get("ok") is True:
        return DONE
    return Verdict(Fate.DOUBT, "unreadable answer")
