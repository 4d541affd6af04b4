"""Indicators of facts for a quarter over a large region's log, of every kind of row. `python -m benchmarks.region`

The generator `build` is deterministic: the same region every time, filled in bulk.
"""

import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, text

from indicators.compute import compute
from indicators.periods import parse
from indicators.registry import passports
from indicators.request import By, Request
from storage.database import Database, Tx
from storage.tables import (
    activity,
    activity_leader,
    activity_need,
    affiliation,
    assignment,
    attendance,
    contest,
    course,
    diagnosis,
    iom,
    iom_checkin,
    iom_item,
    metadata,
    municipality,
    need,
    person,
    plan_item,
    request,
    role_grant,
    school,
    school_status,
)

MUNICIPALITIES, SCHOOLS, PEOPLE, ENTRIES = 44, 800, 40_000, 300_000
TUTORS = 2_000  # the first of the people
START, DAYS = date(2026, 9, 1), 365  # the school year 2026/27
RECORDED = datetime(2027, 9, 1, tzinfo=UTC)
SUBJECTS = ("mathematics", "russian", "physics", "history", "primary_classes")
FORMATS = ("consultation",) * 5 + ("lesson_observation", "seminar", "webinar", "master_class", "meeting")
CATEGORIES = ("PRED", "METH", "ASSESS")
QUARTER = parse("2026-Q4")

Row = dict[str, Any]


class Region:
    """Rows of every table, one after the other."""

    def __init__(self) -> None:
        self.chance = random.Random(2026)  # noqa: S311 - the same region every time

    def tables(self) -> Iterator[tuple[Table, Iterable[Row]]]:
        """Tables in the order in which they refer to each other, with their rows."""
        yield municipality, (_called(n, full_name=f"M{n}", short_name=f"M{n:02}") for n in _to(MUNICIPALITIES))
        yield school, (_called(n, municipality_id=_municipality(n), name=f"S{n}", number=n) for n in _to(SCHOOLS))
        yield school_status, (_school(n, status="low_results", since=date(2020, 1, 1)) for n in _to(SCHOOLS))
        yield person, (_called(n) for n in _to(PEOPLE))
        yield affiliation, (self._work(n) for n in _to(PEOPLE))
        yield role_grant, (self._role(n) for n in _to(PEOPLE))
        yield assignment, (self._tutor(n) for n in range(TUTORS + 1, PEOPLE))
        yield need, (self._need(n) for n in _to(PEOPLE))
        yield activity, (self._entry(n) for n in _to(ENTRIES))
        yield activity_leader, ({"activity_id": n, "person_id": n % TUTORS + 1, "place": 0} for n in _to(ENTRIES))
        yield activity_need, ({"activity_id": n, "need_id": _visitor(n), "place": 0} for n in _to(ENTRIES))
        yield attendance, (row for n in _to(ENTRIES) for row in self._visits(n))
        yield request, (self._request(n) for n in _to(PEOPLE))
        yield plan_item, (self._planned(n) for n in _to(MUNICIPALITIES * 100))
        yield diagnosis, (self._level(n, category) for n in _to(PEOPLE) for category in CATEGORIES)
        yield course, (self._course(n) for n in _to(PEOPLE))
        yield contest, (self._contest(n) for n in _to(PEOPLE))
        yield iom, (self._route(n) for n in _to(PEOPLE))
        yield iom_item, (self._step(n, place) for n in _to(PEOPLE) for place in (1, 2, 3))
        yield iom_checkin, (self._checkin(n, side) for n in _to(PEOPLE) for side in ("teacher", "tutor"))

    def _day(self) -> date:
        return START + timedelta(days=self.chance.randrange(DAYS))

    def _work(self, n: int) -> Row:
        subject = SUBJECTS[n % len(SUBJECTS)]
        return {"person_id": n, "school_id": n % SCHOOLS + 1, "subjects": subject, "since": date(2020, 9, 1)}

    def _role(self, n: int) -> Row:
        role = "R_TUT" if n <= TUTORS else "R_MGR" if n % 20 == 0 else "R_SMO" if n % 21 == 0 else "R_TCH"
        return {"person_id": n, "role": role, "since": date(2020, 9, 1)}

    def _tutor(self, n: int) -> Row:
        since = date(2026, 9, 1) + timedelta(days=n % 90)
        return {"kind": "tutor", "who_id": n % TUTORS + 1, "person_id": n, "since": since}

    def _need(self, n: int) -> Row:
        declared = START + timedelta(days=n % 200)
        kept = {"kind": "deficit", "category": CATEGORIES[n % 3], "level": "ABCD"[n % 4], "status": "confirmed"}
        return _called(n, person_id=n, declared=declared, confirmed=declared, recorded_at=RECORDED, **kept)

    def _entry(self, n: int) -> Row:
        status = "cancelled" if n % 17 == 0 else "held"
        place = _municipality(_visitor(n) % SCHOOLS + 1)
        kept = {"centre": "mtkp", "municipality_id": place, "format": FORMATS[n % len(FORMATS)], "status": status}
        return _called(n, starts=self._day(), mode="present", recorded_at=RECORDED, **kept)

    def _visits(self, n: int) -> Iterator[Row]:
        for place in range(1 + n % 3):
            who = (_visitor(n) + place * SCHOOLS - 1) % PEOPLE + 1
            yield {"activity_id": n, "person_id": who, "attended": n % 11 > 0, "recorded_at": RECORDED}

    def _request(self, n: int) -> Row:
        created = datetime.combine(self._day(), datetime.min.time()) + timedelta(hours=n % 24)
        answered = created + timedelta(days=self.chance.randrange(8))
        return _called(n, person_id=n, topic="T", created_at=created, answered_at=answered, recorded_at=RECORDED)

    def _planned(self, n: int) -> Row:
        due = self._day()
        kept = {"municipality_id": n % MUNICIPALITIES + 1, "year": due.year, "title": "P", "status": "done"}
        return _called(n, due_until=due, done=due + timedelta(days=n % 3 - 1), recorded_at=RECORDED, **kept)

    def _level(self, n: int, category: str) -> Row:
        kept = {"round": "R", "school_year": "2026/27", "held": START, "category": category}
        return {"person_id": n, "expert_level": self.chance.choice("ABCD"), "recorded_at": RECORDED, **kept}

    def _course(self, n: int) -> Row:
        return {"person_id": n, "programme": "P", "issuer": "I", "ends": self._day(), "recorded_at": RECORDED}

    def _contest(self, n: int) -> Row:
        return {"person_id": n, "title": "K", "kind": "contest", "held": self._day(), "recorded_at": RECORDED}

    def _route(self, n: int) -> Row:
        kept = {"school_year": "2026/27", "status": "active", "approved": START + timedelta(days=n % 40)}
        return _called(n, person_id=n, recorded_at=RECORDED, **kept)

    def _step(self, n: int, place: int) -> Row:
        kept = {"number": place, "title": "T", "status": "done", "accepted": n % 5 > 0}
        due = self._day()
        return {"iom_id": n, "need_id": n, "due_until": due, "done": due, "recorded_at": RECORDED, **kept}

    def _checkin(self, n: int, side: str) -> Row:
        given = datetime(2026, 12, 14) + timedelta(days=n % 20)  # noqa: DTZ001 - local, as people read it
        kept = {"period": QUARTER.key, "opens": date(2026, 12, 14), "closes": date(2026, 12, 23)}
        return {"iom_id": n, "side": side, "submitted_at": given, "recorded_at": RECORDED, **kept}


def build(tx: Tx) -> None:
    """Fill an empty database with the region."""
    metadata.create_all(tx)
    for table, rows in Region().tables():
        left = iter(rows)
        while some := list(islice(left, 20_000)):
            tx.execute(insert(table), some)
    tx.execute(text("ANALYZE"))


def _to(number: int) -> range:
    return range(1, number + 1)


def _called(n: int, **values: Any) -> Row:
    return {"id": n, "code": f"{n}", **values}


def _school(n: int, **values: Any) -> Row:
    return {"school_id": n, **values}


def _municipality(school_id: int) -> int:
    return school_id % MUNICIPALITIES + 1


def _visitor(entry: int) -> int:
    """The first of those who were at an event, whose need it answers."""
    return TUTORS + entry % (PEOPLE - TUTORS)


def main() -> None:
    """Print how long the indicators of the log take for a quarter, by what they are broken down."""
    codes = [code for code, passport in passports().items() if passport.family != "surveys"]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'region.sqlite3'}").open()
        started = time.perf_counter()
        database.write_now(build)
        print(f"a region with {ENTRIES:,} entries of the log made in {time.perf_counter() - started:.0f} s")
        for by in (None, "municipality", "school", "subject"):
            _measure(database, codes, by)
        database.close()


def _measure(database: Database, codes: list[str], by: By | None) -> None:
    """All codes at once, and the slowest of them alone."""
    alone = {code: _seconds(database, Request(period=QUARTER, by=by, codes=(code,))) for code in codes}
    together = _seconds(database, Request(period=QUARTER, by=by, codes=tuple(codes)))
    slowest = sorted(alone.items(), key=lambda pair: -pair[1])[:8]
    words = ", ".join(f"{code} {seconds:.2f}" for code, seconds in slowest)
    print(f"by {by or 'region'}: {len(codes)} indicators in {together:.1f} s; alone: {words}")


def _seconds(database: Database, wanted: Request) -> float:
    started = time.perf_counter()
    database.read_now(lambda tx: [row.to_json() for row in compute(tx, wanted)])
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
