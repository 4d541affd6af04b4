"""Long polling as the Bot API means it: a batch is confirmed by the next request, so only after it is stored."""

import asyncio
import json
import logging
import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Never

import orjson

from messengers.messenger import AnotherReceiver, CannotReceive, Store

log = logging.getLogger(__name__)

Fetch = Callable[[int | None], Awaitable[list[Any]]]  # offset, or None for whatever is not confirmed yet

_BIG = 2**63  # what the database's column holds
_ID = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')


class Unavailable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The messenger does not answer as it should; the text names no secret."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Conflict(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Somebody else asks for the same bot's updates."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long, in seconds, things are borne."""

    poll: float = 10.0  # one request waits for news
    alarm: float = 30.0  # of conflict or silence, before the administrator is alarmed
    give_up: float = 600.0  # of conflict
    longest_pause: float = 4.0  # between two tries


class Trouble:
    """What went wrong lately: how long to pause, when to raise the alarm, when to give up."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._failures = 0
        self._silent_since: float | None = None
        self._alarmed = False
        self._rival = Rival(patience)

    def over(self) -> None:
        """A request went well."""
        if self._alarmed:
            log.warning("The messenger answers again")
        self._failures, self._silent_since, self._alarmed = 0, None, False

    def conflict(self, now: float) -> float:
        """One more answer that somebody else receives; returns the pause. Raises AnotherReceiver in the end."""
        self._rival.seen(now)
        return self._pause()

    def failed(self, reason: str, now: float) -> float:
        """One more failure; returns the pause."""
        since = self._silent_since = now if self._silent_since is None else self._silent_since
        if not self._failures:
            log.warning("No updates: %s", reason)
        if not self._alarmed and now - since >= self._patience.alarm:
            log.error("No updates for %.0f s: %s", now - since, reason)
            self._alarmed = True
        return self._pause()

    def _pause(self) -> float:
        self._failures += 1
        longest = min(float(2 ** min(self._failures - 2, 10)), self._patience.longest_pause)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - two copies must not keep step


class Rival:
    """Another receiver. It gets updates in turn with us, so success in between does not mean that it is gone."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._first = self._last = float("-inf")
        self._alarmed = False

    def seen(self, now: float) -> None:
        """The messenger spoke of a conflict. Raises AnotherReceiver when it has gone on for too long."""
        if now - self._last > 2 * self._patience.alarm:
            log.warning("Somebody else asks for this bot's updates")
            self._first, self._alarmed = now, False
        self._last = now
        lasted = now - self._first
        if lasted >= self._patience.give_up:
            raise AnotherReceiver(f"somebody else has been receiving this bot's updates for {lasted:.0f} s")
        if not self._alarmed and lasted >= self._patience.alarm:
            log.error("Somebody else receives this bot's updates: a forgotten copy, or the token has leaked")
            self._alarmed = True


async def poll(fetch: Fetch, store: Store, patience: Patience) -> Never:
    """Receive until cancelled: fetch, store, and only then fetch behind what is stored."""
    clock = asyncio.get_running_loop().time
    trouble = Trouble(patience)
    offset: int | None = None
    while True:
        try:
            batch = await fetch(offset)
        except CannotReceive:
            raise
        except Conflict:
            await asyncio.sleep(trouble.conflict(clock()))
            continue
        except Unavailable as error:
            pause = trouble.failed(str(error), clock())
            await asyncio.sleep(pause if error.retry_after is None else error.retry_after)
            continue
        if not await _stored(batch, store):
            await asyncio.sleep(trouble.failed("the storage does not take them", clock()))
            continue
        trouble.over()
        offset = offset_behind(batch)
        if batch and offset is None:  # nothing in it can be confirmed: do not ask for it again without a breath
            await asyncio.sleep(patience.longest_pause)


async def _stored(batch: list[Any], store: Store) -> bool:
    try:
        await store(batch)
    except Exception:  # noqa: BLE001 - whatever it was, these updates are not confirmed and come again
        return False
    return True


def offset_behind(batch: list[Any]) -> int | None:
    """The offset that confirms a batch.

    None after an empty one: then nothing is left to confirm, and an old number could hide updates behind it, because
    after a week of silence the messenger may go on from a lower one.
    """
    known = [update_id for update in batch if (update_id := update_id_of(update)) is not None]
    return max(known) + 1 if known else None


def update_id_of(update: Any) -> int | None:
    """The number of a raw update, also of one that could only be kept as text; None when it has none of use."""
    if isinstance(update, dict):
        number = update.get("update_id")
        return number if type(number) is int and abs(number) < _BIG else None
    found = _ID.search(update) if isinstance(update, str) else None
    return int(found[1]) if found else None


def read_batch(body: bytes) -> Any:
    """The JSON of an answer. What one update spoils (nesting without end, a number of 5,000 digits) stays text.

    Raises ValueError when the answer is no JSON or was cut.
    """
    try:
        return orjson.loads(body)
    except ValueError:
        return _read_slowly(body.decode(errors="replace"))


def read_update(body: bytes) -> Any:
    """The JSON of a single update; one that cannot be read, but has a number, stays text. Raises ValueError."""
    try:
        update = orjson.loads(body)
    except ValueError:
        update = _loaded(body.decode(errors="replace"))
    if isinstance(update, str) and update_id_of(update) is None:
        raise ValueError("no update")
    return update


def _read_slowly(text: str) -> Any:
    """What orjson does not know: half a character, numbers of many digits, nesting without end."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {"ok": True, "result": [_loaded(part) for part in _elements(text)]}


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)


def _elements(text: str) -> list[str]:
    """The elements of `result` as text, found without recursion."""
    opening = re.match(r'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[', text)
    if opening is None:
        raise ValueError("not an answer with a list")
    parts, depth, start = [], 0, opening.end()
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if depth == 0 and sign in ",]":
            parts.append(text[start : token.start()].strip())
            start = token.end()
            if sign == "]":
                return [part for part in parts if part]
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(sign, 0)
    raise ValueError("the answer was cut")
