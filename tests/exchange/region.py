"""A region made up from the description of the workbook: every sheet, every kind of value, awkward texts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from texts.workbook import Column, Sheet, layout

Rows = list[dict[str, Any]]

_ROWS = {"municipality": 4, "school": 12, "person": 40, "school_period": 4, "expert_score": 6}
_MANY = 25
_TEXTS = (
    *("=1+1", "+7 918 000-00-01", "-", "@все", "#REF!", "'в кавычках", "0012", "1/2", "01.09.2026", "2,15", "да"),
    *("строка\nи ещё одна", '«ёлочки» и "лапки"', "_x0041_", "а;б", "👍 хорошо", "ё" * 300, "<b>&amp;</b>", "NULL"),
)
_FIRST = date(2025, 9, 1)


class Region:
    """Makes the rows of one sheet after the other; codes that were given are referred to later."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.codes: dict[str, list[str]] = {}
        self.made: dict[str, Rows] = {}
        self.guided: set[tuple[Any, ...]] = set()
        for sheet in layout():
            if sheet.store in {"table", "route_items"}:
                self.made[sheet.name] = self._rows(sheet)

    def _rows(self, sheet: Sheet) -> Rows:
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        for number in range(_ROWS.get(sheet.key, _MANY)):
            values = {column.key: self._value(sheet, column, number) for column in sheet.columns}
            self._mend(sheet, values, number)
            if sheet.coded:
                self.codes.setdefault(sheet.key, []).append(values["code"])
            rows.setdefault(tuple(values[key] for key in sheet.keyed_by), values)
        return [{column.name: row[column.key] for column in sheet.columns} for row in rows.values()]

    def _value(self, sheet: Sheet, column: Column, number: int) -> Any:
        if not column.required and self.chance.random() < 0.3:
            return None
        if column.type == "code":
            return f"{sheet.name[:2]}-{number:03}"
        make: dict[str, Callable[[], Any]] = {
            "text": lambda: self.chance.choice(_TEXTS),
            "list": lambda: f"{sheet.key} {number}; ещё {sheet.key} {number}",
            "integer": lambda: self.chance.randint(column.min or 0, min(column.max or 300, 2100)),
            "decimal": lambda: self._decimal(column),
            "date": self._day,
            "moment": lambda: datetime.combine(self._day(), datetime.min.time()) + timedelta(minutes=self._minutes()),
            "school_year": lambda: self.chance.choice(("2025/26", "2026/27")),
            "period": lambda: self.chance.choice(("2026-Q4", "2026/27-II", "2026/27-1п", "2026-10", "2026", "2026/27")),
            "flag": lambda: self.chance.choice(("да", "нет")),
            "timezone": lambda: self.chance.choice(("Europe/Moscow", "Asia/Yekaterinburg")),
            "choice": lambda: self._word(column, plain=column.key in sheet.keyed_by),
            "choices": lambda: "; ".join({self._word(column, plain=False) for _ in range(3)}),
            "reference": lambda: self._code(column),
            "references": lambda: "; ".join({self.chance.choice(self.codes[column.targets[0]]) for _ in range(3)}),
        }
        return make[column.type]()

    def _decimal(self, column: Column) -> float | str:
        number = self.chance.choice((0, 2.15, 0.1, 1 / 3, 2.999, 0.615, 66.7, 100))
        number = min(number, column.max or 100)
        return self.chance.choice((number, str(number).replace(".", ",")))

    def _day(self) -> date:
        return _FIRST + timedelta(days=self.chance.randint(0, 500))

    def _minutes(self) -> int:
        return self.chance.choice((0, 545, 1439, 720))

    def _word(self, column: Column, *, plain: bool) -> str:
        """A word of the list in any spelling; in a key in one, so that two keys are two."""
        spellings = self.chance.choice(list(column.choices.values()))
        word = self.chance.choice(spellings)
        return spellings[0] if plain else self.chance.choice((word, word.upper()))

    def _code(self, column: Column) -> str | None:
        known = self.codes.get(column.targets[0], [])
        return self.chance.choice(known) if known else None

    def _mend(self, sheet: Sheet, values: dict[str, Any], number: int) -> None:
        """What no single column can know."""
        if sheet.one_of:
            values[sheet.one_of[number % 2]] = None
            values[sheet.one_of[1 - number % 2]] = self.chance.choice(self.codes[sheet.one_of[1 - number % 2]])
        if sheet.interval and None not in (days := [values[key] for key in sheet.interval]):
            values |= dict(zip(sheet.interval, sorted(days), strict=True))
        if sheet.key == "municipality":
            values |= {"full_name": f"Полное {number}", "short_name": f"Краткое {number}"}
        if sheet.key == "iom":
            owner = (values["person"], values["school"], values["school_year"])
            values["status"] = "завершён" if owner in self.guided else values["status"]
            self.guided.add(owner)
        if sheet.key == "assignment":
            tutor = number % 2 == 0
            whom = self.codes["person" if tutor else "school"]
            values |= {"kind": "тьютор" if tutor else "куратор", "whom": self.chance.choice(whom), "joint": "да"}
        if sheet.key == "school_period":
            since = _FIRST + timedelta(days=70 * number)
            values |= {"number": number + 1, "since": since, "until": since + timedelta(days=60), "kind": "четверть"}
            values |= {"school_year": "2025/26", "municipality": self.codes["municipality"][0]}
