"""Counts over the answers of a response, as columns of one aggregate: each question is looked up once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, and_, case, func, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from indicators.questions import Ask
from storage.tables import answer, response


class position_of(FunctionElement[int]):  # noqa: N801 - read as the function it is
    """Where a text has another one in it, 0 for nowhere. LIKE would take letters of either case for the same."""

    inherit_cache = True
    type = Integer()


@compiles(position_of)
def _standard(element: position_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(position_of, "sqlite")
def _sqlite(element: position_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@dataclass(slots=True)
class Columns:
    """The counts to be fetched, by place; asking for the same count twice gives the same place."""

    asks: Sequence[Ask]
    _tables: dict[Ask, Any] = field(default_factory=dict)
    _counts: dict[Hashable, tuple[int, ColumnElement[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = {ask: answer.alias(f"a{place}") for place, ask in enumerate(self.asks)}

    def valid(self) -> int:
        """All responses."""
        return self._place("valid", func.count)

    def shown(self, asks: Sequence[Ask]) -> int:
        """Those to whom all these questions were shown."""
        values = [self._tables[ask].c.value for ask in asks]
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

    def _chosen(self, ask: Ask, codes: tuple[str, ...]) -> ColumnElement[bool]:
        value: ColumnElement[str] = self._tables[ask].c.value
        if not ask.many or not codes:
            return value == codes[0] if len(codes) == 1 else value.in_(codes)
        padded = literal(";") + value + literal(";")  # several options stand as «1;3;12»
        return or_(*(position_of(padded, literal(f";{code};")) > 0 for code in codes))

    def _place(self, key: Hashable, make: Callable[[], ColumnElement[int]]) -> int:
        if key not in self._counts:
            self._counts[key] = (len(self._counts), make())
        return self._counts[key][0]


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
