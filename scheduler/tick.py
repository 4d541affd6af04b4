"""The tick: ripe due rows are taken by rule; what a row brings about and its mark are stored in one transaction."""

import asyncio
import logging
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from scheduler import rules
from services import daytime, drafts, lost_keys, summaries
from services import surveys as running
from storage import due, inbox, leftovers, trouble
from storage.database import Database, Tx
from storage.due import Due
from storage.unit import Shelf, Uow

log = logging.getLogger(__name__)

AT_ONCE = 200  # due rows looked at in one tick; the rest is ripe at the next
TOO_OLD = timedelta(hours=24)  # a summary that could not be sent for so long is of no use any more


class Unfired(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Some of what was due could not be done; the log says what and why."""


@dataclass(slots=True)
class Tick:
    """Woken every half minute, and by the demo's clock; holds nothing that a restart would lose."""

    db: Database
    shelf: Shelf
    now: Callable[[], datetime]
    _lamented: set[int] = field(default_factory=set)  # surveys without a key that the log has been told of
    _tidied: date | None = None  # once a day; a restart may do it once more
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self) -> None:
        """Do everything that is due by now."""
        async with self._one_at_a_time:
            await self._tick(self.now())

    async def _tick(self, now: datetime) -> None:
        await self.db.write(lambda tx: self._prepare(tx, now))
        failed = await self._fire_all(now)
        await self._bury()
        if self._tidied != now.date():
            await self._tidy(now)
            self._tidied = now.date()
        if failed:
            raise Unfired(f"{len(failed)} due rows wait for the next tick")

    async def _fire_all(self, now: datetime) -> set[int]:
        """Everything that is due; returns the rows that could not be fired, so that they hold up nothing else."""
        failed: set[int] = set()
        while items := await self.db.read(lambda tx: due.ripe(tx, now, AT_ONCE, failed)):
            for together in _sorted_out(items):
                try:
                    await self._fire(together[0].rule, together, now)
                except Exception as error:
                    if trouble.passes(error):
                        raise
                    _lament(together[0].rule, error)
                    failed.update(item.id for item in together)
        return failed

    def _prepare(self, tx: Tx, now: datetime) -> None:
        uow = Uow(tx, self.shelf)
        summaries.plan(uow, now)
        inbox.forget(tx, now.date())
        for survey in lost_keys.notice(uow, now):
            if survey.id not in self._lamented:
                log.error("The key of the open anonymous survey %s is lost: it takes no more answers", survey.code)
                self._lamented.add(survey.id)

    async def _fire(self, rule: str, items: list[Due], now: datetime) -> None:
        late = [item for item in items if rule in rules.PERISHABLE and now - item.due_at > TOO_OLD]
        fresh = [item for item in items if item not in late]
        if late:
            log.warning("%d rows of %s are too old to be of use", len(late), rule)
            await self.db.write(partial(_mark_late, items=late))
        if rule in rules.BY_DAY:
            fresh = await self.db.write(partial(self._by_day, items=fresh, now=now))
        if fresh:
            await rules.RULES[rule](self.db, self.shelf, fresh, now)

    def _by_day(self, tx: Tx, items: list[Due], now: datetime) -> list[Due]:
        return daytime.put_off(Uow(tx, self.shelf), items, now)

    async def _bury(self) -> None:
        """After the end of an anonymous survey: drafts out of the journal, then the key destroyed.

        In this order, so that a crash in between leaves the key, and with it the task, to the next tick.
        """
        spent = await self.db.write(lambda tx: running.spent_keys(Uow(tx, self.shelf)))
        if spent:
            await self.db.scrub()
            await self.db.write(lambda tx: running.destroy_keys(Uow(tx, self.shelf), spent))

    async def _tidy(self, now: datetime) -> None:
        """Remove the files that nothing leads to any more, and drafts that somebody only looked at."""
        await self.db.write(lambda tx: drafts.tidy(Uow(tx, self.shelf), now))
        gone = await self.db.read(lambda tx: leftovers.found(tx, self.shelf.folder, now))
        if gone.rows or gone.paths:
            await self.db.write(lambda tx: leftovers.remove(tx, gone, now))
            log.info("%d files that nothing leads to are removed", len(gone.paths))


def _sorted_out(items: Sequence[Due]) -> Iterable[list[Due]]:
    """Rows that are fired together, all of a rule or one alone, in the order in which they are due."""
    groups: dict[str | int, list[Due]] = defaultdict(list)
    for item in items:
        groups[item.rule if item.rule in rules.TOGETHER else item.id].append(item)
    return groups.values()


def _lament(rule: str, error: Exception) -> None:
    """Only the kind and the place: the message of an exception may quote people."""
    place = "".join(traceback.format_tb(error.__traceback__))
    log.error("The rule %s failed and is tried again: %s\n%s", rule, type(error).__name__, place)


def _mark_late(tx: Tx, items: list[Due]) -> None:
    for item in items:
        due.mark(tx, item, "late")
