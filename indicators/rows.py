"""The row of the public contract: a view on counts that are whole numbers until somebody reads the figure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indicators.kinds import Kind, Vector
from indicators.registry import Passport
from indicators.rulebook import RuleBook, Rules
from indicators.shares import Measure, Share, places
from indicators.tallies import Key
from texts import indicators as words

FIELDS = (
    "code", "name", "period", "municipality", "school", "group", "survey", "numerator", "denominator", "value",
    "percent", "text", "n", "hidden", "level", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """What a row stands for, and the keys of the tallies that add up to it."""

    keys: tuple[Key, ...]
    municipality: str | None = None
    school: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What the rows of one indicator, or of one line of its split, say alike."""

    passport: Passport
    label: str
    figure: Kind
    period: str | None
    survey: str | None
    rules: RuleBook
    smallest: int
    split: bool
    note: str | None


@dataclass(eq=False)
class Table:
    """The counts of one indicator, or of one line of its split, place by place.

    `beside` are the tables of the other lines when the lines are ranked against each other; without it the places are.
    """

    about: About
    lines: Sequence[Line]
    vectors: Sequence[Vector]
    hidden: Collection[int]
    beside: Sequence["Table"] = ()

    def rows(self) -> list["Row"]:
        """A row for each place."""
        return [Row(self, index) for index in range(len(self.lines))]

    def measured(self, index: int) -> Measure | None:
        """What a place is ranked by; hidden ones take no rank."""
        return None if index in self.hidden else self.about.figure.measured(self.vectors[index])

    def place(self, index: int) -> int | None:
        """The rank of a row."""
        if not self.beside:
            return self._places[index]
        return places(table.measured(index) for table in self.beside)[self.beside.index(self)]

    @cached_property
    def _places(self) -> list[int | None]:
        return places(self.measured(index) for index in range(len(self.lines)))


@dataclass(slots=True, eq=False)
class Row:
    """One figure: a place of a table."""

    table: Table
    index: int

    @property
    def about(self) -> About:
        return self.table.about

    @property
    def line(self) -> Line:
        return self.table.lines[self.index]

    @property
    def rules(self) -> Rules:
        """Those of the municipality that the row stands for, or of the region."""
        return self.about.rules.of(self.line.municipality)

    @property
    def vector(self) -> Vector:
        return self.table.vectors[self.index]

    @property
    def hidden(self) -> bool:
        """Whether too few answers, or the figures beside it, forbid to show it."""
        return self.index in self.table.hidden

    @property
    def place(self) -> int | None:
        """The rank beside the other rows of a split."""
        return self.table.place(self.index) if self.about.split else None

    @property
    def code(self) -> str:
        return self.about.passport.code

    @property
    def name(self) -> str:
        return self.about.passport.name

    @property
    def period(self) -> str | None:
        return self.about.period

    @property
    def survey(self) -> str | None:
        return self.about.survey

    @property
    def municipality(self) -> str | None:
        return self.line.municipality

    @property
    def school(self) -> str | None:
        return self.line.school

    @property
    def group(self) -> str | None:
        """The subject, role or school group of the line, the label of the indicator's own split, or both."""
        return words.pair(self.line.group, self.about.label) if self.about.label else self.line.group

    @property
    def share(self) -> Share | None:
        """The figure as a share; None when it is none or must not be seen."""
        return None if self.hidden else self.about.figure.share(self.vector)

    @property
    def numerator(self) -> int | None:
        return self.share.numerator if self.share else None

    @property
    def denominator(self) -> int | None:
        return self.share.denominator if self.share else None

    @property
    def n(self) -> int | None:
        """How many answers or people the figure is made of."""
        return None if self.hidden else self.about.figure.base(self.vector)

    @property
    def value(self) -> float | None:
        """A mean, median, sum of points or count; None for a share."""
        return None if self.hidden else self.about.figure.value(self.vector)

    @property
    def level(self) -> str | None:
        if self.hidden or not self.about.passport.levels:
            return None
        return self.about.figure.level(self.vector, self.rules.thresholds)

    @property
    def note(self) -> str | None:
        if self.hidden:
            return None
        return words.notes(self.about.figure.note(self.vector), self.about.note, self._mark)

    @property
    def text(self) -> str:
        """The figure as people read it, never without its base."""
        if self.hidden:
            return words.fewer_than(self.about.smallest)
        return self.about.figure.text(self.vector)

    def to_json(self) -> dict[str, Any]:
        """The element of the public contract; `place` stands only on rows of a split."""
        about, line, share = self.about, self.line, self.share
        values = (
            about.passport.code,
            about.passport.name,
            about.period,
            line.municipality,
            line.school,
            self.group,
            about.survey,
            share.numerator if share else None,
            share.denominator if share else None,
            self.value,
            share.percent if share else None,
            self.text,
            self.n,
            self.hidden,
            self.level,
            self.note,
        )
        element = dict(zip(FIELDS, values, strict=True))
        return element | {"place": self.place} if about.split else element

    @property
    def _mark(self) -> str | None:
        """What the passport wants to be warned of."""
        share, thresholds = self.share, self.rules.thresholds
        if share is None or share.denominator == 0:
            return None
        hundredfold = 100 * share.numerator
        if self.about.passport.mark == "response":
            if share.numerator > share.denominator:
                return words.MORE_THAN_ASKED
            return words.UNRELIABLE if hundredfold < thresholds.meaningful * share.denominator else None
        if self.about.passport.mark == "demand":
            return words.HIGH_DEMAND if hundredfold >= thresholds.high_demand * share.denominator else None
        return None
