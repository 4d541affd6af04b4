"""A real process, killed and stopped again and again while fifty people talk: nothing is lost, nothing is doubled."""

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.fake_bot_api import FakeBotApi, People
from tests.receiving.small_bot import heard, states, until

KILLS = int(os.environ.get("KILLS", "20"))
STOPS = int(os.environ.get("STOPS", "5"))


class Nursery:
    """A process that has everything imported and forks a fresh bot in a moment."""

    def __init__(self, process: asyncio.subprocess.Process, api: FakeBotApi, folder: Path) -> None:
        self._process = process
        self._api = api
        self._folder = folder

    async def start(self) -> int:
        """The number of a new bot's process, once it asks for updates."""
        polls = len(self._api.world.called("getUpdates"))
        pid = await self._ask({"folder": str(self._folder), "api": self._api.url})
        async with asyncio.timeout(20):
            while len(self._api.world.called("getUpdates")) == polls:
                await self._api.world.change(0.02)
        return pid

    async def end(self, pid: int, number: signal.Signals) -> int:
        """Send the signal and wait; the exit status."""
        os.kill(pid, number)
        return await self._ask({"wait": pid})

    async def _ask(self, order: dict[str, object]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        return int(await self._process.stdout.readline())


@pytest.fixture
async def nursery(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Nursery]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.receiving.small_bot", stdin=pipe, stdout=pipe
    )
    yield Nursery(process, api, tmp_path)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


async def talk(people: People, said: list[tuple[str, str]], dice: random.Random, words: str) -> None:
    """Fifty people say numbered things, now many at once, now a few, until cancelled."""
    for number in range(10**6):
        person = dice.randrange(50)
        text = words.format(number=number, pause=round(dice.uniform(0.3, 1.2), 2))
        people.says(person, text)
        said.append((str(person), text))
        if dice.random() < 0.3:
            await asyncio.sleep(dice.uniform(0, 0.05))


async def ended(api: FakeBotApi, folder: Path) -> Database:
    """Wait until everything that was said is confirmed and handled."""
    db = Database(f"sqlite:///{folder / 'small.sqlite3'}").open()
    await until(lambda: not len(api.world.queue) and not states(db)["new"], seconds=60)
    return db


def by_person(said: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {who: [words for person, words in said if person == who] for who, _ in said}


async def test_no_kill_loses_or_doubles_anything(
    nursery: Nursery, api: FakeBotApi, people: People, tmp_path: Path
) -> None:
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    said: list[tuple[str, str]] = []
    api.world.faults.duplicates = 0.1
    talking = asyncio.create_task(talk(people, said, dice, "слово {number}"))
    for _ in range(KILLS):
        pid = await nursery.start()
        await asyncio.sleep(dice.uniform(0.0, 0.4))
        assert await nursery.end(pid, signal.SIGKILL) == -signal.SIGKILL
    talking.cancel()
    last = await nursery.start()
    db = await ended(api, tmp_path)
    assert await nursery.end(last, signal.SIGTERM) == 0
    assert len(said) > 20 * KILLS
    assert by_person(heard(db)) == by_person(said), f"seed {seed}"
    db.close()


async def test_no_stop_loses_or_doubles_anything(
    nursery: Nursery, api: FakeBotApi, people: People, tmp_path: Path
) -> None:
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    said: list[tuple[str, str]] = []
    for _ in range(STOPS):
        pid = await nursery.start()
        talking = asyncio.create_task(talk(people, said, dice, "медленно {pause}"))
        await asyncio.sleep(dice.uniform(0.1, 0.3))
        talking.cancel()
        since = time.monotonic()
        assert await nursery.end(pid, signal.SIGTERM) == 0
        assert time.monotonic() - since < 15
    last = await nursery.start()
    db = await ended(api, tmp_path)
    assert await nursery.end(last, signal.SIGTERM) == 0
    assert by_person(heard(db)) == by_person(said), f"seed {seed}"
    db.close()


async def test_a_second_copy_in_the_same_folder_does_not_start(nursery: Nursery) -> None:
    first = await nursery.start()
    second = await nursery._ask({"folder": str(nursery._folder), "api": nursery._api.url})
    assert await nursery._ask({"wait": second}) == 3
    assert await nursery.end(first, signal.SIGTERM) == 0


async def test_a_revoked_token_ends_the_process(nursery: Nursery, api: FakeBotApi) -> None:
    pid = await nursery.start()
    api.world.token = "42:another"
    assert await asyncio.wait_for(nursery._ask({"wait": pid}), 15) == 1
