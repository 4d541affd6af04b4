"""The disk is full: nothing is confirmed, nothing lost, that is said clearly, and all goes on once there is room."""

import asyncio
import logging
from functools import partial

import pytest
from answers import begins, q1_is_open
from city import City
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot import wellbeing
from bot.clock import real_now
from storage.database import Tx
from texts.upkeep import NO_ROOM


def grows_no_more(tx: Tx) -> None:
    pages = tx.execute(text("PRAGMA page_count")).scalar_one()
    tx.execute(text(f"PRAGMA max_page_count = {pages + 3}"))


def takes_room(tx: Tx, size: int) -> None:
    tx.execute(text("CREATE TABLE IF NOT EXISTS ballast (stone BLOB)"))
    tx.execute(text(f"INSERT INTO ballast VALUES (zeroblob({size}))"))


async def disk_full(city: City) -> None:
    """The database may not grow, and what was free inside is taken."""
    await city.db.write(grows_no_more)
    for size in (10**5, 10**4, 10**3, 10**2):
        while True:
            try:
                await city.db.write(partial(takes_room, size=size))
            except OperationalError:
                break


def room_again(tx: Tx) -> None:
    tx.execute(text("PRAGMA max_page_count = 1000000"))


async def test_answers_wait_in_the_messenger_until_there_is_room(city: City, caplog: pytest.LogCaptureFixture):
    await q1_is_open(city)
    teacher = city.someone("П-06-01")
    await begins(teacher)
    await teacher.taps("нет, хотя помощь была нужна")
    before = teacher.screen()
    await disk_full(city)

    with caplog.at_level(logging.WARNING):
        for _ in range(20):  # long words need new room
            teacher.chats.say(teacher.person, "скорее не согласна " + "и ещё " * 500)
        await asyncio.sleep(1.5)
        await city.app.tick_safely()

    assert teacher.chats.store.waiting(100), "what was not stored was confirmed"
    assert teacher.screen() == before
    assert "the disk is full; make room" in caplog.text
    assert [sign.value for sign in wellbeing.look(city.settings, real_now()) if not sign.well] == [NO_ROOM]

    await city.db.write(room_again)
    await teacher.reads()

    assert not teacher.chats.store.waiting(100)
    assert "Не узнал вариант ответа" in teacher.screen()
    assert "Что мешало" in await teacher.says("скорее не согласна")
    await city.app.tick_safely()
    assert all(sign.well for sign in wellbeing.look(city.settings, real_now()))
