"""The monitorings of help and of centres: parts with points, and their sums (domain.md 5.6-5.9).

A part looks at facts of its own and at figures of other indicators; its passport names both and the rule by which
they become points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from indicators import units
from indicators.kinds import PointsKind, Vector
from indicators.points import FULL, PART, PART_WITH_SHARE, RULES, Seen, by_borders, points_of
from indicators.registry import Passport, passports
from indicators.relations.association_reports import verdicts
from indicators.shares import Thresholds
from indicators.tallies import Cut, Key, Tally
from storage.database import Tx
from storage.tables import expert_score

FAMILY = "monitorings"
Known = Mapping[str, Sequence[Tally]]
Borders = Mapping[int, Thresholds]  # by municipality
_USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Part:
    """The rule of a part; the words are explained in passports/monitorings.toml."""

    points: str
    facts: Sequence[Mapping[str, Any]] = ()
    needs: Sequence[str] = ()
    group: str = ""
    share: bool = False
    steps: Sequence[int] = ()
    beside: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """The rule of a sum of parts: which parts, and from how many points a level begins."""

    parts: Sequence[str]
    optimal: int
    acceptable: int

    @property
    def figure(self) -> PointsKind:
        """The kind of figure."""
        return PointsKind(self.optimal, self.acceptable, FULL * len(self.parts))


def rule_of(passport: Passport) -> Part | Sum:
    """The rule of a passport of this family."""
    return Sum(**passport.rule) if "parts" in passport.rule else Part(**passport.rule)


def based_on(wanted: Sequence[Passport], cut: Cut) -> list[Passport]:
    """The passports of other families that these look at."""
    if not _offers(cut):
        return []
    codes = {code for part in _parts(wanted) for code in Part(**part.rule).needs}
    return [passport for code, passport in passports().items() if code in codes]


def measure(tx: Tx, wanted: Sequence[Passport], cut: Cut, known: Known, borders: Borders) -> list[Tally]:
    """Tallies of these passports by municipality; `known` holds those of the indicators they look at."""
    if not _offers(cut):
        return []
    facts = _facts(tx, wanted, cut)
    experts = _experts(tx, cut)
    judged = {
        part.code: _judged(part, (facts[part.code], _looked_at(part, known)), experts, borders)
        for part in _parts(wanted)
    }
    return [_tally(passport, judged, cut) for passport in wanted]


def _offers(cut: Cut) -> bool:
    return cut.period is not None and cut.survey is None and cut.stratum == "municipality"


def _parts(wanted: Sequence[Passport]) -> list[Passport]:
    """The parts asked for, and those of the sums asked for."""
    codes = {passport.code for passport in wanted}
    for passport in wanted:
        rule = rule_of(passport)
        if isinstance(rule, Sum):
            codes |= set(rule.parts)
    return [passports()[code] for code in codes if "parts" not in passports()[code].rule]


def _facts(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> Mapping[str, list[Tally]]:
    """Tallies of the parts' own facts and of what stands beside them, in the order in which the part names them."""
    assert cut.period is not None
    yearly = cut.period.kind == "school_year"
    rules = {part: Part(**part.rule) for part in _parts(wanted)}
    asked = {
        part.code: [replace(part, rule=each) for each in (*rule.facts, *(rule.beside if yearly else ()))]
        for part, rule in rules.items()
    }
    every = [each for facts in asked.values() for each in facts]
    found = {tally.passport: tally for tally in units.measure(tx, every, replace(cut, group=None))}
    return {code: [found[each] for each in facts] for code, facts in asked.items()}


def _looked_at(part: Passport, known: Known) -> list[Tally]:
    """Tallies of other indicators in the order in which the part names them; of a split the one line it names."""
    rule = Part(**part.rule)
    return [
        tally
        for code in rule.needs
        for tally in known.get(code, ())
        if not rule.group or tally.label in (rule.group, "")
    ]


def _experts(tx: Tx, cut: Cut) -> Mapping[tuple[int, str], int]:
    """Experts' points by municipality and part: those of the period's year, of a school year the newer ones.

    Where none were entered, those that experts lowered in the questionnaire about school associations.
    """
    assert cut.period is not None
    lowered = [row for piece in cut.pieces for row in tx.execute(verdicts(piece))]
    columns = expert_score.c
    statement = (
        select(columns.municipality_id, columns.indicator, columns.score)
        .where(
            columns.municipality_id.in_(cut.municipality_ids),
            columns.year >= cut.period.start.year,
            columns.year <= cut.last_day.year,
        )
        .order_by(columns.year)
    )
    return {(row.municipality_id, row.indicator): row.score for row in (*lowered, *tx.execute(statement))}


def _judged(
    part: Passport,
    looked_at: tuple[Sequence[Tally], Sequence[Tally]],
    experts: Mapping[tuple[int, str], int],
    borders: Borders,
) -> Mapping[Key, Vector]:
    """The vector of a part in each municipality; of its own facts the first that have data count there."""
    rule = Part(**part.rule)
    found: dict[Key, Vector] = {}
    for place, own in borders.items():
        known, others = ([_seen(tally, (place, None), own) for tally in tallies] for tallies in looked_at)
        facts = known[: len(rule.facts)]
        first = next((each for each in facts if each.known), None)
        seen = [*((first or facts[0],) if facts else ()), *others]
        points = RULES[rule.points](seen, rule.steps)
        share = seen[0].share if rule.share and seen else None
        differs = by_borders(rule.points, rule.steps) and _pair(own) != _pair(_USUAL)
        found[place, None] = (
            *((share.numerator, share.denominator) if share else (0, 0)),
            *_counted(points),
            *_counted(experts.get((place, part.code))),
            1,
            *(_pair(own) if differs else (0, 0)),
            *(_numbers(looked_at[0][len(rule.facts) :], (place, None)) or (0, 0)),
        )
    return found


def _numbers(tallies: Sequence[Tally], key: Key) -> Vector:
    return tuple(tally.vectors.get(key, tally.figure.empty)[0] for tally in tallies)


def _pair(borders: Thresholds) -> tuple[int, int]:
    return borders.optimal, borders.acceptable


def _counted(points: int | None) -> tuple[int, int]:
    """Whether there are points, and how many."""
    return (0, 0) if points is None else (1, points)


def _seen(tally: Tally, key: Key, borders: Thresholds) -> Seen:
    vector = tally.vectors.get(key, tally.figure.empty)
    return Seen(tally.figure.share(vector), tally.figure.value(vector), borders)


def _tally(passport: Passport, judged: Mapping[str, Mapping[Key, Vector]], cut: Cut) -> Tally:
    rule = rule_of(passport)
    if isinstance(rule, Part):
        return Tally(passport, "", PART_WITH_SHARE if rule.share else PART, judged[passport.code])
    keys = [(place, None) for place in cut.municipality_ids]
    return Tally(passport, "", rule.figure, {key: _added_up(rule, judged, key) for key in keys})


def _added_up(rule: Sum, judged: Mapping[str, Mapping[Key, Vector]], key: Key) -> Vector:
    """Points, the most that could be reached, how many parts have data, how many there are."""
    known = [points for code in rule.parts if (points := points_of(judged[code][key])) is not None]
    return (sum(known), FULL * len(known), len(known), len(rule.parts))
