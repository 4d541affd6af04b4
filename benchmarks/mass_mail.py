"""A mass mail against the ideal of the allowed rate, and live replies during it against their usual speed.

The real outbox and sender, a file database with FULL sync, HTTP over loopback, a server that counts strictly and takes
50 to 300 ms. All rates are SCALE times Telegram's, while delays stay as they are. So the rate is that of the middle
nine tenths: the delays of the first and the last letter, next to nothing of a real mail, would count SCALE times.
`python -m benchmarks.mass_mail [rounds]`
"""

import asyncio
import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.strict_server import Record, strict_server
from messengers import outbox
from messengers.messenger import Pace
from messengers.outbox import Address, Delivery
from messengers.sender import Sender
from messengers.telegram import TelegramMessenger
from storage.database import Database, Tx
from storage.tables import metadata
from texts.screen import Screen

RECIPIENTS, SCALE, ROUNDS = 2000, 5, 1
ALLOWED = 30 * SCALE
REPLIES = 3 * SCALE  # live replies a second, each to a chat of its own
QUIET = 6.0  # seconds in which only live replies go
LANDED = 0.5  # seconds after which everything said has arrived
TELEGRAM = TelegramMessenger.pace
PACE = Pace(TELEGRAM.per_second * SCALE, TELEGRAM.chat_gap, TELEGRAM.group_gap)


@dataclass(frozen=True)
class Round:
    """Figures of one round."""

    share: float  # of the ideal, live replies counted as part of the work
    start: float  # seconds from saying to the first letter's answer
    refusals: int
    usual: tuple[float, float]  # p50 and p99 of live replies alone, seconds
    busy: tuple[float, float]  # the same during the mail


class Bench:
    """The sending side of the bot."""

    def __init__(self, folder: Path, url: str, line: Connection) -> None:
        self._db = Database(f"sqlite:///{folder / 'bench.sqlite3'}").open()
        self._db.write_now(metadata.create_all)
        self._messenger = TelegramMessenger("1:BENCH", api_base=url)
        self._messenger.pace = PACE
        self._sender = Sender(self._db, {"telegram": self._messenger}, lambda: datetime.now(UTC), folder)
        self._line = line
        self._said = 0
        self._dice = random.Random(2)  # noqa: S311 - the same moments every time

    async def race(self, rounds: int) -> list[Round]:
        """All rounds, one after the other."""
        running = asyncio.create_task(self._sender.run())
        await self._live(1.0)  # connections are made, code is warm
        await asyncio.sleep(LANDED)
        await self._ask()
        gc.collect()
        gc.freeze()  # as the running program does after its start
        gc.set_threshold(50_000, 20, 50)
        results = [await self._round() for _ in range(rounds)]
        await self._sender.stop()
        await running
        await self._messenger.close()
        self._db.close()
        return results

    async def _round(self) -> Round:
        await self._live(QUIET)
        await asyncio.sleep(LANDED)
        usual = await self._ask()
        begun = time.monotonic()
        await self._say("mail", RECIPIENTS, mass=True)
        busy = Record()
        while len(busy.mail) < RECIPIENTS:
            await self._live(0.5)
            busy = _sum(busy, await self._ask())
        edge = RECIPIENTS // 20
        mail = sorted(busy.mail)
        first, last = mail[edge], mail[-edge]
        replies = sum(first < answered < last for answered, _ in busy.replies)
        return Round(
            share=(RECIPIENTS - 2 * edge + replies) / ALLOWED / (last - first),
            start=mail[0] - begun,
            refusals=usual.refusals + busy.refusals,
            usual=_percentiles([took for _, took in usual.replies]),
            busy=_percentiles([took for _, took in busy.replies]),
        )

    async def _live(self, seconds: float) -> None:
        """Live replies at random moments."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await asyncio.sleep(self._dice.expovariate(REPLIES))
            await self._say("reply", 1)

    async def _say(self, kind: str, times: int, *, mass: bool = False) -> None:
        first = self._said
        self._said += times
        screen = Screen(f"{kind} {time.monotonic()}")

        def work(tx: Tx) -> None:
            for number in range(first, first + times):
                outbox.put(tx, Address("telegram", str(number)), screen, Delivery(cause=f"bench:{number}", mass=mass))

        await self._db.write(work)

    async def _ask(self) -> Record:
        self._line.send("record")
        record: Record = await asyncio.to_thread(self._line.recv)
        return record


def _sum(one: Record, other: Record) -> Record:
    return Record(one.refusals + other.refusals, one.mail + other.mail, one.replies + other.replies)


def _percentiles(values: Sequence[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(values, n=100)
    return cuts[49], cuts[98]


def _line(name: str, goal: str, values: Sequence[float]) -> None:
    spread = f"{min(values):.3f}-{max(values):.3f}"
    print(f"{name}: {statistics.median(values):.3f} ({spread}), goal {goal}")


def main(rounds: int = ROUNDS) -> None:
    """Measure and print one line a figure."""
    with tempfile.TemporaryDirectory() as folder, strict_server(ALLOWED) as (url, line):
        results = asyncio.run(Bench(Path(folder), url, line).race(rounds))
    rates = f"{SCALE} times Telegram's rates, {REPLIES} live replies a second"
    print(f"mass mail to {RECIPIENTS:,} at {rates}, {rounds} rounds")
    _line("share of the ideal rate", "at least 0.86", [each.share for each in results])
    _line("refusals", "0", [each.refusals for each in results])
    _line(
        "p99 of live replies during the mail / usual", "at most 1.3", [each.busy[1] / each.usual[1] for each in results]
    )
    _line("p50 of the same", "none", [each.busy[0] / each.usual[0] for each in results])
    _line("seconds from saying 2,000 letters to the first answer", "none", [each.start for each in results])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
