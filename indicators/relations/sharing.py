"""What several relations look at: the same part of a statement for all of them, so that it is found once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, Select

from indicators.tallies import Cut

CUTS = 48  # remembered for each relation: a request comes in as many pieces as municipalities keep calendars


def shared(relation: Callable[[Cut], Select[Any]]) -> Callable[[Cut], CTE]:
    """A relation that is the very same object for the same cut."""

    @lru_cache(maxsize=CUTS)
    def found(cut: Cut) -> CTE:
        return relation(cut).cte()

    return found
