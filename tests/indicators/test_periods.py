"""Keys of periods and the days they mean."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from indicators.periods import NoSuchPeriod, parse


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026/27", date(2026, 9, 1), date(2027, 8, 31)),
        ("1999/00", date(1999, 9, 1), date(2000, 8, 31)),
        ("2025/26-I", date(2025, 9, 1), date(2025, 11, 2)),
        ("2025/26-II", date(2025, 11, 3), date(2026, 1, 11)),
        ("2025/26-III", date(2026, 1, 12), date(2026, 4, 5)),
        ("2025/26-IV", date(2026, 4, 6), date(2026, 5, 26)),
        ("2026/27-1п", date(2026, 9, 1), date(2027, 1, 11)),
        ("2026/27-2п", date(2027, 1, 12), date(2027, 5, 31)),
    ],
)
def test_a_key_means_these_days(key: str, first: date, last: date) -> None:
    period = parse(key)
    assert (period.start, period.end.toordinal()) == (first, last.toordinal() + 1)
    assert period.key == key


@pytest.mark.parametrize(
    ("day", "inside", "outside"),
    [
        (date(2026, 10, 10), ["2026-10", "2026-Q4", "2026/27-I", "2026/27-1п", "2026/27", "2026"], ["2026/27-II"]),
        (date(2026, 10, 30), ["2026/27-I"], ["2026/27-II"]),  # holidays belong to the quarter before them
        (date(2026, 8, 25), ["2026-Q3", "2025/26"], ["2025/26-IV", "2025/26-2п", "2026/27-I", "2026/27"]),
        (date(2027, 1, 5), ["2027-Q1", "2026/27-II", "2026/27-1п"], ["2026/27-III", "2026"]),
    ],
)
def test_a_day_lies_in_these_periods(day: date, inside: list[str], outside: list[str]) -> None:
    for key in inside:
        assert parse(key).start <= day < parse(key).end, key
    for key in outside:
        assert not parse(key).start <= day < parse(key).end, key


@pytest.mark.parametrize(
    "key", ["", "2026-13", "2026-Q5", "2026/28", "2026/27-V", "2026/27-3п", "октябрь", "26", "0026"]
)
def test_other_words_are_no_period(key: str) -> None:
    with pytest.raises(NoSuchPeriod):
        parse(key)


def test_a_period_begins_at_local_midnight() -> None:
    start, end = parse("2026-10").moments(ZoneInfo("Asia/Kamchatka"))
    assert start == datetime(2026, 9, 30, 12, tzinfo=UTC)
    assert end == datetime(2026, 10, 31, 12, tzinfo=UTC)
