"""Working days of a municipality: the production calendar, corrected by its own days off and working weekends."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import or_, select

from storage.database import Tx
from storage.tables import day_off

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The production calendar with corrections: day → whether people work on it."""

    corrections: Mapping[date, bool]

    def is_working(self, day: date) -> bool:
        """Whether people work on this day: a correction, or neither a weekend nor a public holiday."""
        known = self.corrections.get(day)
        if known is not None:
            return known
        return day in _working_days(day.year)

    def working_day(self, day: date) -> date:
        """This day, or the next one on which people work."""
        while not self.is_working(day):
            day += _DAY
        return day

    def last_working_day(self, day: date) -> date:
        """This day, or the last one before it on which people work."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def later(self, day: date, number: int) -> date:
        """The day that is so many working days later; the day itself is not counted.

        A term of three working days that starts on a Friday ends on Wednesday.
        """
        for _ in range(number):
            day = self.working_day(day + _DAY)
        return day


PRODUCTION = Calendar({})  # of people who belong to no municipality


def of(tx: Tx, municipality_id: int | None) -> Calendar:
    """The calendar of a municipality; of None, what is corrected for all of them."""
    return of_all(tx, () if municipality_id is None else (municipality_id,))[municipality_id]


def of_all(tx: Tx, municipality_ids: Iterable[int]) -> Mapping[int | None, Calendar]:
    """The calendars of these municipalities, by id, and under None the one without corrections of any of them.

    A correction of the municipality goes before one for all of them.
    """
    ids = tuple(municipality_ids)
    whose = day_off.c.municipality_id
    rows = tx.execute(select(whose, day_off.c.day, day_off.c.working).where(or_(whose.is_(None), whose.in_(ids))))
    own: dict[int | None, dict[date, bool]] = defaultdict(dict)
    for municipality_id, day, working in rows:
        own[municipality_id][day] = working
    common = Calendar(own[None])
    return {None: common} | {each: Calendar(own[None] | own[each]) if own[each] else common for each in ids}


@lru_cache(maxsize=64)
def _working_days(year: int) -> frozenset[date]:
    """By the production calendar, which also makes some Saturdays working days."""
    import holidays

    known = holidays.country_holidays("RU", years=year)
    first = date(year, 1, 1)
    days = (first + _DAY * number for number in range((date(year + 1, 1, 1) - first).days))
    return frozenset(day for day in days if known.is_working_day(day))
