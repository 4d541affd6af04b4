"""Indicators of a survey for every school over 1,000,000 stored answers, against SQL written by hand.

The same database file, rounds in turn; the ratio of a round is ours to the peer's in that round, in time of the
processor. Two peers: one scan of the answers gathered by response, and the quicker one that looks each question up.
Both must give the numbers that ours gives. Raced twice: from the answers, and from what finished responses keep.
`python -m benchmarks.indicators`
"""

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import insert

from benchmarks import pandas_peer
from indicators import surveys
from indicators.compute import compute
from indicators.periods import parse
from indicators.registry import passports
from indicators.request import Request
from indicators.rows import Row
from storage import forms, standing
from storage.database import Database, Tx
from storage.forms import Forms, Publication
from storage.tables import answer, frame_member, metadata, municipality, person, question, response, school, survey
from surveys.reader import read_markdown

RESPONSES, QUESTIONS, SCHOOLS, MUNICIPALITIES, ROUNDS = 25_000, 40, 800, 44, 15
OPENED = datetime(2026, 10, 15, 6, 0, tzinfo=UTC)
CODES = tuple(code for code, passport in passports().items() if passport.family == surveys.FAMILY)
REQUEST = Request(period=parse("2026-Q4"), by="school", codes=CODES)
MODULES = range(1, 9)
GOALS = {("answers", "one scan"): ", goal at most 1.10", ("kept", "one scan"): ", goal at most 0.25"}
UNMET = "\u0433"  # the letter of the option that means help was missed; those before it mean help was received


# --- the data --------------------------------------------------------------------------------------------------


def build(tx: Tx) -> None:
    """A region in which every school has answered Q1; fillers bring a response to forty answers."""
    metadata.create_all(tx)
    chance = random.Random(2026)  # noqa: S311 - the same data every time
    form = read_markdown(Path("surveys/instruments/Q1.md").read_text(encoding="utf-8"))
    version = forms.publish(tx, Publication(form, "bench", None, None, None, OPENED)).id
    fillers = QUESTIONS - len(form.questions)
    tx.execute(insert(question), [_filler(version, place) for place in range(fillers)])
    ids = Forms().question_ids(tx, version)
    numbers = range(1, MUNICIPALITIES + 1)
    tx.execute(
        insert(municipality),
        [{"id": n, "code": f"M{n}", "full_name": f"M{n}", "short_name": f"M{n:02}"} for n in numbers],
    )
    tx.execute(insert(school), [_school(n) for n in range(1, SCHOOLS + 1)])
    tx.execute(insert(survey), [_survey(n, version) for n in numbers])
    people = [{"id": n, "code": f"P{n}"} for n in range(1, RESPONSES * 5 // 4 + 1)]
    tx.execute(insert(person), people)
    tx.execute(insert(frame_member), [_member(each["id"]) for each in people])
    _answer(tx, version, ids, chance)


def _municipality_of(school_id: int) -> int:
    return school_id % MUNICIPALITIES + 1


def _filler(version: int, place: int) -> dict[str, Any]:
    return {"version_id": version, "name": f"X{place}", "place": 100 + place, "kind": "text", "measure": ""}


def _school(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "code": f"S{number}",
        "municipality_id": _municipality_of(number),
        "name": f"S{number}",
        "number": number,
    }


def _survey(number: int, version: int) -> dict[str, Any]:
    return {
        "id": number, "code": f"Q1-M{number}", "version_id": version, "municipality_id": number, "mode": "anonymous",
        "state": "closed", "audience": "{}", "period_start": date(2026, 10, 1), "period_end": date(2026, 12, 31),
        "opens_at": OPENED, "closes_at": OPENED,
    }  # fmt: skip


def _member(number: int) -> dict[str, Any]:
    school_id = number % SCHOOLS + 1
    stratum = {"school_id": school_id, "role": "R_TCH", "subject": "mathematics"}
    cell = {f"cell_{name}": value for name, value in stratum.items()}
    return {"survey_id": _municipality_of(school_id), "person_id": number, "excluded": "", **stratum, **cell}


def _answer(tx: Tx, version: int, ids: dict[str, int], chance: random.Random) -> None:
    keys = sorted(chance.getrandbits(62) for _ in range(RESPONSES))
    places = [number % SCHOOLS + 1 for number in range(RESPONSES)]
    chance.shuffle(places)
    common = {"version_id": version, "state": "sent", "role": "R_TCH", "subject": "mathematics"}
    tx.execute(
        insert(response),
        [
            {"id": key, "chain": key, "survey_id": _municipality_of(place), "school_id": place, **common}
            for key, place in zip(keys, places, strict=True)
        ],
    )
    for start in range(0, RESPONSES, 1000):
        rows = [
            {"response_id": key, "question_id": number, "item": 0, "value": _value(name, chance)}
            for key in keys[start : start + 1000]
            for name, number in ids.items()
        ]
        tx.execute(insert(answer), rows)


def _value(name: str, chance: random.Random) -> str:
    if name == "Q1.1":
        return chance.choice(f"\u0430\u0430\u0431\u0432\u0432{UNMET}")
    if name == "Q1.11":
        return chance.choice("1111223345")
    if name == "Q1.12":
        return ";".join(sorted(chance.sample("1234567", 2)))
    return chance.choice(["1", "2", "3", "4", "4", "5", "5", "5", "99"])


# --- SQL as one writes it by hand ------------------------------------------------------------------------------

PERIOD = "s.state <> 'draft' and s.period_start < '2027-01-01' and s.period_end >= '2026-10-01'"
MARKS = ("Q1.4", "Q1.5", "Q1.6", "Q1.8", "Q1.10")


def _aggregates(value: Callable[[str], str]) -> str:
    """Numerators and denominators of all indicators; `value` names the column of a question."""
    good = {name: f"{value(name)} in ('4','5')" for name in MARKS}
    counted = [f"count({value(name)}), count(case when {good[name]} then 1 end)" for name in MARKS]
    three = " and ".join(good[name] for name in ("Q1.4", "Q1.5", "Q1.6"))
    counted += [
        "count(*)",
        f"count(case when {three} then 1 end)",
        f"count(case when {value('Q1.11')} in ('1','2') then 1 end)",
        f"count(case when {value('Q1.1')} = '{UNMET}' then 1 end)",
    ]
    counted += [f"count(case when {value('Q1.10')} = '{mark}' then 1 end)" for mark in range(1, 6)]
    counted += [
        f"count(case when {' and '.join(f'{value(name)} is not null' for name in MARKS[:3])} then 1 end)",
        f"count(case when {value('Q1.10')} = '99' then 1 end)",
        f"count({value('Q1.12')})",
        f"count({value('Q1.11')})",
        f"count({value('Q1.1')})",
    ]
    counted += [f"count(case when instr(';'||{value('Q1.12')}||';', ';{module};') then 1 end)" for module in MODULES]
    return ", ".join(counted)


def peers(ids: dict[str, int]) -> dict[str, str]:
    """Two statements that return a row of the same numbers for every school."""
    wanted = {name: ids[name] for name in ("Q1.1", *MARKS, "Q1.11", "Q1.12")}
    column = {name: f"q{number}" for name, number in wanted.items()}
    gathered = ", ".join(f"max(case a.question_id when {n} then a.value end) q{n}" for n in wanted.values())
    listed = ",".join(map(str, wanted.values()))
    joins = " ".join(
        f"left join answer a{n} on a{n}.response_id = r.id and a{n}.question_id = {n} and a{n}.item = 0"
        for n in wanted.values()
    )
    return {
        "one scan": f"""
            select school_id, {_aggregates(column.__getitem__)} from (
                select r.id, r.school_id, {gathered} from survey s
                join response r on r.survey_id = s.id and r.state = 'sent'
                join answer a on a.response_id = r.id and a.item = 0 and a.question_id in ({listed})
                where {PERIOD} group by r.id) group by school_id""",  # noqa: S608 - numbers of our own
        "look-ups": f"""
            select r.school_id, {_aggregates(lambda name: f"a{wanted[name]}.value")} from survey s
            join response r on r.survey_id = s.id and r.state = 'sent' {joins}
            where {PERIOD} group by r.school_id""",  # noqa: S608 - the same
    }


FRAME = f"""
    select f.cell_school_id, count(*) from survey s join frame_member f on f.survey_id = s.id and f.excluded = ''
    where {PERIOD} group by f.cell_school_id"""  # noqa: S608 - a constant


# --- the race --------------------------------------------------------------------------------------------------


def check(rows: list[Row], theirs: list[tuple[Any, ...]]) -> None:
    """The same numbers, school by school."""
    ours = {(row.school, row.code, row.group): row.numerator for row in rows}
    for school_id, *counts in theirs:
        names = ("ADR_S", "REG_S", "ACC_S", "USE", "SAT")
        expected = dict(zip(names, counts[1:10:2], strict=True)) | dict(
            zip(("RR", "ARA_S", "CONT", "NEED_UNMET"), counts[10:14], strict=True)
        )
        for code, number in expected.items():
            found = ours[f"S{school_id}", code, None]
            if found != number:
                raise SystemExit(f"S{school_id} {code}: ours {found}, theirs {number}")


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def race_pandas(database: Database, path: Path, rounds: int) -> None:
    """The same figures by pandas."""
    theirs = sqlite3.connect(path)
    ids = dict(theirs.execute("select name, id from question").fetchall())
    ratios: list[float] = []
    for _ in range(rounds):
        ours, rows = _timed(lambda: database.read_now(lambda tx: compute(tx, REQUEST)))
        spent, found = _timed(lambda: pandas_peer.measured(theirs, ids))
        told = {(row.school, row.code): row.numerator for row in rows if row.group is None}
        wrong = [key for key, number in found.items() if told.get((f"S{key[0]}", key[1]), number) != number]
        if wrong:
            raise SystemExit(f"ours and pandas differ: {wrong[:5]}")
        ratios.append(ours / spent)
    theirs.close()
    low, *_, high = sorted(ratios)
    print(f"ours from kept / pandas: {statistics.median(ratios):.3f} ({low:.3f}-{high:.3f}), goal at most 0.25")


def race(database: Database, path: Path, rounds: int, source: str) -> None:
    """Rounds in turn, the first of them to check and to warm up; medians of the ratios."""
    theirs = sqlite3.connect(path)
    ids = dict(theirs.execute("select name, id from question").fetchall())
    statements = peers(ids)
    ratios: dict[str, list[float]] = {name: [] for name in statements}
    times: dict[str, list[float]] = {name: [] for name in ("ours", *statements)}
    gc.collect()
    gc.freeze()  # as the running program does after its start
    gc.set_threshold(50_000, 20, 50)
    for number in range(rounds + 1):
        ours, rows = _timed(lambda: database.read_now(lambda tx: compute(tx, REQUEST)))
        for name, statement in statements.items():
            spent, found = _timed(lambda: (theirs.execute(FRAME).fetchall(), theirs.execute(statement).fetchall())[1])  # noqa: B023
            if number == 0:
                check(rows, found)
                continue
            ratios[name].append(ours / spent)
            times[name].append(spent)
        if number:
            times["ours"].append(ours)
    theirs.close()
    for name, values in times.items():
        print(f"{name:10} {statistics.median(values):.3f} s")
    for name, values in ratios.items():
        low, *_, high = sorted(values)
        middle, goal = statistics.median(values), GOALS.get((source, name), "")
        print(f"ours from {source} / SQL by hand, {name}: {middle:.2f} ({low:.2f}-{high:.2f}){goal}")


def main(rounds: int = ROUNDS) -> None:
    """Build, check, race."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        database = Database(f"sqlite:///{path}").open()
        database.write_now(build)
        versions = (
            f"Python {sys.version.split()[0]}, SQLAlchemy {sqlalchemy.__version__}, SQLite {sqlite3.sqlite_version}"
        )
        print(f"{RESPONSES * QUESTIONS:,} answers, {SCHOOLS} schools, {rounds} rounds; {versions}")
        race(database, path, rounds, "answers")
        database.write_now(standing.fill_all)
        race(database, path, rounds, "kept")
        race_pandas(database, path, min(rounds, 5))
        database.close()


if __name__ == "__main__":
    main()
