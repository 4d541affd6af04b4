"""What indicators of facts count: relations of units, by the name that passports call them.

A relation is a function from a cut to a select with one row a unit; see indicators.units for the columns.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select

from indicators.relations import diagnosis, teachers
from indicators.relations.needs import needs, needy_people
from indicators.tallies import Cut

RELATIONS: Mapping[str, Callable[[Cut], Select[Any]]] = {
    "needs": needs,
    "needy_people": needy_people,
    "diagnosed_teachers": diagnosis.diagnosed_teachers,
    "category_lines": diagnosis.category_lines,
    "tested_people": diagnosis.tested_people,
    "level_lines": diagnosis.level_lines,
    "change_lines": diagnosis.change_lines,
    "unknown_teaching": diagnosis.unknown_teaching,
    "register_schools": teachers.register_schools,
}
