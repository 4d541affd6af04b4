"""A fake messenger and a small bot for the stories of receiving."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fake_bot_api import FakeBotApi, Limits, People, World
from tests.receiving.small_bot import SmallBot


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(limits=Limits.none()) as running:
        yield running


@pytest.fixture
def world(api: FakeBotApi) -> World:
    return api.world


@pytest.fixture
def people(world: World) -> People:
    return People(world)


@pytest.fixture
async def new_bot(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Callable[..., SmallBot]]:
    bots: list[SmallBot] = []

    def make(**given: Any) -> SmallBot:
        bots.append(SmallBot(tmp_path, api.url, **given))
        return bots[-1]

    yield make
    for bot in bots:
        await bot.stop()


@pytest.fixture
async def bot(new_bot: Callable[..., SmallBot]) -> SmallBot:
    running = new_bot()
    await running.start()
    return running
