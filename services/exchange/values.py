"""What a cell means in its column: a value, or the reason why it cannot be one. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from services.exchange import limits, spans
from services.exchange.cells import Cell, Odd
from storage.spelling import fold, neat
from texts import exchange
from texts.workbook import NO, YES, Column, Value, shown

_CONTROL = {code: None for code in (*range(32), 127) if code not in (9, 10)}
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}})(?: {exchange.YEAR}\.?| 0?0:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_UNCLEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_FIRST_YEAR, _LAST_YEAR = 1930, 2100
_EXACT = 10**15  # from here on Excel has lost digits
_UNIQUE = frozenset({"code", "text"})  # nothing is gained by remembering what hardly ever comes again
_WHOLE = re.compile(r"[+-]?\d{1,9}")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d\d)?")
_TOO_MUCH = 10**9
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_WHOLE_PART = re.compile(r"(?<=\d)[.,]00?$")  # «1.000» may be a thousand
_FINEST = Decimal(1).scaleb(-limits.DECIMALS)


class Unfit(Exception):  # noqa: N818 - what happened, in the house's words
    """The cell cannot stand in its column; the kind and details of a problem."""

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = {key: str(value) for key, value in details.items()}


@dataclass(slots=True)
class Fitter:
    """Turns the cells of one column into values. `notes` gathers what should be said about a value that was taken."""

    column: Column
    notes: list[Unfit] = field(default_factory=list)
    _words: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[type, Cell], Value] = field(default_factory=dict)
    _texts: dict[str, Value] = field(default_factory=dict)
    _meant: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.column.list:
            for code, spellings in self.column.choices.items():
                self._words |= dict.fromkeys(map(fold, (*spellings, code)), code)

    def fit(self, cell: Cell | None) -> Value:
        """The value, the default for an empty cell, or Unfit."""
        if cell is None:
            return self._empty()
        if self.column.type in _UNIQUE:
            return self._fresh(cell)
        if isinstance(cell, str):
            return self._texts[cell] if cell in self._texts else self._first(self._texts, cell, cell)
        key = (cell.__class__, cell)  # 1, 1.0 and True are one key otherwise
        return self._known[key] if key in self._known else self._first(self._known, key, cell)

    def _first(self, known: dict[Any, Value], key: Any, cell: Cell) -> Value:
        """The value of a cell that was not met yet, remembered if there is nothing to say about it."""
        value = self._fresh(cell)
        if not self.notes and len(known) < limits.REMEMBERED:
            known[key] = value
        return value

    def _fresh(self, cell: Cell) -> Value:
        if isinstance(cell, Odd):
            return self._odd(cell)
        value = _READERS[self.column.type](self, cell)
        if value in (None, "", ()):
            return self._empty()
        if isinstance(value, int | Decimal):
            self._bound(value)
        return value

    def _bound(self, value: int | Decimal) -> None:
        for kind, limit, sign in (("too_small", self.column.min, 1), ("too_big", self.column.max, -1)):
            if limit is not None and sign * (value - limit) < 0:
                raise Unfit(kind, value=shown(self.column, value), limit=limit)
        if self.column.percent and 0 < value <= 1:
            self.notes.append(Unfit("small_percent", value=shown(self.column, value)))

    def _empty(self) -> Value:
        if self.column.required:
            raise Unfit("required")
        return self.column.default

    def _odd(self, cell: Odd) -> Value:
        odd = Unfit(cell.kind, value=cell.text)
        if cell.kind == "no_value" and not self.column.required:
            self.notes.append(odd)
            return self.column.default
        raise odd

    def choice(self, word: str) -> str:
        """The code of a word of the list, or the word itself when the list is open."""
        code = self._words.get(fold(word))
        if code is not None or not word:
            return code or ""
        near = self._near(word)
        if not self.column.open:
            names = ", ".join(spellings[0] for spellings in self.column.choices.values())
            raise Unfit("not_in_list", value=word, names=names, suggestion=near)
        self.notes.append(Unfit("unknown_word", value=word, suggestion=near))
        return word

    def _near(self, word: str) -> str:
        """What may have been meant; worked out once for a word, and not for thousands of different ones."""
        if word not in self._meant:
            close = get_close_matches(fold(word), self._words, 1) if len(self._meant) < limits.GUESSED else []
            self._meant[word] = exchange.perhaps(self.column.choices[self._words[close[0]]][0] if close else "")
        return self._meant[word]


def _text(_fitter: Fitter, cell: Cell) -> str:
    return _as_text(cell)


def _code(_fitter: Fitter, cell: Cell) -> str:
    if isinstance(cell, date | time | timedelta):
        raise Unfit("code_is_date", value=_as_text(cell))
    code = neat(_as_text(cell))
    if len(code) > limits.CODE:
        raise Unfit("long_code", limit=limits.CODE)
    if ";" in code:
        raise Unfit("code_with_semicolon", value=code)
    return code


def _reference(fitter: Fitter, cell: Cell) -> str:
    """A code of another sheet; a municipality may be called by a longer name."""
    return neat(_text(fitter, cell)) if fitter.column.to == "municipality" else _code(fitter, cell)


def _integer(_fitter: Fitter, cell: Cell) -> int | None:
    text = neat(_as_text(cell))
    number = _WHOLE_PART.sub("", _THOUSANDS.sub("", text))
    if isinstance(cell, date | time | timedelta | bool) or (text and not _WHOLE.fullmatch(number)):
        raise Unfit("bad_integer", value=text)
    return int(number) if text else None


def _decimal(_fitter: Fitter, cell: Cell) -> Decimal | None:
    """An exact number; what Excel has computed is taken with the fifteen digits that it shows."""
    if isinstance(cell, date | time | timedelta):
        raise Unfit("number_is_date", value=_as_text(cell))
    text = _THOUSANDS.sub("", neat(_as_text(cell))).removesuffix("%").rstrip().replace(",", ".")
    if not text:
        return None
    number = Decimal(text) if _DECIMAL.fullmatch(text) else None
    if number is None or abs(number) >= _TOO_MUCH:
        raise Unfit("bad_decimal", value=_as_text(cell))
    return Decimal(f"{number:.15g}").quantize(_FINEST, ROUND_HALF_UP).normalize()


def _flag(_fitter: Fitter, cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    word = fold(_as_text(cell))
    if word in exchange.YES_WORDS:
        return True
    if word in exchange.NO_WORDS:
        return False
    if word:
        raise Unfit("bad_flag", value=_as_text(cell))
    return None


def _date(_fitter: Fitter, cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    text = neat(_as_text(cell))
    if isinstance(cell, float) and not isinstance(cell, bool):
        raise Unfit("number_for_date", value=text)
    return _sensible(_written(text)) if text else None


def _written(text: str) -> date:
    """A date in words, only when there is one way to read it."""
    found = _DAY_FIRST.fullmatch(text)
    year_first = _YEAR_FIRST.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if year_first:
            return date(*map(int, year_first.groups()))
    except ValueError:
        pass
    raise Unfit("unclear_date" if not found and _UNCLEAR.fullmatch(text) else "bad_date", value=text)


def _sensible(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unfit("far_date", value=f"{day:%d.%m.}{day.year:04}")
    return day


def _moment(fitter: Fitter, cell: Cell) -> datetime | None:
    if isinstance(cell, datetime) and cell.time() != time():
        rounded = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
        return datetime.combine(_sensible(rounded.date()), rounded.time())
    at: time | None = None
    if isinstance(cell, str):
        try:
            cell, at = spans.split_moment(neat(_as_text(cell)))
        except ValueError:
            raise Unfit("bad_moment", value=_as_text(cell)) from None
    elif isinstance(cell, time | timedelta):
        raise Unfit("bad_moment", value=_as_text(cell))
    day = _date(fitter, cell)
    return spans.moment(day, at, fitter.column.day) if day else None


def _school_year(_fitter: Fitter, cell: Cell) -> str | None:
    return _spelt(cell, spans.school_year, "bad_school_year")


def _period(_fitter: Fitter, cell: Cell) -> str | None:
    return _spelt(cell, spans.period, "bad_period")


def _spelt(cell: Cell, read: Callable[[str], str | None], kind: str) -> str | None:
    text = neat(_as_text(cell))
    if isinstance(cell, date | time | timedelta):
        raise Unfit("text_is_date", value=text)
    meant = read(text) if text else None
    if text and meant is None:
        raise Unfit(kind, value=text)
    return meant


def _timezone(_fitter: Fitter, cell: Cell) -> str:
    name = neat(_as_text(cell))
    try:
        return ZoneInfo(name).key if name else ""
    except (KeyError, ValueError, OSError):
        raise Unfit("bad_timezone", value=name) from None


def _choice(fitter: Fitter, cell: Cell) -> str:
    return fitter.choice(neat(_as_text(cell)))


def _choices(fitter: Fitter, cell: Cell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fitter.choice(word) for word in _list(fitter, cell)))


def _list(_fitter: Fitter, cell: Cell) -> tuple[str, ...]:
    words: dict[str, str] = {}
    for word in _as_text(cell).split(";"):
        words.setdefault(fold(word), neat(word))
    return tuple(word for word in words.values() if word)


def _references(fitter: Fitter, cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, date | time | timedelta):
        raise Unfit("code_is_date", value=_as_text(cell))
    return tuple(dict.fromkeys(_code(fitter, word) for word in _as_text(cell).split(";") if neat(word)))


def _as_text(cell: Cell) -> str:
    """What the person sees in the cell."""
    if isinstance(cell, str):
        if len(cell) > limits.TEXT:
            raise Unfit("long_text", limit=limits.TEXT)
        if cell.isprintable() and unicodedata.is_normalized("NFC", cell):
            return cell.strip()  # as nearly everything is
        text = unicodedata.normalize("NFC", cell).replace("\r\n", "\n")
        bare = text.replace("\r", "\n").translate(_CONTROL).strip()
        return text[: len(text) - len(text.lstrip("\t\r"))] + bare if bare else ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float | int):
        if abs(cell) >= _EXACT:
            raise Unfit("long_number", value=f"{cell:.0f}")
        return f"{cell:.15g}"
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d.%m.%Y %H:%M}"
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


_READERS: dict[str, Callable[[Fitter, Cell], Value]] = {
    "text": _text,
    "code": _code,
    "reference": _reference,
    "integer": _integer,
    "flag": _flag,
    "decimal": _decimal,
    "date": _date,
    "moment": _moment,
    "school_year": _school_year,
    "period": _period,
    "timezone": _timezone,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "references": _references,
}
