"""Everybody writes through one door: together, each for themselves, and nothing is left standing open."""

import asyncio
import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from storeroom import anonymous_survey, opened, place, places

from storage import surveys
from storage.database import Tx


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
            *(db.write(partial(surveys.note_participation, survey_id=survey, tag=tag)) for tag in tags),
            return_exceptions=True,
        )

        assert sum(isinstance(end, IntegrityError) for end in ends) == 50
        assert len(await db.read(partial(surveys.tags, survey_id=survey))) == 50


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


async def test_the_words_of_an_error_quote_nobody(database_url: str, tmp_path: Path):
    with opened(database_url, tmp_path) as db:
        await db.write(partial(place, code="canary"))
        with pytest.raises(IntegrityError) as caught:
            await db.write(partial(place, code="canary"))

    assert "INSERT INTO municipality" in str(caught.value)
    assert "parameters hidden" in str(caught.value)
