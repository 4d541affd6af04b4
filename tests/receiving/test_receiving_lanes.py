"""Lanes: one person's words in order, nobody waits for another, nothing that fails stands in the way."""

import asyncio
import time
from collections.abc import Callable

import pytest

from bot.flood import Flood
from bot.lanes import Limits
from tests.fake_bot_api import People, World
from tests.receiving.small_bot import SmallBot, heard, notices, settled, states, until

Bots = Callable[..., SmallBot]


async def test_a_slow_answer_for_one_keeps_nobody_else_waiting(bot: SmallBot, people: People) -> None:
    people.says(1, "медленно 2")
    people.says(1, "после медленного")
    since = time.monotonic()
    for person in range(2, 60):
        people.says(person, "быстро")
    await until(lambda: len(heard(bot.db)) == 58)
    assert time.monotonic() - since < 1.0
    await settled(bot.db, 60)
    assert [words for who, words in heard(bot.db) if who == "1"] == ["медленно 2", "после медленного"]


async def test_no_more_than_the_limit_work_side_by_side(new_bot: Bots, people: People) -> None:
    bot = new_bot(limits=Limits(side_by_side=10))
    await bot.start()
    since = time.monotonic()
    for person in range(30):
        people.says(person, "медленно 0.3")
    await settled(bot.db, 30)
    assert 0.9 <= time.monotonic() - since < 3.0


async def test_lanes_are_left_when_nothing_waits(bot: SmallBot, people: People) -> None:
    for person in range(3000):
        people.says(person, "привет")
    await settled(bot.db, 3000)
    await until(lambda: len(bot.lanes) == 0)
    assert len(heard(bot.db)) == 3000


async def test_many_people_at_once_are_taken_in_by_portions(new_bot: Bots, people: People) -> None:
    bot = new_bot(limits=Limits(people=50))
    await bot.start()
    for person in range(1000):
        people.says(person, "медленно 0.01")
    most = 0
    while states(bot.db)["done"] < 1000:
        most = max(most, len(bot.lanes))
        await asyncio.sleep(0.005)
    assert most < 150


async def test_what_fails_twice_is_handled_at_the_third_try(bot: SmallBot, people: People) -> None:
    people.says(1, "споткнись")
    people.says(1, "дальше")
    await settled(bot.db, 2)
    assert heard(bot.db) == [("1", "споткнись"), ("1", "дальше")]
    assert notices(bot.db) == []


async def test_what_fails_always_is_put_aside_and_the_person_is_told_once(
    bot: SmallBot, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    people.says(1, "упади")
    people.says(1, "дальше")
    people.says(2, "я рядом")
    await settled(bot.db, 3)
    assert heard(bot.db) == [("2", "я рядом"), ("1", "дальше")]
    assert notices(bot.db) == [("1", "poisoned")]
    assert states(bot.db) == {"done": 2, "poison": 1}
    assert caplog.text.count("put aside as poison") == 1
    assert "упади" not in caplog.text


async def test_a_full_disk_loses_nothing_and_blames_nobody(bot: SmallBot, people: People) -> None:
    people.says(1, "начало")
    await settled(bot.db, 1)
    await bot.db.write(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=200"))
    people.says(1, "много")
    people.says(2, "а у меня мало")
    await asyncio.sleep(2.0)
    assert states(bot.db)["poison"] == 0
    await bot.db.write(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=1000000"))
    await settled(bot.db, 3)
    assert sorted(heard(bot.db)) == [("1", "много"), ("1", "начало"), ("2", "а у меня мало")]


async def test_a_restart_takes_up_what_waits_in_order(new_bot: Bots, people: People) -> None:
    first = new_bot()
    await first.start()
    people.says(1, "медленно 2")
    for number in range(20):
        people.says(1, f"слово {number}")
    await until(lambda: states(first.db).total() == 21 and first.begun == ["медленно 2"])
    assert not await first.stop(seconds=0.2)
    second = new_bot()
    people.says(1, "новое")
    await second.start()
    await settled(second.db, 22)
    assert [words for _, words in heard(second.db)] == ["медленно 2", *[f"слово {n}" for n in range(20)], "новое"]


async def test_stopping_waits_for_what_is_under_way(new_bot: Bots, people: People) -> None:
    bot = new_bot()
    await bot.start()
    for person in range(20):
        people.says(person, "медленно 0.5")
    await until(lambda: len(bot.lanes) == 20)
    since = time.monotonic()
    assert await bot.stop()
    assert time.monotonic() - since < 3.0
    again = new_bot()
    assert len(heard(again.db)) == 20


async def test_who_sends_too_fast_waits_and_is_told_once(new_bot: Bots, people: People) -> None:
    bot = new_bot(flood=Flood(actions=20, seconds=2.0))
    await bot.start()
    since = time.monotonic()
    for number in range(60):
        people.says(1, f"слово {number}")
    people.says(2, "я терпелив")
    await until(lambda: ("2", "я терпелив") in heard(bot.db))
    assert time.monotonic() - since < 1.5
    await settled(bot.db, 61)
    assert time.monotonic() - since > 3.5
    assert [words for who, words in heard(bot.db) if who == "1"] == [f"слово {number}" for number in range(60)]
    assert notices(bot.db) == [("1", "too fast")]


async def test_a_quick_but_patient_person_is_told_nothing(new_bot: Bots, people: People) -> None:
    bot = new_bot(flood=Flood(actions=20, seconds=2.0))
    await bot.start()
    for number in range(40):
        people.says(1, f"слово {number}")
        await settled(bot.db, number + 1)
    assert notices(bot.db) == []


async def test_a_heap_of_rubbish_is_dropped_and_the_person_is_told_once(
    new_bot: Bots, people: People, world: World
) -> None:
    bot = new_bot(limits=Limits(waiting=50))
    await bot.start()
    people.says(1, "медленно 1")
    await asyncio.sleep(0.3)
    for number in range(500):
        people.says(1, f"слово {number}")
    people.says(2, "я рядом")
    await settled(bot.db, 502)
    words = [words for who, words in heard(bot.db) if who == "1"]
    assert words[:50] == ["медленно 1", *[f"слово {number}" for number in range(49)]]
    assert len(words) < 120
    assert notices(bot.db) == [("1", "dropped")]
    assert ("2", "я рядом") in heard(bot.db)
    assert len(world.queue) <= 100


def test_the_flood_gate_remembers_only_who_was_active_just_now() -> None:
    flood = Flood(actions=20, seconds=10)
    assert all(flood.wait(("telegram", str(person)), now=person / 1000) == 0 for person in range(100_000))
    assert len(flood) <= 1000


async def test_a_person_is_one_in_a_group_and_in_private(bot: SmallBot, people: People, world: World) -> None:
    world.groups[-500] = 0
    people.says(1, "медленно 0.5")
    people.says(1, "и в группе", chat=-500)
    people.says(1, "и опять здесь")
    await settled(bot.db, 3)
    assert [words for _, words in heard(bot.db)] == ["медленно 0.5", "и в группе", "и опять здесь"]
