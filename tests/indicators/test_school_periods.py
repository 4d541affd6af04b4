"""The parts of the school year: the draft, what municipalities enter instead, and a region that does not agree."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from indicators import school_calendar
from indicators.periods import parse
from indicators.school_calendar import Places
from storage.tables import activity, school_period
from tests.indicators.data import Region, received
from tests.indicators.office import Office


def enters(region: Region, code: str, kind: str, *parts: tuple[int, date, date], year: str = "2026/27") -> None:
    """A municipality's own dates of parts of the school year."""
    rows: list[dict[str, Any]] = [
        {
            "municipality_id": region.municipalities[code],
            "school_year": year,
            "kind": kind,
            "number": number,
            "since": since,
            "until": until,
        }
        for number, since, until in parts
    ]
    region.tx.execute(insert(school_period), rows)


def titles(found: Places) -> list[str]:
    each = (found.month, found.quarter, found.school_quarter, found.school_half, found.school_year, found.year)
    return ["лето" if period is None else period.title for period in each]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            date(2026, 10, 10),
            [
                "октябрь 2026",
                "IV квартал 2026 г. (октябрь–декабрь)",
                "I четверть 2026/27 (сентябрь–октябрь)",
                "I полугодие 2026/27 (сентябрь–декабрь)",
                "2026/27 учебный год",
                "2026 год",
            ],
        ),
        (
            date(2026, 10, 30),  # holidays belong to the quarter before them
            [
                "октябрь 2026",
                "IV квартал 2026 г. (октябрь–декабрь)",
                "I четверть 2026/27 (сентябрь–октябрь)",
                "I полугодие 2026/27 (сентябрь–декабрь)",
                "2026/27 учебный год",
                "2026 год",
            ],
        ),
        (
            date(2026, 8, 25),
            [
                "август 2026",
                "III квартал 2026 г. (июль–сентябрь)",
                "лето",
                "лето",
                "2025/26 учебный год",
                "2026 год",
            ],
        ),
        (
            date(2027, 1, 5),
            [
                "январь 2027",
                "I квартал 2027 г. (январь–март)",
                "II четверть 2026/27 (ноябрь–декабрь)",
                "I полугодие 2026/27 (сентябрь–декабрь)",
                "2026/27 учебный год",
                "2027 год",
            ],
        ),
    ],
)
def test_all_periods_of_a_day_are_called_with_their_months(office: Office, day: date, expected: list[str]) -> None:
    places: dict[str, int] = {}
    office.store(lambda region: places.update(region.municipality("АРМ").municipalities))

    found = office.database.read_now(lambda tx: school_calendar.places(tx, day, places["АРМ"]))
    assert titles(found) == expected


def test_the_last_parts_of_the_year_have_months_too() -> None:
    names = {key: parse(key).title for key in ("2026/27-III", "2026/27-IV", "2026/27-2п")}
    assert list(names.values()) == [
        "III четверть 2026/27 (январь–март)",
        "IV четверть 2026/27 (апрель–май)",
        "II полугодие 2026/27 (январь–май)",
    ]


def test_what_a_municipality_entered_replaces_the_draft(office: Office) -> None:
    places: dict[str, int] = {}

    def build(region: Region) -> None:
        places.update(region.municipality("АРМ").municipality("НОВ").municipalities)
        enters(region, "АРМ", "quarter", (1, date(2026, 9, 1), date(2026, 11, 8)))
        enters(region, "АРМ", "quarter", (2, date(2026, 11, 9), date(2027, 1, 13)))
        enters(region, "АРМ", "trimester", (1, date(2026, 9, 1), date(2026, 11, 22)))

    office.store(build)

    def dates(key: str, code: str) -> tuple[date, date]:
        """First day, and first day after."""
        period = parse(key)
        known = office.database.read_now(lambda tx: school_calendar.own(tx, period, places.values()))
        return known[places[code]].start, known[places[code]].end

    assert dates("2026/27-I", "АРМ") == (date(2026, 9, 1), date(2026, 11, 9))
    assert dates("2026/27-III", "АРМ") == (date(2027, 1, 14), date(2027, 4, 6))  # begins where the second ended
    assert dates("2026/27-1п", "АРМ") == (date(2026, 9, 1), date(2027, 1, 14))  # ends with the winter holidays
    assert dates("2026/27-2п", "АРМ") == (date(2027, 1, 14), date(2027, 6, 1))
    assert dates("2026/27-I", "НОВ") == (date(2026, 9, 1), date(2026, 11, 3))
    assert dates("2025/26-I", "АРМ") == (date(2025, 9, 1), date(2025, 11, 3))
    assert dates("2026-Q4", "АРМ") == (date(2026, 10, 1), date(2027, 1, 1))


def test_a_half_year_may_be_entered_itself(office: Office) -> None:
    places: dict[str, int] = {}

    def build(region: Region) -> None:
        places.update(region.municipality("АРМ").municipalities)
        enters(region, "АРМ", "quarter", (2, date(2026, 11, 9), date(2027, 1, 13)))
        enters(region, "АРМ", "half", (1, date(2026, 9, 1), date(2027, 1, 10)))

    office.store(build)

    known = office.database.read_now(lambda tx: school_calendar.own(tx, parse("2026/27-1п"), places.values()))
    assert known[places["АРМ"]].end == date(2027, 1, 11)


def test_each_municipality_of_a_region_is_computed_in_its_own_school_quarter(office: Office) -> None:
    """A survey of the first days of November: still the first quarter here, the second one there."""

    def build(region: Region) -> None:
        for code, school, number in (("АРМ", "Ш6", 8), ("НОВ", "Ш1", 5)):
            region.municipality(code, [school])
            days = (date(2026, 11, 5), date(2026, 11, 6))
            region.survey("Q1", code, period_start=days[0], period_end=days[1]).answers(received(), number, school)
        enters(region, "АРМ", "quarter", (1, date(2026, 9, 1), date(2026, 11, 8)))

    office.store(build)

    def told(key: str) -> dict[str, str]:
        rows = office.rows("--period", key, "--code", "SAT", "--by", "municipality")
        return {row["municipality"]: row["text"] for row in rows}

    nothing = "нет данных (n = 0)"
    assert told("2026/27-I") == {"АРМ": "100 % (8 из 8)", "НОВ": nothing}
    assert told("2026/27-II") == {"АРМ": nothing, "НОВ": "100 % (5 из 5)"}
    row = office.row("SAT", "--period", "2026/27-I")
    assert (row["text"], row["period"], row["note"]) == (
        "100 % (8 из 8)",
        "2026/27-I",
        "медиана 100 %, данные: 1 из 2 МО",
    )


def test_as_of_a_day_means_its_end_in_the_zone_of_each_municipality(office: Office) -> None:
    sent = datetime(2026, 11, 20, 18, tzinfo=UTC)  # 21:00 in Moscow, 06:00 of the next day in Kamchatka

    def build(region: Region) -> None:
        for code, school, zone in (("АРМ", "Ш6", "Europe/Moscow"), ("КАМ", "Ш1", "Asia/Kamchatka")):
            region.municipality(code, [school], timezone=zone)
            (person,) = (survey := region.survey("Q1", code, "named")).asks(1, school)
            survey.answers(received(), 1, school, person_id=person["person_id"], submitted_at=sent)

    office.store(build)

    def told(day: str) -> dict[str, int]:
        rows = office.rows("--code", "SAT", "--by", "municipality", "--as-of", day)
        return {row["municipality"]: row["n"] for row in rows}

    assert told("2026-11-20") == {"АРМ": 1, "КАМ": 0}
    assert told("2026-11-21") == {"АРМ": 1, "КАМ": 1}


@pytest.mark.parametrize("words", [(), ("--by", "municipality"), ("--by", "school"), ("--by", "subject")])
def test_every_indicator_can_be_counted_where_municipalities_do_not_agree(
    office: Office, words: tuple[str, ...]
) -> None:
    """An event of 5 November is in the first quarter of one municipality and in the second one of the other."""

    def build(region: Region) -> None:
        region.municipality("АРМ", ["Ш6"]).municipality("НОВ", ["Ш1"])
        enters(region, "АРМ", "quarter", (1, date(2026, 9, 1), date(2026, 11, 8)))
        for code in ("АРМ", "НОВ"):
            event = {
                "code": f"Ж-{code}",
                "centre": "mtkp",
                "municipality_id": region.municipalities[code],
                "format": "seminar",
                "starts": date(2026, 11, 5),
                "status": "held",
                "extra": True,
                "recorded_at": datetime(2027, 1, 1, tzinfo=UTC),
            }
            region.tx.execute(insert(activity), event)

    office.store(build)

    for key, expected in (("2026/27-I", ["АРМ"]), ("2026/27-II", ["НОВ"])):
        rows = office.rows("--period", key, *words)
        if words == ("--by", "municipality"):
            extra = {row["municipality"]: row["value"] for row in rows if row["code"] == "PLAN_X"}
            assert [code for code, value in extra.items() if value] == expected
        if not words:
            assert [row["value"] for row in rows if row["code"] == "PLAN_X"] == [1]
            assert [row["value"] for row in rows if row["code"] == "FMT"] == [1]
