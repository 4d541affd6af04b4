"""Exact arithmetic of shares, means, medians and places: whole numbers until the moment of display (rules 1-8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from texts import indicators as words

Measure = float | Fraction  # what places are found by


def percent(numerator: int, denominator: int) -> int:
    """Whole percent, half up; the denominator is not zero."""
    return (200 * numerator + denominator) // (2 * denominator)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as counted."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        """Percent, parts and whole in words, or that there is no data."""
        if self.denominator == 0:
            return words.NO_DATA
        return words.share(self.percent_text, self.numerator, self.denominator)

    @property
    def percent(self) -> int | None:
        """Whole percent, None without data."""
        return percent(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent_text(self) -> str:
        """The percent in words that never claim an extreme that was not reached; "" without data."""
        whole = self.percent
        if whole is None:
            return ""
        if whole == 100 and self.numerator < self.denominator:  # noqa: PLR2004 - percent
            return words.ALMOST_ALL
        if whole == 0 and self.numerator > 0:
            return words.ALMOST_NONE
        return words.percent(whole)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Borders in percent; a municipality may set its own."""

    optimal: int = 85
    acceptable: int = 65
    meaningful: int = 60  # a response rate below it makes figures unreliable
    high_demand: int = 50

    def level(self, numerator: int, denominator: int) -> str | None:
        """The level of a share, compared as a fraction; None without data."""
        if denominator == 0:
            return None
        if 100 * numerator >= self.optimal * denominator:
            return words.OPTIMAL
        return words.ACCEPTABLE if 100 * numerator >= self.acceptable * denominator else words.CRITICAL


def mean(counts: Mapping[int, int]) -> Fraction | None:
    """The mean of values by how often each was given, None without any."""
    number = sum(counts.values())
    return Fraction(sum(value * count for value, count in counts.items()), number) if number else None


def median_of_counts(counts: Mapping[int, int]) -> Fraction | None:
    """The middle value, or the mean of the two middle ones, of values by how often each was given."""
    number = sum(counts.values())
    if number == 0:
        return None
    return Fraction(_value_at(counts, (number - 1) // 2) + _value_at(counts, number // 2), 2)


def _value_at(counts: Mapping[int, int], index: int) -> int:
    """The value that stands at this index when all are laid out in rising order."""
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if index < passed:
            return value
    raise IndexError(index)


def median(values: Sequence[Fraction | int]) -> Fraction | None:
    """The middle of values in rising order; None without any."""
    if not values:
        return None
    middle = len(values) // 2
    if len(values) % 2:
        return Fraction(values[middle])
    return Fraction(values[middle - 1] + values[middle]) / 2


def hundredths(value: Fraction) -> int:
    """A number from zero up in hundredths, half up."""
    return (200 * value.numerator + value.denominator) // (2 * value.denominator)


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def places(values: Iterable[Measure | None]) -> list[int | None]:
    """Rank of each value, the highest first: equal values share a place and the next one is skipped (1, 2, 2, 4).

    A share may be given as the float of its division: correctly rounded floats of fractions with denominators below
    2**26 are equal exactly when the fractions are.
    """
    listed = list(values)
    order = sorted((value for value in listed if value is not None), reverse=True)
    first: dict[Measure, int] = {}
    for place, value in enumerate(order, 1):
        first.setdefault(value, place)
    return [None if value is None else first[value] for value in listed]
