"""Long polling: what Telegram has confirmed is stored, whatever happens on the way."""

import asyncio
import logging
import time
from collections.abc import Callable

import pytest

from messengers.messenger import AnotherReceiver, TokenRefused
from messengers.polling import Patience
from tests.fake_bot_api import Fault, People, World
from tests.receiving.small_bot import SmallBot, heard, settled, states

Bots = Callable[..., SmallBot]


async def test_what_people_say_is_heard_once_and_in_order(bot: SmallBot, people: People) -> None:
    for number in range(150):
        people.says(number % 3 + 1, f"слово {number}")
    await settled(bot.db, 150)
    for person in (1, 2, 3):
        words = [words for who, words in heard(bot.db) if who == str(person)]
        assert words == [f"слово {number}" for number in range(150) if number % 3 + 1 == person]


async def test_nothing_is_confirmed_before_it_is_stored(bot: SmallBot, people: People, world: World) -> None:
    await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE inbox RENAME TO gone"))
    people.says(1, "не потеряйся")
    await asyncio.sleep(1.0)
    assert len(world.queue) == 1
    await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE gone RENAME TO inbox"))
    await settled(bot.db, 1)
    assert heard(bot.db) == [("1", "не потеряйся")]
    people.says(1, "дальше")
    await settled(bot.db, 2)
    assert len(world.queue) <= 1


async def test_the_same_update_again_has_no_second_effect(bot: SmallBot, people: People, world: World) -> None:
    world.faults.duplicates = 1.0
    numbers = [people.says(1, f"слово {number}") for number in range(10)]
    await settled(bot.db, 10)
    for number in numbers:
        world.queue.again(number, {"update_id": number, "message": {"from": {"id": 1}, "text": "поддельный повтор"}})
    people.says(1, "конец")
    await settled(bot.db, 11)
    assert [words for _, words in heard(bot.db)] == [f"слово {number}" for number in range(10)] + ["конец"]


@pytest.mark.parametrize("kind", ["500", "html", "html_after", "cut", "reset", "drop", "429"])
async def test_receiving_goes_on_after_trouble(kind: str, bot: SmallBot, people: People, world: World) -> None:
    world.faults.add(Fault(kind, methods=("getUpdates",)))
    for number in range(30):
        people.says(1, f"слово {number}")
    await asyncio.sleep(1.5)
    world.faults.clear()
    since = time.monotonic()
    await settled(bot.db, 30)
    assert time.monotonic() - since < 5.0
    assert [words for _, words in heard(bot.db)] == [f"слово {number}" for number in range(30)]


async def test_retry_after_is_obeyed(bot: SmallBot, people: People, world: World) -> None:
    world.faults.add(Fault("429", methods=("getUpdates",), times=1, retry_after=2))
    people.says(1, "подожду")
    await settled(bot.db, 1)
    polls = world.called("getUpdates")
    refused = next(place for place, call in enumerate(polls) if call.code == 429)
    assert polls[refused + 1].at - polls[refused].at >= 2.0


async def test_a_refused_token_stops_receiving_and_is_told_nowhere(
    new_bot: Bots, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bot = new_bot(token="42:not-a-token-of-this-server")
    await bot.start()
    assert bot.receiving is not None
    with pytest.raises(TokenRefused) as refused:
        await asyncio.wait_for(bot.receiving, 5)
    shown = "".join(_told(refused.value)) + caplog.text
    assert "not-a-token" not in shown


async def test_a_short_conflict_is_ridden_out(bot: SmallBot, people: People, world: World) -> None:
    world.faults.add(
        Fault("409", methods=("getUpdates",), times=3, description="terminated by other getUpdates request")
    )
    people.says(1, "привет")
    await settled(bot.db, 1)
    assert bot.receiving is not None
    assert not bot.receiving.done()


async def test_another_receiver_alarms_and_in_the_end_stops(
    new_bot: Bots, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    bot = new_bot(patience=Patience(poll=0.3, alarm=1.0, give_up=3.0, longest_pause=0.3))
    # The rival answers in turn with us: success in between must not calm anybody.
    world.faults.add(
        Fault("409", rate=0.5, methods=("getUpdates",), description="terminated by other getUpdates request")
    )
    await bot.start()
    assert bot.receiving is not None
    with pytest.raises(AnotherReceiver):
        await asyncio.wait_for(bot.receiving, 15)
    alarms = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(alarms) == 1
    assert "token has leaked" in alarms[0].getMessage()


async def test_of_two_copies_one_gives_way(new_bot: Bots, people: People) -> None:
    first, second = new_bot(), new_bot()
    await first.start()
    await second.start()
    assert first.receiving is not None
    assert second.receiving is not None
    done, left = await asyncio.wait({first.receiving, second.receiving}, timeout=15, return_when="FIRST_COMPLETED")
    assert [type(task.exception()) for task in done] == [AnotherReceiver]
    people.says(1, "кто-нибудь остался?")
    await settled(first.db, 1)
    assert len(left) == 1


async def test_a_webhook_left_behind_is_removed(new_bot: Bots, people: People, world: World) -> None:
    world.webhook = {"url": "https://old.example/hook", "secret": ""}
    bot = new_bot()
    people.says(1, "есть тут кто?")
    await bot.start()
    await settled(bot.db, 1)
    assert heard(bot.db) == [("1", "есть тут кто?")]
    assert [call.params["drop_pending_updates"] for call in world.called("deleteWebhook")] == ["false"]


async def test_numbers_that_jump_down_hide_nothing(bot: SmallBot, people: People, world: World) -> None:
    people.says(1, "до отпуска")
    await settled(bot.db, 1)
    await asyncio.sleep(1.2)  # an empty poll: everything is confirmed
    world.queue.jump(17)
    people.says(1, "после отпуска")
    people.says(1, "и ещё")
    await settled(bot.db, 3)
    assert [words for _, words in heard(bot.db)] == ["до отпуска", "после отпуска", "и ещё"]


async def test_batches_out_of_order_are_put_in_order(bot: SmallBot, people: People, world: World) -> None:
    world.faults.shuffle = True
    for number in range(100):
        people.says(1, f"{number:03}")
    await settled(bot.db, 100, seconds=60)
    words = [words for _, words in heard(bot.db)]
    assert words == sorted(words)


async def test_blocking_the_bot_is_noticed(bot: SmallBot, people: People, world: World) -> None:
    people.says(1, "привет")
    await settled(bot.db, 1)
    assert "my_chat_member" in world.queue.allowed
    people.blocks(1)
    await settled(bot.db, 2)
    assert states(bot.db) == {"done": 2}


def _told(error: BaseException | None) -> list[str]:
    """Everything a traceback would print of an error and of what caused it."""
    told = []
    while error is not None:
        told.append(f"{error!r} {error}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told
