"""Schools with their results as indicators look at them: who is asked, which years are compared, who stands beside."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from sqlalchemy import select

from indicators.relations.teachers import in_register, was_biased
from indicators.school_results import REGION_BELOW, Book, Result, Years, latest
from indicators.tallies import Cut, Key
from storage.database import Tx
from storage.tables import school, school_index

_YEARS_BACK = 2
Values = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class School:
    """A school, whether it is in the register or in the list of biased results, and its rows."""

    id: int
    municipality_id: int
    registered: bool
    listed: bool
    book: Book

    @property
    def key(self) -> Key:
        """Its place in a table by school."""
        return self.municipality_id, self.id


@dataclass(eq=False)
class Region:
    """All schools, the municipalities of the cut, and the year of the period's last day."""

    schools: Sequence[School]
    municipality_ids: frozenset[int]
    year: int

    @cached_property
    def asked(self) -> list[School]:
        """The schools of the cut."""
        return [each for each in self.schools if each.municipality_id in self.municipality_ids]

    @property
    def recent(self) -> Years:
        """The years in which a value is not too old."""
        return self.year, self.year - 1

    @cached_property
    def with_register(self) -> frozenset[int]:
        """Municipalities that have a school in the register."""
        return frozenset(each.municipality_id for each in self.schools if each.registered)

    def expected(self, one: School) -> bool:
        """Whether a school hands in its tables: those of the register; all where a municipality has none in it."""
        return one.registered or one.municipality_id not in self.with_register

    def compared(self, kinds: Sequence[str], one: School) -> Years:
        """The last two years, or, where the municipality knows nothing of the older one, this year and the last."""
        pairs = ((self.year - 1, self.year - 2), (self.year, self.year - 1))
        return next((years for years in pairs if all(self._known(kinds, year, one) for year in years)), pairs[0])

    def handed_in(self, kind: str, one: School) -> int:
        """The year whose tables are looked at: this one, or the last one while nobody there has handed in."""
        return self.year if self._known((kind,), self.year, one) else self.year - 1

    def _known(self, kinds: Sequence[str], year: int, one: School) -> bool:
        return any((one.municipality_id, kind, year) in self._rows for kind in kinds)

    @cached_property
    def _rows(self) -> frozenset[tuple[int, str, int]]:
        """Municipality, kind and year of everything that is known."""
        return frozenset((each.municipality_id, *row) for each in self.schools for row in each.book)

    def beside(
        self, kinds: Sequence[str], borders: Callable[[Sequence[Values]], list[Fraction]]
    ) -> Callable[[School], list[Fraction]]:
        """Borders made of the latest values of the schools that one is compared with.

        These are the municipality's schools with data, the region's where they are few.
        """
        found: dict[int, list[Values]] = defaultdict(list)
        for each in self.schools:
            if (values := self.values(each, kinds)) is not None:
                found[each.municipality_id].append(values)
        everybody = [values for each in found.values() for values in each]
        regional = borders(everybody) if everybody else []
        own = {place: borders(values) for place, values in found.items() if len(values) >= REGION_BELOW}
        return lambda one: own.get(one.municipality_id, regional)

    def values(self, one: School, kinds: Sequence[str]) -> Values | None:
        """A school's latest values of these kinds, None when one is missing."""
        found = [latest(one.book, kind, self.recent) for kind in kinds]
        return None if None in found else tuple(each[1] for each in found if each is not None)


def load(tx: Tx, cut: Cut) -> Region:
    """All schools with the rows of the last years; other municipalities are the measure where schools are few."""
    year = cut.last_day.year
    books = _books(tx, year)
    statement = select(
        school.c.id,
        school.c.municipality_id,
        in_register(school.c.id, cut.last_day).label("registered"),
        was_biased(school.c.id, cut).label("listed"),
    )
    schools = [
        School(row.id, row.municipality_id, row.registered, row.listed, books.get(row.id, {}))
        for row in tx.execute(statement)
    ]
    return Region(schools, cut.municipality_ids, year)


def _books(tx: Tx, year: int) -> Mapping[int, Book]:
    columns = school_index.c
    statement = select(
        columns.school_id, columns.kind, columns.year, columns.value, columns.n, columns.share_45, columns.share_2,
        columns.biased,
    ).where(columns.year >= year - _YEARS_BACK, columns.year <= year)  # fmt: skip
    found: dict[int, dict[tuple[str, int], Result]] = defaultdict(dict)
    for school_id, kind, of, *result in tx.execute(statement):
        found[school_id][kind, of] = Result(*result)
    return found
