"""The webhook: it answers 200 only for what is stored, and only to who knows the secret."""

import asyncio
import logging
from collections.abc import Callable

import pytest
from aiohttp import ClientSession, test_utils

from messengers.messenger import TokenRefused
from messengers.webhook import NoSecret, Webhook
from tests.fake_bot_api import Fault, People, World
from tests.receiving.small_bot import SmallBot, heard, settled, states

Bots = Callable[..., SmallBot]
SECRET = "a-secret-of-good-length"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def hook() -> Webhook:
    port = test_utils.unused_port()
    return Webhook(f"http://127.0.0.1:{port}/telegram", SECRET, port=port)


async def listening(make: Bots, hook: Webhook, world: World) -> SmallBot:
    bot = make(webhook=hook)
    await bot.start()
    async with asyncio.timeout(5):
        while not world.webhook.get("url"):
            await world.change(0.1)
    return bot


def update(number: int, text: str) -> dict[str, object]:
    chat = {"id": 1, "type": "private", "first_name": "Анна"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": chat | {"is_bot": False}, "text": text},
    }


async def test_what_comes_through_a_webhook_is_heard_once_and_in_order(
    new_bot: Bots, people: People, world: World
) -> None:
    bot = await listening(new_bot, hook(), world)
    for number in range(40):
        people.says(number % 2, f"слово {number}")
    await settled(bot.db, 40)
    assert len(world.queue) == 0
    for person in (0, 1):
        words = [words for who, words in heard(bot.db) if who == str(person)]
        assert words == [f"слово {number}" for number in range(40) if number % 2 == person]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 401),
        ({HEADER: "wrong"}, b"{}", 401),
        ({HEADER: "\xff\xfe"}, b"{}", 401),
        ({"X-Forwarded-For": "149.154.167.220"}, b"{}", 401),
        ({HEADER: SECRET}, b"{not json", 400),
        ({HEADER: SECRET}, b"[" * 100_000, 400),
        ({HEADER: SECRET}, b"[1, 2]", 400),
        ({HEADER: SECRET}, b'"' + b"x" * 2**20 + b'"', 413),
        ({HEADER: SECRET}, b'"update_id"', 400),
        ({HEADER: SECRET}, b'{"update_id": 5}', 200),
    ],
)
async def test_strangers_and_rubbish_are_refused(
    headers: dict[str, str], body: bytes, status: int, new_bot: Bots, world: World
) -> None:
    place = hook()
    await listening(new_bot, place, world)
    async with ClientSession() as client, client.post(place.url, headers=headers, data=body) as answer:
        assert answer.status == status


async def test_an_update_that_is_not_stored_is_sent_again_and_heard_once(
    new_bot: Bots, people: People, world: World
) -> None:
    bot = await listening(new_bot, hook(), world)
    await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE inbox RENAME TO gone"))
    people.says(1, "не потеряйся")
    await asyncio.sleep(0.5)
    assert len(world.queue) == 1
    await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE gone RENAME TO inbox"))
    await settled(bot.db, 1)
    assert heard(bot.db) == [("1", "не потеряйся")]


@pytest.mark.parametrize("spoilt", ["[" * 5000 + "]" * 5000, "9" * 6000], ids=["nested", "digits"])
async def test_an_update_that_nobody_can_read_is_put_aside_and_not_sent_for_ever(
    new_bot: Bots, world: World, spoilt: str
) -> None:
    place = hook()
    bot = await listening(new_bot, place, world)
    body = f'{{"update_id": 7, "message": {spoilt}}}'
    async with ClientSession() as client:
        async with client.post(place.url, headers={HEADER: SECRET}, data=body) as answer:
            assert answer.status == 200
        async with client.post(place.url, headers={HEADER: SECRET}, json=update(8, "Здравствуйте")) as answer:
            assert answer.status == 200
    await settled(bot.db, 2)
    assert [words for _, words in heard(bot.db)] == ["Здравствуйте"]
    assert states(bot.db)["poison"] == 1


async def test_the_messenger_is_answered_503_while_nothing_can_be_stored(new_bot: Bots, world: World) -> None:
    place = hook()
    bot = await listening(new_bot, place, world)
    await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE inbox RENAME TO gone"))
    async with ClientSession(headers={HEADER: SECRET}) as client:
        async with client.post(place.url, json=update(7, "раз")) as answer:
            assert answer.status == 503
        await bot.db.write(lambda tx: tx.exec_driver_sql("ALTER TABLE gone RENAME TO inbox"))
        for _ in range(3):
            async with client.post(place.url, json=update(7, "раз")) as answer:
                assert answer.status == 200
    await settled(bot.db, 1)
    assert states(bot.db) == {"done": 1}
    assert heard(bot.db) == [("1", "раз")]


@pytest.mark.parametrize("secret", ["", "short", "с секретом", "semi;colon"])
def test_without_a_good_secret_there_is_no_webhook(secret: str) -> None:
    with pytest.raises(NoSecret):
        Webhook("https://bot.example/telegram", secret)


async def test_the_webhook_is_announced_again_after_trouble(new_bot: Bots, people: People, world: World) -> None:
    world.faults.add(Fault("html", methods=("setWebhook",), times=2), Fault("429", methods=("setWebhook",), times=1))
    bot = await listening(new_bot, hook(), world)
    people.says(1, "добралось")
    await settled(bot.db, 1)
    assert heard(bot.db) == [("1", "добралось")]


async def test_a_refused_token_stops_the_webhook_too(new_bot: Bots, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot = new_bot(token="42:not-a-token-of-this-server", webhook=hook())
    await bot.start()
    assert bot.receiving is not None
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(bot.receiving, 5)
    assert "not-a-token" not in caplog.text
