"""Indicators of facts for a quarter over a large region's log, of every kind of row. `python -m benchmarks.region`

The generator `build` is deterministic: the same region every time, filled in bulk. Afterwards the main figures by
school are raced against SQL written by hand and against pandas; both must give the same numbers. By the clock our
parts go side by side, as they do on the command line; against SQL by hand one processor is raced against one as well.
"""

import gc
import multiprocessing
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Table, insert, text

from benchmarks import facts_by_hand, facts_in_pandas
from indicators.compute import compute
from indicators.periods import parse
from indicators.registry import passports
from indicators.request import By, Request
from indicators.rows import Row as Figure
from storage.companions import SPARE, accompanied
from storage.database import READER_PRAGMAS, Database, Tx, engine_for
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
from texts.reference import LISTS

MUNICIPALITIES, SCHOOLS, PEOPLE, ENTRIES = 44, 800, 40_000, 300_000
TUTORS = 2_000  # the first of the people
START, DAYS = date(2026, 9, 1), 365  # the school year 2026/27
RECORDED = datetime(2027, 9, 1, tzinfo=UTC)
SUBJECTS = ("mathematics", "russian", "physics", "history", "primary_classes")
FORMATS = ("consultation",) * 5 + ("lesson_observation", "seminar", "webinar", "master_class", "meeting")
CATEGORIES = ("PRED", "METH", "ASSESS")
QUARTER = parse("2026-Q4")
BREAKDOWNS: tuple[By | None, ...] = (None, "municipality", "school", "subject")
ROUNDS = 5

Row = dict[str, Any]
Clock = Callable[[], float]


class Region:
    """Rows of every table, one after the other."""

    def __init__(self, entries: int = ENTRIES) -> None:
        self.entries = entries
        self.chance = Random(2026)  # noqa: S311 - the same region every time

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
        yield activity, (self._entry(n) for n in _to(self.entries))
        yield activity_leader, ({"activity_id": n, "person_id": n % TUTORS + 1, "place": 0} for n in _to(self.entries))
        yield activity_need, ({"activity_id": n, "need_id": _visitor(n), "place": 0} for n in _to(self.entries))
        yield attendance, (row for n in _to(self.entries) for row in self._visits(n))
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


def build(tx: Tx, entries: int = ENTRIES) -> None:
    """Fill an empty database with the region."""
    metadata.create_all(tx)
    for table, rows in Region(entries).tables():
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


# --- how long it takes -----------------------------------------------------------------------------------------


def main(rounds: int = ROUNDS) -> None:
    """Print how long the indicators of facts take for a quarter, how that compares, and the memory they need."""
    codes = [code for code, passport in passports().items() if passport.family != "surveys"]
    with tempfile.TemporaryDirectory() as folder:
        for entries in (2 * ENTRIES, ENTRIES):
            path = Path(folder) / f"{entries}.sqlite3"
            print(f"a region with {entries:,} entries of the log made in {_filled(path, entries):.0f} s")
            _weigh(path, codes)
        database = Database(f"sqlite:///{path}").open()
        _calm()
        for by in BREAKDOWNS:
            _measure(database, codes, by)
        peer = sqlite3.connect(path)
        hand = partial(facts_by_hand.measured, peer)
        for name, clock, companions in (
            ("SQL by hand on one processor each", time.process_time, 0),
            ("SQL by hand by the clock", time.perf_counter, SPARE),
        ):
            by_hand = Peer(name, hand, facts_by_hand.found, "1.10", clock, companions)
            _race(database, facts_by_hand.CODES, by_hand, rounds)
        for name, whole in (("pandas reading the tables", True), ("pandas reading the needed columns alone", False)):
            work = partial(facts_in_pandas.measured, peer, whole=whole)
            pandas = Peer(name, work, dict, "0.25", time.perf_counter, SPARE)
            _race(database, facts_in_pandas.CODES, pandas, min(rounds, 3))
        peer.close()
        database.close()


def _filled(path: Path, entries: int) -> float:
    started = time.process_time()
    database = Database(f"sqlite:///{path}").open()
    database.write_now(partial(build, entries=entries))
    database.close()
    return time.process_time() - started


def _calm() -> None:
    """What the running program does after its start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _measure(database: Database, codes: list[str], by: By | None) -> None:
    """All codes at once; the middle one of three times."""
    wanted = Request(period=QUARTER, by=by, codes=tuple(codes))
    times = sorted(_timed(partial(_rows, database, wanted), time.perf_counter)[0] for _ in range(3))
    print(f"by {by or 'region'}: {len(codes)} indicators in {times[1]:.1f} s ({times[0]:.1f}-{times[-1]:.1f})")


def _rows(database: Database, wanted: Request) -> list[dict[str, Any]]:
    return database.read_now(lambda tx: [row.to_json() for row in compute(tx, wanted)], companions=SPARE)


def _timed(work: Callable[[], Any], clock: Clock) -> tuple[float, Any]:
    started = clock()
    result = work()
    return clock() - started, result


# --- against others --------------------------------------------------------------------------------------------

Numbers = Mapping[tuple[int, str, str | None], tuple[float, int | None]]  # school, code, line


@dataclass(frozen=True)
class Peer:
    """Somebody else's way to the same figures."""

    name: str
    work: Callable[[], Any]
    found: Callable[[Any], Numbers]  # what the work found
    goal: str
    clock: Clock
    companions: int  # of our reader


def _race(database: Database, codes: tuple[str, ...], peer: Peer, rounds: int) -> None:
    """Rounds in turn, the first of them to compare and to warm up; the median of the ratios."""
    wanted = Request(period=QUARTER, by="school", codes=codes)
    ratios, times = [], []
    for number in range(rounds + 1):
        look = partial(database.read_now, lambda tx: compute(tx, wanted), companions=peer.companions)
        ours, rows = _timed(look, peer.clock)
        theirs, result = _timed(peer.work, peer.clock)
        if number == 0:
            _compare(rows, peer.found(result), peer.name)
            continue
        ratios.append(ours / theirs)
        times.append((ours, theirs))
    low, *_, high = sorted(ratios)
    middle = statistics.median(ratios)
    mine, others = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{len(codes)} indicators by school: ours {mine:.2f} s, {peer.name} {others:.2f} s")
    print(f"ours / {peer.name}: {middle:.2f} ({low:.2f}-{high:.2f}) in {rounds} rounds, goal at most {peer.goal}")


def _compare(rows: list[Figure], found: Numbers, name: str) -> None:
    """The same numbers, school by school; where they have nothing, nothing is counted by us either."""
    ours = {(int(row.school or 0), row.code, row.group): _numbers(row) for row in rows}
    theirs = {(school_id, code, _line(code, line)): numbers for (school_id, code, line), numbers in found.items()}
    lines = {(code, line) for _, code, line in theirs}
    told = {key for key, numbers in ours.items() if any(numbers) and key[1:] in lines}
    wrong = [key for key in told | theirs.keys() if ours.get(key) != theirs.get(key)]
    if wrong:
        raise SystemExit(f"ours and {name} differ: {[(key, ours.get(key), theirs.get(key)) for key in wrong[:5]]}")


def _numbers(row: Figure) -> tuple[float, int | None]:
    return (row.value or 0, None) if row.share is None else (row.share.numerator, row.share.denominator)


def _line(code: str, line: str | None) -> str | None:
    """The line as rows call it."""
    lines = passports()[code].rule.get("lines", {})
    if line is None:
        return None
    return LISTS[lines][line][0] if isinstance(lines, str) else str(lines[line])


# --- memory ----------------------------------------------------------------------------------------------------


def _weigh(path: Path, codes: list[str]) -> None:
    """The most memory that a fresh process needs for all indicators by school."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_weighed, args=(str(path), codes, send))
    process.start()
    before, after = receive.recv()
    process.join()
    print(f"all indicators by school: {after - before:.0f} MB above the {before:.0f} MB of the program")


def _weighed(path: str, codes: list[str], send: Any) -> None:
    pragmas = READER_PRAGMAS | {"mmap_size": "0"}  # pages of the file that are mapped are the system's, not ours
    engine = engine_for(f"sqlite:///{path}", pragmas, "BEGIN")
    with accompanied(engine, SPARE) as tx:
        compute(tx, Request(period=parse("2030-Q1"), by="school", codes=tuple(codes)))
        before = _peak()
        compute(tx, Request(period=QUARTER, by="school", codes=tuple(codes)))
    send.send((before, _peak()))


def _peak() -> float:
    """The most memory of this process so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
