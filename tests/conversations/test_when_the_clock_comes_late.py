"""The clock fires late or at the same moment as somebody presses: what it finds then is looked at again."""

from datetime import datetime

from answers import q1_is_open
from city import MOSCOW, City

from scheduler import rules
from storage import due


async def test_a_survey_extended_at_the_moment_of_closing_closes_on_its_new_last_day(city: City):
    coordinator = await q1_is_open(city, until="27 ноября")
    await city.come_to("2026-11-27", "23:59")
    await coordinator.taps("К опросу", "Продлить")
    midnight = datetime(2026, 11, 28, tzinfo=MOSCOW)
    found = await city.db.read(lambda tx: due.ripe(tx, midnight, 200))  # the tick has looked already

    await coordinator.says("5 декабря")
    city.now = midnight
    await rules.close(city.db, city.app.shelf, found, city.now)

    assert "Открыт по 5 декабря 2026 г." in coordinator.screen()
    await city.come_to("2026-12-06", "00:10")
    assert await city.count("survey WHERE state = 'open'") == 0
