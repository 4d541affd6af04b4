"""Terms in working days: the production calendar with what municipalities corrected, counted on from day to day."""

from datetime import date, timedelta

from sqlalchemy import CTE, Date, Integer, and_, case, column, func, select, true, values

from indicators.relations.attribution import fenced
from indicators.tallies import Cut
from storage.calendar import PRODUCTION
from storage.tables import day_off, municipality


def terms(cut: Cut, first: date, last: date, **numbers: int) -> CTE:
    """For every day of each municipality the day that is so many working days later, by the name of the term.

    The day itself is not counted; empty when the term ends after `last`.
    """
    days = _workdays(cut, first, last)
    ends = {name: days.alias() for name in numbers}
    found = select(days.c.municipality_id, days.c.day, *(end.c.day.label(name) for name, end in ends.items()))
    for name, end in ends.items():
        found = found.outerjoin(
            end,
            and_(
                end.c.municipality_id == days.c.municipality_id,
                end.c.working.is_(True),
                end.c.number == days.c.number + numbers[name],
            ),
        )
    return fenced(found)


def _workdays(cut: Cut, first: date, last: date) -> CTE:
    """Every day from `first` to `last` of each municipality: `working`, and `number` of working days up to it.

    A municipality's correction goes before one for all of them.
    """
    days = _production(first, last)
    own, common = day_off.alias("own"), day_off.alias("common")
    working = func.coalesce(own.c.working, common.c.working, days.c.working)
    return (
        select(
            municipality.c.id.label("municipality_id"),
            days.c.day,
            working.label("working"),
            func.sum(case((working.is_(True), 1), else_=0))
            .over(partition_by=municipality.c.id, order_by=days.c.day)
            .label("number"),
        )
        .select_from(
            municipality.join(days, true())
            .outerjoin(own, (own.c.municipality_id == municipality.c.id) & (own.c.day == days.c.day))
            .outerjoin(common, common.c.municipality_id.is_(None) & (common.c.day == days.c.day))
        )
        .where(municipality.c.id.in_(cut.municipality_ids))
        .cte()
    )


def _production(first: date, last: date) -> CTE:
    """The production calendar, without anybody's corrections."""
    days = [first + timedelta(days=number) for number in range(max(1, (last - first).days + 1))]
    listed = (
        values(column("day_", Date), column("works", Integer), name="production_days")
        .data([(day, int(PRODUCTION.is_working(day))) for day in days])
        .cte()
    )
    return select(listed.c.day_.label("day"), (listed.c.works == 1).label("working")).cte()
