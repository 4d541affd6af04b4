"""The parts of the school year as municipalities have entered them; the draft stands for what they have not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select

from indicators.periods import Kind, Period, calendar_periods, drafts, part_keys, school_year_of
from storage.database import Tx
from storage.tables import school_period

Part = Literal["quarter", "half"]
Days = tuple[date, date]  # first and last
Known = Mapping[tuple[str, int], Days]  # by kind and number, of one school year

_PARTS: Mapping[Kind, Part] = {"school_quarter": "quarter", "school_half": "half"}
_DAY = timedelta(days=1)


def own(tx: Tx, period: Period, municipality_ids: Iterable[int]) -> dict[int, Period]:
    """The period in the dates of each municipality: only parts of the school year differ."""
    ids = tuple(municipality_ids)
    if period.kind not in _PARTS:
        return dict.fromkeys(ids, period)
    year = school_year_of(period.start)
    known = _entered(tx, year, ids)
    return {each: _dated(period, year, known[each]) if each in known else period for each in ids}


@dataclass(frozen=True, slots=True)
class Places:
    """All periods that a day lies in. In summer there is no school quarter and no half-year."""

    month: Period
    quarter: Period
    year: Period
    school_year: Period
    school_quarter: Period | None
    school_half: Period | None


def places(tx: Tx, day: date, municipality_id: int) -> Places:
    """The periods of a local day in the dates of a municipality."""
    year = school_year_of(day)
    known = _entered(tx, year, (municipality_id,))[municipality_id]
    month, quarter, whole, school_year = calendar_periods(day)
    parts = [_part_of(day, kind, year, known) for kind in _PARTS]
    return Places(month, quarter, whole, school_year, *parts)


def _part_of(day: date, kind: Kind, year: int, known: Known) -> Period | None:
    for key, (first, last) in zip(part_keys(kind, year), _parts(kind, year, known), strict=True):
        if first <= day <= last:
            return Period(key, kind, first, last + _DAY)
    return None


def _dated(period: Period, year: int, known: Known) -> Period:
    place = part_keys(period.kind, year).index(period.key)
    first, last = _parts(period.kind, year, known)[place]
    return replace(period, start=first, end=last + _DAY)


def _entered(tx: Tx, year: int, ids: Sequence[int]) -> Mapping[int, Known]:
    """What municipalities have entered of a school year."""
    statement = select(school_period).where(
        school_period.c.municipality_id.in_(ids), school_period.c.school_year == f"{year}/{(year + 1) % 100:02}"
    )
    found: dict[int, dict[tuple[str, int], Days]] = defaultdict(dict)
    for row in tx.execute(statement):
        found[row.municipality_id][row.kind, row.number] = (row.since, row.until)
    return found


def _parts(kind: Kind, year: int, known: Known) -> list[Days]:
    """The parts in their order: a half-year that was not entered ends with its second quarter, if that was."""
    name = _PARTS[kind]
    entered = {number: days for (part, number), days in known.items() if part == name}
    if name == "half" and not entered and ("quarter", 2) in known:
        entered[1] = (drafts(kind, year)[0][0], known["quarter", 2][1])
    return [_between(number, days, entered) for number, days in enumerate(drafts(kind, year), 1)]


def _between(number: int, draft: Days, entered: Mapping[int, Days]) -> Days:
    """A part as entered, or its draft, which then begins after the part before and ends before the next one."""
    if number in entered:
        return entered[number]
    first, last = draft
    if number - 1 in entered:
        first = entered[number - 1][1] + _DAY
    if number + 1 in entered:
        last = entered[number + 1][0] - _DAY
    return first, last
