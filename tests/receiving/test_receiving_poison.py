"""Updates that nobody can read: each is put aside alone, and everything around it goes on."""

import json
import logging
import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from messengers.polling import read_batch
from storage import inbox
from storage.tables import inbox as inbox_table
from tests.fake_bot_api import Fault, People, World
from tests.fake_bot_api.odd import message, mutated, press
from tests.receiving.small_bot import SmallBot, heard, notices, settled, states, until


def nested(depth: int) -> Any:
    inner: Any = []
    for _ in range(depth):
        inner = [inner]
    return inner


async def test_the_odd_ones_among_good_are_put_aside_alone(bot: SmallBot, people: People, world: World) -> None:
    odd = [
        {"message": "не сообщение"},
        {"message": {**message("кто я?", 1), "chat": 5}},
        {"message": {"date": "вчера"}},
        {"callback_query": {"id": 5, "from": None}},
        {"message": message("\ud83d", 1)},
        {"message": {**message("время", 1), "date": 10**40}},
    ]
    for number in range(100):
        people.says(number % 7, f"слово {number}")
        if number % 10 == 0:
            world.queue.push_raw(odd[number // 10 % len(odd)])
    since = time.monotonic()
    await settled(bot.db, 110)
    assert time.monotonic() - since < 10
    good = [words for _, words in heard(bot.db) if words.startswith("слово")]
    assert len(good) == len(set(good)) == 100
    assert states(bot.db)["poison"] + states(bot.db)["done"] == 110
    assert states(bot.db)["poison"] >= 7


async def test_a_person_whose_update_is_odd_is_told_once(bot: SmallBot, people: People, world: World) -> None:
    people.says(1, "до")
    world.queue.push_raw({"message": {**message("?", 1), "chat": 5}})
    people.says(1, "после")
    await settled(bot.db, 3)
    assert heard(bot.db) == [("1", "до"), ("1", "после")]
    assert notices(bot.db) == [("1", "poisoned")]


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"message": nested(400)}, id="nested"),
        pytest.param({"message": message("число", 1), "update_id": "сто"}, id="a word for a number"),
        pytest.param({"message": message("число", 1), "update_id": 10**30}, id="a number too big"),
        pytest.param({"message": message("число", 1), "update_id": None}, id="no number"),
        pytest.param({"message": message("число", 1), "update_id": True}, id="a truth for a number"),
    ],
)
async def test_no_update_stops_receiving(update: dict[str, Any], bot: SmallBot, people: People, world: World) -> None:
    people.says(1, "до")
    world.queue.push_raw(update)
    people.says(1, "после")
    await settled(bot.db, 3)
    assert heard(bot.db) == [("1", "до"), ("1", "после")]
    assert states(bot.db) == {"done": 2, "poison": 1}


def test_a_batch_that_python_cannot_read_as_a_whole_is_read_one_by_one() -> None:
    deep = "[" * 5000 + "]" * 5000
    long = "9" * 5000
    good = json.dumps({"update_id": 3, "message": {"text": 'скобки ]}, и «кавычки» \\" внутри'}})
    body = f'{{"ok":true,"result":[{{"update_id":1,"a":{deep}}},{{"update_id":2,"a":{long}}}, {good}]}}'
    result = read_batch(body.encode())["result"]
    assert [type(update) for update in result] == [str, str, dict]
    assert result[2] == json.loads(good)
    assert json.loads(good) == result[2]


@pytest.mark.parametrize("cut", [1, 10, 25, 60, 100])
def test_a_cut_batch_is_refused_as_a_whole(cut: int) -> None:
    body = json.dumps({"ok": True, "result": [{"update_id": 1, "message": {"text": '"' * 50}}]})
    with pytest.raises(ValueError, match=r"cut|not an answer"):
        read_batch(body[:-cut].encode()[: len(body) - max(cut, 3)])


async def test_unknown_kinds_and_fields_harm_nobody(bot: SmallBot, world: World) -> None:
    for number in range(50):
        world.queue.push_raw({f"telepathy_{number}": {"from": {"id": 1}, "thought": "…"}})
        world.queue.push_raw({"message": {**message(f"слово {number}", 2), "mood": {"colour": "синий"}}})
    await settled(bot.db, 50)
    assert heard(bot.db) == [("2", f"слово {number}") for number in range(50)]
    assert len(world.queue) <= 1


async def test_two_thousand_mutated_updates_crash_nothing(
    bot: SmallBot, people: People, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    world.faults.add(Fault("cut", rate=0.2, methods=("getUpdates",)))
    for number in range(2000):
        sender = number % 50 + 1
        said = {"message": message("привет секретного учителя", sender)}
        pressed = {"callback_query": press("a:1:2:3", sender)}
        world.queue.push_raw(mutated(dice.choice([said, pressed]), dice))
    people.says(99, "живы?")
    await until(lambda: ("99", "живы?") in heard(bot.db) and not states(bot.db)["new"], seconds=60)
    assert states(bot.db)["poison"] > 500, f"seed {seed}"
    await until(lambda: len(bot.lanes) == 0)
    assert "секретного" not in caplog.text


async def test_what_was_put_aside_is_readable_for_three_days(bot: SmallBot, world: World) -> None:
    world.queue.push_raw({"message": {**message("кто я?", 1), "chat": 5}})
    await settled(bot.db, 1)
    today = datetime.now(UTC).date()

    await bot.db.write(lambda tx: inbox.forget(tx, today + timedelta(days=3)))
    assert "кто я?" in payloads(bot)
    await bot.db.write(lambda tx: inbox.forget(tx, today + timedelta(days=4)))

    assert payloads(bot) == ""
    assert states(bot.db) == {"poison": 1}


def payloads(bot: SmallBot) -> str:
    """What the database still holds of what people sent."""
    stored = bot.db.read_now(lambda tx: tx.execute(select(inbox_table.c.payload)).scalars().all())
    return " ".join(json.loads(f"[{each}]")[0]["message"]["text"] for each in stored if each)
