"""From a stored inbox row to a handler: aiogram reads the update and routes it, a middleware gives it its chat."""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.lanes import Unreadable
from handlers.dispatch import pressed, said
from handlers.turn import Chat, House, Origin
from messengers import outbox
from messengers.messenger import Messenger
from messengers.outbox import Address, Delivery
from storage import accounts, inbox
from storage.database import Tx
from storage.inbox import InboxKey, InboxRow
from texts import common

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_PRIVATE = "private"
_PLACE = ("message_id", "date", "chat")


class Updates:
    """Feeds inbox rows to aiogram's dispatcher, which raises what a handler raises."""

    def __init__(self, house: House, messengers: Mapping[str, Messenger]) -> None:
        self._house = house
        self._bots: dict[str, Bot] = {name: messenger.bot for name, messenger in messengers.items()}
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.message.register(said)
        self._dispatcher.callback_query.register(pressed)
        self._dispatcher.my_chat_member.register(came_or_left)
        self._dispatcher.edited_message.register(edited)
        for name in ("message", "edited_message", "callback_query", "my_chat_member"):
            self._dispatcher.observers[name].outer_middleware(self._give_chat)

    async def __call__(self, row: InboxRow) -> bool:
        """Handle one row; True when it was stored as done. Raises Unreadable for what aiogram cannot read."""
        bot = self._bots[row.key.messenger]
        try:
            update = Update.model_validate(_worth_reading(json.loads(row.payload)), context={"bot": bot})
            kind = update.event_type
        except ValidationError as error:
            raise Unreadable(f"{error.error_count()} problems") from None
        except UpdateTypeLookupError:
            return False  # of a kind that nobody asked for
        chats: list[Chat] = []
        # Not `feed_update`: what it adds (errors' handlers, states, a log line) is not used here and takes its time.
        await self._dispatcher.propagate_event(kind, update.event, bot=bot, key=row.key, chats=chats)
        return any(chat.settled for chat in chats)

    async def _give_chat(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Nothing personal is said in groups and channels, and nobody but a person is answered."""
        origin = _origin(data["key"], event)
        if origin is not None:
            chat = data["chat"] = Chat(self._house, origin)
            data["chats"].append(chat)
            return await handler(event, data)
        if isinstance(event, CallbackQuery):
            await self._house.db.write(partial(_answer_elsewhere, key=data["key"], query=event))
            self._house.spoken()
        return None


def _worth_reading(update: dict[str, Any]) -> dict[str, Any]:
    """Of the message under a pressed button only its place matters; the rest takes longer to read than the press."""
    query = update.get("callback_query")
    if not isinstance(query, dict) or not isinstance(message := query.get("message"), dict):
        return update
    place = {name: message[name] for name in _PLACE if name in message}
    return update | {"callback_query": query | {"message": place}}


def _answer_elsewhere(tx: Tx, key: InboxKey, query: CallbackQuery) -> None:
    """A press in a group is answered like any other, with one line that only the presser sees."""
    delivery = Delivery(f"in:{key.messenger}:{key.bot_id}:{key.update_id}#group", answers=query.id)
    outbox.answer_press(tx, Address(key.messenger, str(query.from_user.id)), delivery, common.ONLY_IN_PRIVATE)
    inbox.done(tx, key)


def _origin(key: InboxKey, event: TelegramObject) -> Origin | None:
    if isinstance(event, CallbackQuery):
        message = event.message
        private = message is None or message.chat.type == _PRIVATE
        chat_id = str(message.chat.id if message else event.from_user.id)
        message_id = str(message.message_id) if message else None
        return Origin(key, str(event.from_user.id), chat_id, message_id, event.id) if private else None
    if isinstance(event, Message | ChatMemberUpdated):
        person = event.from_user
        if person is None or person.is_bot or event.chat.type != _PRIVATE:
            return None
        return Origin(key, str(person.id), str(event.chat.id))
    return None


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
