"""What results of one school mean: exact changes from year to year, quarters and clusters (domain.md 5.4, 5.10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.shares import median

Years = tuple[int, int]  # the year that is looked at and the one before

REGION_BELOW = 6  # schools with data, fewer than which the region is the measure
EXAMS = ("ege_ru", "ege_mp")
CHECKS = ("vpr_ru5", "vpr_ma5", "vpr_ru6", "vpr_ma6")


@dataclass(frozen=True, slots=True)
class Result:
    """One row of results: of a school, a year and a kind."""

    value: Decimal | None
    n: int | None
    share_45: Decimal | None
    share_2: Decimal | None
    biased: bool


Book = Mapping[tuple[str, int], Result]  # of one school, by kind and year


@dataclass(frozen=True, slots=True)
class ExamChange:
    """How the weighted mean of the exams changed, exactly, and the smaller number of results of the two years."""

    change: Fraction
    n: int


@dataclass(frozen=True, slots=True)
class Checks:
    """Cells with data of both years, how many of them grew, how many were left out as biased."""

    known: int
    growing: int
    biased: int


def exam_change(book: Book, years: Years) -> ExamChange | None:
    """The change of the mean over both exams, weighted by candidates; None without candidates in one of the years."""
    now, before = (_weighted(book, year) for year in years)
    if now is None or before is None:
        return None
    return ExamChange(now[0] - before[0], min(now[1], before[1]))


def _weighted(book: Book, year: int) -> tuple[Fraction, int] | None:
    rows = [book[kind, year] for kind in EXAMS if (kind, year) in book]
    taken = [(Fraction(row.value), row.n) for row in rows if row.value is not None and row.n]
    number = sum(n for _, n in taken)
    return (sum((mean * n for mean, n in taken), Fraction()) / number, number) if number else None


def checks(book: Book, years: Years, *, all_biased: bool) -> Checks:
    """Growth of the four checks. `all_biased`: the school is in the list of biased ones and no subject is named."""
    known = growing = biased = 0
    for kind in CHECKS:
        rows = [book.get((kind, year)) for year in years]
        if all_biased or any(row is not None and row.biased for row in rows):
            biased += any(row is not None for row in rows)
        elif (grows := _cell(rows[0], rows[1])) is not None:
            known += 1
            growing += grows
    return Checks(known, growing, biased)


def _cell(now: Result | None, before: Result | None) -> bool | None:
    """Whether a cell grew: one of «4 and 5» and «not 2» rose and neither fell; None without data of both years."""
    if now is None or before is None:
        return None
    pairs = [(now.share_45, before.share_45), (before.share_2, now.share_2)]
    steps = [after - earlier for after, earlier in pairs if after is not None and earlier is not None]
    return any(step > 0 for step in steps) and all(step >= 0 for step in steps) if steps else None


def latest(book: Book, kind: str, years: Iterable[int]) -> tuple[int, Decimal] | None:
    """The newest of these years with a value of this kind, and the value."""
    for year in sorted(years, reverse=True):
        row = book.get((kind, year))
        if row is not None and row.value is not None:
            return year, row.value
    return None


def quartiles(values: Sequence[Decimal]) -> list[Fraction]:
    """The three borders of quarters, by interpolation between the nearest values."""
    ordered = sorted(map(Fraction, values))
    borders = []
    for part in (1, 2, 3):
        place = Fraction(part * (len(ordered) - 1), 4)
        low = place.numerator // place.denominator
        high = min(low + 1, len(ordered) - 1)
        borders.append(ordered[low] + (ordered[high] - ordered[low]) * (place - low))
    return borders


def quarter(value: Decimal, borders: Sequence[Fraction]) -> int:
    """0 (low) … 3 (high): in which quarter a value lies; one on a border belongs to the higher."""
    return sum(Fraction(value) >= border for border in borders)


def medians(everybody: Sequence[Sequence[Decimal]]) -> list[Fraction]:
    """The middle of each value of schools; there is at least one school."""
    found = [median(sorted(map(Fraction, values))) for values in zip(*everybody, strict=True)]
    return [each for each in found if each is not None]


def cluster(values: Sequence[Decimal], borders: Sequence[Fraction]) -> int:
    """1 … 4 by results and conditions against their medians; a value equal to the median is not below it."""
    high, fair = (Fraction(value) >= border for value, border in zip(values, borders, strict=True))
    return 1 + 2 * high + fair
