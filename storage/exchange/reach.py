"""Which rows of a sheet a scope reaches, and the foreign keys behind a sheet's references."""

from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, FromClause, and_, or_, select, true

from storage import municipalities, people, schools
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, sheet

# Sheets that tell of a person what only those may know to whom the person belongs; helpers from elsewhere do not.
OWN_PEOPLE = frozenset(
    ("affiliation", "role_grant", "need", "request", "iom", "diagnosis", "course", "contest", "staff_qualification")
)

_WITHIN = {"municipality": municipalities.within, "school": schools.within, "person": people.within}


def within(of: Sheet, scope: Scope) -> ColumnElement[bool]:
    """A row is reached when everything it refers to is; places and people have rules of their own."""
    if scope == EVERYTHING:
        return true()
    if of.key in _WITHIN:
        return _WITHIN[of.key](scope)
    table = metadata.tables[of.key]
    other = table.alias()
    whole = select(other.c.id).where(_referred(of, scope, other))
    own = [
        field for column in _referring(of) if refers_to_itself(of, column) for field in _fields(table, column).values()
    ]
    return and_(_referred(of, scope, table), *(or_(field.is_(None), field.in_(whole)) for field in own))


def refers_to_itself(of: Sheet, column: Column) -> bool:
    """Whether rows of this sheet refer to each other by this column."""
    return column.type == "reference" and column.to == of.key


def fields(of: Sheet, column: Column) -> dict[str, SqlColumn[Any]]:
    """The foreign keys behind a reference: one by the column's key, or one for each sheet it may refer to."""
    return _fields(metadata.tables[of.key], column)


def _fields(table: FromClause, column: Column) -> dict[str, Any]:
    if len(column.targets) == 1:
        return {column.targets[0]: table.c[f"{column.key}_id"]}
    return {target: table.c[f"{target}_id"] for target in column.targets}


def _ids(of: Sheet, target: str, scope: Scope) -> Any:
    if target == "person" and of.key in OWN_PEOPLE:
        return people.belonging_to(scope)
    return select(metadata.tables[target].c.id).where(within(sheet(target), scope))


def _referring(of: Sheet) -> list[Column]:
    return [column for column in of.columns if column.type == "reference"]


def _referred(of: Sheet, scope: Scope, table: FromClause) -> ColumnElement[bool]:
    """That the scope reaches whatever a row refers to on other sheets."""
    return and_(
        true(),
        *(
            or_(field.is_(None), field.in_(_ids(of, target, scope)))
            for column in _referring(of)
            if not refers_to_itself(of, column)
            for target, field in _fields(table, column).items()
        ),
    )
