"""The layout of the exchange workbook, read from workbook.toml: sheets, columns and what may stand in them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from texts.reference import LISTS, Spellings

ColumnType = Literal[
    "code",
    "text",
    "integer",
    "decimal",
    "date",
    "moment",
    "school_year",
    "period",
    "flag",
    "timezone",
    "choice",
    "choices",
    "list",
    "reference",
    "references",
]
Level = Literal["error", "warning"]

# What stands in a cell, as code sees it: the code of a choice or of the row referred to, a tuple for lists.
Value = str | int | bool | date | Decimal | tuple[str, ...] | None
Values = tuple[Value, ...]

YES, NO = "да", "нет"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, what stands in it and how a person is told to fill it in."""

    key: str
    name: str
    type: ColumnType
    required: bool = False
    list: str = ""
    open: bool = False
    to: str | Mapping[str, str] = ""
    by: str = ""
    default: str | bool | None = None
    personal: bool = False
    percent: bool = False
    min: int | None = None
    max: int | None = None
    day: Literal["start", "end"] = "start"
    hint: str = ""

    @property
    def choices(self) -> Spellings:
        """Code → spellings of the list that the column chooses from."""
        return LISTS[self.list]

    @property
    def targets(self) -> tuple[str, ...]:
        """Keys of the sheets that the column may refer to."""
        return (self.to,) if isinstance(self.to, str) else tuple(dict.fromkeys(self.to.values()))

    def target(self, by: Any) -> str:
        """The sheet referred to in a row whose deciding column holds this value; "" when it cannot be told."""
        return self.to if isinstance(self.to, str) else self.to.get(by, "")


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Rows that should not run at the same time; `kind` and `level` of what is said then, `at` which column."""

    same: tuple[str, ...]
    kind: str
    level: Level
    differ: str = ""
    only: str = ""
    unless: str = ""
    among: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at: str = ""

    @cached_property
    def looks_at(self) -> tuple[str, ...]:
        """Keys of the columns, beside the two days, that decide whether the rule concerns a row."""
        return tuple(key for key in (*self.same, self.differ, self.only, self.unless, *self.among) if key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a state lets expect: while `column` holds one of `among`, another column is filled, or it is empty."""

    column: str
    among: tuple[str, ...]
    filled: str = ""
    empty: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of the workbook; the values of a row stand in the order of `columns`."""

    key: str
    name: str
    one: str
    keyed_by: tuple[str, ...]
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()
    interval: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    in_order: tuple[tuple[str, ...], ...] = ()
    expects: tuple[Expectation, ...] = ()
    store: str = "table"

    @cached_property
    def places(self) -> dict[str, int]:
        """Key of a column → its place in a row of values."""
        return {column.key: place for place, column in enumerate(self.columns)}

    @cached_property
    def key_places(self) -> tuple[int, ...]:
        """Places of the columns that make a row the same row."""
        return tuple(self.places[key] for key in self.keyed_by)

    @property
    def coded(self) -> bool:
        """Whether rows have a code by which other sheets refer to them."""
        return self.keyed_by == ("code",)


@cache
def layout() -> tuple[Sheet, ...]:
    """All sheets in the order of storing."""
    files = (Path(__file__).with_name(name) for name in ("workbook.toml", "workbook_surveys.toml"))
    raw = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return tuple(_sheet(each) for data in raw for each in data["sheets"])


@cache
def sheet(key: str) -> Sheet:
    """The sheet with this key."""
    return next(each for each in layout() if each.key == key)


def _sheet(raw: dict[str, Any]) -> Sheet:
    return Sheet(
        key=raw["key"],
        name=raw["name"],
        one=raw["one"],
        keyed_by=tuple(raw["keyed_by"]),
        columns=tuple(Column(**each) for each in raw["columns"]),
        one_of=tuple(raw.get("one_of", ())),
        interval=tuple(raw.get("interval", ())),
        overlaps=tuple(_overlap(each) for each in raw.get("overlaps", ())),
        in_order=tuple(tuple(keys) for keys in raw.get("in_order", ())),
        expects=tuple(Expectation(**{**each, "among": tuple(each["among"])}) for each in raw.get("expects", ())),
        store=raw.get("store", "table"),
    )


def _overlap(raw: dict[str, Any]) -> Overlap:
    among = {key: tuple(words) for key, words in raw.get("among", {}).items()}
    return Overlap(**{**raw, "same": tuple(raw["same"]), "among": among})


def shown(column: Column, value: Value) -> str:
    """The value as people write it: the name of a choice, «01.09.2026 14:05», «да», «2,15», «математика; физика»."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M:%S}" if value.second else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    words = value if isinstance(value, tuple) else (str(value),)
    names = column.choices if column.list else {}
    return "; ".join(names[word][0] if word in names else word for word in words)


def row_name(sheet: Sheet, values: Values) -> str:
    """«школа Ш6», «роль П-1, педагог, АРМ, 01.09.2026»."""
    parts = (shown(sheet.columns[place], values[place]) for place in sheet.key_places)
    return f"{sheet.one} {', '.join(part for part in parts if part)}"
