"""A Bot API just strict enough to be timed against, with people who press: a process of its own, told what to do.

Bots are told apart by their token. `python -m benchmarks.bot_api` prints its port; orders come to /order as JSON.
"""

import asyncio
import gc
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.people import FOLK, Json, Person
from benchmarks.wire import Request, listen

FIRST_CHAT = 100_001
_BATCH = 100
_ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass
class Wait:
    """An act whose answer has not come: a screen, and for a press of our buttons the end of the spinner."""

    since: float
    acknowledged: bool
    future: asyncio.Future[float]
    screen: float = 0.0


@dataclass
class Bot:
    """One bot: its queue of updates, the people who write to it, and those of their acts that wait for an answer."""

    people: list[Person] = field(default_factory=list)
    queue: deque[Json] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    next_update: int = 1
    next_message: int = 1_000_000
    waiting: dict[int, Wait] = field(default_factory=dict)

    def push(self, person: Person, since: float) -> asyncio.Future[float]:
        """Let a person act; the future brings the seconds until the answer stood on their screen."""
        future = asyncio.get_running_loop().create_future()
        self.waiting[person.chat] = Wait(since, person.acknowledged, future)
        self.queue.append({"update_id": self.next_update, **person.act(self.next_update)})
        self.next_update += 1
        self.news.set()
        return future

    def shown(self, chat: int, message: Json) -> None:
        """A screen reached a person."""
        self.people[chat - FIRST_CHAT].sees(message)
        if (wait := self.waiting.get(chat)) is not None:
            wait.screen = time.perf_counter()
            self._settle(chat, wait)

    def acknowledged(self, query: str) -> None:
        """A press was answered; the query's id names the chat."""
        chat = int(query)
        if (wait := self.waiting.get(chat)) is not None:
            wait.acknowledged = True
            self._settle(chat, wait)

    def _settle(self, chat: int, wait: Wait) -> None:
        if wait.screen and wait.acknowledged:
            del self.waiting[chat]
            wait.future.set_result(wait.screen - wait.since)


# --- the methods bots call -------------------------------------------------------------------------------------


async def get_updates(bot: Bot, params: Json) -> list[Json]:
    """By the contract: what lies below the offset is confirmed and forgotten, everything else is given again."""
    offset = int(params.get("offset") or 0)
    while bot.queue and bot.queue[0]["update_id"] < offset:
        bot.queue.popleft()
    bot.polled.set()
    if not bot.queue:
        bot.news.clear()
        try:
            await asyncio.wait_for(bot.news.wait(), float(params.get("timeout") or 0))
        except TimeoutError:
            return []
    return [bot.queue[place] for place in range(min(len(bot.queue), _BATCH))]


def show(bot: Bot, params: Json) -> Json:
    """What sendMessage and editMessageText do: the whole message comes back, as Telegram gives it."""
    chat = int(params["chat_id"])
    number = int(params.get("message_id") or 0)
    if not number:
        number = bot.next_message = bot.next_message + 1
    message = {
        "message_id": number,
        "from": _ME,
        "chat": {"id": chat, "first_name": "P", "type": "private"},
        "date": int(time.time()),
        "text": params["text"],
    }
    if "reply_markup" in params:
        message["reply_markup"] = json.loads(params["reply_markup"])
    bot.shown(chat, message)
    return message


def answer_press(bot: Bot, params: Json) -> bool:
    """What answerCallbackQuery does."""
    bot.acknowledged(params["callback_query_id"])
    return True


def get_me(_bot: Bot, _params: Json) -> Json:
    """What getMe tells."""
    return _ME | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


METHODS: dict[str, Callable[[Bot, Json], Any]] = {
    "sendMessage": show,
    "editMessageText": show,
    "answerCallbackQuery": answer_press,
    "getMe": get_me,
}


# --- the orders of the benchmark -------------------------------------------------------------------------------


async def ready(bot: Bot, folk: str, people: int, seconds: float) -> bool:
    """Let so many people of a kind in; True once the bot asks for updates."""
    bot.people = [FOLK[folk](FIRST_CHAT + place) for place in range(people)]
    try:
        await asyncio.wait_for(bot.polled.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def crowd(bot: Bot, acts: int, at_once: int, first: int) -> float:
    """So many acts by people in turn, so many at once; returns the seconds it took."""
    turns = iter(range(first, first + acts))

    async def one_after_another() -> None:
        for turn in turns:
            await bot.push(bot.people[turn % len(bot.people)], 0.0)

    start = time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    return time.perf_counter() - start


async def stream(bot: Bot, acts: int, per_second: float, first: int) -> list[float]:
    """Acts at an even pace; returns how long each waited, counted from the moment it was due."""
    start = time.perf_counter() + 0.05
    futures = []
    for turn in range(acts):
        due = start + turn / per_second
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        futures.append(bot.push(bot.people[(first + turn) % len(bot.people)], due))
    return list(await asyncio.gather(*futures))


ORDERS: dict[str, Callable[..., Awaitable[Any]]] = {"ready": ready, "crowd": crowd, "stream": stream}


# --- the server ------------------------------------------------------------------------------------------------


class Server:
    """Finds the bot and the method of a request."""

    def __init__(self) -> None:
        self._bots: dict[str, Bot] = {}

    def __call__(self, request: Request) -> Any:
        """The answer, or what has to be awaited for it."""
        if request.path == "/order":
            order = request.params
            return ORDERS[order.pop("order")](self._bot(order.pop("token")), **order)
        _, token, method = request.path.split("/")
        bot = self._bot(token.removeprefix("bot"))
        if method == "getUpdates":
            return self._updates(bot, request.params)
        perform = METHODS.get(method)
        return {"ok": True, "result": perform(bot, request.params) if perform else True}

    async def _updates(self, bot: Bot, params: Json) -> Json:
        return {"ok": True, "result": await get_updates(bot, params)}

    def _bot(self, token: str) -> Bot:
        return self._bots.setdefault(token, Bot())


async def main() -> None:
    """Serve until the end of the benchmark."""
    port = await listen(Server())
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    print(port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
