"""How often Telegram lets a bot write: in all, to one chat, to one group."""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

from tests.fake_bot_api.refusal import Refused


@dataclass
class Limits:
    """None switches a limit off."""

    per_second: int | None = 30  # counted strictly: over any second
    per_chat: float | None = 1.0  # a second, after the burst
    chat_burst: int = 5
    group_per_minute: int | None = 20

    @classmethod
    def none(cls) -> "Limits":
        return cls(per_second=None, per_chat=None, group_per_minute=None)


@dataclass
class Flood:
    """Counts what was accepted; raises Refused for what is too much."""

    limits: Limits
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int, now: float) -> None:
        """Let one message to this chat pass."""
        wait = max(self._overall(now), self._chat(chat_id, now), self._group(chat_id, now))
        if wait > 0:
            self.refused += 1
            seconds = max(1, ceil(wait))
            raise Refused(f"retry after {seconds}", 429, retry_after=seconds)
        self._count(chat_id, now)

    def _overall(self, now: float) -> float:
        while self._all and self._all[0] <= now - 1.0:
            self._all.popleft()
        most = self.limits.per_second
        return 0.0 if most is None or len(self._all) < most else self._all[0] + 1.0 - now

    def _chat(self, chat_id: int, now: float) -> float:
        if self.limits.per_chat is None:
            return 0.0
        full_at = self._chats.get(chat_id, now)
        return full_at - now - (self.limits.chat_burst - 1) / self.limits.per_chat

    def _group(self, chat_id: int, now: float) -> float:
        sent = self._groups.setdefault(chat_id, deque()) if chat_id < 0 else deque[float]()
        while sent and sent[0] <= now - 60.0:
            sent.popleft()
        most = self.limits.group_per_minute
        return 0.0 if most is None or len(sent) < most else sent[0] + 60.0 - now

    def _count(self, chat_id: int, now: float) -> None:
        self._all.append(now)
        if self.limits.per_chat is not None:
            self._chats[chat_id] = max(self._chats.get(chat_id, now), now) + 1.0 / self.limits.per_chat
        if chat_id < 0:
            self._groups[chat_id].append(now)
