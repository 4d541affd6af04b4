"""Indicators of schools' results: of one school a figure, of a municipality the share of schools (domain.md 5.4, 5.10).

The rows of a few years are fetched once; every figure is exact arithmetic over the rows of one school.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.kinds import SHARE, Kind, Vector
from indicators.registry import Passport
from indicators.result_kinds import CELLS, CHANGE, CLUSTER, FILLED, INDEX, YES, direction, numbers
from indicators.school_region import Region, School, load
from indicators.school_results import (
    CHECKS,
    EXAMS,
    Checks,
    ExamChange,
    checks,
    cluster,
    exam_change,
    latest,
    medians,
    quarter,
    quartiles,
)
from indicators.shares import rounded
from indicators.tallies import Cut, Key, Tally, added
from storage.database import Tx
from texts import monitorings as words

FAMILY = "results"
CONDITIONS = ("ior", "isbsh")  # results and conditions, which make a cluster
_COMPLETE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, or a line of it: a school's figure, and whether the school counts in its municipality's share.

    `counts` gives None for a school that is no part of the share. A line may have only one of the two.
    """

    counts: Callable[[School], bool | None] | None = None
    figure: Kind = SHARE
    vector: Callable[[School], Vector | None] | None = None
    label: str = ""


def measure(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> list[Tally]:
    """Tallies of these passports by school or by municipality; there is no other breakdown."""
    if cut.period is None or cut.survey is not None or cut.stratum not in ("school", "municipality"):
        return []
    region = load(tx, cut)
    single = cut.stratum == "school"
    return [
        _of_schools(passport, line, region) if single else _of_municipalities(passport, line, region)
        for passport in wanted
        for line in LINES[passport.rule["of"]](region)
        if (line.vector if single else line.counts) is not None
    ]


def _of_schools(passport: Passport, line: Line, region: Region) -> Tally:
    assert line.vector is not None
    found = {each.key: line.vector(each) for each in region.asked}
    vectors = {key: vector for key, vector in found.items() if vector is not None}
    return Tally(passport, line.label, line.figure, vectors)


def _of_municipalities(passport: Passport, line: Line, region: Region) -> Tally:
    return Tally(passport, line.label, SHARE, added(_parts(line, region)))


def _parts(line: Line, region: Region) -> Iterator[tuple[Key, Vector]]:
    assert line.counts is not None
    for each in region.asked:
        if (counted := line.counts(each)) is not None:
            yield (each.municipality_id, None), (int(counted), 1, 1)


# --- the indicators ---------------------------------------------------------------------------------------------


def _exams(region: Region) -> list[Line]:
    def found(one: School) -> ExamChange | None:
        return exam_change(one.book, region.compared(EXAMS, one))

    def vector(one: School) -> Vector | None:
        change = found(one)
        return None if change is None else numbers(change.n, *change.change.as_integer_ratio())

    def grows(one: School) -> bool | None:
        change = found(one)
        return None if change is None else direction(change.change) > 0

    return [Line(grows, CHANGE, vector)]


def _checks(region: Region) -> list[Line]:
    def found(one: School) -> Checks:
        marked = any(row.biased for row in one.book.values())
        return checks(one.book, region.compared(CHECKS, one), all_biased=one.listed and not marked)

    def vector(one: School) -> Vector | None:
        cells = found(one)
        return numbers(cells.known, cells.growing, cells.biased) if cells.known else None

    def grows(one: School) -> bool | None:
        cells = found(one)
        return cells.growing > 0 if cells.known else None

    return [Line(grows, CELLS, vector)]


def _handed_in(kind: str) -> Callable[[Region], list[Line]]:
    """Tables that schools hand in: yes or no."""

    def lines(region: Region) -> list[Line]:
        def handed_in(one: School) -> bool | None:
            row = one.book.get((kind, region.handed_in(kind, one)))
            return row.value != 0 if row is not None else False if region.expected(one) else None

        return [Line(handed_in, YES, lambda one: _yes(handed_in(one)))]

    return lines


def _filled(region: Region) -> list[Line]:
    """The table of self-analysis: how full it is; a municipality is told how many schools handed it in."""
    (presence,) = _handed_in("self_analysis")(region)

    def vector(one: School) -> Vector | None:
        row = one.book.get(("self_analysis", region.handed_in("self_analysis", one)))
        if row is None:
            return numbers(1, 0, 1) if region.expected(one) else None
        return numbers(1, *_percent(row.value).as_integer_ratio())

    return [Line(presence.counts, FILLED, vector)]


def _percent(value: Decimal | None) -> Fraction:
    """How full a table is in percent: given as a percentage, or as a part of 1; complete when nothing is said."""
    if value is None:
        return Fraction(_COMPLETE)
    return Fraction(value) * _COMPLETE if value <= 1 else Fraction(value)


def _biased(region: Region) -> list[Line]:
    def biased(one: School) -> bool | None:
        return one.listed or any(row.biased for (_, year), row in one.book.items() if year in region.recent)

    return [Line(biased, YES, lambda one: _yes(biased(one)))]


def _indexes(region: Region) -> list[Line]:
    return [_index(kind, region) for kind in CONDITIONS]


def _index(kind: str, region: Region) -> Line:
    borders = region.beside((kind,), lambda peers: quartiles([value for (value,) in peers]))

    def change(one: School) -> Decimal | None:
        now = latest(one.book, kind, region.recent)
        before = latest(one.book, kind, [now[0] - 1]) if now else None
        return now[1] - before[1] if now and before else None

    def vector(one: School) -> Vector | None:
        now = latest(one.book, kind, region.recent)
        if now is None:
            return None
        step = change(one)
        level = quarter(now[1], borders(one)) if kind == "ior" else -1
        return numbers(1, *now[1].as_integer_ratio(), int(step is not None), _fine(step or Decimal()), level)

    def grows(one: School) -> bool | None:
        step = change(one)
        return None if step is None else step > 0

    return Line(grows, INDEX, vector, words.INDEXES[kind])


def _fine(value: Decimal) -> int:
    """In ten-thousandths."""
    return rounded(Fraction(value) * 10_000)


def _clusters(region: Region) -> list[Line]:
    """Of a school its cluster; of a municipality the share of each."""
    borders = region.beside(CONDITIONS, medians)
    values = {each.id: region.values(each, CONDITIONS) for each in region.schools}

    def found(one: School) -> int | None:
        own = values[one.id]
        return None if own is None else cluster(own, borders(one))

    def vector(one: School) -> Vector | None:
        number = found(one)
        return None if number is None else numbers(1, number)

    def belongs(number: int) -> Callable[[School], bool | None]:
        return lambda one: None if (own := found(one)) is None else own == number

    named = [Line(belongs(number), label=label) for number, label in enumerate(words.CLUSTERS, 1)]
    return [Line(figure=CLUSTER, vector=vector), *named]


def _yes(said: bool | None) -> Vector | None:
    return None if said is None else numbers(1, int(said))


LINES: Mapping[str, Callable[[Region], list[Line]]] = {
    "exams": _exams,
    "checks": _checks,
    "self_analysis": _filled,
    "passport": _handed_in("passport"),
    "self_study": _handed_in("self_study"),
    "biased": _biased,
    "indexes": _indexes,
    "clusters": _clusters,
}
