"""Surveys of all modes with drafts, revisions and voided answers: moved to another server they say the same."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.books import cells
from tests.golden.books import book, command, exported, figures, imported
from tests.golden.towns import Survey, Town, helped, not_needed, together, unmet

SHEETS = ("Опросы", "Список опроса", "Ответы")
OPENED = datetime.fromisoformat("2026-11-30T12:00")


def town(code: str, chance: random.Random) -> Town:
    """A municipality with a survey of each mode."""
    made = Town(code, (f"{code}-1", f"{code}-2", f"{code}-3"))
    for number, mode in enumerate(("анонимно", "конфиденциально", "именной")):
        survey = made.survey(
            f"{code}-{number}", Режим=mode, **chance.choice(({}, {"Закрыт": None}, {"Продлён до": "17.12.2026"}))
        )
        for school in made.schools:
            people = survey.asks(
                chance.randint(3, 8), school, **chance.choice(({}, {"Школа": None}, {"Роль": "педагог"}))
            )
            for person in people:
                if chance.random() < 0.8:
                    who = {"Школа": school} if mode == "анонимно" else {"Человек": person}
                    responds(survey, who, chance)
    return made


def responds(survey: Survey, who: dict[str, Any], chance: random.Random) -> None:
    """One to three revisions of a response, some of them late, voided, unfinished or with gaps."""
    number = None
    for revision in range(1, chance.randint(1, 3) + 1):
        given = chance.choice((helped, unmet, not_needed))()
        if chance.random() < 0.2:
            given[chance.choice(list(given))] = None
        more = who | {"Редакция": revision, "Сдан": OPENED + timedelta(hours=chance.randint(0, 24 * 20))}
        more |= chance.choice(({}, {}, {}, {"Статус": "аннулирован"}, {"Сдан": None}, {"Источник": "бумага"}))
        number = survey.answers(given, number, **more)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_moved_to_another_server_they_say_the_same(seed: int) -> None:
    chance = random.Random(seed)
    path = book(together(town("АРМ", chance), town("НОВ", chance)))
    here = imported(path)
    out = exported(here)
    there = imported(out)

    again = cells(exported(there).read_bytes())
    for sheet in SHEETS:
        assert again[sheet] == cells(out.read_bytes())[sheet]
    for words in ((), ("--by", "school"), ("--by", "role"), ("--as-of", "2026-12-08"), ("--by", "municipality")):
        assert asked(there, *words) == asked(here, *words)
    assert command(here, "import", str(path)).stdout.splitlines()[-1] == "Всё уже записано, изменений нет."
    assert command(here, "import", str(out)).stdout.splitlines()[-1] == "Всё уже записано, изменений нет."


def asked(data: Path, *words: str) -> list[dict[str, Any]]:
    """The figures of surveys."""
    return figures(data, "--period", "2026-Q4", "--code", "RR", "SAT", "SATM", "ADR_S", "CONT", "DEM", *words)
