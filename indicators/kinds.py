"""Kinds of figures: what a vector of whole numbers means, and how it is ranked, levelled and said."""

from collections.abc import Iterable
from fractions import Fraction

from indicators.shares import Measure, Share, Thresholds, hundredths, mean, median_of_counts
from texts import indicators as words
from texts import monitorings as monitoring_words

Vector = tuple[int, ...]
SCALE = (1, 2, 3, 4, 5)


class Kind:
    """A kind of figure.

    Vectors of several places are added up number by number where `pools` says that this means something; `empty` is
    the vector of a place without data.
    """

    empty: Vector = (0,)
    pools = True

    def bases(self, vectors: Iterable[Vector]) -> list[int]:
        """The n by which each figure is hidden."""
        return [self.base(vector) for vector in vectors]

    def base(self, vector: Vector) -> int:
        """How many answers, people or facts the figure is made of."""
        raise NotImplementedError

    def measured(self, vector: Vector) -> Measure | None:
        """The figure as an exact number to rank by, None without data."""
        raise NotImplementedError

    def text(self, vector: Vector) -> str:
        """The figure as people read it, never without its base."""
        raise NotImplementedError

    def share(self, vector: Vector) -> Share | None:  # noqa: ARG002 - most kinds are no share
        """The figure as a share, None when it is none."""
        return None

    def value(self, vector: Vector) -> float | None:  # noqa: ARG002 - a share has no value
        """A mean, a median, a sum of points or a count; None for a share and without data."""
        return None

    def level(self, vector: Vector, thresholds: Thresholds) -> str | None:  # noqa: ARG002 - only some have levels
        """The level of the service, None for kinds without one."""
        return None

    def note(self, vector: Vector) -> str | None:  # noqa: ARG002 - few kinds have one
        """What stands beside the figure."""
        return None


class ShareKind(Kind):
    """Numerator, denominator and the answers it rests on (equal to the denominator where facts are counted)."""

    empty = (0, 0, 0)

    def bases(self, vectors: Iterable[Vector]) -> list[int]:
        return [vector[1] for vector in vectors]

    def base(self, vector: Vector) -> int:
        return vector[1]

    def measured(self, vector: Vector) -> float | None:
        return vector[0] / vector[1] if vector[1] else None

    def text(self, vector: Vector) -> str:
        return str(self.share(vector))

    def share(self, vector: Vector) -> Share:
        return Share(vector[0], vector[1])

    def level(self, vector: Vector, thresholds: Thresholds) -> str | None:
        return thresholds.level(vector[0], vector[1])


class MeanKind(Kind):
    """How often each value of the scale was given, then the undecided, then all answers."""

    empty = (0,) * 7

    def bases(self, vectors: Iterable[Vector]) -> list[int]:
        """All answers: the undecided have answered, too, so that they never make a group a small one."""
        return [vector[-1] for vector in vectors]

    def base(self, vector: Vector) -> int:
        return sum(vector[:-2])

    def measured(self, vector: Vector) -> float | None:
        number = self.base(vector)
        return sum(value * count for value, count in self._counts(vector).items()) / number if number else None

    def value(self, vector: Vector) -> float | None:
        average = self._mean(vector)
        return None if average is None else average / 100

    def text(self, vector: Vector) -> str:
        average = self._mean(vector)
        return words.NO_DATA if average is None else words.mean(average, self.base(vector), vector[-2])

    def note(self, vector: Vector) -> str | None:
        middle = median_of_counts(self._counts(vector))
        return None if middle is None else words.median_note(hundredths(middle))

    def _counts(self, vector: Vector) -> dict[int, int]:
        return dict(zip(SCALE, vector, strict=False))

    def _mean(self, vector: Vector) -> int | None:
        """In hundredths."""
        average = mean(self._counts(vector))
        return None if average is None else hundredths(average)


class CountKind(Kind):
    """A number of facts or of distinct people; nothing counted is 0, which is a figure too."""

    def base(self, vector: Vector) -> int:
        return vector[0]

    def measured(self, vector: Vector) -> float | None:
        return vector[0]

    def value(self, vector: Vector) -> float | None:
        return vector[0]

    def text(self, vector: Vector) -> str:
        return str(vector[0])


class ChecklistKind(Kind):
    """How many things of a list are there, and how long the list is; several places have a longer list together."""

    empty = (0, 0)

    def base(self, vector: Vector) -> int:
        return vector[1]

    def measured(self, vector: Vector) -> float | None:
        return vector[0] / vector[1] if vector[1] else None

    def value(self, vector: Vector) -> float | None:
        return vector[0] if vector[1] else None

    def text(self, vector: Vector) -> str:
        return words.out_of(vector[0], vector[1]) if vector[1] else words.NO_DATA


class DistinctKind(CountKind):
    """A number of different people or forms: the same one may stand in several places, so places do not add up."""

    pools = False


class MedianKind(Kind):
    """How often each whole number from 0 up was met; all vectors of a figure reach up to the same longest one."""

    def __init__(self, longest: int) -> None:
        self.empty = (0,) * (longest + 1)

    def base(self, vector: Vector) -> int:
        return sum(vector)

    def measured(self, vector: Vector) -> float | None:
        return self.value(vector)

    def value(self, vector: Vector) -> float | None:
        middle = self._median(vector)
        return None if middle is None else hundredths(middle) / 100

    def text(self, vector: Vector) -> str:
        middle = self._median(vector)
        return words.NO_DATA if middle is None else words.median(hundredths(middle), self.base(vector))

    def _median(self, vector: Vector) -> Fraction | None:
        return median_of_counts({value: count for value, count in enumerate(vector) if count})


class AverageKind(Kind):
    """A sum and how many it is made of; the sum is in whole parts of a unit, such as hundredths."""

    empty = (0, 0)

    def __init__(self, parts: int) -> None:
        self._parts = parts

    def base(self, vector: Vector) -> int:
        return vector[1]

    def measured(self, vector: Vector) -> float | None:
        return vector[0] / vector[1] if vector[1] else None

    def value(self, vector: Vector) -> float | None:
        return self._hundredths(vector) / 100 if vector[1] else None

    def text(self, vector: Vector) -> str:
        return words.average(self._hundredths(vector), vector[1]) if vector[1] else words.NO_DATA

    def _hundredths(self, vector: Vector) -> int:
        return hundredths(Fraction(vector[0], vector[1] * self._parts))


class PointsKind(Kind):
    """Points of a monitoring: the sum, the largest possible one of what has data, how many parts have it, of how many.

    Places do not add up: a monitoring is a municipality's own (domain.md 5.6-5.9), and of several there is nothing.
    """

    empty = (0, 0, 0, 0)
    pools = False

    def __init__(self, optimal: int, acceptable: int, largest: int) -> None:
        self._optimal, self._acceptable, self._largest = optimal, acceptable, largest

    def base(self, vector: Vector) -> int:
        return vector[2]

    def measured(self, vector: Vector) -> float | None:
        return self.value(vector)

    def value(self, vector: Vector) -> float | None:
        return vector[0] if vector[2] else None

    def text(self, vector: Vector) -> str:
        if not vector[3]:
            return monitoring_words.BY_MUNICIPALITY
        return words.points(vector[0], vector[1]) if vector[2] else words.NO_DATA

    def level(self, vector: Vector, thresholds: Thresholds) -> str | None:  # noqa: ARG002 - borders of its own
        """The borders, scaled to what could be reached without the missing parts."""
        points, reachable, parts, _ = vector
        if not parts:
            return None
        if points * self._largest >= self._optimal * reachable:
            return words.OPTIMAL
        return words.ACCEPTABLE if points * self._largest >= self._acceptable * reachable else words.CRITICAL

    def note(self, vector: Vector) -> str | None:
        return words.assessed(vector[2], vector[3]) if vector[2] < vector[3] else None


SHARE = ShareKind()
MEAN = MeanKind()
COUNT = CountKind()
DISTINCT = DistinctKind()
CHECKLIST = ChecklistKind()
