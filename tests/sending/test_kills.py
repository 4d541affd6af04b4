"""The sender dies at the worst moments; the next one sends everything that is left and repeats next to nothing."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from messengers.messenger import Pace
from tests.fake_bot_api import FakeBotApi, People, World
from tests.sending.conftest import ANNA, BORIS
from tests.sending.office import Office

ROOT = Path(__file__).parents[2]
CROWD = range(1000, 1300)
UNDER_WAY = 60  # the most messages that are on the wire or not yet marked; next to none on a machine with time


@asynccontextmanager
async def sender_process(folder: Path, api: FakeBotApi, per_second: float) -> AsyncIterator[None]:
    """A sender that is killed with signal 9 at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.sending.office_process", folder, api.url, str(per_second), cwd=ROOT
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def called(world: World, times: int) -> None:
    async with asyncio.timeout(30):
        while len(world.calls) < times:
            await world.change(0.05)


async def test_a_kill_between_two_parts_of_a_long_text(
    new_office: Callable[..., Office], api: FakeBotApi, people: People, world: World
) -> None:
    desk = new_office()
    await desk.says(ANNA, "\n".join(f"Строка {n:04}. {'Слово ' * 12}" for n in range(220)))
    assert len(desk.rows()) == 5
    world.faults.delay = (0.2, 0.2)
    async with sender_process(desk.folder, api, 1000):
        await called(world, 3)
    await asyncio.sleep(0.3)
    world.faults.delay = None
    unmarked = len(people.shows(ANNA)) - sum(row.state == "sent" for row in desk.rows())

    desk.opens()
    await desk.quiet()
    shown = [message.text for message in people.shows(ANNA)]
    first_seen = list(dict.fromkeys(shown))
    lines = "\n".join(first_seen).split("\n")
    assert [line[:12] for line in lines] == [f"Строка {n:04}." for n in range(220)]
    assert len(shown) == 5 + unmarked


async def test_a_mass_mail_and_two_kills(
    new_office: Callable[..., Office], api: FakeBotApi, people: People, world: World
) -> None:
    desk = new_office(pace=Pace(per_second=200, chat_gap=0, group_gap=0))
    for chat in CROWD:
        people.person(chat).started = True
    await desk.says_all([(chat, "Новая анкета") for chat in CROWD], mass=True)
    unmarked = 0
    for calls in (100, 200):
        async with sender_process(desk.folder, api, 100):
            await called(world, calls)
        await asyncio.sleep(0.3)
        unmarked += sum(1 for row in desk.rows() if row.state == "new" and people.shows(int(row.chat_id)))
    desk.opens()
    await desk.quiet()
    received = [len(people.shows(chat)) for chat in CROWD]
    assert min(received) == 1
    assert sum(received) - 300 == unmarked <= 2 * UNDER_WAY


async def test_what_must_not_repeat_is_uncertain_after_a_kill(
    new_office: Callable[..., Office], api: FakeBotApi, people: People, world: World
) -> None:
    desk = new_office()
    await desk.says(ANNA, "Код: 1234", fragile=True)
    await desk.says(BORIS, "Обычное сообщение")
    world.faults.delay = (3.0, 3.0)
    async with sender_process(desk.folder, api, 1000):
        await called(world, 2)
    world.faults.delay = None

    desk.opens()
    await people.sees(BORIS, "Обычное сообщение")
    await desk.quiet()
    assert desk.states() == {"uncertain": 1, "sent": 1}
    assert len(people.shows(ANNA)) <= 1
    assert len([call for call in world.called("sendMessage") if call.params["chat_id"] == str(ANNA)]) == 1
