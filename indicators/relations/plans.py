"""What was due by a plan: the municipality's roadmap, or the plan of the centre that is asked for (domain.md 5.3)."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from indicators.tallies import Cut
from storage.tables import plan_item


def plan_items(cut: Cut) -> Select[Any]:
    """Items due in the period: `done` by the last known day, and `timely`.

    An item moved by order is due on its new date, one without such a date no more; a cancelled one drops out.
    """
    assert cut.period is not None
    due = func.coalesce(plan_item.c.new_due, plan_item.c.due_until)
    moved = plan_item.c.status == "moved"
    known = [] if cut.as_of is None else [or_(plan_item.c.done.is_(None), plan_item.c.done <= cut.as_of)]
    done = and_(plan_item.c.status == "done", *known)
    return select(
        plan_item.c.municipality_id,
        plan_item.c.centre,
        done.label("done"),
        and_(done, func.coalesce(plan_item.c.done <= due, False)).label("timely"),
    ).where(
        plan_item.c.municipality_id.in_(cut.municipality_ids),
        plan_item.c.centre == "" if cut.group is None else plan_item.c.centre != "",
        plan_item.c.status != "cancelled",
        or_(~moved, plan_item.c.new_due.is_not(None)),
        due >= cut.period.start,
        due < cut.period.end,
    )
