"""From a stored inbox row to the handler's door: what happened, and in which chat."""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import orjson
from aiogram import Bot
from aiogram.types import ChatMemberUpdated, Message, TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.lanes import Unreadable
from bot.presses import Press, press_of
from handlers.dispatch import pressed, said
from handlers.turn import Chat, House, Origin
from messengers import outbox
from messengers.messenger import Messenger
from messengers.outbox import Address, Delivery
from storage import accounts, inbox
from storage.database import Tx
from storage.inbox import InboxKey, InboxRow
from texts import common

_PRIVATE = "private"


class Updates:
    """Hands inbox rows to handlers and raises what a handler raises."""

    def __init__(self, house: House, messengers: Mapping[str, Messenger]) -> None:
        self._house = house
        self._bots: dict[str, Bot] = {name: messenger.bot for name, messenger in messengers.items()}

    async def __call__(self, row: InboxRow) -> bool:
        """Handle one row; True when it was stored as done. Raises Unreadable for what cannot be read."""
        update = row.update or _loaded(row.payload)
        if "callback_query" in update:
            return await self._press(row.key, press_of(update["callback_query"]))
        kind, event = _read(update, self._bots[row.key.messenger])
        origin = _origin(row.key, event)
        if kind not in _HANDLERS or origin is None:
            return False
        chat = Chat(self._house, origin)
        await _HANDLERS[kind](event, chat)
        return chat.settled

    async def _press(self, key: InboxKey, press: Press) -> bool:
        """Nothing personal is said in groups and channels."""
        if not press.private:
            await self._house.db.write(partial(_answer_elsewhere, key=key, press=press))
            return True
        chat = Chat(self._house, Origin(key, press.user_id, press.chat_id, press.message_id, press.id))
        await pressed(press.data, chat)
        return chat.settled


def _loaded(payload: str) -> Any:
    try:
        return orjson.loads(payload)
    except ValueError:  # half a character or a number of many digits, which it does not know
        return json.loads(payload)


def _read(update: dict[str, Any], bot: Bot) -> tuple[str, TelegramObject | None]:
    """Kind and content of an update; nothing for a kind that nobody asked for."""
    try:
        read = Update.model_validate(update, context={"bot": bot})
    except ValidationError as error:
        raise Unreadable(f"{error.error_count()} problems") from None
    try:
        kind = read.event_type
    except UpdateTypeLookupError:
        return "", None
    return kind, read.event


def _answer_elsewhere(tx: Tx, key: InboxKey, press: Press) -> None:
    """A press in a group is answered like any other, with one line that only the presser sees."""
    delivery = Delivery(f"in:{key.messenger}:{key.bot_id}:{key.update_id}#group", answers=press.id)
    outbox.answer_press(tx, Address(key.messenger, press.user_id), delivery, common.ONLY_IN_PRIVATE)
    inbox.done(tx, key)


def _origin(key: InboxKey, event: TelegramObject | None) -> Origin | None:
    """Where an answer goes; None where none is given: in groups and channels, and to anybody but a person."""
    if not isinstance(event, Message | ChatMemberUpdated):
        return None
    person = event.from_user
    if person is None or person.is_bot or event.chat.type != _PRIVATE:
        return None
    return Origin(key, str(person.id), str(event.chat.id))


async def edited(_message: Message, chat: Chat) -> None:
    """Changing a sent message changes no answer, and it is said so: a silent change could not be seen by others."""
    await chat.turn(lambda turn: turn.show(common.edited(), anew=True))


async def came_or_left(event: ChatMemberUpdated, chat: Chat) -> None:
    """Somebody stopped the bot, or came back."""
    gone = event.new_chat_member.status in ("kicked", "left")
    origin, now = chat.origin, chat.house.now()

    def step(tx: Tx) -> None:
        if gone:
            accounts.mark_unreachable(tx, origin.key.messenger, origin.chat_id, now)
        else:
            accounts.mark_reachable(tx, origin.key.messenger, origin.chat_id)
        inbox.done(tx, origin.key)

    await chat.house.db.write(step)
    chat.settled = True


_HANDLERS: dict[str, Callable[[Any, Chat], Awaitable[None]]] = {
    "message": said,
    "edited_message": edited,
    "my_chat_member": came_or_left,
}
