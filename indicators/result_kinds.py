"""Kinds of figures about one school's results: a change, cells with growth, an index, yes or no, a cluster.

Schools do not add up: what a municipality is told about them is a share.
"""

from fractions import Fraction

from indicators.kinds import Kind, Vector
from indicators.shares import Measure, rounded
from texts import monitorings as words
from texts.indicators import notes

SMALL = 5  # candidates, below which a school takes no place in a ranking
GROWTH = 1  # a change of so many points is growth, of as many downwards a fall
_LENGTH = 6


def numbers(*known: int) -> Vector:
    """A vector of a school's figure; what a kind has no use for is 0."""
    return known + (0,) * (_LENGTH - len(known))


class OneSchoolKind(Kind):
    """A figure of one school. The first number of a vector says how much it is made of, 0 for no data."""

    empty = numbers()
    pools = False

    def base(self, vector: Vector) -> int:
        return vector[0]

    def measured(self, vector: Vector) -> Measure | None:
        return self.value(vector)

    def text(self, vector: Vector) -> str:
        return self.said(vector) if vector[0] else words.NO_DATA

    def said(self, vector: Vector) -> str:
        """The figure as people read it, where there is data."""
        raise NotImplementedError


class ExactKind(OneSchoolKind):
    """A figure whose second and third number are an exact fraction: it is rounded only where it is shown (rule 5)."""

    parts: int  # of which one makes the last digit that is shown

    def exact(self, vector: Vector) -> Fraction:
        """The figure itself."""
        return Fraction(vector[1], vector[2])

    def shown(self, vector: Vector) -> int:
        """The figure in the parts that are shown, halves away from zero."""
        return rounded(self.parts * self.exact(vector))

    def measured(self, vector: Vector) -> Measure | None:
        return self.exact(vector) if vector[0] else None

    def value(self, vector: Vector) -> float | None:
        return self.shown(vector) / self.parts if vector[0] else None


class ChangeKind(ExactKind):
    """Candidates of the smaller year, and a change."""

    parts = 10

    def measured(self, vector: Vector) -> Measure | None:
        return self.exact(vector) if vector[0] >= SMALL else None

    def said(self, vector: Vector) -> str:
        return words.change(self.shown(vector), vector[0])

    def note(self, vector: Vector) -> str | None:
        if not vector[0]:
            return None
        return notes(words.DIRECTIONS[direction(self.exact(vector))], words.SMALL_GROUP if vector[0] < SMALL else None)


def direction(change: Fraction) -> int:
    """1 growth, -1 a fall, 0 neither."""
    return (change >= GROWTH) - (change <= -GROWTH)


class CellsKind(OneSchoolKind):
    """Cells (a subject of a class) with data of both years, those with growth, those left out as biased."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.cells(vector[1], vector[0])

    def note(self, vector: Vector) -> str | None:
        return words.biased_cells(vector[2]) if vector[2] else None


class FilledKind(ExactKind):
    """Whether a table was handed in, and how full it is in percent."""

    parts = 10

    def said(self, vector: Vector) -> str:
        return words.percent_of_tenths(self.shown(vector))


class YesKind(OneSchoolKind):
    """Whether something is so."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.YES if vector[1] else words.NO


class IndexKind(ExactKind):
    """An index, its change in ten-thousandths (after 1, where it is known), and the quarter of schools from below."""

    parts = 10_000

    def said(self, vector: Vector) -> str:
        return words.index(self.shown(vector))

    def note(self, vector: Vector) -> str | None:
        if not vector[0]:
            return None
        level = words.QUARTERS[vector[5]] if vector[5] >= 0 else None
        return notes(level, words.index_change(vector[4]) if vector[3] else None)


class ClusterKind(OneSchoolKind):
    """The cluster from 1 to 4; a cluster is no grade, so there is no rank."""

    def value(self, vector: Vector) -> float | None:  # noqa: ARG002 - a name, not a number
        return None

    def said(self, vector: Vector) -> str:
        return words.cluster(vector[1])


CHANGE, CELLS, FILLED, YES, INDEX, CLUSTER = (
    ChangeKind(),
    CellsKind(),
    FilledKind(),
    YesKind(),
    IndexKind(),
    ClusterKind(),
)
