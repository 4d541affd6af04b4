"""One program for one data folder and for one database."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.lock import AlreadyRunning, Lease, only_process_in
from storage import lease
from storage.database import Database
from storage.lease import LeaseLost, LeaseTaken
from tests.fresh_database import fresh_database

MORNING = datetime(2026, 9, 1, 9, tzinfo=UTC)
HOLDER = """
import sys, pathlib, time
from bot.lock import only_process_in
with only_process_in(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def another_process(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return fresh_database(tmp_path / "lease.sqlite3")


def test_a_second_program_is_refused_and_told_who_is_there(tmp_path: Path) -> None:
    first = another_process(tmp_path)
    try:
        with pytest.raises(AlreadyRunning) as refused, only_process_in(tmp_path):
            pass
        assert refused.value.pid == first.pid
    finally:
        first.kill()
        first.wait()


def test_a_killed_program_leaves_the_folder_free(tmp_path: Path) -> None:
    first = another_process(tmp_path)
    first.kill()
    first.wait()
    with only_process_in(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with only_process_in(tmp_path / "new" / "data"):
        assert (tmp_path / "new" / "data").is_dir()


async def test_a_database_that_somebody_works_with_is_refused(db: Database) -> None:
    await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING))
    with pytest.raises(LeaseTaken) as refused:
        await db.write(lambda tx: lease.take(tx, "laptop:/data", MORNING + timedelta(seconds=20)))
    assert refused.value.owner == "school-server:/data"


async def test_the_same_installation_takes_its_database_back_at_once(db: Database) -> None:
    first = await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING))
    second = await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING + timedelta(seconds=1)))
    assert second > first


async def test_a_silent_owner_is_replaced_and_notices_it(db: Database) -> None:
    first = await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING))
    later = MORNING + timedelta(minutes=5)
    second = await db.write(lambda tx: lease.take(tx, "laptop:/data", later))
    assert second > first
    with pytest.raises(LeaseLost):
        await db.write(lambda tx: lease.renew(tx, first, later))
    await db.write(lambda tx: lease.renew(tx, second, later))


async def test_a_clock_that_was_a_year_ahead_locks_nobody_out(db: Database) -> None:
    first = await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING + timedelta(days=365)))
    assert await db.write(lambda tx: lease.take(tx, "laptop:/data", MORNING)) > first


async def test_an_owner_that_left_lets_the_next_one_in(db: Database) -> None:
    first = await db.write(lambda tx: lease.take(tx, "school-server:/data", MORNING))
    await db.write(lambda tx: lease.release(tx, first))
    assert await db.write(lambda tx: lease.take(tx, "laptop:/data", MORNING)) > first


async def test_a_live_owner_keeps_the_lease_fresh(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lock.RENEW_SECONDS", 0.05)
    clock = [MORNING]
    mine = Lease(db, tmp_path, lambda: clock[0])
    await mine.take()
    keeping = asyncio.create_task(mine.keep())
    clock[0] += timedelta(minutes=5)
    await asyncio.sleep(0.3)
    with pytest.raises(LeaseTaken):
        await db.write(lambda tx: lease.take(tx, "laptop:/data", clock[0] + timedelta(seconds=30)))
    clock[0] += timedelta(minutes=5)
    await db.write(lambda tx: lease.take(tx, "laptop:/data", clock[0] + timedelta(minutes=5)))
    with pytest.raises(LeaseLost):
        await asyncio.wait_for(keeping, 5)
