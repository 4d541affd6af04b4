"""One table from what came in to the function that answers it.

An ordinary handler is a plain function of a `Turn` and runs inside the writer's transaction. A handler that has to
wait for a download or a child process is `async`, gets the `Chat` and opens its turns itself.
"""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.types import Message

from handlers.turn import Chat, Turn
from services.access import NotFound, OtherRole
from texts import common
from texts.actions import Action, unpack

Handler = Callable[..., Any]
F = TypeVar("F", bound=Handler)


@dataclass(slots=True)
class Table:
    """Handlers by command, by the action of a button, and by the action that typed text completes.

    `wants_words` tells for such an action whether any words complete it, those that may mean a command too.
    """

    commands: dict[str, Handler]
    presses: dict[type[Action], Handler]
    typed: dict[type[Action], Handler]
    wants_words: dict[type[Action], Handler]
    fallback: dict[str, Handler]  # "text" and "file": when nothing special is expected


TABLE = Table({}, {}, {}, {}, {})
_OPEN: set[Handler] = set()
_BEFORE_CONSENT: set[Handler] = set()


def anyone(handler: F) -> F:
    """This handler also serves accounts that are not linked to a person."""
    _OPEN.add(handler)
    _BEFORE_CONSENT.add(handler)
    return handler


def before_consent(handler: F) -> F:
    """This handler also serves a person who has not agreed to the processing of data."""
    _BEFORE_CONSENT.add(handler)
    return handler


def on_command(name: str) -> Callable[[F], F]:
    """`/name argument` → handler(turn, argument)."""
    return _register(TABLE.commands, name)


def on_press(action: type[Action]) -> Callable[[F], F]:
    """A button with this action → handler(turn, action)."""
    return _register(TABLE.presses, action)


def on_typed(action: type[Action]) -> Callable[[F], F]:
    """Text typed while this action is expected → handler(turn, action, text)."""
    return _register(TABLE.typed, action)


def wants_words(*actions: type[Action]) -> Callable[[F], F]:
    """Typed text while one of these is expected → handler(turn, action) tells whether any words are asked for."""

    def register(handler: F) -> F:
        TABLE.wants_words.update(dict.fromkeys(actions, handler))
        return handler

    return register


def on_text(handler: F) -> F:
    """Any other text → handler(turn, text)."""
    TABLE.fallback["text"] = handler
    return handler


def on_file(handler: F) -> F:
    """A document, picture or voice → handler(chat, message)."""
    TABLE.fallback["file"] = handler
    return handler


def _register(table: dict[Any, Handler], key: Any) -> Callable[[F], F]:
    def register(handler: F) -> F:
        if key in table:
            raise ValueError(f"two handlers for {key}")
        table[key] = handler
        return handler

    return register


async def pressed(data: str, chat: Chat) -> None:
    """Route a press by what its button carried; what no button of ours could carry is answered and changes nothing."""
    action = unpack(data)
    handler = TABLE.presses.get(type(action)) if action else None
    if handler is None:
        await chat.turn(lambda turn: turn.show(common.unknown_button(), anew=True))
    else:
        await _answered(_call(handler, chat, action), chat)


async def said(message: Message, chat: Chat) -> None:
    """Route a message: a command, text that completes something, an answer, a file."""
    await _answered(_route(message, chat), chat)


async def _route(message: Message, chat: Chat) -> None:
    if message.document or message.photo or message.voice or message.audio or message.video:
        await _call(TABLE.fallback["file"], chat, message)
        return
    text = message.text or ""
    name, _, argument = text.partition(" ")
    command = TABLE.commands.get(name[1:].partition("@")[0].lower()) if name.startswith("/") else None
    if command is not None:
        await _call(command, chat, argument.strip())
    else:
        await chat.turn(lambda turn: _typed(turn, text))


async def _answered(work: Awaitable[None], chat: Chat) -> None:
    """What is not there for this person is said so, in the same words whether it exists or not."""
    try:
        await work
    except OtherRole as other:
        role = other.grant
        await chat.turn(lambda turn: turn.show(common.other_role(role.id, role.role), anew=True))
    except NotFound:
        await chat.turn(lambda turn: turn.show(common.not_found(), anew=True))


def _typed(turn: Turn, text: str) -> None:
    said_command = common.PHRASES.get(text.strip(" .!").lower())
    expected = unpack(turn.account.expecting) if turn.account.expecting else None
    if said_command is not None and not (said_command in common.PLAIN_WORDS and _any_words_asked(turn, expected)):
        _guarded(TABLE.commands[said_command], turn, "")
        return
    handler = TABLE.typed.get(type(expected)) if expected else None
    if handler is not None:
        _guarded(handler, turn, expected, text)
    else:
        _guarded(TABLE.fallback["text"], turn, text)


def _any_words_asked(turn: Turn, expected: Action | None) -> bool:
    asks = TABLE.wants_words.get(type(expected)) if expected else None
    return asks is not None and turn.actor is not None and bool(asks(turn, expected))


async def _call(handler: Handler, chat: Chat, *arguments: object) -> None:
    if inspect.iscoroutinefunction(handler):
        slow: Callable[..., Awaitable[None]] = handler
        if await chat.turn(lambda turn: _closed(handler, turn), last=False):
            return
        await slow(chat, *arguments)
    else:
        await chat.turn(lambda turn: _guarded(handler, turn, *arguments))


def _guarded(handler: Handler, turn: Turn, *arguments: object) -> None:
    if not _closed(handler, turn):
        handler(turn, *arguments)


def _closed(handler: Handler, turn: Turn) -> bool:
    """Show the way in to those who may not use the handler yet: no invitation or no consent so far."""
    if turn.actor is None and handler not in _OPEN:
        turn.show(common.not_linked(turn.house.organisation.contact), anew=True)
        return True
    if turn.actor is not None and not turn.account.consented and handler not in _BEFORE_CONSENT:
        TABLE.commands["consent"](turn, "")
        return True
    return False
