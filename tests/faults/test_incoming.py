"""What the messenger sends twice, late, shuffled or spoilt changes no answer."""

import asyncio
import random

from tests.fake_bot_api import Fault
from tests.fake_bot_api.odd import message, mutated, press
from tests.faults import checks
from tests.faults.city import SEED, City
from tests.faults.respondents import Respondent, all_answer, everybody


async def ended(city: City, respondents: list[Respondent]) -> None:
    """Stop when all is quiet, and look at what is stored."""
    await city.rest(120)
    assert (await city.program.stop()).status == 0
    checks.nothing_lost_or_doubled(city, respondents)
    checks.sound(city)


async def test_updates_that_come_three_times_count_once(city: City) -> None:
    """B1: twice in the batch, and once more after they were confirmed."""
    city.world.faults.duplicates = 1.0
    respondents = everybody(city, random.Random(SEED))
    again = asyncio.create_task(_everything_again(city))
    await city.program.start()
    await all_answer(respondents, 13)
    again.cancel()
    await ended(city, respondents)


async def _everything_again(city: City) -> None:
    """Whatever was confirmed comes once more a little later."""
    repeated = set(city.world.queue.confirmed)
    while True:
        await asyncio.sleep(0.2)
        for number in city.world.queue.confirmed.keys() - repeated:
            repeated.add(number)
            city.world.queue.again(number, city.world.queue.confirmed[number])
        city.world.changed()


async def test_a_press_that_the_app_sends_again_counts_once(city: City) -> None:
    """B2: under a new number of the update and of the query; both are answered."""
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    for number in range(1, 14):
        for respondent in respondents:
            respondent.answer(number)
        if number % 2:
            first = [press for press in city.world.presses.values() if press.answered_at is None]
            for each in first:
                city.people.presses_again(each)
        for respondent in respondents:
            await respondent.sees_question(number + 1)
    await ended(city, respondents)


async def test_double_taps_count_once(city: City) -> None:
    """B3: 0 to 20 ms apart."""
    dice = random.Random(SEED)
    respondents = everybody(city, dice)
    await city.program.start()

    async def taps_twice(respondent: Respondent) -> None:
        for number in range(1, 14):
            respondent.answer(number)
            if number % 2:
                await asyncio.sleep(dice.uniform(0, 0.02))
                respondent.press(f"Вариант {respondent.answers[number]}")
            await respondent.sees_question(number + 1)

    async with asyncio.TaskGroup() as group:
        for respondent in respondents:
            group.create_task(taps_twice(respondent))
    await ended(city, respondents)


async def test_twenty_messages_at_once_are_twenty_answers_in_order(city: City) -> None:
    """B4: a number chooses an option, and is a text like any other."""
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    for respondent in respondents:
        for number in range(1, 21):
            respondent.answers[number] = str(number % 4 + 1)
            city.people.says(respondent.person, respondent.answers[number])
    for respondent in respondents:
        await respondent.sees_question(21)
        assert respondent.question == 21
    await ended(city, respondents)


async def test_shuffled_batches_save_no_wrong_answer(city: City) -> None:
    """B5: people who answer twice ahead, and updates out of order."""
    city.world.faults.shuffle = True
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    await all_answer(respondents, 9)
    await ended(city, respondents)
    assert "Traceback" not in city.program.log.read_text()


async def test_numbers_that_jump_down_are_taken(city: City) -> None:
    """B6: after a week of silence."""
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    await all_answer(respondents, 4)
    await city.rest()
    city.world.queue.jump(77)
    await all_answer(respondents, 7)
    await ended(city, respondents)


async def test_spoilt_updates_among_good_ones_harm_nobody(city: City) -> None:
    """B7 and B8: strangers' spoilt updates while everybody answers; cut answers of the server on top."""
    dice = random.Random(SEED)
    respondents = everybody(city, dice)
    city.world.faults.add(Fault("cut", rate=0.1, methods=("getUpdates",)))
    await city.program.start()
    spoiling = asyncio.create_task(_spoil(city, dice))
    await all_answer(respondents, 11)
    await spoiling
    city.world.faults.clear()
    await ended(city, respondents)


async def _spoil(city: City, dice: random.Random) -> None:
    for number in range(2000):
        stranger = 5000 + number % 100
        kinds = [{"message": message("привет", stranger)}, {"callback_query": press("a:1:2:3", stranger)}]
        city.world.queue.push_raw(mutated(dice.choice(kinds), dice))
        if number % 20 == 0:
            city.world.changed()
            await asyncio.sleep(0.1)


async def test_unknown_kinds_of_updates_are_passed_over(city: City) -> None:
    """B9."""
    respondents = everybody(city, random.Random(SEED))
    await city.program.start()
    for number in range(500):
        city.world.queue.push_raw({f"telepathy_{number % 7}": {"from": {"id": 101}, "thought": "слово"}})
    await all_answer(respondents, 5)
    await ended(city, respondents)


async def test_buttons_of_yesterday_change_nothing_and_are_answered(city: City) -> None:
    """B12: buttons of questions that were answered long ago."""
    dice = random.Random(SEED)
    respondents = everybody(city, dice)
    await city.program.start()
    stale = [(respondent.person, _keyboard(city, respondent.person)) for respondent in respondents]
    await all_answer(respondents, 12)
    await city.rest()
    pressed = [city.people.forges(person, dice.choice(data)) for person, data in stale for _ in range(10)]
    for each in pressed:
        await city.people.answered(each, seconds=60)
    await city.rest()
    assert [respondent.question for respondent in respondents] == [12] * len(respondents)
    await ended(city, respondents)


def _keyboard(city: City, person: int) -> list[str]:
    """What the buttons of the question on the screen carry."""
    messages = [message for message in city.world.chats[person].values() if message.keyboard]
    return [button["callback_data"] for row in messages[-1].keyboard for button in row if "Вариант" in button["text"]]
