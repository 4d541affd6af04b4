"""Rows that say two things about the same days: doubled statuses, two main places of work, a second tutor.

A row is looked at when the cells that a rule needs can be read, whatever else is wrong with it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from services.exchange.book import UNREADABLE, BookRow
from services.exchange.planning import SheetPlan
from services.exchange.report import Report
from services.exchange.rows import key_of
from texts import exchange
from texts.workbook import Overlap, Value, Values, row_name


class _Run(NamedTuple):
    since: date
    until: date
    row: int  # in the book; 0: only in the database
    values: Values


def check_overlaps(plan: SheetPlan, report: Report) -> None:
    """Say which written rows meet others that they should not meet."""
    if not plan.to_check:
        return
    for rule in plan.sheet.overlaps:
        groups: dict[Values, list[_Run]] = {}
        for run in _runs(plan, rule):
            groups.setdefault(_pick(plan, rule.same, run.values), []).append(run)
        for runs in groups.values():
            if any(run.row for run in runs) and len(runs) > 1:
                _check_group(plan, rule, sorted(runs, key=lambda run: (run.since, run.row)), report)


def _runs(plan: SheetPlan, rule: Overlap) -> Iterator[_Run]:
    """The rows the rule is about, as they will be after the import."""
    written: dict[Values, BookRow] = {}
    for row in plan.to_check:  # of rows with one key the first alone: that it stands twice is told already
        written.setdefault(key_of(plan.sheet, row.values), row)
    rows = [(row.number, row.values) for row in plan.to_check if written[key_of(plan.sheet, row.values)] is row]
    may_be_written = _meant(plan, rule)
    stored = ((0, row.values) for key, row in plan.stored.items() if key not in written)
    rows += [each for each in stored if not may_be_written(each[1])]
    for number, values in rows:
        first, last = _days(plan, values)
        if _concerned(plan, rule, values) and isinstance(first, date) and isinstance(last, date):
            yield _Run(first, last, number, values)


def _days(plan: SheetPlan, values: Values) -> tuple[Value, Value]:
    """The first and the last day of a row; what has none always runs."""
    if not plan.sheet.interval:
        return date.min, date.max
    since, until = (values[plan.sheet.places[key]] for key in plan.sheet.interval)
    return since, until or date.max


def _meant(plan: SheetPlan, rule: Overlap) -> Callable[[Values], bool]:
    """Whether a row of the book whose key cannot be read may be this stored one, with other values."""
    keys = tuple(dict.fromkeys((*plan.sheet.keyed_by, *rule.same)))
    known: dict[tuple[str, ...], set[Values]] = {}
    for row in plan.unplaced:
        readable = tuple([key for key in keys if row.values[plan.sheet.places[key]] != UNREADABLE])
        known.setdefault(readable, set()).add(_pick(plan, readable, row.values))
    return lambda values: any(_pick(plan, readable, values) in meant for readable, meant in known.items())


def _concerned(plan: SheetPlan, rule: Overlap, values: Values) -> bool:
    places = plan.sheet.places
    if UNREADABLE in _pick(plan, rule.looks_at, values):
        return False
    if any(values[places[key]] not in wanted for key, wanted in rule.among.items()):
        return False
    return (not rule.only or values[places[rule.only]] is True) and (
        not rule.unless or values[places[rule.unless]] is not True
    )


def _check_group(plan: SheetPlan, rule: Overlap, runs: list[_Run], report: Report) -> None:
    """Walk the rows by their first days, remembering for two different owners how far the longest reaches."""
    longest: list[_Run] = []
    for run in runs:
        other = next((each for each in longest if each.until >= run.since and _differ(plan, rule, each, run)), None)
        if other is not None and (run.row or other.row):
            _say(plan, rule, run, other, report)
        same = [each for each in longest if not _differ(plan, rule, each, run)]
        if not same:
            longest.append(run)
        elif same[0].until < run.until:
            longest[longest.index(same[0])] = run
        longest = sorted(longest, key=lambda each: each.until, reverse=True)[:2]


def _differ(plan: SheetPlan, rule: Overlap, one: _Run, other: _Run) -> bool:
    """Whether two rows can be in each other's way; a rule about two people says nothing of one person's rows."""
    return not rule.differ or _pick(plan, (rule.differ,), one.values) != _pick(plan, (rule.differ,), other.values)


def _pick(plan: SheetPlan, keys: tuple[str, ...], values: Values) -> Values:
    return tuple([values[plan.sheet.places[key]] for key in keys])


def _say(plan: SheetPlan, rule: Overlap, run: _Run, other: _Run, report: Report) -> None:
    here, there = (run, other) if run.row else (other, run)
    words = exchange.row_number(there.row) if there.row else exchange.already_stored(row_name(plan.sheet, there.values))
    problem = plan.rows.problem(rule.kind, here.row, rule.at or plan.sheet.interval[0], other=words)
    report.add(problem if rule.level == "error" else problem.as_warning())
