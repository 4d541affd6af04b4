"""F3: presses that no button of ours ever carried."""

import random
import string

from tests.faults import checks
from tests.faults.city import SEED, City
from tests.faults.respondents import all_answer, everybody

PRESSES = 2000


def invented(dice: random.Random) -> str:
    """Data of a press as somebody with a modified app could send it."""
    prefix = dice.choice(["a", "m", "r", "c", "k", "b", "g", "s", "x", "o", "zz", "", "survey", "start"])
    kinds = [
        lambda: str(dice.randrange(10**6)),
        lambda: str(10**39 + dice.randrange(10**6)),
        lambda: str(-dice.randrange(100)),
        lambda: "١٢٣",
        lambda: "1_0",
        lambda: " 7",
        lambda: "\x00",
        lambda: "'; DROP TABLE answer; --",
        lambda: "".join(dice.choices(string.printable, k=dice.randrange(20))),
        lambda: "".join(chr(dice.randrange(32, 0x2FFF)) for _ in range(dice.randrange(10))),
    ]
    return ":".join([prefix, *(dice.choice(kinds)() for _ in range(dice.randrange(5)))])


async def test_invented_presses_are_answered_and_change_nothing(city: City) -> None:
    dice = random.Random(SEED)
    respondents = everybody(city, dice)
    await city.program.start()
    await all_answer(respondents, 3)
    await city.rest()
    before = checks.stored(city)
    pressed = [
        city.people.forges(city.teachers[number % len(city.teachers)], invented(dice)) for number in range(PRESSES)
    ]
    for each in pressed:
        await city.people.answered(each, seconds=300)
    await city.rest(300)
    assert (await city.program.stop()).status == 0
    assert checks.stored(city) == before
    checks.sound(city)
    assert "Traceback" not in city.program.log.read_text()
