"""The stream is even, learns, makes way for live replies and never writes to one chat too often."""

import random
import statistics
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

import pytest

from messengers.messenger import Pace
from messengers.pace import Limiter
from tests.fake_bot_api import FakeBotApi, Limits, People, World
from tests.sending.conftest import ANNA, BORIS
from tests.sending.office import Office

TELEGRAM = Pace(per_second=26.0, chat_gap=1.1, group_gap=3.2)
CROWD = range(1000, 1060)


@dataclass
class Simulation:
    """A mass mail in virtual time to a server that refuses more than 30 arrivals in any second."""

    limiter: Limiter
    trip: tuple[float, float]
    strict: bool = True
    seed: int = 1
    stalls: float = 0.0  # how often this machine does something else, for up to 200 ms
    refusals: int = 0
    now: float = 0.0
    _events: list[tuple[float, int, bool, float]] = field(default_factory=list)

    def mail(self, recipients: int) -> float:
        """Send to everybody; the share of the ideal 30 a second."""
        dice, arrivals = random.Random(self.seed), deque[float]()
        left = recipients
        while left or self._events:
            moment = max(self.limiter.slot(), self.now) if left else float("inf")
            if self._events and self._events[0][0] <= moment:
                left += self._happens(arrivals)
                continue
            stalled = dice.random() < self.stalls
            self.now = moment + dice.uniform(0.0, 0.2 if stalled else 0.002)  # timers are late
            self.limiter.take("1", self.now)
            left -= 1
            trip = dice.uniform(*self.trip) / 2
            heappush(self._events, (self.now + trip, left, False, trip))
        return recipients / 30 / self.now

    def _happens(self, arrivals: deque[float]) -> int:
        self.now, number, refused, trip = heappop(self._events)
        if not trip:  # the answer is back
            if refused:
                self.limiter.refused("1", 1.0, self.now)
            return int(refused)
        while arrivals and arrivals[0] <= self.now - 1.0:
            arrivals.popleft()
        refused = self.strict and len(arrivals) >= 30
        self.refusals += refused
        if not refused:
            arrivals.append(self.now)
        heappush(self._events, (self.now + trip, number, refused, 0.0))
        return 0


@pytest.mark.parametrize("seed", range(5))
def test_two_thousand_letters_come_near_the_ideal_without_a_refusal(seed: int) -> None:
    server = Simulation(Limiter(TELEGRAM), trip=(0.05, 0.3), seed=seed)
    assert server.mail(2000) >= 0.86
    assert server.refusals == 0


@pytest.mark.parametrize("seed", range(5))
def test_a_machine_that_is_busy_with_something_else_loses_little(seed: int) -> None:
    server = Simulation(Limiter(TELEGRAM), trip=(0.05, 0.3), seed=seed, stalls=0.05)
    assert server.mail(2000) >= 0.85
    assert server.refusals == 0


def test_a_steady_line_or_a_lenient_messenger_is_used_better_and_better() -> None:
    steady = Simulation(Limiter(TELEGRAM), trip=(0.05, 0.07))
    assert steady.mail(10_000) >= 0.92
    assert steady.refusals == 0
    lenient = Simulation(Limiter(TELEGRAM), trip=(0.05, 0.3), strict=False)
    lenient.mail(20_000)
    assert lenient.limiter.rate == pytest.approx(30.0)


def test_a_pace_that_is_too_bold_is_corrected_by_a_few_refusals() -> None:
    server = Simulation(Limiter(Pace(per_second=33.0, chat_gap=0.0, group_gap=0.0)), trip=(0.05, 0.3))
    server.mail(5000)
    assert server.limiter.rate < 30
    assert server.refusals < 150


def test_quiet_days_teach_nothing() -> None:
    limiter = Limiter(TELEGRAM)
    for second in range(3600):
        limiter.take("1", float(second))
    assert limiter.rate == 26.0


def test_chats_are_forgotten_once_they_may_be_written_to_again() -> None:
    limiter = Limiter(TELEGRAM)
    for number in range(100_000):
        limiter.take(str(number), number / 26)
        limiter.landed(str(number), number / 26)
    assert len(limiter._chats) <= 2000


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(limits=Limits()) as strict:
        yield strict


@pytest.fixture
async def office(new_office: Callable[..., Office], people: People) -> Office:
    for chat in CROWD:
        people.person(chat).started = True
    opened = new_office(pace=TELEGRAM)
    opened.opens()
    return opened


async def test_live_replies_go_before_mass_mail(office: Office, people: People, world: World) -> None:
    await office.says_all([(chat, "Новая анкета") for chat in CROWD], mass=True)
    await people.sees(1000, "Новая анкета")
    sent_before = len(world.calls)
    await office.says(ANNA, "Ответ записан")
    await people.sees(ANNA, "Ответ записан")
    await office.quiet()
    place = [call.params["chat_id"] for call in world.calls].index(str(ANNA))
    assert place - sent_before < 10


async def test_the_stream_is_even(office: Office, world: World) -> None:
    await office.says_all([(chat, "Новая анкета") for chat in CROWD], mass=True)
    await office.quiet()
    gaps = [later.at - sooner.at for sooner, later in pairwise(world.calls)]
    assert statistics.median(gaps) == pytest.approx(1 / 26, rel=0.2)
    assert sum(gaps) > 58 / 27


async def test_parts_of_mass_mail_to_one_person_are_a_second_apart(
    office: Office, people: People, world: World
) -> None:
    await office.says(ANNA, "Текст. " * 1500, mass=True)
    await office.quiet()
    assert len(people.shows(ANNA)) == 3
    assert all(later.at - sooner.at >= 1.1 for sooner, later in pairwise(world.calls))


async def test_a_quick_person_is_not_held_up(office: Office, people: People) -> None:
    begun = time.monotonic()
    for number in range(4):
        await office.says(ANNA, f"Вопрос {number}")
        await people.sees(ANNA, f"Вопрос {number}")
    assert time.monotonic() - begun < 2.5


async def test_one_busy_chat_does_not_hold_up_the_mail_of_the_others(office: Office, people: People) -> None:
    await office.says_all([(ANNA, f"Вопрос {number}") for number in range(7)])
    await office.says(BORIS, "Новая анкета", mass=True)
    await people.sees(BORIS, "Новая анкета")
    assert len(people.shows(ANNA)) < 7
    await office.quiet()
    assert [shown.text for shown in people.shows(ANNA)] == [f"Вопрос {number}" for number in range(7)]


async def test_a_group_is_written_to_every_three_seconds(office: Office, world: World, people: People) -> None:
    world.groups[-7] = 0
    await office.says_all([(-7, "Раз"), (-7, "Два")])
    await office.quiet()
    assert world.calls[1].at - world.calls[0].at >= 3.2
    assert len(people.shows(-7)) == 2
