"""Kinds of figures about one school's results: a change, cells with growth, an index, yes or no, a cluster.

Schools do not add up: what a municipality is told about them is a share.
"""

from indicators.kinds import Kind, Vector
from texts import monitorings as words
from texts.indicators import notes

SMALL = 5  # candidates, below which a school takes no place in a ranking


class OneSchoolKind(Kind):
    """A figure of one school. The first number of a vector says how much it is made of, 0 for no data."""

    empty = (0,) * 5
    pools = False

    def base(self, vector: Vector) -> int:
        return vector[0]

    def measured(self, vector: Vector) -> float | None:
        return self.value(vector)

    def text(self, vector: Vector) -> str:
        return self.said(vector) if vector[0] else words.NO_DATA

    def said(self, vector: Vector) -> str:
        """The figure as people read it, where there is data."""
        raise NotImplementedError


class ChangeKind(OneSchoolKind):
    """Candidates of the smaller year, a change in tenths, and its direction 1, 0, -1."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] / 10 if vector[0] else None

    def measured(self, vector: Vector) -> float | None:
        return self.value(vector) if vector[0] >= SMALL else None

    def said(self, vector: Vector) -> str:
        return words.change(vector[1], vector[0])

    def note(self, vector: Vector) -> str | None:
        if not vector[0]:
            return None
        return notes(words.DIRECTIONS[vector[2]], words.SMALL_GROUP if vector[0] < SMALL else None)


class CellsKind(OneSchoolKind):
    """Cells (a subject of a class) with data of both years, those with growth, those left out as biased."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.cells(vector[1], vector[0])

    def note(self, vector: Vector) -> str | None:
        return words.biased_cells(vector[2]) if vector[2] else None


class FilledKind(OneSchoolKind):
    """Whether a table was handed in, and how full it is in tenths of a percent."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] / 10 if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.percent_of_tenths(vector[1])


class YesKind(OneSchoolKind):
    """Whether something is so."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.YES if vector[1] else words.NO


class IndexKind(OneSchoolKind):
    """An index in ten-thousandths, its change (after 1, where it is known), and the quarter of schools from below."""

    def value(self, vector: Vector) -> float | None:
        return vector[1] / 10_000 if vector[0] else None

    def said(self, vector: Vector) -> str:
        return words.index(vector[1])

    def note(self, vector: Vector) -> str | None:
        if not vector[0]:
            return None
        level = words.QUARTERS[vector[4]] if vector[4] >= 0 else None
        return notes(level, words.index_change(vector[3]) if vector[2] else None)


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
