"""The sender: empties the outbox at the pace each messenger allows and writes down what became of every row.

Live rows are handed over as they are committed; mass mail, and what another process or an earlier run left, is read.
All are carried by one carrier per messenger and marked many at a time.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from messengers.carrier import Carrier, Desk, Speaks
from messengers.ledger import Ledger, Page
from messengers.messenger import TokenRefused
from storage import accounts, outbox, trouble
from storage.database import Database, Tx
from storage.outbox import Noted, OutboxRow, Range, Waits

log = logging.getLogger(__name__)

_POLL = 1.0  # seconds; of rows of another process nobody tells
_GATHER = 0.02  # seconds in which outcomes gather: each writing down costs a sync of the disk, and delays replies
_RECHECK = timedelta(seconds=30)  # after which all waiting rows are looked through, not only the new ones
_LIVE_AT_ONCE = 1000
_MASS_AT_ONCE = 500  # mass mail is taken into memory by portions
_FAREWELL = 5.0  # seconds for what is under way when the program stops


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where a look begins: the last ids seen of either kind; no mass mail when enough of it waits already."""

    live_after: int
    mass_after: int | None


@dataclass(frozen=True, slots=True)
class _Found:
    newest: int
    tidy: bool  # nothing that was finished long ago is left
    live: Sequence[OutboxRow] = ()
    mass: Sequence[OutboxRow] = ()


class Sender:
    """Sends what the outbox holds. `folder` is the data folder, `now` the clock."""

    def __init__(
        self, db: Database, messengers: Mapping[str, Speaks], now: Callable[[], datetime], folder: Path
    ) -> None:
        self._db, self._now = db, now
        self._ledger = Ledger()
        desk = Desk(self._ledger, folder, now, self._claim)
        self._carriers = {name: Carrier(messenger, desk) for name, messenger in messengers.items()}
        self._known: set[int] = set()  # rows in our hands, until the database knows what became of them
        self._live_seen = self._mass_seen = 0
        self._unread = True  # there are rows that nobody handed over
        self._more_mass = True
        self._looked = -_POLL
        self._rechecked = datetime.min.replace(tzinfo=UTC)
        self._forgot_on: date | None = None
        self._stopping = False
        self._stopped = asyncio.Event()
        self._stopped.set()

    async def run(self) -> None:
        """Send until stopped. Raises TokenRefused when a messenger does not know the bot any more."""
        self._stopped.clear()
        self._db.listen(self._hear)
        try:
            await self._db.write(partial(outbox.recover, today=self._now().date()))
            while not (self._stopping or self._ledger.refused):
                await self._exchange()
                await self._rest()
        finally:
            self._db.stop_listening(self._hear)
            await self._finish()
            self._stopped.set()
        if self._ledger.refused:
            raise TokenRefused(f"{self._ledger.refused} does not know the token")

    async def stop(self) -> None:
        """Begin nothing new, finish what is under way, write everything down; `run` returns."""
        self._stopping = True
        self._ledger.bell.set()
        await self._stopped.wait()

    # --- inside ----------------------------------------------------------------------------------------------

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_POLL):
                await self._ledger.bell.wait()
                await asyncio.sleep(_GATHER)
        self._ledger.bell.clear()

    async def _finish(self) -> None:
        await asyncio.gather(*(carrier.drain(_FAREWELL) for carrier in self._carriers.values()))
        page = self._ledger.tear_off()
        try:
            await self._db.write(partial(_file, page, now=self._now()))
        except Exception as error:  # noqa: BLE001 - the rows stay as they are and are sent again
            log.error("The outbox cannot be written: %s", trouble.told(error))  # noqa: TRY400 - as below

    async def _claim(self, row_id: int) -> None:
        await self._db.write(partial(outbox.claim, row_id=row_id))

    def _hear(self, items: Sequence[object]) -> None:
        """What was committed: messages to be sent, and that it is written down what became of others."""
        if self._stopping:
            return
        for item in items:
            match item:
                case OutboxRow():
                    self._take_in(item)
                case Noted(ids):
                    self._known.difference_update(ids)
                case Waits():
                    self._read_on()
        self._pump()

    def _read_on(self) -> None:
        self._unread = True
        self._ledger.bell.set()

    async def _exchange(self) -> None:
        """One transaction: what happened goes down, and when it is time, what nobody handed over comes up."""
        now = self._now()
        page, wanted = self._ledger.tear_off(), self._wanted(now)
        try:
            found = await self._db.write(partial(self._turn_over, page, wanted, now))
        except Exception as error:  # noqa: BLE001 - a full disk must not lose what is known about sent messages
            log.error("The outbox cannot be written: %s", trouble.told(error))  # noqa: TRY400 - no parameters in logs
            self._ledger.paste_back(page)
            self._unread = True
            await asyncio.sleep(_POLL)
            return
        if found.tidy:
            self._forgot_on = now.date()
        # Ids that deleted rows held are given again: we never look behind the newest one.
        self._live_seen, self._mass_seen = min(self._live_seen, found.newest), min(self._mass_seen, found.newest)
        if wanted is not None:
            self._take_up(found, wanted)

    def _wanted(self, now: datetime) -> _Wanted | None:
        """Where to look, or None when everything that waits is known."""
        enough = sum(carrier.waiting(mass=True) for carrier in self._carriers.values()) >= _MASS_AT_ONCE
        moment = asyncio.get_running_loop().time()
        if not (self._unread or (self._more_mass and not enough) or moment - self._looked >= _POLL):
            return None
        self._unread, self._looked = False, moment
        if abs(now - self._rechecked) >= _RECHECK:
            self._rechecked = now
            self._live_seen = self._mass_seen = 0
        return _Wanted(self._live_seen, None if enough else self._mass_seen)

    def _turn_over(self, page: Page, wanted: _Wanted | None, now: datetime, tx: Tx) -> _Found:
        _file(page, tx, now=now)
        tidy = self._forgot_on == now.date() or not outbox.forget(tx, now.date())
        newest, soon = outbox.newest(tx), now + _RECHECK
        if wanted is None:
            return _Found(newest, tidy)
        live = self._look(tx, Range(wanted.live_after, newest, _LIVE_AT_ONCE, soon), mass=False)
        if wanted.mass_after is None:
            return _Found(newest, tidy, live)
        mass = self._look(tx, Range(wanted.mass_after, newest, _MASS_AT_ONCE, soon), mass=True)
        return _Found(newest, tidy, live, mass)

    def _look(self, tx: Tx, where: Range, *, mass: bool) -> list[OutboxRow]:
        if where.after >= where.upto:
            return []
        return outbox.waiting(tx, list(self._carriers), where, mass=mass)

    def _take_up(self, found: _Found, wanted: _Wanted) -> None:
        """Hand what a look has found to the carriers."""
        self._live_seen = _seen(found.live, _LIVE_AT_ONCE, found.newest)
        self._more_mass = wanted.mass_after is None or len(found.mass) == _MASS_AT_ONCE
        if wanted.mass_after is not None:
            self._mass_seen = _seen(found.mass, _MASS_AT_ONCE, found.newest)
        gone = set(self._ledger.page.gone)  # learned while the rows were being read: their mass mail is about to drop
        for row in (*found.live, *found.mass):
            if not (row.mass and (row.messenger, row.chat_id) in gone):
                self._take_in(row)
        if len(found.live) == _LIVE_AT_ONCE:
            self._read_on()
        self._pump()

    def _take_in(self, row: OutboxRow) -> None:
        carrier = self._carriers.get(row.messenger)
        if carrier is not None and row.id not in self._known:
            self._known.add(row.id)
            carrier.take_in(row)

    def _pump(self) -> None:
        for carrier in self._carriers.values():
            carrier.pump()


def _seen(rows: Sequence[OutboxRow], limit: int, newest: int) -> int:
    return rows[-1].id if len(rows) == limit else newest


def _file(page: Page, tx: Tx, *, now: datetime) -> None:
    """Write a page of the ledger into the database."""
    outbox.settle(tx, page.settled, now.date())
    for messenger, chat_id in page.gone:
        accounts.mark_unreachable(tx, messenger, chat_id, now)
        outbox.drop_mass(tx, messenger, chat_id, now.date())
    for messenger, chat_id, new_chat_id in page.moved:
        outbox.move_chat(tx, messenger, chat_id, new_chat_id)
