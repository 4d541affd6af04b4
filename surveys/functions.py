"""The XForms functions that XPath 1.0 does not have; pure functions over text, numbers and node lists."""

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import re2

_EPOCH = date(1970, 1, 1)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_NUMBER = re.compile(r"\s*-?(\d+(\.\d*)?|\.\d+)\s*")
_DAY = 86400
_MOST_PATTERN = 500
_LONGEST_JOIN = 100_000


def text(value: Any) -> str:
    """XPath's string()."""
    if isinstance(value, list):
        return "" if not value else text(value[0])
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"  # noqa: PLR2004
    return value if isinstance(value, str) else ("".join(value.itertext()))


def num(value: Any) -> float:
    """A number; dates count days from 1970-01-01, times are parts of a day, so that they can be compared."""
    if isinstance(value, bool | float):
        return float(value)
    string = text(value)
    if _NUMBER.fullmatch(string):
        return float(string)
    return _moment_as_number(string)


def _moment_as_number(string: str) -> float:
    if found := _ISO.fullmatch(string):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return math.nan
        seconds = int(found[4] or 0) * 3600 + int(found[5] or 0) * 60 + int(found[6] or 0)
        return (day - _EPOCH).days + seconds / _DAY
    if found := _CLOCK.fullmatch(string):
        return (int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)) / _DAY
    return math.nan


def _truth(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value)
    return not math.isnan(value) and value != 0 if isinstance(value, float) else bool(value)


def _numbers(values: tuple[Any, ...]) -> list[float]:
    flat = [node for value in values for node in (value if isinstance(value, list) else [value])]
    return [num(value) for value in flat if text(value) != ""]


def _if(_: Any, condition: Any, yes: Any, no: Any) -> Any:
    return yes if _truth(condition) else no


def _coalesce(_: Any, *values: Any) -> str:
    return next((found for value in values if (found := text(value))), "")


def _selected_at(_: Any, value: Any, place: Any) -> str:
    codes = text(value).split()
    at = num(place)
    return codes[int(at)] if at >= 0 and at < len(codes) else ""


def _count_selected(_: Any, value: Any) -> float:
    return float(len(text(value).split()))


def _choice_name(_: Any, value: Any, labels: Any) -> str:
    known: dict[str, str] = json.loads(text(labels) or "{}")
    return ", ".join(known.get(code, code) for code in text(value).split())


def _indexed_repeat(_: Any, nodes: Any, *pairs: Any) -> Any:
    for repeats, place in zip(pairs[::2], pairs[1::2], strict=True):
        at = num(place)
        chosen = [node for node in repeats if node.get("n") == text(at)]
        nodes = [node for node in nodes if any(parent in chosen for parent in node.iterancestors())]
    return nodes


def _int(_: Any, value: Any) -> float:
    number = num(value)
    return float(math.trunc(number)) if math.isfinite(number) else math.nan


def _round(_: Any, value: Any, digits: Any = 0.0) -> float:
    number = num(value)
    places = num(digits)
    if not math.isfinite(number) or not math.isfinite(places) or abs(places) > 15:  # noqa: PLR2004
        return math.nan
    scale = 10.0 ** int(places)
    return math.floor(number * scale + 0.5) / scale


def _pow(_: Any, base: Any, exponent: Any) -> float:
    try:
        return math.pow(num(base), num(exponent))
    except (OverflowError, ValueError):
        return math.nan


def _of_one(function: Callable[[float], float]) -> Callable[..., float]:
    def apply(_: Any, value: Any) -> float:
        try:
            return float(function(num(value)))
        except (OverflowError, ValueError):
            return math.nan

    return apply


def _min(_: Any, *values: Any) -> float:
    numbers = _numbers(values)
    return min(numbers) if numbers else math.nan


def _max(_: Any, *values: Any) -> float:
    numbers = _numbers(values)
    return max(numbers) if numbers else math.nan


def _sum(_: Any, *values: Any) -> float:
    return float(sum(_numbers(values)))


def _join(_: Any, separator: Any, *values: Any) -> str:
    pieces = (text(node) for value in values for node in (value if isinstance(value, list) else [value]))
    return text(separator).join(pieces)[:_LONGEST_JOIN]


def _concat(_: Any, *values: Any) -> str:
    return _join(_, "", *values)


def _count_non_empty(_: Any, nodes: Any) -> float:
    return float(sum(1 for node in nodes if text(node)))


@lru_cache(maxsize=256)
def pattern(source: str) -> Any:
    """A compiled linear-time pattern; raises ValueError when it is not one."""
    if len(source) > _MOST_PATTERN:
        raise ValueError("too long")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(source, options)
    except re2.error as error:
        detail = error.args[0] if error.args else ""
        raise ValueError(detail.decode() if isinstance(detail, bytes) else str(detail)) from error


def _regex(_: Any, value: Any, source: Any) -> bool:
    return pattern(text(source)).fullmatch(text(value)) is not None


def _moment(value: Any) -> datetime | None:
    string = text(value)
    number = num(value)
    if not math.isfinite(number) or abs(number) > 700_000:  # noqa: PLR2004 - years 53 to 3886
        return None
    if found := _ISO.fullmatch(string):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return datetime(
            day.year, day.month, day.day, int(found[4] or 0), int(found[5] or 0), int(found[6] or 0), tzinfo=UTC
        )
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=round(number * _DAY))


def _date(_: Any, value: Any) -> str:
    moment = _moment(value)
    return "" if moment is None else moment.date().isoformat()


def _date_time(_: Any, value: Any) -> str:
    moment = _moment(value)
    return "" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%S")


def _format_date(_: Any, value: Any, form: Any) -> str:
    moment = _moment(value)
    if moment is None:
        return ""
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": moment.strftime("%b"),
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": "000",
        "a": moment.strftime("%a"),
        "W": str(moment.isocalendar().week),
    }
    return re.sub(r"%(.)", lambda found: parts.get(found[1], found[0]), text(form))


def _decimal_date_time(_: Any, value: Any) -> float:
    return num(value)


def _decimal_time(_: Any, value: Any) -> float:
    number = num(value)
    return number - math.floor(number) if math.isfinite(number) else math.nan


def _substr(_: Any, value: Any, start: Any, end: Any = None) -> str:
    string = text(value)
    first = num(start)
    last = num(end) if end is not None else float(len(string))
    if not math.isfinite(first) or not math.isfinite(last):
        return ""
    return string[int(first) : int(last)]


def _ends_with(_: Any, value: Any, end: Any) -> bool:
    return text(value).endswith(text(end))


def _boolean_from_string(_: Any, value: Any) -> bool:
    return text(value).lower() in ("true", "1")


def _checklist(_: Any, low: Any, high: Any, *answers: Any) -> bool:
    yes = sum(1 for answer in answers if _truth(answer))
    least, most = num(low), num(high)
    return (least < 0 or yes >= least) and (most < 0 or yes <= most)


NATIVE: dict[str, tuple[int, int]] = {
    "not": (1, 1), "true": (0, 0), "false": (0, 0), "boolean": (1, 1), "string": (0, 1), "count": (1, 1),
    "contains": (2, 2), "starts-with": (2, 2), "substring": (2, 3), "substring-before": (2, 2),
    "substring-after": (2, 2), "translate": (3, 3), "normalize-space": (0, 1), "string-length": (0, 1),
    "floor": (1, 1), "ceiling": (1, 1), "last": (0, 0),
}  # fmt: skip

OWN = "x-"  # before the name of each of these: XPath's own round() or sum() cannot be replaced

# Name in a form: (fewest arguments, most arguments, function).
EXTENSIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "num": (1, 1, lambda _, value: num(value)),
    "number": (1, 1, lambda _, value: num(value)),
    "if": (3, 3, _if),
    "coalesce": (1, 20, _coalesce),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, _count_selected),
    "choice-name": (2, 2, _choice_name),
    "indexed-repeat": (3, 7, _indexed_repeat),
    "int": (1, 1, _int),
    "round": (1, 2, _round),
    "pow": (2, 2, _pow),
    "abs": (1, 1, _of_one(abs)),
    "sqrt": (1, 1, _of_one(math.sqrt)),
    "log": (1, 1, _of_one(math.log)),
    "log10": (1, 1, _of_one(math.log10)),
    "exp": (1, 1, _of_one(math.exp)),
    "min": (1, 50, _min),
    "max": (1, 50, _max),
    "sum": (1, 1, _sum),
    "concat": (1, 50, _concat),
    "join": (2, 50, _join),
    "count-non-empty": (1, 1, _count_non_empty),
    "regex": (2, 2, _regex),
    "date": (1, 1, _date),
    "date-time": (1, 1, _date_time),
    "format-date": (2, 2, _format_date),
    "format-date-time": (2, 2, _format_date),
    "decimal-date-time": (1, 1, _decimal_date_time),
    "decimal-time": (1, 1, _decimal_time),
    "substr": (2, 3, _substr),
    "ends-with": (2, 2, _ends_with),
    "boolean-from-string": (1, 1, _boolean_from_string),
    "checklist": (2, 60, _checklist),
}

# Written anew before evaluation (see rewriting.py): name and the numbers of arguments it takes.
REWRITTEN: dict[str, tuple[int, int]] = {
    "selected": (2, 2), "today": (0, 0), "now": (0, 0), "once": (1, 1), "position": (0, 1), "current": (0, 0),
    "instance": (1, 1), "random": (0, 0), "uuid": (0, 1), "pi": (0, 0), "jr:choice-name": (2, 2), "randomize": (1, 2),
}  # fmt: skip

NUMERIC = frozenset({
    "number", "count", "string-length", "floor", "ceiling", "last", "num", "count-selected", "int", "round", "pow",
    "abs", "sqrt", "log", "log10", "exp", "min", "max", "sum", "count-non-empty", "decimal-date-time", "decimal-time",
    "position", "random", "pi",
})  # fmt: skip
