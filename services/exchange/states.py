"""Whether the values of a row fit each other, looked at as the row will be once the book is stored.

A check runs when the cells that it needs can be read, whatever else is wrong with the row.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from services.exchange.book import UNREADABLE, BookRow
from services.exchange.planning import SheetPlan, value
from services.exchange.report import Report
from texts import exchange
from texts.workbook import Expectation, Value, shown

_LONG = 5  # codes of a circle that are named


def check_states(plan: SheetPlan, report: Report) -> None:
    """Say which written rows contradict themselves, and which are parts of themselves."""
    sheet = plan.sheet
    if any(key not in plan.rows.letters for key in sheet.interval):
        for change in plan.changed:
            _interval(plan, change.row, report)
    if sheet.one_of or sheet.in_order or sheet.expects:
        for row in plan.to_check:
            _one_of(plan, row, report)
            for keys in sheet.in_order:
                _order(plan, row, keys, report)
            for expected in sheet.expects:
                _expectation(plan, row, expected, report)
    for column in sheet.columns:
        if column.type == "reference" and column.to == sheet.key:
            _circles(plan, column.key, report)


def _one_of(plan: SheetPlan, row: BookRow, report: Report) -> None:
    keys = plan.sheet.one_of
    if keys and all(value(plan, row.values, key) is None for key in keys):
        names = exchange.neither([_name(plan, key) for key in keys])
        report.add(plan.rows.problem("none_of", row.number, keys[0], names=names))


def _interval(plan: SheetPlan, row: BookRow, report: Report) -> None:
    """The same that is checked inside the book, where one of the two days stands in the database alone."""
    (first, since), (last, until) = ((key, value(plan, row.values, key)) for key in plan.sheet.interval)
    if isinstance(since, date) and isinstance(until, date) and until < since:
        key = last if last in plan.rows.letters else first
        details = {"since": _shown(plan, first, since), "until": _shown(plan, last, until)}
        report.add(plan.rows.problem("until_before_since", row.number, key, **details))


def _order(plan: SheetPlan, row: BookRow, keys: tuple[str, ...], report: Report) -> None:
    """Days that follow one another, as far as they are known."""
    filled = [(key, value(plan, row.values, key)) for key in keys]
    for (first, since), (last, until) in pairwise([(key, day) for key, day in filled if isinstance(day, date)]):
        if until < since:
            details = {"since": _shown(plan, first, since), "until": _shown(plan, last, until)}
            names = {"first": _name(plan, first), "last": _name(plan, last)}
            report.add(plan.rows.problem("out_of_order", row.number, last, **details, **names).as_warning())


def _expectation(plan: SheetPlan, row: BookRow, expected: Expectation, report: Report) -> None:
    state = value(plan, row.values, expected.column)
    other = expected.filled or expected.empty
    found = value(plan, row.values, other)
    if state in expected.among and found != UNREADABLE and (found is None) == bool(expected.filled):
        kind = "state_needs" if expected.filled else "state_denies"
        details = {"value": _shown(plan, expected.column, state), "name": _name(plan, other)}
        report.add(plan.rows.problem(kind, row.number, other, **details).as_warning())


def _circles(plan: SheetPlan, key: str, report: Report) -> None:
    """Follow the written rows upwards; whoever comes back to the row has gone round in a circle."""
    written = {str(value(plan, row.values, "code")): row for row in plan.touched}
    codes_known = all(value(plan, row.values, "code") != UNREADABLE for row in plan.unplaced)
    above: dict[str, Value] = dict(plan.above) if codes_known else {}  # otherwise any stored row may be corrected
    for code, row in written.items():
        upper = value(plan, row.values, key)
        above[code] = None if upper == UNREADABLE else upper
    circles = _circles_of(written, above)
    for code, row in written.items():
        if code in circles:
            report.add(plan.rows.problem("circle", row.number, key, value=code, way=_way(code, circles[code])))


def _circles_of(codes: Iterable[str], above: Mapping[str, Value]) -> dict[str, list[str]]:
    """By code, the circle it stands in. Every row is passed once, however long the chains are."""
    passed: set[Value] = set()
    circles: dict[str, list[str]] = {}
    for code in codes:
        path: dict[Value, None] = {}
        at: Value = code
        while at is not None and at not in passed and at not in path:
            path[at] = None
            at = above.get(str(at))
        if at in path:
            chain = [str(each) for each in path]
            circle = chain[chain.index(str(at)) :]
            circles |= dict.fromkeys(circle, circle)
        passed.update(path)
    return circles


def _way(code: str, circle: list[str]) -> str:
    """«E1 → E2 → E1»; of a long circle its beginning."""
    start = circle.index(code) if len(circle) <= _LONG else 0
    shown_ = [circle[(start + step) % len(circle)] for step in range(min(len(circle), _LONG) + 1)]
    return " → ".join(shown_) + (" …" if len(circle) > _LONG else "")


def _name(plan: SheetPlan, key: str) -> str:
    return plan.sheet.columns[plan.sheet.places[key]].name


def _shown(plan: SheetPlan, key: str, what: Value) -> str:
    return shown(plan.sheet.columns[plan.sheet.places[key]], what)
