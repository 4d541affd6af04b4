"""Rows that say two things about the same days: doubled statuses, two main places of work, a second tutor."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from services.exchange.planning import SheetPlan
from services.exchange.report import Report
from services.exchange.rows import key_of
from texts import exchange
from texts.workbook import Overlap, Values, row_name


class _Run(NamedTuple):
    since: date
    until: date
    row: int  # in the book; 0: only in the database
    values: Values


def check_overlaps(plan: SheetPlan, report: Report) -> None:
    """Say which written rows meet others that they should not meet."""
    if not plan.added and not plan.changed:
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
    since, until = (plan.sheet.places[key] for key in plan.sheet.interval)
    rows = [(row.number, row.values) for row in plan.touched]
    written = {key_of(plan.sheet, values) for _, values in rows}
    rows += [(0, row.values) for key, row in plan.stored.items() if key not in written]
    for number, values in rows:
        first, last = values[since], values[until] or date.max
        if _concerned(plan, rule, values) and isinstance(first, date) and isinstance(last, date):
            yield _Run(first, last, number, values)


def _concerned(plan: SheetPlan, rule: Overlap, values: Values) -> bool:
    places = plan.sheet.places
    if any(values[places[key]] != wanted for key, wanted in rule.among.items()):
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
    problem = plan.rows.problem(rule.kind, here.row, plan.sheet.interval[0], other=words)
    report.add(problem if rule.level == "error" else problem.as_warning())
