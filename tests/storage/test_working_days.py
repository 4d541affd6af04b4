"""Which days people work: the production calendar, and what municipalities correct in it."""

from datetime import date
from pathlib import Path

from storeroom import opened

from storage import calendar, seed
from storage.calendar import PRODUCTION


def test_weekends_and_public_holidays_are_days_off():
    friday, saturday, monday = date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 9)
    assert [PRODUCTION.is_working(day) for day in (friday, saturday, monday)] == [True, False, True]
    assert not PRODUCTION.is_working(date(2026, 11, 4))
    assert PRODUCTION.working_day(saturday) == monday


def test_a_saturday_that_the_government_made_a_working_day_is_one():
    assert PRODUCTION.is_working(date(2025, 11, 1))


def test_a_term_of_working_days_does_not_count_its_first_day():
    assert PRODUCTION.later(date(2026, 10, 30), 3) == date(2026, 11, 5)  # a Friday; Wednesday the 4th is a holiday
    assert PRODUCTION.later(date(2026, 10, 31), 1) == date(2026, 11, 2)  # a Saturday
    assert PRODUCTION.later(date(2026, 10, 30), 0) == date(2026, 10, 30)


async def test_a_municipality_corrects_the_calendar_for_itself_alone(database_url: str, tmp_path: Path):
    saturday, wednesday, thursday = date(2026, 12, 5), date(2026, 12, 2), date(2026, 12, 3)
    with opened(database_url, tmp_path) as db:

        def store(tx):
            names = ("ЗЛТ", "РЧН")
            seed.plant(tx, "municipality", [{"code": code, "full_name": code, "short_name": code} for code in names])
            own = seed.ids(tx, "municipality")["ЗЛТ"]
            seed.plant(
                tx,
                "day_off",
                [
                    {"municipality_id": None, "day": wednesday, "working": False},
                    {"municipality_id": own, "day": wednesday, "working": True},
                    {"municipality_id": own, "day": thursday, "working": False},
                    {"municipality_id": own, "day": saturday, "working": True},
                ],
            )
            return seed.ids(tx, "municipality")

        places = await db.write(store)
        known = await db.read(lambda tx: calendar.of_all(tx, places.values()))

        days = (wednesday, thursday, saturday)
        assert [known[places["ЗЛТ"]].is_working(day) for day in days] == [True, False, True]
        assert [known[places["РЧН"]].is_working(day) for day in days] == [False, True, False]
        assert [known[None].is_working(day) for day in days] == [False, True, False]
