"""The public contract of the JSON: every indicator in every breakdown has exactly these fields, in these forms."""

import math
from typing import Any

import pytest

from indicators.registry import passports
from indicators.shares import percent
from tests.indicators.data import Region, received
from tests.indicators.office import Office

FIELDS = [
    "code", "name", "period", "municipality", "school", "group", "survey", "numerator", "denominator", "value",
    "percent", "text", "n", "hidden", "level", "note",
]  # fmt: skip
LEVELS = {None, "критический", "допустимый", "оптимальный"}
EVERY_WAY: list[tuple[str, ...]] = [
    (),
    *[("--by", by) for by in ("school", "municipality", "subject", "role", "format")],
]


def a_region(region: Region) -> None:
    """One municipality that answered well, one with a few answers, one without any."""
    for code, school, number in (("АРМ", "Ш6", 12), ("НОВ", "Ш1", 3), ("КРЫ", "Ш9", 0)):
        region.municipality(code, [school])
        survey = region.survey("Q1", code)
        survey.asks(number, school)
        survey.answers(received(), number, school)


@pytest.mark.parametrize("words", [*EVERY_WAY, ("--municipality", "АРМ"), ("--school", "Ш6")])
def test_every_row_has_the_fields_of_the_contract(office: Office, words: tuple[str, ...]) -> None:
    office.store(a_region)

    rows = office.rows(*words)
    assert rows or "format" in words  # nothing was held
    for row in rows:
        has_place = "--by" in words or (row["group"] is not None)
        assert [*row] == ([*FIELDS, "place"] if has_place else FIELDS), row
        assert row["period"] == "2026-Q4"
        assert row["level"] in LEVELS
        _share_or_value(row)


def _share_or_value(row: dict[str, Any]) -> None:
    if row["hidden"]:
        gone = ("numerator", "denominator", "percent", "value", "level", "n", "note")
        assert {row[name] for name in gone} == {None}, row
        assert row["text"] == "менее 5 ответов"
    elif row["denominator"]:
        assert row["percent"] == percent(row["numerator"], row["denominator"])
        assert row["value"] in {None, 0, 1, 2}, row  # points that the share is worth
    else:
        assert row["percent"] is None
        assert row["level"] is None or row["value"] is not None
        assert row["value"] is None or math.isfinite(row["value"])


def test_without_codes_all_of_them_are_told_and_splits_as_far_as_they_occur(office: Office) -> None:
    office.store(a_region)

    told = {row["code"] for row in office.rows("--municipality", "АРМ")}
    missing = set(passports()) - told
    assert all("split" in {*passports()[code].rule, passports()[code].rule.get("kind")} for code in missing), missing


def test_only_a_share_of_the_region_tells_of_its_municipalities(office: Office) -> None:
    office.store(a_region)

    rows = {row["code"]: row for row in office.rows() if row["group"] is None}
    assert rows["SAT"]["note"] == "данные: 2 из 3 МО"  # both are hidden: the second covers the first
    assert rows["SATM"]["note"] == "медиана 5"
    assert rows["PLAN_F"]["note"] == "данные: 0 из 3 МО"
    assert [row["note"] for row in office.rows("--by", "municipality", "--code", "RR")] == [None, None, None]
