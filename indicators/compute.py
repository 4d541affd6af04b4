"""The one entry to all figures: a request in, rows of the public contract out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select

from indicators import figures, layout, monitorings, results, school_calendar, surveys, units
from indicators.figures import Context
from indicators.periods import Period
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
SOURCES: Mapping[str, Source] = {
    surveys.FAMILY: surveys.measure,
    results.FAMILY: results.measure,
    **dict.fromkeys(("help", "access", "plans", "resources", "routes", "diagnosis", "register"), units.measure),
}


def compute(tx: Tx, request: Request) -> list[Row]:
    """The figures asked for: by indicator, then by the lines of its split, then by place.

    Raises UnknownCode for a code that is not there or not visible.
    """
    territory = find(tx, request)
    cut = _cut(tx, request, territory)
    borders = {each.id: request.rules.of(each.code).thresholds for each in territory.municipalities}
    tallies = _tallies(tx, _wanted(request.codes), cut, borders)
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
    inside = territory.school_id if stratum in ("subject", "role", "format") else None
    cut = Cut(
        territory.ids,
        stratum,
        inside,
        request.period,
        request.survey,
        None,
        request.as_of,
        whole=territory.code is None and request.by not in ("municipality", "school"),
        group=request.group,
    )
    return _local(tx, cut)


def _local(tx: Tx, cut: Cut) -> Cut:
    """The cut in the dates and the zone of each municipality: in parts where these differ."""
    periods = school_calendar.own(tx, cut.period, cut.municipality_ids) if cut.period else {}
    ends = _ends(tx, cut.municipality_ids, cut.as_of) if cut.as_of else {}
    alike: dict[tuple[Period | None, datetime | None], set[int]] = defaultdict(set)
    for each in sorted(cut.municipality_ids):
        alike[periods.get(each), ends.get(each)].add(each)
    parts = tuple(
        replace(cut, municipality_ids=frozenset(ids), period=period, until=until)
        for (period, until), ids in alike.items()
    )
    return parts[0] if len(parts) == 1 else replace(cut, parts=parts)


def _ends(tx: Tx, municipality_ids: Iterable[int], as_of: date) -> dict[int, datetime]:
    """The first instant after a day, in the zone of each municipality."""
    statement = select(municipality.c.id, municipality.c.timezone).where(municipality.c.id.in_(municipality_ids))
    after = as_of + timedelta(days=1)
    return {row.id: datetime.combine(after, time(0), ZoneInfo(row.timezone)) for row in tx.execute(statement)}


def _tallies(tx: Tx, wanted: Sequence[Passport], cut: Cut, borders: monitorings.Borders) -> list[list[Tally]]:
    """Tallies by indicator, in the order of the passports."""
    composed = [passport for passport in wanted if passport.family == monitorings.FAMILY]
    alone = [passport for passport in wanted if passport.family != monitorings.FAMILY]
    needed = [passport for passport in monitorings.based_on(composed, cut) if passport not in alone]
    found = _counted(tx, [*alone, *needed], cut)
    for tally in monitorings.measure(tx, composed, cut, found, borders) if composed else ():
        found[tally.passport.code].append(tally)
    return [found[passport.code] for passport in wanted]


def _counted(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> dict[str, list[Tally]]:
    """Tallies by code; each source is asked once, for all that it knows to count."""
    sources: dict[Source, list[Passport]] = defaultdict(list)
    for passport in wanted:
        sources[SOURCES[passport.family]].append(passport)
    found: dict[str, list[Tally]] = defaultdict(list)
    for source, members in sources.items():
        for tally in source(tx, members, cut):
            found[tally.passport.code].append(tally)
    return found


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
    names = (row.group, row.about.label, row.line.group)  # both together, and each
    return request.group is None or request.group.casefold() in {(name or "").casefold() for name in names}
