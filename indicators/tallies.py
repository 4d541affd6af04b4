"""Counts on their way from a source to rows: whole numbers by place, added up wherever places are pooled (rule 9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from indicators.kinds import Kind, Vector
from indicators.periods import Period
from indicators.registry import Passport

Stratum = Literal["municipality", "school", "subject", "role", "format"]
Key = tuple[int, Any]  # municipality, and the school, subject, role … inside it


@dataclass(frozen=True, slots=True)
class Cut:
    """What a source is to count and by which stratum inside municipalities.

    `parts` are the same cut for some of the municipalities each, where their school periods or zones differ.
    """

    municipality_ids: frozenset[int]
    stratum: Stratum
    school_id: int | None
    period: Period | None
    survey: str | None
    until: datetime | None  # the first moment that is not known yet; None: everything is
    as_of: date | None = None  # the last day that is known
    whole: bool = False  # one row is wanted for all municipalities together
    group: str | None = None  # the one line of a split that is asked for
    parts: tuple["Cut", ...] = ()

    @property
    def pieces(self) -> tuple["Cut", ...]:
        """The parts, or the cut itself where all municipalities keep one calendar."""
        return self.parts or (self,)

    @property
    def last_day(self) -> date:
        """The last day of the period, or the last one known when that comes first; a cut of facts has a period."""
        assert self.period is not None
        last = self.period.end - timedelta(days=1)
        return last if self.as_of is None else min(last, self.as_of)


@dataclass(frozen=True, slots=True)
class Tally:
    """One indicator, or one line of a split, by place; the kind of the figure says what a vector means.

    `pooled_away` are schools so small that their people answered without a school. `whole` is the figure of all
    places together where places do not add up, as with distinct people. `people` tells how many answered
    anything at all. `participation` says that the figure tells who takes part, which is a fact and no answer.
    """

    passport: Passport
    label: str
    figure: Kind
    vectors: Mapping[Key, Vector]
    protected: bool = False
    pooled_away: frozenset[int] = frozenset()
    origin: str = ""  # the instrument, where answers of several are never added together
    whole: Vector | None = None
    people: Mapping[Key, Vector] = field(default_factory=dict)
    participation: bool = False


def added(pairs: Iterable[tuple[Key, Vector]]) -> dict[Key, Vector]:
    """Vectors of the same place added up."""
    sums: dict[Key, Vector] = {}
    for key, vector in pairs:
        known = sums.get(key)
        sums[key] = vector if known is None else total((known, vector))
    return sums


def total(vectors: Iterable[Vector]) -> Vector:
    """The sum of vectors, place by place."""
    return tuple(map(sum, zip(*vectors, strict=True)))
