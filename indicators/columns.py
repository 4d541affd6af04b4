"""Counts over the answers of a response, as columns of one aggregate: each question is looked up once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, func, or_

from indicators.questions import Ask
from storage.position import holds
from storage.tables import answer, response


@dataclass(slots=True)
class Columns:
    """The counts to be fetched, by place; asking for the same count twice gives the same place.

    `filled` says that all the responses keep what was chosen where they can; answers are looked up for the rest alone.
    """

    asks: Sequence[Ask]
    filled: bool
    _tables: dict[Ask, Any] = field(default_factory=dict)
    _counts: dict[Hashable, tuple[int, ColumnElement[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = {ask: answer.alias(f"a{place}") for place, ask in enumerate(self.asks) if not self._kept(ask)}

    def valid(self) -> int:
        """All responses."""
        return self._place("valid", func.count)

    def shown(self, asks: Sequence[Ask]) -> int:
        """Those to whom all these questions were shown."""
        values = [self._value(ask) for ask in asks]
        if len(values) == 1:
            return self._place(("shown", *asks), lambda: func.count(values[0]))
        return self._place(("shown", *asks), lambda: _times(and_(*(value.is_not(None) for value in values))))

    def counted(self, asks: Sequence[Ask], marks: frozenset[str]) -> int:
        """Those who gave an answer with one of the marks to every one of these questions."""
        conditions = [self._chosen(ask, ask.counted(marks)) for ask in asks]
        return self._place(("counted", marks, *asks), lambda: _times(and_(*conditions)))

    def chose(self, ask: Ask, code: str) -> int:
        """Those who chose this option."""
        return self._place(("chose", code, ask), lambda: _times(self._chosen(ask, (code,))))

    def all(self) -> list[ColumnElement[int]]:
        """Everything asked for so far, in the order of the places."""
        return [column for _, column in self._counts.values()]

    def joined(self) -> FromClause:
        """Responses with the value of each question beside them, null where the question was not shown."""
        source: FromClause = response
        for ask, table in self._tables.items():
            one = len(ask.ids) == 1
            question = table.c.question_id == ask.ids[0] if one else table.c.question_id.in_(ask.ids)
            source = source.outerjoin(table, and_(table.c.response_id == response.c.id, question, table.c.item == 0))
        return source

    def _kept(self, ask: Ask) -> bool:
        return self.filled and ask.kept

    def _value(self, ask: Ask) -> ColumnElement[Any]:
        """What was answered, null where the question was not shown."""
        kept = self._kept(ask)
        value: ColumnElement[Any] = response.c[f"standing_{ask.measure}"] if kept else self._tables[ask].c.value
        return value

    def _chosen(self, ask: Ask, codes: tuple[str, ...]) -> ColumnElement[bool]:
        value = self._value(ask)
        if self._kept(ask):
            return _among(value, [place for place, each in enumerate(ask.choices) if each.code in codes], many=ask.many)
        if not ask.many or not codes:
            return value == codes[0] if len(codes) == 1 else value.in_(codes)
        return or_(*(holds(value, code) for code in codes))

    def _place(self, key: Hashable, make: Callable[[], ColumnElement[int]]) -> int:
        if key not in self._counts:
            self._counts[key] = (len(self._counts), make())
        return self._counts[key][0]


def _among(value: ColumnElement[int], places: Sequence[int], *, many: bool) -> ColumnElement[bool]:
    """Whether one of the options at these places was chosen, see storage.standing."""
    if many:
        return value.op("&")(sum(1 << place for place in places)) != 0
    return value.in_([place + 1 for place in places])


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
