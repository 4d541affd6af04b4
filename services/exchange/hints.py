"""Things that may be right but deserve a look before they are stored: look-alike codes, namesakes, odd places."""

from collections.abc import Iterable

from services.exchange.book import UNREADABLE
from services.exchange.planning import SheetPlan, value
from services.exchange.report import Report
from storage.spelling import fold, squash
from texts.workbook import Values


def give_hints(plans: Iterable[SheetPlan], report: Report) -> None:
    """Say what looks odd about the rows that would be written."""
    by_key = {plan.sheet.key: plan for plan in plans}
    for plan in by_key.values():
        if plan.sheet.coded:
            _similar_codes(plan, report)
    if "person" in by_key:
        _namesakes(by_key["person"], report)
    if "role_grant" in by_key:
        _school_elsewhere(by_key["role_grant"], by_key.get("school"), report)


def _similar_codes(plan: SheetPlan, report: Report) -> None:
    codes = (*(str(key[0]) for key in plan.stored), *plan.codes, *(_code(plan, row.values) for row in plan.added))
    _alike(plan, "similar_code", ((code, squash(code)) for code in codes), report)


def _namesakes(plan: SheetPlan, report: Report) -> None:
    people = (*(row.values for row in plan.stored.values()), *(row.values for row in plan.added))
    _alike(plan, "namesake", ((_code(plan, values), _name(plan, values)) for values in people), report)


def _alike(plan: SheetPlan, kind: str, likes: Iterable[tuple[str, str]], report: Report) -> None:
    """New rows that are like another one under a different code; `likes` are codes and what they are compared by."""
    if not plan.added:
        return
    seen: dict[str, str] = {}
    likeness: dict[str, str] = {}
    for code, like in likes:
        if like:
            likeness[code] = seen.setdefault(like, code)
    for row in plan.added:
        code = _code(plan, row.values)
        other = likeness.get(code, code)
        if other != code:
            report.add(plan.rows.problem(kind, row.number, "code", value=code, other=other).as_warning())


def _code(plan: SheetPlan, values: Values) -> str:
    return str(value(plan, values, "code"))


def _name(plan: SheetPlan, values: Values) -> str:
    """The name as it is compared; "" when too little of it is known to say anything."""
    name = tuple([value(plan, values, key) for key in ("last_name", "first_name", "patronymic")])
    last, first, patronymic = name
    return fold(f"{last} {first} {patronymic or ''}") if last and first and UNREADABLE not in name else ""


def _school_elsewhere(roles: SheetPlan, schools: SheetPlan | None, report: Report) -> None:
    """A role in a school of another municipality than the one it names, as far as the book tells."""
    if schools is None:
        return
    rows = [*(row.values for row in schools.stored.values()), *(row.values for row in schools.touched)]
    homes = {value(schools, row, "code"): value(schools, row, "municipality") for row in rows}
    for row in roles.touched:
        school, municipality = (value(roles, row.values, key) for key in ("school", "municipality"))
        places = (municipality, homes.get(school, municipality))
        if municipality and UNREADABLE not in places and places[0] != places[1]:
            report.add(roles.rows.problem("school_elsewhere", row.number, "school", school=str(school)).as_warning())
