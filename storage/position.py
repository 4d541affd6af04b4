"""Where a text has another one in it, on both databases."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


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


def holds(several: ColumnElement[str], code: str) -> ColumnElement[bool]:
    """Whether one of several options, which stand as «1;3;12», is this one."""
    return position_of(literal(";") + several + literal(";"), literal(f";{code};")) > 0
