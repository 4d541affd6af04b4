"""What is due happens once: the key is given out once, whoever asks and however often."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

from storeroom import NOW, opened

from storage import due
from storage.database import Tx
from storage.due import Due

REMIND = Due("survey.remind:1:2026-12-01", "survey.remind", NOW, 1)


def _ripe(tx: Tx) -> list[str]:
    return [item.key for item in due.ripe(tx, NOW, 10)]


async def test_planning_twice_at_once_makes_one_row(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await asyncio.gather(*(db.write(partial(due.plan, item=REMIND)) for _ in range(20)))

        assert await db.read(_ripe) == [REMIND.key]


async def test_what_has_happened_is_not_planned_anew(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(due.plan, item=REMIND))
        item = (await db.read(partial(due.ripe, now=NOW, limit=1)))[0]
        await db.write(partial(due.mark, item=item, state="done"))
        await db.write(partial(due.plan, item=REMIND))

        assert await db.read(_ripe) == []


async def test_a_moved_closing_waits_for_its_new_moment(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(due.plan, item=REMIND))
        await db.write(partial(due.move, key=REMIND.key, due_at=NOW + timedelta(days=1)))

        assert await db.read(_ripe) == []
        assert await db.read(due.next_moment) == NOW + timedelta(days=1)


async def test_an_early_end_takes_back_what_was_planned(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(due.plan, item=REMIND))
        await db.write(partial(due.void, subject_id=1, rules=("survey.remind",)))

        assert await db.read(_ripe) == []
