"""Регулярность and gaps in SQL against the same said plainly, over drawn assignments and contacts."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, insert, select

from indicators.periods import Period, parse
from indicators.relations.contacts import accompanied
from indicators.tallies import Cut
from storage.tables import activity, affiliation, assignment, attendance, metadata, municipality, person, school
from tests.indicators.data import OPENED

QUARTER = parse("2026-Q4")
DAYS = st.dates(date(2026, 8, 1), date(2027, 3, 31))
SPANS = st.lists(
    st.tuples(DAYS, st.none() | DAYS).filter(lambda span: span[1] is None or span[0] <= span[1]), max_size=4
)
CONTACTS = st.lists(DAYS, max_size=6)


@cache
def _one_teacher() -> Engine:
    """A school with one teacher in it, and a tutor; what is added to them is taken back each time."""
    engine = create_engine("sqlite://")
    with engine.begin() as tx:
        metadata.create_all(tx)
        place = {"code": "М", "full_name": "М", "short_name": "М"}
        tx.execute(insert(municipality), {"id": 1, **place})
        tx.execute(insert(school), {"id": 1, "code": "Ш", "municipality_id": 1, "name": "Ш"})
        tx.execute(insert(person), [{"id": 1, "code": "П"}, {"id": 2, "code": "Т"}])
        tx.execute(insert(affiliation), {"person_id": 1, "school_id": 1, "since": date(2020, 1, 1)})
    return engine


def told(spans: list[tuple[date, date | None]], contacts: list[date]) -> list[Any]:
    """What the relation says of one teacher with these assignments and consultations."""
    with _one_teacher().connect() as tx:
        for since, until in spans:
            tx.execute(insert(assignment).values(kind="tutor", who_id=2, person_id=1, since=since, until=until))
        for number, day in enumerate(contacts, 1):
            entry = {"id": number, "code": f"E{number}", "centre": "mtkp", "municipality_id": 1, "starts": day}
            kept = {"format": "consultation", "status": "held", "recorded_at": OPENED}
            tx.execute(insert(activity), entry | kept)
            tx.execute(
                insert(attendance), {"activity_id": number, "person_id": 1, "attended": True, "recorded_at": OPENED}
            )
        cut = Cut(frozenset([1]), "municipality", None, QUARTER, None, None)
        units = accompanied(cut).subquery()
        return [tuple(row) for row in tx.execute(select(units.c.regular, units.c.longest))]


def days_of(period: Period) -> list[date]:
    return [period.start + timedelta(days=number) for number in range((period.end - period.start).days)]


@given(SPANS, CONTACTS)
@settings(max_examples=40, deadline=None)
def test_one_teacher(spans: list[tuple[date, date | None]], contacts: list[date]) -> None:
    with_a_tutor = [
        day
        for day in days_of(QUARTER)
        if any(since <= day and (until is None or day <= until) for since, until in spans)
    ]
    inside = sorted({day for day in contacts if QUARTER.start <= day < QUARTER.end})
    borders = [QUARTER.start, *inside, QUARTER.end]
    longest = max((after - before).days for before, after in pairwise(borders))
    regular = len({day.month for day in inside}) >= 2

    assert told(spans, contacts) == ([(regular, longest)] if len(with_a_tutor) >= 60 else [])
