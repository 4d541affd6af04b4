"""Carries the messages of one messenger: picks who goes next and keeps several under way at once."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import orjson

from messengers.aftermath import Aftermath
from messengers.errors import TOO_MANY, Fate, Verdict
from messengers.ledger import Ledger
from messengers.lines import Lines, Ticket
from messengers.messenger import Call, Pace
from messengers.pace import Limiter
from messengers.voice import Voice
from storage.outbox import OutboxRow

T = TypeVar("T")

_AT_ONCE = 60  # messages under way; aiogram keeps 100 connections for everything


class Speaks(Protocol):
    """What of a messenger is needed to send."""

    name: str
    pace: Pace

    async def perform(self, call: Call) -> None:
        """Say something; raises what aiogram raises when the messenger refuses."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What all carriers share."""

    ledger: Ledger
    folder: Path  # of the files that go with messages
    now: Callable[[], datetime]
    claim: Callable[[int], Awaitable[None]]  # notes that a fragile message is about to be sent


class Carrier:
    """One messenger's outgoing side. It never touches the database: outcomes go into the ledger."""

    def __init__(self, messenger: Speaks, desk: Desk) -> None:
        self._desk = desk
        self._limiter = Limiter(messenger.pace)
        self._lines = Lines(self._limiter)
        self._voice = Voice(messenger.perform, desk.folder)
        self._aftermath = Aftermath(messenger.name, self._lines, self._limiter, desk.ledger, desk.now)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._flying = 0
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    def waiting(self, *, mass: bool) -> int:
        """How many messages of this kind stand in line."""
        return self._lines.waiting[mass]

    def take_in(self, row: OutboxRow) -> None:
        """Let a message stand in line; the press behind it is answered at once."""
        try:
            ticket = Ticket(row, orjson.loads(row.payload), since=asyncio.get_running_loop().time(), tries=row.tries)
        except ValueError:
            self._aftermath.finish(Ticket(row, {}), "dead", "unreadable")
            return
        if row.not_before is not None:
            self._heed(ticket, row.not_before)
        if row.kind == "answer":
            self._start(self._answer_only(ticket))
            return
        if ticket.body["answers"]:
            ticket.answering = self._start(self._voice.answer(ticket.body))
        self._lines.add(ticket)

    def pump(self) -> None:
        """Send what may go now, and come back when more may."""
        now = asyncio.get_running_loop().time()
        while self._flying < _AT_ONCE and not self._closed:
            ticket = self._lines.pop(now)
            if ticket is None:
                self._come_back(self._lines.next_time())
                return
            if self._expired(ticket.row):
                self._aftermath.finish(ticket, "dead", "expired")
                self._lines.release(ticket.row.chat_id)
                continue
            self._limiter.take(ticket.row.chat_id, now, max(ticket.since, ticket.after))
            self._flying += 1
            self._start(self._fly(ticket))

    async def drain(self, seconds: float) -> None:
        """Begin nothing new and wait for what is under way; what takes longer is given up."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- inside ----------------------------------------------------------------------------------------------

    def _heed(self, ticket: Ticket, not_before: datetime) -> None:
        """A message was told to wait before the program was started again."""
        ticket.after = asyncio.get_running_loop().time() + (not_before - self._desk.now()).total_seconds()
        if ticket.row.error == TOO_MANY:
            self._limiter.hold(ticket.row.chat_id, ticket.after)

    def _expired(self, row: OutboxRow) -> bool:
        return row.expires_at is not None and row.expires_at <= self._desk.now()

    def _come_back(self, moment: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(moment, self.pump) if moment < math.inf else None

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _fly(self, ticket: Ticket) -> None:
        try:
            verdict = await self._claimed(ticket) or await self._voice.say(ticket)
        finally:
            self._flying -= 1
        self._limiter.landed(ticket.row.chat_id, asyncio.get_running_loop().time())
        self._aftermath.follow(ticket, verdict)
        self._lines.release(ticket.row.chat_id)
        self.pump()

    async def _claimed(self, ticket: Ticket) -> Verdict | None:
        """A fragile message is claimed first; a verdict when that is impossible."""
        if ticket.row.fragile:
            try:
                await self._desk.claim(ticket.row.id)
            except Exception as error:  # noqa: BLE001 - nothing was sent, so it is tried again whatever the reason
                return Verdict(Fate.RETRY, f"not claimed: {type(error).__name__}")
        return None

    async def _answer_only(self, ticket: Ticket) -> None:
        verdict = await self._voice.answer(ticket.body)
        if verdict.fate in {Fate.DONE, Fate.STOP}:
            self._aftermath.follow(ticket, verdict)
        else:
            self._aftermath.finish(ticket, "dead", verdict.reason)
