"""What indicators of facts count: relations of units, by the name that passports call them.

A relation is a function from a cut to a select with one row a unit; see indicators.units for the columns.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select

from indicators.relations.needs import needs, needy_people
from indicators.tallies import Cut

RELATIONS: Mapping[str, Callable[[Cut], Select[Any]]] = {
    "needs": needs,
    "needy_people": needy_people,
}
