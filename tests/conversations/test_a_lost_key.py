"""The folder of keys is gone, as after a restore from a copy: an anonymous survey stands still, and says so."""

import logging
import shutil
from datetime import timedelta

import pytest
from answers import q1_is_open
from city import City

from bot import wellbeing
from bot.clock import real_now

LOST = "на сервере пропал его ключ"


async def test_it_is_told_to_the_coordinator_once_to_the_log_and_by_health(
    city: City, caplog: pytest.LogCaptureFixture
):
    await q1_is_open(city)
    await city.stop()
    shutil.move(city.folder / "keys", city.folder / "elsewhere")
    await city.start()
    await city.wait(timedelta(hours=1))
    await city.stop()
    await city.start()
    await city.wait(timedelta(days=1))

    assert coordinator_heard(city) == 1
    assert "is lost: it takes no more answers" in caplog.text
    assert "! пропали у Q1-ЗЛТ-2026" in unwell(city)
    assert "закрыт" in await city.someone("К-01").taps("К опросу", "Закрыть сейчас", "Да, закрыть")
    assert unwell(city) == ""


async def test_nothing_is_said_while_every_key_is_there(city: City, caplog: pytest.LogCaptureFixture):
    await q1_is_open(city)
    caplog.set_level(logging.ERROR)
    await city.wait(timedelta(days=1))

    assert coordinator_heard(city) == 0
    assert not caplog.text
    assert unwell(city) == ""


def coordinator_heard(city: City) -> int:
    return sum(LOST in message.text for message in city.someone("К-01").said())


def unwell(city: City) -> str:
    """What health complains of."""
    return "\n".join(f"! {sign.value}" for sign in wellbeing.look(city.settings, real_now()) if not sign.well)
