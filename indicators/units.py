"""Indicators of facts: each is a relation of units, what admits a unit and what makes it count, all in a passport.

A relation (indicators/relations) is a select with a row for each unit and these columns: municipality_id; school_id,
subject, role, format as far as the units have them (null: this unit has none); flags, labels and numbers that
passports name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from indicators.kinds import CHECKLIST, COUNT, DISTINCT, SHARE, AverageKind, Kind, MedianKind, Vector
from indicators.registry import Passport
from indicators.relations import RELATIONS, statement_of
from indicators.tallies import Cut, Key, Tally, added
from storage.companions import side_by_side
from storage.database import Tx
from storage.tables.types import Id
from texts.reference import LISTS, counted_alike

_STRATA = {"school": "school_id", "subject": "subject", "role": "role", "format": "format"}
_PLACES = ("municipality", "school")  # shown even where nothing was counted
_LONGEST = 366  # days, the longest number a median is made of

_Read = Mapping[Key, list[tuple[Any, Sequence[int]]]]  # for each place: values that a median is made of, and counts


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator of facts is counted; the words are explained in passports/help.toml."""

    of: str
    figure: Literal["share", "count", "mean", "median", "checklist"] = "share"
    within: str = ""
    counts: str = ""
    distinct: str = ""
    split: str = ""
    lines: Mapping[str, str] | str = ""
    aside: bool = False
    value: str = ""
    parts: int = 1

    def under(self, cut: Cut) -> "Rule":
        """The rule for a cut: lines that stand aside wait to be asked for, and no stratum is split once more."""
        whole = (self.aside and cut.group is None) or self.split == _STRATA.get(cut.stratum)
        return replace(self, split="", lines="") if self.split and whole else self

    def labels(self, found: Iterable[str], group: str | None) -> dict[str, list[str]]:
        """The lines of the split in their order, and which values of its column each of them means.

        Lines that the passport names are always there; of a longer list those that occur, and the one asked for.
        """
        if not self.split:
            return {"": [""]}
        known = {code: names[0] for code, names in LISTS[self.lines].items()} if isinstance(self.lines, str) else {}
        named = self.lines if not isinstance(self.lines, str) else {}
        occurring = set(found)
        order = list({**named, **known, **dict.fromkeys(sorted(occurring), "")})
        labels: dict[str, list[str]] = defaultdict(list)
        for code in order:
            label = named.get(code) or known.get(code) or code
            if code in occurring or code in named or label.casefold() == (group or "").casefold():
                labels[label].append(code)
        return labels


@dataclass(frozen=True, slots=True)
class Asked:
    """A passport with its rule, over the relation that is counted."""

    passport: Passport
    rule: Rule
    units: CTE

    @property
    def kind(self) -> Kind:
        """The kind of figure."""
        if self.rule.figure == "median":
            return MedianKind(_LONGEST)
        if self.rule.figure == "mean":
            return AverageKind(self.rule.parts)
        if self.rule.figure == "share":
            return SHARE
        if self.rule.figure == "checklist":
            return CHECKLIST
        return DISTINCT if self.rule.distinct else COUNT

    @property
    def apart(self) -> tuple[str, str]:
        """What a query for this rule groups by beside the place: the label of a split and the number of a median."""
        return self.rule.split, self.rule.value if self.rule.figure == "median" else ""

    def offers(self, cut: Cut) -> bool:
        """Whether the units can be told apart as the cut wants it."""
        strata = [_STRATA[cut.stratum]] if cut.stratum in _STRATA else []
        inside = [] if cut.school_id is None else ["school_id"]
        return all(name in self.units.c for name in (*strata, *inside))

    def counts(self) -> list[ColumnElement[Any]]:
        """The numbers that make the vector, as columns of an aggregate."""
        admitted = [self.units.c[name].is_(True) for name in (self.rule.within,) if name]
        if self.rule.distinct:
            return [func.count(_when(admitted, self.units.c[self.rule.distinct]).distinct())]
        everything = func.count(_when(admitted, literal(1)))
        if self.rule.figure == "mean":
            total = func.sum(_when(admitted, self.units.c[self.rule.value]))
            return [cast(func.coalesce(total, 0), BigInteger), everything]
        if not self.rule.counts:
            return [everything]
        return [func.count(_when([*admitted, self.units.c[self.rule.counts].is_(True)], literal(1))), everything]


def measure(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> list[Tally]:
    """Tallies of these passports by the cut's stratum; none where units have no such stratum, or no period is given."""
    if cut.period is None or cut.survey is not None:
        return []
    groups: dict[tuple[str, tuple[str, str], bool], list[Asked]] = defaultdict(list)
    relations = {of: _units(of, cut) for of in {passport.rule["of"] for passport in wanted}}
    for passport in wanted:
        asked = Asked(passport, Rule(**passport.rule).under(cut), relations[passport.rule["of"]])
        if asked.offers(cut):
            groups[asked.rule.of, asked.apart, bool(asked.rule.distinct)].append(asked)
    statements: dict[str, list[Query]] = defaultdict(list)
    for (of, *_), members in groups.items():
        statements[statement_of(of)].append(Query(tuple(members), cut))
    parts = [partial(_measured, queries) for queries in statements.values()]
    return [tally for tallies in side_by_side(tx, parts) for tally in tallies]


def _measured(queries: Sequence["Query"], tx: Tx) -> Iterable[Tally]:
    """The tallies of queries that are asked in one statement."""
    width = max(len(query.counts) for query in queries)
    statement = union_all(*(query.select(number, width) for number, query in enumerate(queries)))
    found: dict[int, dict[str, dict[Key, list[Any]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for number, municipality_id, stratum, label, value, *counts in tx.execute(statement):
        found[number][label or ""][municipality_id or 0, stratum].append((value, counts))
    return (tally for number, query in enumerate(queries) for tally in _tallies(query, found[number]))


@dataclass(frozen=True, slots=True)
class Query:
    """Rules over one relation whose units are told apart alike, and how they are counted for a cut.

    Distinct things of several municipalities are counted anew where rows join municipalities: as a label's only
    place, or as the whole of all places.
    """

    members: tuple[Asked, ...]
    cut: Cut

    @property
    def units(self) -> CTE:
        """The relation."""
        return self.members[0].units

    @property
    def joined(self) -> bool:
        """Whether municipalities are not told apart."""
        return bool(self.members[0].rule.distinct) and self.cut.whole

    @property
    def alone(self) -> bool:
        """Whether there is one row, and no places beside it."""
        return self.joined and self.cut.stratum == "municipality"

    @property
    def counts(self) -> list[ColumnElement[Any]]:
        """The numbers of all members."""
        return [count for asked in self.members for count in asked.counts()]

    def select(self, number: int, width: int) -> Select[Any]:
        """The number of the query, municipality, stratum, label, value, and so many counts."""
        units, cut = self.units, self.cut
        stratum = _stratum(units, cut)
        split, value = (None if not name else units.c[name] for name in self.members[0].apart)
        by = [None if self.joined else units.c.municipality_id, stratum, split, value]
        kinds = (Id, Id if cut.stratum == "school" else Text, Text, Integer)
        columns = [cast(null(), kind) if column is None else column for column, kind in zip(by, kinds, strict=True)]
        padding = [cast(null(), BigInteger) for _ in range(width - len(self.counts))]
        made = select(literal(number), *columns, *self.counts, *padding)
        made = made.group_by(*(column for column in by if column is not None))
        if stratum is not None:
            made = made.where(stratum.is_not(None))
        return made if cut.school_id is None else made.where(units.c.school_id == cut.school_id)


def _units(of: str, cut: Cut) -> CTE:
    """The units of a relation, of each municipality in its own period."""
    pieces = [RELATIONS[of](piece) for piece in cut.pieces]
    return union_all(*(select(piece.subquery()) for piece in pieces)).cte(of) if len(pieces) > 1 else pieces[0].cte(of)


def _tallies(query: Query, found: Mapping[str, _Read]) -> Iterable[Tally]:
    """The tallies of rules that one query answers."""
    cut = query.cut
    places, wholes = ({}, found) if query.alone else (found, {})
    start = 0
    for asked in query.members:
        numbers = slice(start, start + len(asked.counts()))
        for label, codes in asked.rule.labels(found, cut.group).items():
            vectors = added(_vectors(asked, [places.get(code, {}) for code in codes], numbers))
            whole = [vector for _, vector in _vectors(asked, [wholes.get(code, {}) for code in codes], numbers)]
            if vectors or cut.stratum in _PLACES:
                yield Tally(asked.passport, label, asked.kind, vectors, whole=whole[0] if whole else None)
        start = numbers.stop


def _stratum(units: CTE, cut: Cut) -> ColumnElement[Any] | None:
    """What places are told apart by; a format stands for all that are counted under one name (domain.md 3.3)."""
    if cut.stratum == "format":
        return case(counted_alike(), value=units.c.format, else_=units.c.format)
    return units.c[_STRATA[cut.stratum]] if cut.stratum in _STRATA else None


def _vectors(asked: Asked, lines: Iterable[_Read], numbers: slice) -> Iterable[tuple[Key, Vector]]:
    return ((key, _vector(asked, rows, numbers)) for places in lines for key, rows in places.items())


def _vector(asked: Asked, rows: Sequence[tuple[Any, Sequence[int]]], numbers: slice) -> Vector:
    if asked.rule.figure == "median":
        times = [0] * (_LONGEST + 1)
        for value, counts in rows:
            if value is not None and 0 <= value <= _LONGEST:
                times[int(value)] = counts[numbers][0]
        return tuple(times)
    counts = tuple(rows[0][1][numbers])
    return (*counts, counts[1]) if asked.rule.figure == "share" else counts


def _when(conditions: Sequence[ColumnElement[bool]], column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column where all conditions hold, null elsewhere: what `count` counts."""
    if not conditions:
        return column
    wanted = conditions[0]
    for condition in conditions[1:]:
        wanted &= condition
    return case((wanted, column))
