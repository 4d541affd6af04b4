"""Lanes: one person's updates are handled one after another, those of different people side by side."""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from bot.flood import Flood, Who
from storage import inbox, trouble
from storage.database import Database, Tx
from storage.inbox import AlreadyDone, InboxRow

log = logging.getLogger(__name__)

PAUSES = (0.2, 0.6, 1.8, 5.4)  # between the tries of an update that fails; after the last try it is put aside
STORAGE_PAUSE = 3.0  # the disk is full or the file is locked: no fault of the update

# Handles one update. True: "done" was stored together with the effect; otherwise the lane stores it.
Handle = Callable[[InboxRow], Awaitable[bool | None]]


class Unreadable(Exception):  # noqa: N818 - it says what the update is
    """Raised by a handler for an update that will not be understood at the next try either."""


class Notices(Protocol):
    """What a person is told by the lanes, put down in the transaction that makes it true."""

    def poisoned(self, tx: Tx, row: InboxRow) -> None:
        """This update could not be handled and is not tried again."""
        ...

    def too_fast(self, tx: Tx, row: InboxRow) -> None:
        """Updates come faster than they are worked on; nothing is lost, they wait."""
        ...

    def dropped(self, tx: Tx, rows: Sequence[InboxRow], *, tell: bool) -> None:
        """So many updates wait that these are not handled; `tell` is True for the first ones of a flood."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one person from the others' way, and the memory flat."""

    side_by_side: int = 100  # updates under way at once
    people: int = 500  # lanes, before the messengers are asked to wait
    waiting: int = 200  # updates of one person that wait; what comes on top is junk
    crowded: int = 10  # waiting updates of a person who is to be told to slow down


@dataclass(slots=True)
class _Lane:
    who: Who
    rows: deque[InboxRow] = field(default_factory=deque)
    dropping: bool = False


class Lanes:
    """Takes stored updates and brings each to its end: done, or put aside as poison."""

    def __init__(
        self, db: Database, handle: Handle, notices: Notices, limits: Limits | None = None, flood: Flood | None = None
    ) -> None:
        self._db = db
        self._handle = handle
        self._notices = notices
        self._limits = limits or Limits()
        self._flood = Flood() if flood is None else flood
        self._lanes: dict[Who, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(self._limits.side_by_side)
        self._room = asyncio.Event()
        self._stopping = asyncio.Event()
        self._room.set()

    def __len__(self) -> int:
        return len(self._lanes)

    async def resume(self, messenger: str) -> int:
        """Take up what waited when the program last stopped; call it before the messenger starts to receive."""
        rows = await self._db.read(lambda tx: inbox.waiting(tx, messenger))
        await self.add(rows)
        return len(rows)

    async def add(self, rows: Sequence[InboxRow]) -> None:
        """Queue updates that are stored, in this order; returns when there is room for more people."""
        if self._stopping.is_set():
            return
        surplus: dict[Who, tuple[_Lane, list[InboxRow]]] = {}
        for row in rows:
            who = (row.key.messenger, row.lane)
            lane = self._lanes.get(who) or self._open(who)
            if len(lane.rows) < self._limits.waiting:
                lane.rows.append(row)
            else:
                surplus.setdefault(who, (lane, []))[1].append(row)
        for lane, junk in surplus.values():
            await self._drop(lane, junk)
        await self._room.wait()

    async def drain(self, timeout: float) -> bool:  # noqa: ASYNC109 - what is late is cancelled here
        """Let updates under way come to their end; what waits stays in the inbox. False when some took too long."""
        self._stopping.set()
        self._room.set()
        if not self._tasks:
            return True
        _, late = await asyncio.wait(self._tasks, timeout=timeout)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    # --- one lane --------------------------------------------------------------------------------------------

    def _open(self, who: Who) -> _Lane:
        lane = self._lanes[who] = _Lane(who)
        task = asyncio.create_task(self._run(lane), name="lane")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if len(self._lanes) >= self._limits.people:
            self._room.clear()
        return lane

    def _close(self, lane: _Lane) -> None:
        del self._lanes[lane.who]
        if len(self._lanes) < self._limits.people:
            self._room.set()

    async def _run(self, lane: _Lane) -> None:
        try:
            while lane.rows and not self._stopping.is_set():
                await self._keep_pace(lane)
                await self._settle(lane.rows[0])
                lane.rows.popleft()
        finally:
            self._close(lane)

    async def _keep_pace(self, lane: _Lane) -> None:
        nobody = not lane.who[1]  # updates without a sender: they are no person's flood
        delay = 0.0 if nobody else self._flood.wait(lane.who, asyncio.get_running_loop().time())
        if not delay:
            return
        if len(lane.rows) > self._limits.crowded and self._flood.tell(lane.who):
            log.warning("Somebody in %s sends too fast: their updates wait", lane.who[0])
            await self._say(partial(self._notices.too_fast, row=lane.rows[0]))
        await self._rest(delay)

    async def _settle(self, row: InboxRow) -> None:
        """Try until the update is done or put aside, or the program stops."""
        pause = 0.0
        while not self._stopping.is_set():
            async with self._slots:
                if self._stopping.is_set():
                    return
                pause = await self._attempt(row)
            if not pause:
                return
            await self._rest(pause)

    async def _attempt(self, row: InboxRow) -> float:
        """Handle once; returns 0 when the update is settled, else how long to wait before the next try."""
        try:
            return await self._handle_once(row)
        except AlreadyDone:
            return 0.0
        except Exception as error:  # noqa: BLE001 - no fault of the update, which is not counted: wait for the storage
            log.error("The storage does not take update %s: %s", row.key, trouble.told(error))  # noqa: TRY400
            return STORAGE_PAUSE

    async def _handle_once(self, row: InboxRow) -> float:
        try:
            if not await self._handle(row):
                await self._db.write(partial(inbox.done, key=row.key))
        except AlreadyDone:
            raise
        except Unreadable:
            return await self._put_aside(row)
        except Exception as error:
            if trouble.passes(error):
                raise
            return await self._failed(row, error)
        return 0.0

    async def _failed(self, row: InboxRow, error: Exception) -> float:
        tries = await self._db.write(partial(inbox.failed, key=row.key))
        # The message of an exception may quote what the person wrote: only the kind and the place are logged.
        place = "".join(traceback.format_tb(error.__traceback__))
        log.warning("Update %s failed, try %d: %s\n%s", row.key, tries, type(error).__name__, place)
        if tries > len(PAUSES):
            return await self._put_aside(row)
        return PAUSES[tries - 1]

    async def _put_aside(self, row: InboxRow) -> float:
        def work(tx: Tx) -> None:
            inbox.poison(tx, row.key)
            self._notices.poisoned(tx, row)

        log.error("Update %s cannot be handled: it is put aside as poison", row.key)
        try:
            await self._db.write(work)
        except Exception as error:  # noqa: BLE001 - nobody to tell, or no words for it: the lane goes on all the same
            log.warning("Nobody was told about update %s: %s", row.key, type(error).__name__)
            await self._db.write(partial(inbox.poison, key=row.key))
        return 0.0

    async def _drop(self, lane: _Lane, junk: list[InboxRow]) -> None:
        tell, lane.dropping = not lane.dropping, True

        def work(tx: Tx) -> None:
            inbox.drop(tx, [row.key for row in junk])
            self._notices.dropped(tx, junk, tell=tell)

        log.warning("%d updates of somebody in %s are dropped: %d wait", len(junk), lane.who[0], len(lane.rows))
        await self._say(work)

    async def _say(self, work: Callable[[Tx], None]) -> None:
        """Store a notice; a notice that cannot be stored stops nothing."""
        try:
            await self._db.write(work)
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("A notice was not stored: %s", type(error).__name__)

    async def _rest(self, seconds: float) -> None:
        """Sleep, unless the program stops."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
