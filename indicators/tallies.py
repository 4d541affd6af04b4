"""Counts on their way from a source to rows: whole numbers by place, added up wherever places are pooled (rule 9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from indicators.periods import Period
from indicators.registry import Passport

Vector = tuple[int, ...]
Stratum = Literal["municipality", "school", "subject", "role", "format"]
Key = tuple[int, Any]  # municipality, and the school, subject, role … inside it
Figure = Literal["share", "mean"]

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Cut:
    """What a source is to count and by which stratum inside municipalities."""

    municipality_ids: frozenset[int]
    stratum: Stratum
    school_id: int | None
    period: Period | None
    survey: str | None
    until: datetime | None  # the first moment that is not known yet; None: everything is


@dataclass(frozen=True, slots=True)
class Tally:
    """One indicator, or one line of a split, by place.

    A share's vector is numerator, denominator and the answers it rests on; a mean's is how often each value of the
    scale was given, then the undecided, then the answers. `pooled_away` are schools so small that their people
    answered without a school.
    """

    passport: Passport
    label: str
    figure: Figure
    vectors: Mapping[Key, Vector]
    protected: bool = False
    pooled_away: frozenset[int] = frozenset()
    origin: str = ""  # the instrument, where answers of several are never added together


def base(figure: Figure, vector: Vector) -> int:
    """The n of a figure."""
    return vector[1] if figure == "share" else sum(vector[:-2])


def bases(figure: Figure, vectors: Iterable[Vector]) -> list[int]:
    """The n of each figure."""
    return [vector[1] for vector in vectors] if figure == "share" else [sum(vector[:-2]) for vector in vectors]


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


def measured(figure: Figure, vector: Vector) -> float | None:
    """The figure as a number to rank by, None without data."""
    if figure == "share":
        return vector[0] / vector[1] if vector[1] else None
    number = sum(vector[:-2])
    return sum(value * count for value, count in zip(SCALE, vector, strict=False)) / number if number else None
