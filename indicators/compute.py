"""The one entry to all figures: a request in, rows of the public contract out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select

from indicators import figures, layout, surveys, units
from indicators.figures import Context
from indicators.registry import Passport, passports
from indicators.request import Request, UnknownCode
from indicators.rows import Row
from indicators.tallies import Cut, Stratum, Tally
from indicators.territory import Territory, find
from storage.database import Tx
from storage.tables import municipality


class Source(Protocol):
    """Counts what the passports of one family mean."""

    def __call__(self, tx: Tx, wanted: Sequence[Passport], cut: Cut) -> list[Tally]: ...


# By the name of the data file that holds the passports.
SOURCES: Mapping[str, Source] = {surveys.FAMILY: surveys.measure, "help": units.measure}


def compute(tx: Tx, request: Request) -> list[Row]:
    """The figures asked for: by indicator, then by the lines of its split, then by place.

    Raises UnknownCode for a code that is not there or not visible, NotOffered for a breakdown that is never shown.
    """
    territory = find(tx, request)
    cut = _cut(tx, request, territory)
    tallies = _tallies(tx, _wanted(request.codes), cut)
    context = _context(territory, request, cut, [tally for group in tallies for tally in group])
    made = [row for group in tallies for row in figures.rows(group, context)]
    visible = territory.visible(request.scope)
    if visible is None and request.school is None and request.group is None:
        return made
    return [row for row in made if _asked_for(row, request, visible)]


def _wanted(codes: Sequence[str]) -> list[Passport]:
    known = passports()
    for code in codes:
        if code not in known:
            raise UnknownCode("indicator", code)
    return [passport for code, passport in known.items() if not codes or code in codes]


def _cut(tx: Tx, request: Request, territory: Territory) -> Cut:
    stratum: Stratum = request.by or ("municipality" if request.school is None else "school")
    inside = territory.school_id if stratum in ("subject", "role") else None
    return Cut(
        territory.ids,
        stratum,
        inside,
        request.period,
        request.survey,
        _until(tx, request, territory),
        request.as_of,
        whole=territory.code is None and request.by not in ("municipality", "school"),
        group=request.group,
    )


def _until(tx: Tx, request: Request, territory: Territory) -> datetime | None:
    """The first instant after the day asked for, in the zone of the (first) municipality."""
    if request.as_of is None:
        return None
    statement = select(municipality.c.timezone).where(municipality.c.id.in_(territory.ids)).order_by(municipality.c.id)
    zone = ZoneInfo(tx.execute(statement).scalars().first() or "Europe/Moscow")
    return datetime.combine(request.as_of + timedelta(days=1), time(0), zone)


def _tallies(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> list[list[Tally]]:
    """Tallies by indicator, in the order of the passports."""
    families: dict[str, list[Passport]] = defaultdict(list)
    for passport in wanted:
        families[passport.family].append(passport)
    found: dict[str, list[Tally]] = {passport.code: [] for passport in wanted}
    for family, members in families.items():
        for tally in SOURCES[family](tx, members, cut):
            found[tally.passport.code].append(tally)
    return list(found.values())


def _context(territory: Territory, request: Request, cut: Cut, tallies: Sequence[Tally]) -> Context:
    if cut.stratum == "school":
        return Context(request, layout.by_school(territory, tallies), None)
    if cut.stratum in ("subject", "role", "format"):
        return Context(request, layout.by_label(territory, cut, tallies), None)
    if request.by == "municipality":
        return Context(request, layout.by_municipality(territory), None)
    municipal = layout.by_municipality(territory) if territory.code is None else None
    return Context(request, layout.whole(territory), municipal)


def _asked_for(row: Row, request: Request, visible: frozenset[str] | None) -> bool:
    """Whether a row that had to be computed for the hiding is also wanted, and may be seen."""
    if visible is not None and row.school not in visible:
        return False
    if request.school is not None and row.school != request.school:
        return False
    return request.group is None or (row.group or "").casefold() == request.group.casefold()
