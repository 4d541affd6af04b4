"""Which rows of a sheet a scope reaches, and the foreign keys behind a sheet's references."""

from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, and_, or_, select, true

from storage import municipalities, people, schools
from storage.scope import EVERYTHING, Scope
from storage.tables import metadata
from texts.workbook import Column, Sheet, sheet

_WITHIN = {"municipality": municipalities.within, "school": schools.within, "person": people.within}


def within(of: Sheet, scope: Scope) -> ColumnElement[bool]:
    """A row is reached when everything it refers to is; places and people have rules of their own."""
    if scope == EVERYTHING:
        return true()
    if of.key in _WITHIN:
        return _WITHIN[of.key](scope)
    return and_(
        *(
            or_(field.is_(None), field.in_(select(metadata.tables[target].c.id).where(within(sheet(target), scope))))
            for column in of.columns
            if column.type == "reference"
            for target, field in fields(of, column).items()
        )
    )


def fields(of: Sheet, column: Column) -> dict[str, SqlColumn[Any]]:
    """The foreign keys behind a reference: one by the column's key, or one for each sheet it may refer to."""
    table = metadata.tables[of.key]
    if len(column.targets) == 1:
        return {column.targets[0]: table.c[f"{column.key}_id"]}
    return {target: table.c[f"{target}_id"] for target in column.targets}
