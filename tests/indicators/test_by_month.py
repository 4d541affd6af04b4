"""A longer period told month by month."""

from datetime import date, datetime
from functools import partial

from sqlalchemy import insert

from indicators.compute import by_month
from indicators.periods import parse
from indicators.request import Request
from storage.tables import activity
from tests.indicators.data import Region
from tests.indicators.office import Office


def some_events(region: Region) -> None:
    region.municipality("АРМ")
    for number, day in enumerate((date(2026, 10, 5), date(2026, 10, 31), date(2026, 12, 1), date(2027, 1, 1)), 1):
        row = {
            "code": f"Ж-{number}",
            "centre": "mtkp",
            "municipality_id": region.municipalities["АРМ"],
            "format": "seminar",
            "starts": day,
            "status": "held",
            "extra": True,
            "recorded_at": datetime(2027, 1, 1).astimezone(),
        }
        region.tx.execute(insert(activity), row)


def test_a_quarter_month_by_month(office: Office) -> None:
    office.store(some_events)

    request = Request(parse("2026-Q4"), municipality="АРМ", codes=("PLAN_X",))
    found = office.database.read_now(partial(by_month, request=request))
    assert [(period.title, [row.value for row in rows]) for period, rows in found] == [
        ("октябрь 2026", [2]),
        ("ноябрь 2026", [0]),
        ("декабрь 2026", [1]),
    ]


def test_months_at_the_edges_of_a_school_quarter_end_with_it() -> None:
    months = parse("2025/26-I").months()
    assert [(month.key, month.start, month.end) for month in months] == [
        ("2025-09", date(2025, 9, 1), date(2025, 10, 1)),
        ("2025-10", date(2025, 10, 1), date(2025, 11, 1)),
        ("2025-11", date(2025, 11, 1), date(2025, 11, 3)),
    ]
