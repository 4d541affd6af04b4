"""The line to Telegram: files, proxies, and errors that tell nobody the token."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramBadRequest, TelegramNetworkError
from aiohttp import test_utils

from messengers.messenger import NeverSent, NoFile
from messengers.telegram import TelegramMessenger
from tests.fake_bot_api import FakeBotApi, Fault, People, World

TOKEN = "42:TEST"


@pytest.fixture
async def telegram(api: FakeBotApi) -> AsyncIterator[TelegramMessenger]:
    messenger = TelegramMessenger(TOKEN, api_base=api.url)
    yield messenger
    await messenger.close()


def file_id(world: World) -> str:
    return next(reversed(world.files))


async def test_a_file_that_somebody_sent_is_fetched(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.sends_file(1, b"\x00\x01" * 50_000, "book.xlsx")
    assert await telegram.download(file_id(world)) == b"\x00\x01" * 50_000


@pytest.mark.parametrize("kind", ["reset", "html", "429"])
async def test_a_stumble_on_the_way_to_a_file_is_survived(
    kind: str, telegram: TelegramMessenger, people: People, world: World
) -> None:
    people.sends_file(1, b"book", "book.xlsx")
    world.faults.add(Fault(kind, methods=("getFile",), times=1), Fault(kind, methods=("file",), times=1))
    assert await telegram.download(file_id(world)) == b"book"


async def test_a_file_that_is_too_big_is_refused(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.sends_file(1, bytes(20 * 2**20 + 1), "film.mp4")
    with pytest.raises(NoFile, match="too big"):
        await telegram.download(file_id(world))


async def test_an_unknown_file_is_refused(telegram: TelegramMessenger) -> None:
    with pytest.raises(NoFile, match="wrong file_id"):
        await telegram.download("made-up")


async def lost_file(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.sends_file(1, b"book", "book.xlsx")
    world.faults.add(Fault("reset", methods=("file",)))
    await telegram.download(file_id(world))


async def gone_file(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.sends_file(1, b"book", "book.xlsx")
    path = (await telegram.bot.get_file(file_id(world))).file_path
    world.files.clear()
    await telegram._session.read_file(TOKEN, path or "", 100)


async def broken_call(telegram: TelegramMessenger, _people: People, world: World) -> None:
    world.faults.add(Fault("reset", methods=("getMe",)))
    await telegram.bot.get_me()


async def page_instead(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.says(1, "/start")
    world.faults.add(Fault("html", methods=("sendMessage",)))
    await telegram.bot.send_message(1, "тайна личной переписки")


@pytest.mark.parametrize("story", [lost_file, gone_file, broken_call, page_instead])
async def test_no_error_tells_the_token_or_what_was_written(
    story: Callable[[TelegramMessenger, People, World], Awaitable[None]],
    telegram: TelegramMessenger,
    people: People,
    world: World,
) -> None:
    with pytest.raises((NoFile, AiogramError)) as raised:
        await story(telegram, people, world)
    told, error = "", raised.value
    while isinstance(error, BaseException):
        told += f"{error!r} {error}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)  # type: ignore[assignment]
    assert "TEST" not in told
    assert "тайна" not in told


async def test_what_never_left_the_machine_is_told_apart() -> None:
    telegram = TelegramMessenger(TOKEN, api_base=f"http://127.0.0.1:{test_utils.unused_port()}")
    with pytest.raises(NeverSent):
        await telegram.bot.get_me()
    await telegram.close()


async def test_what_may_have_arrived_is_told_apart(telegram: TelegramMessenger, people: People, world: World) -> None:
    people.says(1, "/start")
    world.faults.add(Fault("drop", methods=("sendMessage",)))
    with pytest.raises(TelegramNetworkError) as raised:
        await telegram.bot.send_message(1, "дошло ли?")
    assert not isinstance(raised.value, NeverSent)
    assert people.last(1).text == "дошло ли?"


async def test_an_answer_that_is_no_json_is_a_decoding_error(telegram: TelegramMessenger, world: World) -> None:
    world.faults.add(Fault("html", methods=("getMe",)))
    with pytest.raises(ClientDecodeError):
        await telegram.bot.get_me()


@asynccontextmanager
async def proxy(seen: list[str]) -> AsyncIterator[int]:
    """An HTTP proxy that notes where it was asked to connect to."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        seen.append(asked.split()[1])
        host, _, port = seen[-1].partition(":")
        there, away = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(_pump(reader, away), _pump(there, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(2**16):
        writer.write(data)
    writer.close()


async def test_a_proxy_is_used_when_there_is_one(api: FakeBotApi) -> None:
    seen: list[str] = []
    async with proxy(seen) as port:
        telegram = TelegramMessenger(TOKEN, api_base=api.url, proxy=f"http://127.0.0.1:{port}")
        assert (await telegram.bot.get_me()).username == "fake_bot"
        await telegram.close()
    assert seen == [f"127.0.0.1:{api.port}"]


async def test_a_dead_proxy_is_trouble_that_may_be_retried(api: FakeBotApi) -> None:
    telegram = TelegramMessenger(TOKEN, api_base=api.url, proxy=f"socks5://127.0.0.1:{test_utils.unused_port()}")
    with pytest.raises(NeverSent):
        await telegram.bot.get_me()
    await telegram.close()


def test_a_proxy_that_makes_no_sense_is_refused_without_quoting_it() -> None:
    with pytest.raises(ValueError, match="proxy") as raised:
        TelegramMessenger(TOKEN, proxy="ftp://user:secret@host")
    assert "secret" not in str(raised.value)


async def test_refusals_keep_telegrams_own_words(telegram: TelegramMessenger) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await telegram.bot.send_message(777, "кому?")
