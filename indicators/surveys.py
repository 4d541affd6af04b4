"""Indicators of surveys: finds the surveys of a cut, counts their responses, tallies what each passport asks for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, select

from indicators import responses
from indicators.columns import Columns
from indicators.kinds import MEAN, SCALE, SHARE, Kind, Vector
from indicators.questions import Ask, Rule, asked, rule_of
from indicators.registry import Passport, passports, sums_only
from indicators.request import UnknownCode
from indicators.responses import Batch
from indicators.tallies import Cut, Key, Tally, added
from storage import standing
from storage.database import Tx
from storage.tables import instrument_version, question, survey
from texts import indicators as words

FAMILY = "surveys"  # the data file with the passports
UNSURE = frozenset({"unsure"})


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, or one option of a split: which counts make its vector."""

    passport: Passport
    label: str
    figure: Kind
    places: tuple[int, ...]


def measure(tx: Tx, wanted: Sequence[Passport], cut: Cut) -> list[Tally]:
    """Tallies of these passports by the cut's stratum; a school is not split further where names are kept back.

    Raises UnknownCode for a survey that is not there.
    """
    if cut.stratum == "format":
        return []
    batches = [batch for piece in cut.pieces for batch in _batches(tx, piece)]
    if cut.survey is not None and not batches:
        raise UnknownCode("survey", cut.survey)
    offered = [batch for batch in batches if cut.school_id is None or batch.mode == "named"]
    found = _merged(tally for batch in offered for tally in _of_batch(tx, wanted, batch))
    if len(offered) < len(batches):
        return found
    known = {tally.passport for tally in found}
    return [*found, *_nothing(passport for passport in wanted if passport not in known)]


def _nothing(unknown: Iterable[Passport]) -> Iterable[Tally]:
    """Tallies without data, for what no survey speaks of; the lines of a split are not known then."""
    for passport in unknown:
        kind = rule_of(passport).kind
        if kind != "split":
            yield Tally(passport, "", MEAN if kind == "mean" else SHARE, {})


def spoken_of(tx: Tx, instrument: str, version_id: int) -> tuple[str, ...]:
    """Codes of the indicators that a version of an instrument can tell anything about."""
    statement = select(question.c.measure).where(question.c.version_id == version_id)
    measures = frozenset(tx.execute(statement).scalars())
    ours = [(passport.code, rule_of(passport)) for passport in passports().values() if passport.family == FAMILY]
    return tuple(
        code
        for code, rule in ours
        if measures.issuperset(rule.measures) and (not rule.instruments or instrument in rule.instruments)
    )


# --- which surveys ---------------------------------------------------------------------------------------------


def _batches(tx: Tx, cut: Cut) -> list[Batch]:
    """Surveys that are read alike."""
    groups: dict[tuple[str, int | None, str], dict[int, int]] = defaultdict(dict)
    for row in tx.execute(_surveys(cut)):
        groups[row.instrument, row.owner, row.mode][row.id] = row.municipality_id
    return [
        Batch(instrument, mode, of, _versions(tx, instrument, owner), cut.stratum, cut.school_id, cut.until)
        for (instrument, owner, mode), of in groups.items()
    ]


def _surveys(cut: Cut) -> Any:
    conditions: list[ColumnElement[bool]] = [survey.c.municipality_id.in_(cut.municipality_ids)]
    if cut.survey is not None:
        conditions.append(survey.c.code == cut.survey)
    elif cut.period is not None:
        conditions += [survey.c.period_start < cut.period.end, survey.c.period_end >= cut.period.start]
    if cut.until is not None:
        conditions.append(survey.c.opens_at < cut.until)
    return (
        select(
            survey.c.id, survey.c.municipality_id, survey.c.mode,
            instrument_version.c.code.label("instrument"), instrument_version.c.municipality_id.label("owner"),
        )
        .join(instrument_version, instrument_version.c.id == survey.c.version_id)
        .where(survey.c.state != "draft", *conditions)
        .order_by(survey.c.id)
    )  # fmt: skip


def _versions(tx: Tx, instrument: str, owner: int | None) -> tuple[int, ...]:
    """All versions: an open survey may be carried over to a newer one."""
    column = instrument_version.c.municipality_id
    same_owner = column.is_(None) if owner is None else column == owner
    statement = select(instrument_version.c.id).where(instrument_version.c.code == instrument, same_owner)
    return tuple(tx.execute(statement.order_by(instrument_version.c.number)).scalars())


# --- what is counted -------------------------------------------------------------------------------------------


def _of_batch(tx: Tx, wanted: Sequence[Passport], batch: Batch) -> Iterable[Tally]:
    """The tallies of one batch; versions that ask alike are counted together."""
    rules = {passport: rule for passport in wanted if _speaks(rule := rule_of(passport), batch)}
    measures = frozenset(measure for rule in rules.values() for measure in rule.measures)
    alike = asked(tx, batch.versions, measures)
    people = tx.execute(responses.frame(batch)).all()
    some_without = batch.anonymous and batch.stratum == "school" and any(stratum is None for _, stratum, _ in people)
    away = frozenset(tx.execute(responses.pooled_away(batch)).scalars() if some_without else ())
    filled = standing.filled(tx, batch.municipalities)
    sent: list[tuple[Key, Vector]] = []
    for versions, asks in alike.items():
        columns = Columns(asks, filled)
        valid = columns.valid()
        lines = [line for passport, rule in rules.items() for line in _lines(passport, rule, asks, columns)]
        keys, counts = _counted(tx, batch, columns, versions if len(alike) > 1 else None)
        everybody = _vectors(keys, counts, (valid,))
        for line in lines:
            vectors = _vectors(keys, counts, line.places)
            about = (line.passport, line.label, line.figure)
            origin = _origin(line, batch)
            yield Tally(*about, vectors, _protected(line, batch), away, origin, people=everybody)
        sent += everybody.items()
    for passport, rule in rules.items():
        if rule.kind == "rate":
            # Those who answer one questionnaire say nothing of those who answer another: never added together.
            rates = _rates(batch, people, added(sent))
            known = (batch.anonymous, away, batch.instrument)
            yield Tally(passport, "", SHARE, rates, *known, participation=True)


def _speaks(rule: Rule, batch: Batch) -> bool:
    return not rule.instruments or batch.instrument in rule.instruments


def _origin(line: Line, batch: Batch) -> str:
    return batch.instrument if line.label else ""


def _protected(line: Line, batch: Batch) -> bool:
    promised = {(batch.instrument, measure) for measure in rule_of(line.passport).measures}
    return batch.mode != "named" or bool(promised & sums_only())


def _lines(passport: Passport, rule: Rule, asks: Sequence[Ask], columns: Columns) -> list[Line]:
    """The lines of one passport, none when the questionnaire does not ask for what it measures."""
    if rule.kind == "rate":
        return []
    first = [next((ask for ask in asks if ask.measure == measure), None) for measure in rule.measures]
    found = [ask for ask in first if ask is not None]
    if len(found) < len(rule.measures):
        return []
    if rule.kind == "split":
        return [line for ask in asks if ask.measure in rule.measures for line in _options(passport, rule, ask, columns)]
    shown = columns.shown(found)
    if rule.kind == "mean":
        values = [columns.chose(found[0], str(value)) for value in SCALE]
        return [Line(passport, "", MEAN, (*values, columns.counted(found, UNSURE), shown))]
    base = columns.valid() if rule.base == "valid" else shown
    return [Line(passport, "", SHARE, (columns.counted(found, rule.counts), base, shown))]


def _options(passport: Passport, rule: Rule, ask: Ask, columns: Columns) -> Iterable[Line]:
    shown = columns.shown([ask])
    for choice in ask.choices:
        if not choice.marks & rule.without:
            vector = (columns.chose(ask, choice.code), shown, shown)
            yield Line(passport, words.module(choice.label), SHARE, vector)


# --- counting --------------------------------------------------------------------------------------------------


def _counted(
    tx: Tx, batch: Batch, columns: Columns, versions: tuple[int, ...] | None
) -> tuple[list[Key], list[tuple[int, ...]]]:
    """Places, and for each count its numbers in the order of the places."""
    rows = tx.execute(responses.counts(batch, columns, versions)).all()
    by_column = list(zip(*rows, strict=True)) or [()] * (2 + len(columns.all()))
    surveys, strata, *counts = by_column
    return [(batch.municipalities[each], stratum) for each, stratum in zip(surveys, strata, strict=True)], counts


def _vectors(keys: list[Key], counts: Sequence[tuple[int, ...]], places: tuple[int, ...]) -> dict[Key, Vector]:
    pairs = list(zip(keys, zip(*(counts[place] for place in places), strict=True), strict=True))
    vectors = dict(pairs)
    return vectors if len(vectors) == len(pairs) else added(pairs)


def _rates(batch: Batch, people: Sequence[Sequence[Any]], sent: Mapping[Key, Vector]) -> dict[Key, Vector]:
    """Responses out of the people asked; the people are also what the figure rests on."""
    asked_for = added(((batch.municipalities[survey_id], stratum), (number,)) for survey_id, stratum, number in people)
    none: Vector = (0,)
    return {
        key: (*sent.get(key, none), *asked_for.get(key, none), *asked_for.get(key, none))
        for key in {**asked_for, **sent}
    }


def _merged(tallies: Iterable[Tally]) -> list[Tally]:
    """Tallies of the same line pooled: hidden small ones enter the total (rule 14)."""
    groups: dict[tuple[str, str, str], list[Tally]] = defaultdict(list)
    for tally in tallies:
        groups[tally.passport.code, tally.origin, tally.label].append(tally)
    return [group[0] if len(group) == 1 else _pooled(group) for group in groups.values()]


def _pooled(group: Sequence[Tally]) -> Tally:
    first = group[0]
    vectors = added(pair for tally in group for pair in tally.vectors.items())
    away = frozenset().union(*(tally.pooled_away for tally in group))
    protected = any(tally.protected for tally in group)
    people = added(pair for tally in group for pair in tally.people.items())
    return replace(first, vectors=vectors, protected=protected, pooled_away=away, people=people)
