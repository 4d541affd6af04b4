"""What was worked out beside the writer is used only if nobody has written meanwhile to what it looked at."""

import asyncio
import threading
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from sqlalchemy import bindparam, insert, select, update
from storeroom import opened, place, places

from storage.changes import Foreseen
from storage.database import TRIES, Database, Tx
from storage.prepared import Prepared
from storage.tables import municipality, partner


async def holds(db: Database, foreseen: Foreseen[set[str]]) -> bool:
    return await db.write(foreseen.holds)


async def test_it_holds_until_somebody_writes_to_a_table_that_it_looked_at(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as db:
        foreseen = await db.foresee(places)
        assert foreseen.result == set()
        assert await holds(db, foreseen)
        await db.write(partial(place, code="М1"))
        assert not await holds(db, foreseen)
        again = await db.foresee(places)
        assert again.result == {"М1"}
        assert await holds(db, again)
        db.write_now(partial(place, code="М2"))
        assert not await holds(db, again)


async def test_what_is_written_elsewhere_does_not_matter(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="М1"))
        foreseen = await db.foresee(places)
        await db.write(
            lambda tx: tx.execute(insert(partner), {"code": "PA", "municipality_id": 1, "organisation": "П"})
        )
        assert await holds(db, foreseen)


async def test_somebody_who_has_begun_to_write_but_not_finished_counts(database_url: str, tmp_path: Path) -> None:
    """He commits after the look, so the look has not seen what he wrote."""
    begun, may_end = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        place(tx, "М1")
        begun.set()
        may_end.wait(10)

    with opened(database_url, tmp_path) as db:
        loop = asyncio.get_running_loop()

        def look(tx: Tx) -> set[str]:
            writing.append(asyncio.run_coroutine_threadsafe(db.write(slow), loop))
            begun.wait(10)
            return places(tx)

        writing: list[Future[None]] = []
        foreseen = await db.foresee(look)
        may_end.set()
        await asyncio.wrap_future(writing[0])
        assert foreseen.result == set()
        assert not await holds(db, foreseen)


async def test_what_the_same_transaction_has_written_counts(database_url: str, tmp_path: Path) -> None:
    def both(tx: Tx, foreseen: Foreseen[set[str]]) -> bool:
        place(tx, "М1")
        return foreseen.holds(tx)

    with opened(database_url, tmp_path) as db:
        foreseen = await db.foresee(places)
        assert not await db.write(partial(both, foreseen=foreseen))


async def test_a_statement_that_goes_straight_to_the_driver_counts(database_url: str, tmp_path: Path) -> None:
    rename = Prepared(update(municipality).values(code=bindparam("new")))
    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="М1"))
        foreseen = await db.foresee(places)
        await db.write(lambda tx: rename.run(tx, {"new": "М2"}))
        assert not await holds(db, foreseen)


async def test_a_look_that_goes_straight_to_the_driver_counts(database_url: str, tmp_path: Path) -> None:
    codes = Prepared(select(municipality.c.code))
    with opened(database_url, tmp_path) as db:
        foreseen = await db.foresee(lambda tx: {row.code for row in codes.rows(tx, {})})
        assert foreseen.result == set()
        await db.write(partial(place, code="М1"))
        assert not await holds(db, foreseen)


async def test_what_another_process_has_written_is_noticed(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as bot, opened(database_url, tmp_path) as command:
        foreseen = await bot.foresee(places)
        command.write_now(partial(place, code="М1"))
        assert not await holds(bot, foreseen)


def test_what_another_process_writes_meanwhile_is_looked_at_again(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as bot, opened(database_url, tmp_path) as command:
        coming = ["М1", "М2"]

        def look(tx: Tx) -> set[str]:
            found = places(tx)
            if coming:
                bot.write_now(partial(place, code=coming.pop()))
            return found

        assert command.foresee_now(look, lambda tx, found: (found, places(tx))) == ({"М1", "М2"}, {"М1", "М2"})


def test_where_another_process_writes_all_the_time_it_has_to_wait_in_the_end(database_url: str, tmp_path: Path) -> None:
    with opened(database_url, tmp_path) as bot, opened(database_url, tmp_path) as command:
        coming = [f"М{number}" for number in range(TRIES)]

        def look(tx: Tx) -> set[str]:
            found = places(tx)
            if coming:
                bot.write_now(partial(place, code=coming.pop()))
            return found

        assert len(command.foresee_now(look, lambda _tx, found: found)) == TRIES
