"""When the next message may go: one even stream that learns, a gap for each chat, a pause when the messenger asks.

All times are seconds of one monotonic clock and are passed in.
"""

import math
from collections import deque

from messengers.messenger import Pace

UNLIMITED = Pace(per_second=math.inf, chat_gap=0.0, group_gap=0.0)

_BURST = 4  # live replies that a person may get in a row before the gap counts
_MAKE_UP = 0.25  # seconds of lost slots that are made up for when the machine was busy with something else
_TIGHTEST = 0.98  # of the time that a second's worth of messages takes at the present rate: making up stays within it
_LESSON = 10.0  # seconds at full speed without a refusal after which the stream dares more
_FASTER = 0.1 / 26  # of the given pace
_BOLDEST = 30 / 26
_SLOWER = 0.95
_SWEEP = 1000  # chats remembered before those that are free again are forgotten


class Limiter:
    """Keeps one messenger's limits. Bursts cost more than they gain, so slots are even."""

    def __init__(self, pace: Pace) -> None:
        self.rate = pace.per_second
        self._pace = pace
        self._next = 0.0
        most = pace.per_second * _BOLDEST  # what the messenger is believed to allow in any second
        self._recent: deque[float] = deque(maxlen=max(1, round(most)) if most < math.inf else 0)
        self._chats: dict[str, float] = {}  # when the gap after the last message is over
        self._sweep_at = _SWEEP
        self._lesson: tuple[float, int] = (0.0, 0)  # since when, how many messages

    # --- asking ----------------------------------------------------------------------------------------------

    def slot(self) -> float:
        """From when on the next message may go."""
        recent = self._recent
        if recent and len(recent) == recent.maxlen:
            return max(self._next, recent[0] + _TIGHTEST * len(recent) / self.rate)
        return self._next

    def chat_free(self, chat_id: str, *, live: bool) -> float:
        """From when on this chat may be written to; a live reply may come a little early, a few times in a row."""
        free = self._chats.get(chat_id, 0.0)
        if live and not _is_group(chat_id):
            free -= (_BURST - 1) * self._pace.chat_gap
        return free

    # --- telling ---------------------------------------------------------------------------------------------

    def take(self, chat_id: str, now: float, since: float = 0.0) -> None:
        """A message goes to this chat; it waits since that moment, so slots before it were nobody's loss."""
        if now - self._next > _MAKE_UP or since > self._next:
            self._next = now
        self._next += 1 / self.rate
        self._recent.append(now)
        gap = self._gap(chat_id)
        if gap:
            self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), now) + gap
        self._learn(now)

    def landed(self, chat_id: str, now: float) -> None:
        """The messenger has answered: the gap counts from here, since nobody knows when the message arrived there."""
        gap = self._gap(chat_id)
        if gap:
            self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), now + gap)
        if len(self._chats) > self._sweep_at:
            self._chats = {chat: free for chat, free in self._chats.items() if free > now}
            self._sweep_at = max(_SWEEP, 2 * len(self._chats))

    def refused(self, chat_id: str, seconds: float, now: float) -> None:
        """Too many messages: from now on a little slower, and nothing for exactly so long."""
        if not _is_group(chat_id) and self._next <= now + 1 / self.rate:  # one lesson a pause
            self.rate *= _SLOWER
            self._lesson = (now, 0)
        self.hold(chat_id, now + seconds)

    def hold(self, chat_id: str, until: float) -> None:
        """This chat was told to wait. A group has a limit of its own; from a person's chat we learn that all wait."""
        if _is_group(chat_id):
            self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), until)
        else:
            self.pause(until)

    def pause(self, until: float) -> None:
        """Nothing goes before this moment."""
        self._next = max(self._next, until)

    # --- inside ----------------------------------------------------------------------------------------------

    def _gap(self, chat_id: str) -> float:
        return self._pace.group_gap if _is_group(chat_id) else self._pace.chat_gap

    def _learn(self, now: float) -> None:
        since, messages = self._lesson
        if now - since < _LESSON:
            self._lesson = (since, messages + 1)
            return
        if messages >= 0.9 * self.rate * _LESSON and now - since < 2 * _LESSON:
            self.rate = min(self.rate + self._pace.per_second * _FASTER, self._pace.per_second * _BOLDEST)
        self._lesson = (now, 1)


def _is_group(chat_id: str) -> bool:
    return chat_id.startswith("-")
