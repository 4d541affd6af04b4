"""Schools, as far as a scope reaches."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, true

from storage.database import Tx
from storage.scope import Scope
from storage.tables import school


@dataclass(frozen=True, slots=True)
class School:
    """A school as the roster knows it; `kind` is a code of storage.reference."""

    id: int
    code: str
    municipality_id: int
    name: str
    kind: str
    number: int | None


_COLUMNS = tuple(school.c[name] for name in ("id", "code", "municipality_id", "name", "kind", "number"))


def within(scope: Scope) -> ColumnElement[bool]:
    """The condition that a school is inside the scope."""
    return and_(
        true() if scope.municipalities is None else school.c.municipality_id.in_(scope.municipalities),
        true() if scope.schools is None else school.c.id.in_(scope.schools),
    )


def listed(tx: Tx, scope: Scope) -> list[School]:
    """Schools of the scope by municipality, number and name, those without a number last."""
    order = (school.c.municipality_id, school.c.number.nulls_last(), school.c.name, school.c.id)
    return [School(*row) for row in tx.execute(select(*_COLUMNS).where(within(scope)).order_by(*order))]


def by_code(tx: Tx, scope: Scope, code: str) -> School | None:
    """The school with this code if the scope reaches it."""
    row = tx.execute(select(*_COLUMNS).where(within(scope), school.c.code == code)).first()
    return School(*row) if row else None
