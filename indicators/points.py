"""Points 0, 1, 2 of a part of a monitoring, from the figures it looks at; None without data (domain.md 5.6-5.9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indicators.kinds import Kind, Vector
from indicators.shares import Share, Thresholds
from texts import indicators as levels
from texts import monitorings as words

FULL = 2
_MISMATCH = 20  # percent
_BY_LEVEL = {levels.OPTIMAL: FULL, levels.ACCEPTABLE: 1, levels.CRITICAL: 0}


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure of one municipality that a part looks at: a share, or another number; and where levels begin there."""

    share: Share | None
    value: float | None
    borders: Thresholds

    @property
    def known(self) -> bool:
        """Whether there is data."""
        return self.value is not None or bool(self.share and self.share.denominator)

    @property
    def points(self) -> int | None:
        """By the municipality's borders of levels."""
        if self.share is None:
            return None
        level = self.borders.level(self.share.numerator, self.share.denominator)
        return None if level is None else _BY_LEVEL[level]


def least(seen: Sequence[Seen], steps: Sequence[int]) -> int | None:  # noqa: ARG001 - shares have borders of their own
    """As many as the weakest share that has data."""
    known = [each.points for each in seen if each.points is not None]
    return min(known) if known else None


def whole(seen: Sequence[Seen], steps: Sequence[int]) -> int | None:
    """Two for everything there is to have, one from the part that the steps name, or from the border of a level."""
    share, found = seen[0].share, seen[0].points
    if share is None or found is None:
        return None
    if share.numerator == share.denominator:
        return FULL
    part, of = steps or (0, 0)
    return int(of * share.numerator >= part * share.denominator) if of else min(found, 1)


def roadmap(seen: Sequence[Seen], steps: Sequence[int]) -> int | None:  # noqa: ARG001
    """Nothing where too little of a plan is done; two where it is done and in time."""
    done, timely = (each.points for each in seen)
    if done is None:
        return None
    return 0 if done == 0 else FULL if done == timely == FULL else 1


def staircase(seen: Sequence[Seen], steps: Sequence[int]) -> int | None:
    """A point for each step that a number reaches."""
    value = seen[0].value
    return None if value is None else sum(value >= step for step in steps)


def procedure(seen: Sequence[Seen], steps: Sequence[int]) -> int | None:  # noqa: ARG001
    """One for a document, two when it also reaches almost everybody."""
    document, reach = seen
    if not document.value:
        return 0
    return FULL if reach.points == FULL else 1


RULES: Mapping[str, Callable[[Sequence[Seen], Sequence[int]], int | None]] = {
    "least": least,
    "whole": whole,
    "roadmap": roadmap,
    "staircase": staircase,
    "procedure": procedure,
}


def by_borders(points: str, steps: Sequence[int]) -> bool:
    """Whether a rule looks at the borders of levels."""
    return points != "staircase" and not steps


def differ(reported: int, counted: int) -> bool:
    """Whether an expert should look: a difference of a fifth of the larger number, or more."""
    larger = max(reported, counted)
    return larger > 0 and 100 * abs(reported - counted) >= _MISMATCH * larger


class PartKind(Kind):
    """A part of a monitoring: numerator and denominator, then how many places have computed points and the points.

    After them stand how many places have an expert's points and these points, the number of places, the borders that a
    municipality has of its own, and two numbers that should agree: one reported, one counted. The expert replaces what
    was computed. Shares of places add up, points do not.
    """

    empty = (0,) * 11

    def __init__(self, *, has_share: bool) -> None:
        self._has_share = has_share

    def base(self, vector: Vector) -> int:
        return vector[1] if self._has_share else vector[2] or vector[4]

    def measured(self, vector: Vector) -> float | None:
        if self._has_share and vector[1]:
            return vector[0] / vector[1]
        return self.value(vector)

    def share(self, vector: Vector) -> Share | None:
        return Share(vector[0], vector[1]) if self._has_share else None

    def value(self, vector: Vector) -> float | None:
        """The points of one municipality; those of several mean nothing."""
        return points_of(vector) if vector[6] == 1 else None

    def text(self, vector: Vector) -> str:
        if self._has_share and vector[1]:
            return str(Share(vector[0], vector[1]))
        if vector[6] > 1:
            return words.NO_DATA if self._has_share else words.BY_MUNICIPALITY
        found = points_of(vector)
        return words.NO_DATA if found is None else words.points(found)

    def note(self, vector: Vector) -> str | None:
        if vector[6] != 1:
            return None
        told = words.points_note(computed(vector), vector[5] if vector[4] else None)
        borders, (reported, counted) = vector[7:9], vector[9:]
        own = words.own_borders(*borders) if vector[2] and any(borders) else None
        return levels.notes(told, own, words.disagree(reported, counted) if differ(reported, counted) else None)


def points_of(vector: Vector) -> int | None:
    """The points that count for one municipality: the expert's, else the computed ones."""
    return vector[5] if vector[4] else computed(vector)


def computed(vector: Vector) -> int | None:
    """The points of one municipality as they were before an expert looked."""
    return vector[3] if vector[2] else None


PART = PartKind(has_share=False)
PART_WITH_SHARE = PartKind(has_share=True)
