"""The queue of updates by Telegram's rule: everything below the offset is forgotten, everything else is given again."""

import random
from collections import deque
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_FUTURE = 10  # an offset further ahead than this means nothing to the server


@dataclass
class _Queued:
    id: int
    update: Json


class UpdateQueue:
    """Updates in order of arrival. `given` counts how often each was handed out."""

    def __init__(self) -> None:
        self._next = 100_000_001
        self._queue: deque[_Queued] = deque()
        self.allowed: list[str] = []
        self.given: dict[int, int] = {}
        self.confirmed: dict[int, Json] = {}

    def __len__(self) -> int:
        return len(self._queue)

    def push(self, kind: str, body: Any) -> int:
        """A new update; returns its number."""
        if self.allowed and kind not in self.allowed:
            return 0
        number = self._next
        self._next += 1
        self._queue.append(_Queued(number, {"update_id": number, kind: body}))
        return number

    def push_raw(self, update: Json) -> int:
        """An update of any shape under the next number, which is put into it unless it brings one."""
        number = self._next
        self._next += 1
        self._queue.append(_Queued(number, {"update_id": number, **update}))
        return number

    def again(self, number: int, update: Json) -> None:
        """The same update once more under its own number, after everything that waits."""
        self._queue.append(_Queued(number, update))

    def jump(self, number: int) -> None:
        """After a week of silence numbers go on from anywhere."""
        self._next = number

    def confirm(self, offset: int) -> None:
        """Forget what lies below the offset, when the server can make sense of it."""
        if offset > self._next + _FUTURE:
            return
        for queued in [queued for queued in self._queue if queued.id < offset]:
            self.confirmed[queued.id] = queued.update
        self._queue = deque(queued for queued in self._queue if queued.id >= offset)

    def batch(self, limit: int) -> list[Json]:
        """What a poll gets."""
        given = [self._queue[place] for place in range(min(limit, len(self._queue)))]
        for queued in given:
            self.given[queued.id] = self.given.get(queued.id, 0) + 1
        return [queued.update for queued in given]

    def head(self) -> tuple[int, Json] | None:
        """The oldest update, for a webhook."""
        return (self._queue[0].id, self._queue[0].update) if self._queue else None

    def delivered(self, number: int) -> None:
        """A webhook took the oldest update."""
        self.confirmed[number] = self._queue.popleft().update

    def mix(self, dice: random.Random) -> None:
        """Put what waits out of order."""
        waiting = list(self._queue)
        dice.shuffle(waiting)
        self._queue = deque(waiting)
