"""What somebody with a scope of his own may not bring in. What lies outside the scope is not found, whatever it is."""

from collections.abc import Iterable

from services.exchange.book import UNREADABLE, BookRow
from services.exchange.planning import SheetPlan, value
from services.exchange.report import Report
from services.exchange.world import World
from storage.reference import COORDINATOR, REGIONAL_ROLES
from texts.exchange import Problem
from texts.workbook import Value, shown

# Sheets that tie a person to a place, and the columns in which the person stands.
_TIES = (("affiliation", "person"), ("role_grant", "person"), ("assignment", "who"))


def guard(plans: Iterable[SheetPlan], world: World, report: Report) -> None:
    """Say which rows reach beyond the scope."""
    if not world.limited:
        return
    by_key = {plan.sheet.key: plan for plan in plans}
    if "municipality" in by_key:
        _no_new_municipalities(by_key["municipality"], report)
    for plan in by_key.values():
        if plan.sheet.coded and plan.sheet.key != "municipality":
            _no_taken_codes(plan, world, report)
    if "day_off" in by_key:
        _own_place(by_key["day_off"], report)
    if "person" in by_key:
        _no_untied_people(by_key, world, report)
    if "role_grant" in by_key:
        for row in by_key["role_grant"].to_check:
            report.extend(_role_problems(by_key["role_grant"], row))


def _no_new_municipalities(plan: SheetPlan, report: Report) -> None:
    for row in plan.added:
        code = str(value(plan, row.values, "code"))
        report.add(plan.rows.problem("foreign_municipality", row.number, "code", value=code, suggestion=""))


def _no_taken_codes(plan: SheetPlan, world: World, report: Report) -> None:
    for row in plan.added:
        code = str(value(plan, row.values, "code"))
        if code in world.taken[plan.sheet.key]:
            report.add(plan.rows.problem("code_taken", row.number, "code", value=code))


def _no_untied_people(by_key: dict[str, SheetPlan], world: World, report: Report) -> None:
    """A person whom nothing ties to the municipality would be lost to the one who brought him in.

    While one person of those sheets cannot be read or found, it may be anybody, and nothing is said.
    """
    tied: set[Value] = set()
    for key, column in _TIES:
        if key in by_key:
            rows = by_key[key].rows
            tied |= {row.values[rows.sheet.places[column]] for row in rows.rows}
            if column not in rows.letters or any(world.find("person", str(code), key) is None for code in tied):
                return
    plan = by_key["person"]
    for row in plan.added:
        code = value(plan, row.values, "code")
        if code not in tied and code not in world.taken["person"]:
            report.add(plan.rows.problem("untied_person", row.number, "code"))


def _own_place(plan: SheetPlan, report: Report) -> None:
    """What holds for all municipalities is no business of one of them."""
    for row in plan.to_check:
        if value(plan, row.values, "municipality") is None:
            name = plan.sheet.columns[plan.sheet.places["municipality"]].name
            report.add(plan.rows.problem("needs_place", row.number, "municipality", name=name))


def _role_problems(plan: SheetPlan, row: BookRow) -> Iterable[Problem]:
    """Roles above the municipality are not handed out inside it, and every role says where it holds."""
    role, municipality, school = (value(plan, row.values, key) for key in ("role", "municipality", "school"))
    columns = {column.key: column for column in plan.sheet.columns}
    name = shown(columns["role"], role)
    if role in REGIONAL_ROLES:
        yield plan.rows.problem("forbidden_role", row.number, "role", value=name)
    elif role != UNREADABLE and not municipality and (role == COORDINATOR or not school):
        place = columns["municipality"]
        yield plan.rows.problem("role_needs_place", row.number, place.key, value=name, name=place.name)
