"""Messages of one messenger that wait, a line for each chat: live replies before mass mail, oldest first."""

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from messengers.drawing import Body
from messengers.errors import Verdict
from messengers.pace import Limiter
from storage.outbox import OutboxRow

_Key = tuple[str, int]  # a chat's live replies or its mass mail


@dataclass(slots=True, eq=False)
class Ticket:
    """A message on its way, with what this process has learned about it."""

    row: OutboxRow
    body: Body
    since: float = 0.0  # it waits since this moment of the loop's clock
    after: float = 0.0  # not before this one
    tries: int = 0
    doubts: int = 0
    failed: bool = False  # it waits because the messenger failed
    plain: bool = False
    anew: bool = False
    fileless: bool = False
    answering: asyncio.Task[Verdict] | None = None  # the press is answered while the message waits


@dataclass(slots=True)
class _Queue:
    """Lines that may go, by age, and lines that must wait, by time."""

    ready: list[tuple[int, _Key]] = field(default_factory=list)
    later: list[tuple[float, _Key]] = field(default_factory=list)
    known: set[_Key] = field(default_factory=set)


class Lines:
    """Gives out one message of a chat at a time, so that their order is kept."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._lines: dict[_Key, deque[Ticket]] = {}
        self._queues = (_Queue(), _Queue())
        self._busy: set[str] = set()
        self.waiting = [0, 0]  # live, mass

    def add(self, ticket: Ticket) -> None:
        """Stand at the end of the chat's line."""
        self._line(ticket).append(ticket)
        self._enter(ticket)

    def put_back(self, ticket: Ticket) -> None:
        """Stand at the head of the chat's line again."""
        self._line(ticket).appendleft(ticket)
        self._enter(ticket)

    def pop(self, now: float) -> Ticket | None:
        """The message that goes now, if any may. Its chat is busy until it is released."""
        if self._limiter.slot() > now:
            return None
        return self._pop_from(self._queues[0], now) or self._pop_from(self._queues[1], now)

    def hurry(self, now: float) -> None:
        """Whoever waits because the messenger failed may go now: it works again."""
        for line in self._lines.values():
            if line[0].failed:
                line[0].after = min(line[0].after, now)
        for queue in self._queues:
            queue.later = [(self._free_at(key) if key in self._lines else at, key) for at, key in queue.later]
            heapify(queue.later)

    def next_time(self) -> float:
        """When `pop` is worth another try; infinity: when something changes."""
        if any(queue.ready for queue in self._queues):
            return self._limiter.slot()
        return max(self._limiter.slot(), min((q.later[0][0] for q in self._queues if q.later), default=math.inf))

    def release(self, chat_id: str) -> None:
        """The chat's next message may go."""
        self._busy.discard(chat_id)
        for mass in (0, 1):
            self._enqueue((chat_id, mass))

    def take_out(self, chat_id: str, *kinds: int) -> list[Ticket]:
        """Take everything of these kinds (0: live, 1: mass) that waits for a chat out of its lines."""
        taken: list[Ticket] = []
        for mass in kinds:
            taken.extend(self._lines.pop((chat_id, mass), ()))
        for ticket in taken:
            self.waiting[ticket.row.mass] -= 1
        return taken

    # --- inside ----------------------------------------------------------------------------------------------

    def _line(self, ticket: Ticket) -> deque[Ticket]:
        return self._lines.setdefault((ticket.row.chat_id, ticket.row.mass), deque())

    def _enter(self, ticket: Ticket) -> None:
        self.waiting[ticket.row.mass] += 1
        self._enqueue((ticket.row.chat_id, ticket.row.mass))

    def _enqueue(self, key: _Key) -> None:
        queue = self._queues[key[1]]
        if key in queue.known or key[0] in self._busy or key not in self._lines:
            return
        queue.known.add(key)
        heappush(queue.later, (self._free_at(key), key))

    def _free_at(self, key: _Key) -> float:
        chat_id, mass = key
        return max(self._lines[key][0].after, self._limiter.chat_free(chat_id, live=not mass))

    def _pop_from(self, queue: _Queue, now: float) -> Ticket | None:
        while queue.later and queue.later[0][0] <= now:
            _, key = heappop(queue.later)
            age = self._lines[key][0].row.id if key in self._lines else 0
            heappush(queue.ready, (age, key))
        while queue.ready:
            _, key = heappop(queue.ready)
            queue.known.discard(key)
            if key not in self._lines or key[0] in self._busy:
                continue
            if self._free_at(key) > now:
                self._enqueue(key)
                continue
            return self._take(key)
        return None

    def _take(self, key: _Key) -> Ticket:
        line = self._lines[key]
        ticket = line.popleft()
        if not line:
            del self._lines[key]
        self.waiting[key[1]] -= 1
        self._busy.add(key[0])
        return ticket
