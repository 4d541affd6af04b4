"""Everybody writes through one door: together, each for themselves, and nothing is left standing open."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from storeroom import anonymous_survey, opened, place, places

from storage import participation
from storage.companions import side_by_side
from storage.database import Database, Tx
from storage.prepared import Prepared
from storage.tables import metadata


async def test_what_a_hundred_people_write_at_once_is_all_there(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await asyncio.gather(*(db.write(partial(place, code=f"М{number}")) for number in range(100)))

    with opened(database_url, tmp_path) as db:
        assert await db.read(places) == {f"М{number}" for number in range(100)}


async def test_an_error_undoes_its_own_work_and_nobody_elses(database_url: str, tmp_path: Path):
    def half_done(tx: Tx) -> None:
        place(tx, "half")
        raise ValueError("changed my mind")

    def doubled(tx: Tx) -> None:
        place(tx, "М1")
        place(tx, "М1")

    with opened(database_url, tmp_path) as db:
        works = [partial(place, code="М0"), half_done, doubled, partial(place, code="М2")]
        ends = await asyncio.gather(*(db.write(work) for work in works), return_exceptions=True)

        assert [type(end) for end in ends] == [type(None), ValueError, IntegrityError, type(None)]
        assert await db.read(places) == {"М0", "М2"}


async def test_fifty_people_who_submit_twice_are_counted_once(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        survey = await db.write(anonymous_survey)
        tags = [number.to_bytes(16, "big") for number in range(50)] * 2
        ends = await asyncio.gather(
            *(db.write(partial(participation.note, survey_id=survey, tag=tag)) for tag in tags),
            return_exceptions=True,
        )

        assert sum(isinstance(end, IntegrityError) for end in ends) == 50
        assert len(await db.read(partial(participation.tags, survey_id=survey))) == 50


async def test_people_who_give_up_waiting_leave_nothing_open(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        for number in range(200):
            waiting = asyncio.create_task(db.write(partial(place, code=f"М{number}")))
            await asyncio.sleep(0)
            waiting.cancel()
        before = time.monotonic()
        await db.write(partial(place, code="last"))
        assert time.monotonic() - before < 2

        # What was begun is whole: each of the places is there or not, and another process can write at once.
        with opened(database_url, tmp_path) as other:
            other.write_now(partial(place, code="other"))
        assert {"last", "other"} <= await db.read(places)


async def test_a_reader_cannot_write(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        with pytest.raises(Exception, match=r"(?i)read.?only"):
            await db.read(partial(place, code="М0"))
        assert await db.read(places) == set()


async def test_a_look_that_goes_straight_to_the_driver_sees_one_moment(database_url: str, tmp_path: Path):
    codes = Prepared(select(metadata.tables["municipality"].c.code))

    def looks_twice(tx: Tx) -> tuple[list[str], list[str]]:
        before = [row.code for row in codes.rows(tx, {})]
        db.write_now(partial(place, code="М1"))
        return before, [row.code for row in codes.rows(tx, {})]

    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="М0"))
        assert await db.read(looks_twice) == (["М0"], ["М0"])
        assert await db.read(places) == {"М0", "М1"}


async def test_parts_of_one_look_go_side_by_side(database_url: str, tmp_path: Path):
    meeting = threading.Barrier(3, timeout=20)

    def waits_for_the_others(tx: Tx) -> set[str]:
        meeting.wait()  # one after the other they would never meet
        return places(tx)

    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="М0"))
        looked = db.read_now(lambda tx: side_by_side(tx, [waits_for_the_others] * 3), companions=2)
        assert looked == [{"М0"}] * 3


async def test_all_parts_of_a_look_see_the_same_moment_however_busy_the_others_are(database_url: str, tmp_path: Path):
    stop = threading.Event()

    def keep_writing(db: Database) -> int:
        number = 0
        while not stop.is_set():
            db.write_now(partial(place, code=f"М{number}"))
            number += 1
        return number

    with opened(database_url, tmp_path) as db, ThreadPoolExecutor() as elsewhere:
        writing = elsewhere.submit(keep_writing, db)
        try:
            for _ in range(300):
                looked = db.read_now(lambda tx: side_by_side(tx, [places] * 6), companions=2)
                assert all(seen == looked[0] for seen in looked)
        finally:
            stop.set()
        assert writing.result() > 10  # there was something to see


async def test_what_goes_wrong_in_a_part_is_told_and_the_door_stays_open(database_url: str, tmp_path: Path):
    def stumbles(_tx: Tx) -> set[str]:
        raise LookupError("stumbled")

    with opened(database_url, tmp_path) as db:
        for _ in range(20):
            with pytest.raises(LookupError):
                db.read_now(lambda tx: side_by_side(tx, [places, stumbles, places]), companions=2)
        await db.write(partial(place, code="М0"))
        assert db.read_now(lambda tx: side_by_side(tx, [places] * 3), companions=2) == [{"М0"}] * 3


async def test_the_words_of_an_error_quote_nobody(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="canary"))
        with pytest.raises(IntegrityError) as caught:
            await db.write(partial(place, code="canary"))

    assert "INSERT INTO municipality" in str(caught.value)
    assert "parameters hidden" in str(caught.value)
