"""From tallies to rows: which are hidden, what ranks beside what, what the region says of its municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.kinds import Vector
from indicators.layout import Layout
from indicators.request import Request
from indicators.rows import About, Row, Table
from indicators.shares import median, percent
from indicators.suppression import covered
from indicators.tallies import Tally
from texts import indicators as words


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a request share. `municipal` is the table whose median the region's row tells."""

    request: Request
    layout: Layout
    municipal: Layout | None


def rows(tallies: Sequence[Tally], context: Context) -> list[Row]:
    """The rows of one indicator: one tally, or the lines of a split, which are ranked where places are not."""
    several = len({tally.origin for tally in tallies}) > 1
    tables = [_table(tally, context, words.questionnaire(tally.origin) if several else "") for tally in tallies]
    if context.request.by is None:
        for tally, table in zip(tallies, tables, strict=True):
            table.beside = [t for other, t in zip(tallies, tables, strict=True) if other.origin == tally.origin]
    return [row for table in tables for row in table.rows()]


def _table(tally: Tally, context: Context, origin: str) -> Table:
    request = context.request
    vectors = context.layout.vectors(tally)
    about = About(
        tally.passport,
        tally.label,
        tally.figure,
        None if request.period is None else request.period.key,
        request.survey,
        request.rules,
        _smallest(context.layout, request),
        split=request.by is not None or bool(tally.label),
        note=words.notes(_region_note(tally, context), origin),
    )
    away = _hidden(tally, context.layout, vectors, about.smallest)
    return Table(about, context.layout.lines, vectors, away)


def _smallest(layout: Layout, request: Request) -> int:
    return request.rules.smallest(line.municipality for line in layout.lines)


def _hidden(tally: Tally, layout: Layout, vectors: Sequence[Vector], smallest: int) -> set[int]:
    """Rows to be hidden: by the answers a figure rests on, then also by its own n where that is another number.

    Hiding by answers first makes all figures of one question hide the same rows, so that none tells of another. How
    many take part is no answer: it is known of every place, so what is hidden of answers must not rest on it.
    """
    if not tally.protected:
        return set()
    numbers = [] if tally.participation else _numbers(tally, layout, vectors, smallest)
    found = covered(numbers, layout.groups, smallest)
    if tally.pooled_away:
        away = tally.pooled_away
        found |= {place for place, line in enumerate(layout.lines) if line.school and line.keys[0][1] in away}
    return found


def _numbers(tally: Tally, layout: Layout, vectors: Sequence[Vector], smallest: int) -> list[list[int]]:
    """The answers, and the n of the figure where it is another number.

    Before them stand the people, where some few of them were not even asked: that nobody was would tell of them.
    """
    answers = [vector[-1] for vector in vectors]
    bases = tally.figure.bases(vectors)
    series = [answers] if bases == answers else [answers, bases]
    people = layout.people(tally) if 0 in answers else answers
    unasked = any(number == 0 < few < smallest for number, few in zip(answers, people, strict=True))
    return [people, *series] if unasked else series


def _region_note(tally: Tally, context: Context) -> str | None:
    """The median of the municipalities whose figure may be seen, and how many have data at all."""
    if context.municipal is None:
        return None
    vectors = context.municipal.vectors(tally)
    shares = [tally.figure.share(vector) for vector in vectors]
    if not any(shares):
        return None
    away = _hidden(tally, context.municipal, vectors, _smallest(context.municipal, context.request))
    known = [(place, share) for place, share in enumerate(shares) if share and share.denominator]
    shown = [Fraction(share.numerator, share.denominator) for place, share in known if place not in away]
    middle = median(sorted(shown))
    median_text = "" if middle is None else words.percent(percent(middle.numerator, middle.denominator))
    return words.region_note(median_text, len(known), len(vectors))
