"""People who answer: each looks at the screen, answers the question that stands there, and remembers what was said."""

import asyncio
import random
import re
import time

from tests.fake_bot_api import Shown
from tests.faults.city import OPTIONS, QUESTIONS, City

_PLACE = re.compile(r"^(\d+) из \d+ ", re.MULTILINE)
PATIENCE = 180.0


class Respondent:
    """One teacher. `answers` holds what was answered to which question: a number of an option or a text."""

    def __init__(self, city: City, person: int, dice: random.Random) -> None:
        self.city = city
        self.person = person
        self.answers: dict[int, str] = {}
        self._dice = dice

    @property
    def question(self) -> int:
        """The furthest question on the screen; one more than there are for the review."""
        return self._found()[0]

    async def answer_until(self, last: int = QUESTIONS + 1, pause: float = 0.2) -> None:
        """Answer one question after another, until this one is on the screen."""
        while (number := self.question) < last:
            self.answer(number)
            await self.sees_question(number + 1)
            await asyncio.sleep(self._dice.uniform(0, pause))

    def answer(self, number: int) -> None:
        """Type or press the answer of the question on the screen, once."""
        assert number not in self.answers, f"{self.person} is asked {number} again"
        if number % 2:
            option = self._dice.randint(1, OPTIONS)
            self.answers[number] = str(option)
            self.press(f"Вариант {option}")
        else:
            self.answers[number] = f"слово {number} человека {self.person}"
            self.city.people.says(self.person, self.answers[number])

    def press(self, label: str) -> None:
        """Press a button of the question on the screen."""
        self.city.people.presses(self.person, label, self._found()[1].id)

    async def sees_question(self, number: int) -> None:
        """Wait until this question, or a later one, is on the screen."""
        deadline = time.monotonic() + PATIENCE
        while self.question < number:
            left = deadline - time.monotonic()
            assert left > 0, f"{self.person} waits for question {number} before {self.city.people.last(self.person)}"
            await self.city.world.change(min(left, 1.0), self.person)

    async def submit(self) -> None:
        """«Отправить» on the review screen, and wait for thanks."""
        self.city.people.presses(self.person, "Отправить")
        await self.city.people.sees(self.person, "Спасибо", seconds=PATIENCE)

    def _found(self) -> tuple[int, Shown]:
        shown = [
            (number, shown.id, shown) for shown in self.city.people.shows(self.person, 6) if (number := _place(shown))
        ]
        number, _, found = max(shown, key=lambda each: each[:2])
        return number, found


def _place(shown: Shown) -> int:
    if "Отправить" in shown.labels:
        return QUESTIONS + 1
    place = _PLACE.search(shown.text)
    return int(place[1]) if place else 0


def everybody(city: City, dice: random.Random) -> list[Respondent]:
    """All teachers of the city."""
    return [Respondent(city, person, dice) for person in city.teachers]


async def all_answer(respondents: list[Respondent], last: int = QUESTIONS + 1) -> None:
    """Everybody answers at the same time until this question is on the screen."""
    async with asyncio.TaskGroup() as group:
        for respondent in respondents:
            group.create_task(respondent.answer_until(last))
