"""A city as users make it: a book is imported, people come in by their codes, a coordinator opens a survey.

It is made once; each story gets a copy of the data folder and of what Telegram remembers.
"""

import asyncio
import copy
import os
import random
import re
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.exchange.books import book
from tests.fake_bot_api import FakeBotApi, Limits, People, World
from tests.faults.program import TOKEN, Program

SEED = int(os.environ.get("FAULT_SEED", random.randrange(2**32)))
TEACHERS = 50
QUESTIONS = 80
COORDINATOR = 1
FIRST = 101  # Telegram's number of the first teacher
TITLE = "Проверка связи"
OPTIONS = 4
CALM = 1.6  # seconds without a word: longer than the gap between two messages to one chat
WORKING_HOUR = datetime(2026, 12, 1, 8, tzinfo=UTC)  # a Tuesday, 11:00 in Moscow
SINCE = date(2025, 9, 1)

_NAMES = ["Анна", "Вера", "Дарья", "Елена", "Зоя", "Инна", "Кира", "Лидия", "Мария", "Нина"]
_SURNAMES = ["Берёзова", "Волгина", "Донская", "Енисеева", "Ладожская"]


@dataclass(frozen=True)
class City:
    """A running program, its people, and where its data is."""

    program: Program
    people: People

    @property
    def world(self) -> World:
        return self.people.world

    @property
    def teachers(self) -> range:
        return range(FIRST, FIRST + TEACHERS)

    def waiting(self) -> int:
        """How many updates are stored and not handled."""
        with closing(sqlite3.connect(self.program.folder / "data" / "nastavnik.sqlite3")) as database:
            count: int = database.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
            return count

    async def rest(self, seconds: float = 60.0) -> None:
        """Wait until everything is taken, answered and nothing more is said."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            calls = len(self.world.calls)
            await asyncio.sleep(CALM)
            quiet = all(call.method == "getUpdates" for call in self.world.calls[calls:])
            if quiet and not len(self.world.queue) and not self.world.unanswered() and not self.waiting():
                return
        raise AssertionError("the conversation does not come to rest")


def workbook() -> bytes:
    """Fifty teachers in five weak schools of one city, and a coordinator."""
    teachers = [f"П-{place:02}" for place in range(TEACHERS)]
    school = {code: f"Ш{place % 5 + 1}" for place, code in enumerate(teachers)}
    names = {code: (_SURNAMES[place // 10], _NAMES[place % 10]) for place, code in enumerate(teachers)}
    return book(
        {
            "Муниципалитеты": [
                {"Код": "ГОР", "Полное название": "город Горный", "Краткое название": "Горный", "Вид": "город"}
            ],
            "Школы": [
                {"Код": f"Ш{n}", "Муниципалитет": "ГОР", "Название": f"СОШ № {n}", "Тип": "СОШ", "Номер": n}
                for n in range(1, 6)
            ],
            "Статусы школ": [{"Школа": f"Ш{n}", "Статус": "ШНОР", "С": SINCE} for n in range(1, 6)],
            "Люди": [
                *({"Код": code, "Фамилия": names[code][0], "Имя": names[code][1]} for code in teachers),
                {"Код": "К-01", "Фамилия": "Невская", "Имя": "Ольга"},
            ],
            "Места работы": [
                {"Человек": code, "Школа": school[code], "Должность": "учитель", "Предметы": "математика", "С": SINCE}
                for code in teachers
            ],
            "Роли": [
                *(
                    {"Человек": code, "Роль": "педагог", "Муниципалитет": "ГОР", "Школа": school[code], "С": SINCE}
                    for code in teachers
                ),
                {"Человек": "К-01", "Роль": "координатор", "Муниципалитет": "ГОР", "С": SINCE},
            ],
        }
    )


def form() -> bytes:
    """A long questionnaire: text and one option of four in turn."""
    kinds = ["text", "select_one mark"]
    questions = [
        {"type": kinds[number % 2], "name": f"q{number}", "label": f"Вопрос {number}", "required": "yes"}
        for number in range(1, QUESTIONS + 1)
    ]
    options = [{"list_name": "mark", "name": str(n), "label": f"Вариант {n}"} for n in range(1, OPTIONS + 1)]
    return book(survey=questions, choices=options, settings=[{"form_title": TITLE, "form_id": "proverka"}])


async def build(folder: Path) -> World:
    """Make the city in this folder, up to the first question on everybody's screen."""
    (folder / "book.xlsx").write_bytes(workbook())
    async with FakeBotApi(TOKEN, Limits.none()) as api, Program(folder, api, _shift()) as program:
        city = City(program, People(api.world))
        assert await program.command("import", str(folder / "book.xlsx")) == 0, program.log.read_text()
        assert await program.command("invite", "--municipality", "ГОР") == 0, program.log.read_text()
        codes = dict(re.findall(r"^(\S+)\t\S+\t(\S+)\t", program.log.read_text(), re.MULTILINE))
        await program.start()
        await _come_in(city, {COORDINATOR: codes["К-01"]} | _codes_of_teachers(codes))
        await _open_survey(city)
        await _begin(city)
        assert (await program.stop()).status == 0
    return api.world


def _codes_of_teachers(codes: dict[str, str]) -> dict[int, str]:
    return {FIRST + place: codes[f"П-{place:02}"] for place in range(TEACHERS)}


async def _come_in(city: City, codes: dict[int, str]) -> None:
    for person, code in codes.items():
        city.people.says(person, "/start")
        city.people.says(person, code)
    for person in codes:
        await city.people.sees(person, "Согласен(на)", seconds=60)
        city.people.presses(person, "Согласен(на)")
    for person in codes:
        await city.people.sees(person, "Меню", seconds=60)


async def _open_survey(city: City) -> None:
    people = city.people
    people.sends_file(COORDINATOR, form(), "proverka.xlsx")
    await people.sees(COORDINATOR, "Опубликовать", seconds=30)
    people.presses(COORDINATOR, "Опубликовать")
    await people.sees(COORDINATOR, "К анкетам", seconds=30)
    people.says(COORDINATOR, "/menu")
    await city.rest()
    for button in ("Новый опрос", "proverka", "Режим", "именной", "Открыть опрос"):
        await people.sees(COORDINATOR, button, seconds=30)
        people.presses(COORDINATOR, button)
        await city.rest()


async def _begin(city: City) -> None:
    for button in ("Подробнее и начать", "Начать"):
        for person in city.teachers:
            await city.people.sees(person, button, seconds=60)
            city.people.presses(person, button)
    for person in city.teachers:
        await city.people.sees(person, "Вопрос 1", seconds=60)
    await city.rest()


def _shift() -> timedelta:
    return WORKING_HOUR - datetime.now(UTC)


@dataclass(frozen=True)
class Made:
    """The city as it was made: a data folder and Telegram's memory of it."""

    folder: Path
    world: World
    shift: timedelta

    @asynccontextmanager
    async def copy(self, folder: Path) -> AsyncIterator[City]:
        """One story's own copy; the program is not started yet."""
        shutil.copytree(self.folder / "data", folder / "data")
        world = copy.deepcopy(self.world)
        world.calls.clear()
        async with FakeBotApi.over(world) as api, Program(folder, api, self.shift) as program:
            yield City(program, People(world))


def make(folder: Path) -> Made:
    """Make the city; takes half a minute."""
    shift = _shift()
    return Made(folder, asyncio.run(build(folder)), shift)
