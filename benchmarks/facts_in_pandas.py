"""Some of the figures of facts by school as one computes them with pandas from the same tables; see benchmarks.region.

It takes everybody's only place of work and only tutor's kind of help, which is all that the region of the benchmark
has.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

import pandas as pd

START, END, LAST = "2026-10-01", "2027-01-01", "2026-12-31"
INDIVIDUAL = ("consultation", "school_visit", "lesson_observation", "supervision", "consulting", "psy_consulting")
REGISTER = ("low_results", "hard_conditions", "p500")
CODES = (
    "ADR_C", "ADR_C_any", "ADR_CT", "ADR_CT1", "HLP", "HLP_P", "REG_C", "PK", "CNT", "IOM1", "IOM2", "IOM3",
)  # fmt: skip

Found = dict[tuple[int, str, str | None], tuple[int, int | None]]


def measured(database: sqlite3.Connection, *, whole: bool) -> Found:
    """Numerators and denominators by school, code and line; from `whole` tables, or from the needed columns alone."""

    def read(columns: str, table: str) -> Any:
        """Columns by their names, or by a name and what to call it."""
        if not whole:
            return pd.read_sql(f"select {columns} from {table}", database)  # noqa: S608 - names of our own
        called = {each.split()[0]: each.split()[-1] for each in columns.split(", ")}
        frame = pd.read_sql(f"select * from {table}", database)  # noqa: S608 - names of our own
        return frame[[*called]].rename(columns=called)

    work = read("person_id, school_id", "affiliation")
    events = read("id activity_id, starts, format, part_of_id, status", "activity")
    events = events[events.status == "held"]
    there = read("activity_id, person_id, part, attended", "attendance")
    there = there[there.attended == 1].merge(events, on="activity_id")
    return {
        **_needs(read, there, work),
        **_log(read, there[(there.starts >= START) & (there.starts < END)], work),
        **_teachers(read, work),
        **_routes(read, work),
    }


def _needs(read: Callable[[str, str], Any], there: Any, work: Any) -> Found:
    needs = read("id need_id, person_id, kind, level, subject, status, confirmed, closed, wanted", "need")
    worthy = (needs.kind == "request") | needs.level.isin(["A", "B"]) | (needs.level == "C") & (needs.wanted == 1)
    running = needs.status.isin(["confirmed", "in_work"]) | needs.closed.notna()
    fair = (needs.confirmed < "2026-12-18") & (needs.closed.isna() | (needs.closed >= START))
    units = needs[worthy & running & fair].merge(work, on="person_id")
    units["since"] = units.confirmed.where(units.confirmed >= "2026-09-17", START)
    linked = units.merge(read("activity_id, need_id", "activity_need"), on="need_id")
    linked = linked.merge(there[["activity_id", "person_id", "starts"]], on=["activity_id", "person_id"])
    linked = linked[(linked.starts >= linked.since) & (linked.starts < END)]
    tutors = read("who_id, person_id, subject assigned, since begins, until, kind", "assignment")
    led = linked.merge(read("activity_id, person_id who_id", "activity_leader"), on="activity_id")
    led = led.merge(tutors[tutors.kind == "tutor"], on=["who_id", "person_id"])
    on_day = (led.begins <= led.starts) & (led.until.isna() | (led.until >= led.starts))
    led = led[on_day & ((led.subject == "") | (led.assigned == "") | (led.assigned == led.subject))]
    units["any_"] = units.need_id.isin(linked.need_id)
    units["covered"] = units.need_id.isin(led.need_id)
    people = units.groupby(["person_id", "school_id"]).covered.agg(["all", "any"]).reset_index()
    return {
        **_shares("ADR_C", units, "covered"),
        **_shares("ADR_C_any", units, "any_"),
        **_shares("ADR_CT", people, "all"),
        **_shares("ADR_CT1", people, "any"),
    }


def _log(read: Callable[[str, str], Any], there: Any, work: Any) -> Found:
    leaders = read("activity_id, person_id", "activity_leader").assign(led=1)
    seen = there.merge(leaders, on=["activity_id", "person_id"], how="left")
    seen = seen[(seen.part == "participant") | (seen.part == "") & seen.led.isna()].merge(work, on="person_id")
    whole = seen[seen.part_of_id.isna()].drop_duplicates(["activity_id", "school_id"])
    forms = whole.groupby(["school_id", "format"]).size()
    people = seen.groupby("school_id").person_id.nunique()
    tutors = read("person_id, kind, since, until", "assignment")
    tutors = tutors[(tutors.kind == "tutor") & (tutors.since < END) & (tutors.until.isna() | (tutors.until >= START))]
    days = (_days(tutors.until.fillna(LAST).clip(upper=LAST)) - _days(tutors.since.clip(lower=START))).dt.days + 1
    served = tutors[days >= 60].merge(work, on="person_id")  # noqa: PLR2004 - days
    met = seen[seen.format.isin(INDIVIDUAL)]
    months = met.starts.str.slice(0, 7).groupby(met.person_id).nunique()
    served["regular"] = served.person_id.map(months).fillna(0) >= 2  # noqa: PLR2004 - months
    return {
        **{(int(place), "HLP", form): (int(number), None) for (place, form), number in forms.items()},
        **{(int(place), "HLP_P", None): (int(number), None) for place, number in people.items()},
        **_shares("REG_C", served, "regular"),
    }


def _days(column: Any) -> Any:
    return pd.to_datetime(column)


def _teachers(read: Callable[[str, str], Any], work: Any) -> Found:
    roles = read("person_id, role, since, until", "role_grant")
    states = read("school_id, status, since, until", "school_status")
    now = [(each.since <= LAST) & (each.until.isna() | (each.until >= LAST)) for each in (roles, states)]
    listed = states[now[1] & states.status.isin(REGISTER)].school_id
    people = roles[now[0] & (roles.role == "R_TCH")][["person_id"]].drop_duplicates().merge(work, on="person_id")
    people = people[people.school_id.isin(listed)]
    courses, contests = read("person_id, ends", "course"), read("person_id, kind, held", "contest")
    trained = courses[(courses.ends > "2025-12-31") & (courses.ends <= LAST)].person_id
    recent = contests[contests.kind.isin(["", "contest", "conference"]) & contests.held.between("2026-01-01", LAST)]
    people = people.assign(trained=people.person_id.isin(trained), competed=people.person_id.isin(recent.person_id))
    return {**_shares("PK", people, "trained"), **_shares("CNT", people, "competed", "teachers")}


def _routes(read: Callable[[str, str], Any], work: Any) -> Found:
    routes = read("id iom_id, person_id, status state, school_year, approved", "iom")
    routes = routes[routes.state != "draft"]
    items = read("iom_id, due_until, status, done, accepted", "iom_item")
    due = items[(items.due_until >= START) & (items.due_until < END) & (items.status != "dropped")]
    due = due.merge(routes, on="iom_id").merge(work, on="person_id")
    due["finished"] = (due.status == "done") & (due.accepted == 1)
    due["timely"] = due.finished & (due.done <= due.due_until)
    results = read("id, person_id, category, subject, held, expert_level, test_percent, school_year", "diagnosis")
    results = results[(results.school_year == "2026/27") & (results.expert_level != "")]
    last = results.sort_values(["held", "id"]).drop_duplicates(["person_id", "category", "subject"], keep="last")
    serious = last[last.expert_level.isin(["A", "B"])][["person_id"]].drop_duplicates().merge(work, on="person_id")
    early = routes[(routes.school_year == "2026/27") & (routes.approved <= "2026-09-30")]
    serious["guided"] = serious.person_id.isin(early.person_id)
    return {
        **_shares("IOM1", serious, "guided"),
        **_shares("IOM2", due, "finished"),
        **_shares("IOM3", due, "timely"),
    }


def _shares(code: str, units: Any, flag: str, line: str | None = None) -> Found:
    counted = units.groupby("school_id")[flag].agg(["sum", "count"])
    return {
        (int(place), code, line): (int(number), int(whole))
        for place, number, whole in counted.itertuples(index=True, name=None)
    }
