"""The whole program killed and stopped again and again while fifty people answer."""

import asyncio
import os
import random

import pytest

from tests.faults import checks
from tests.faults.city import QUESTIONS, SEED, City
from tests.faults.respondents import Respondent, all_answer, everybody

# `FAULT_SEED` in the environment repeats a run; pytest prints the one used.
KILLS = int(os.environ.get("FAULT_KILLS", "200"))
STOPS = int(os.environ.get("FAULT_STOPS", "20"))


async def submitted(respondents: list[Respondent]) -> None:
    async with asyncio.TaskGroup() as group:
        for respondent in respondents:
            group.create_task(respondent.submit())


@pytest.mark.timeout(1800)
async def test_no_kill_loses_or_doubles_an_answer(city: City) -> None:
    """A1."""
    dice = random.Random(SEED)
    respondents = everybody(city, dice)
    city.program.rate = 26.0
    answering = asyncio.create_task(all_answer(respondents))
    for _ in range(KILLS):
        await city.program.start()
        await asyncio.sleep(dice.uniform(0.0, 1.2))
        assert (await city.program.kill()).status == -9
    await city.program.start()
    await answering
    await submitted(respondents)
    await city.rest()
    assert (await city.program.stop()).status == 0
    assert sum(len(respondent.answers) for respondent in respondents) == 50 * QUESTIONS
    checks.nothing_lost_or_doubled(city, respondents)
    checks.sound(city)
    repeated = checks.repeated(city)
    assert repeated <= KILLS, f"{repeated} messages came twice in {KILLS} kills"


@pytest.mark.timeout(900)
async def test_no_stop_loses_or_doubles_an_answer(city: City) -> None:
    """A3: twenty polite stops while the messenger is slow."""
    dice = random.Random(SEED)
    city.world.faults.delay = (0.3, 1.2)
    respondents = everybody(city, dice)
    last = 13
    answering = asyncio.create_task(all_answer(respondents, last))
    for _ in range(STOPS):
        await city.program.start()
        await asyncio.sleep(dice.uniform(0.2, 1.5))
        ended = await city.program.stop()
        assert ended.status == 0
        assert ended.seconds <= 15
    city.world.faults.clear()
    await city.program.start()
    await answering
    await city.rest()
    assert (await city.program.stop()).status == 0
    checks.nothing_lost_or_doubled(city, respondents)
    checks.sound(city)
    assert checks.repeated(city) == 0


async def test_after_a_restart_everybody_goes_on_where_they_were(city: City) -> None:
    """A9."""
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    async with asyncio.TaskGroup() as group:
        for place, respondent in enumerate(respondents):
            group.create_task(respondent.answer_until(2 + place % 6))
    await city.rest()
    assert (await city.program.stop()).status == 0
    before = [city.people.shows(respondent.person) for respondent in respondents]
    await city.program.start()
    await city.rest()
    assert [city.people.shows(respondent.person) for respondent in respondents] == before
    await all_answer(respondents, 10)
    await city.rest()
    assert (await city.program.stop()).status == 0
    checks.nothing_lost_or_doubled(city, respondents)
    checks.sound(city)
