"""A strict messenger, people who have started the bot, and an office that writes to them."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fake_bot_api import FakeBotApi, Limits, People, World
from tests.sending.office import Office

ANNA, BORIS, VERA = 101, 102, 103


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(limits=Limits.none()) as running:
        yield running


@pytest.fixture
def world(api: FakeBotApi) -> World:
    return api.world


@pytest.fixture
def people(world: World) -> People:
    everybody = People(world)
    for user_id in (ANNA, BORIS, VERA):
        everybody.person(user_id).started = True
    return everybody


@pytest.fixture
async def new_office(
    api: FakeBotApi,
    people: People,  # noqa: ARG001 - they are there before the bot is
    tmp_path: Path,
) -> AsyncIterator[Callable[..., Office]]:
    offices: list[Office] = []

    def make(**given: Any) -> Office:
        offices.append(Office(tmp_path, given.pop("api_url", api.url), **given))
        return offices[-1]

    yield make
    for office in offices:
        await office.closes()


@pytest.fixture
async def office(new_office: Callable[..., Office]) -> Office:
    """An office that sends as quickly as it can."""
    opened = new_office()
    opened.opens()
    return opened
