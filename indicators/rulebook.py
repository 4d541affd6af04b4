"""Thresholds and the smallest group shown, as municipalities set them: `thresholds.toml` in the data folder."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from indicators.shares import Thresholds
from texts import thresholds as words

FILE = "thresholds.toml"
SMALLEST_FLOOR = 3  # no setting goes below it (rule 14)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a municipality may set: thresholds, and the smallest group that is shown."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    smallest: int = 5

    def __post_init__(self) -> None:
        if self.smallest < SMALLEST_FLOOR:
            raise ValueError(f"groups smaller than {SMALLEST_FLOOR} are never shown")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of the region and those of municipalities that have their own, by code."""

    common: Rules = field(default_factory=Rules)
    own: Mapping[str, Rules] = field(default_factory=dict)

    def of(self, municipality: str | None) -> Rules:
        """The rules of a municipality, or of the region."""
        return self.own.get(municipality or "", self.common)

    def smallest(self, municipalities: Iterable[str | None]) -> int:
        """The smallest group that may stand in one table of these municipalities."""
        if not self.own:
            return self.common.smallest
        return max((self.of(each).smallest for each in set(municipalities)), default=self.common.smallest)


class BadThresholds(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The file cannot be used; the text says all that is wrong, a line each."""


_applied: list[RuleBook] = [RuleBook()]


def applied() -> RuleBook:
    """The rules that hold in this process."""
    return _applied[-1]


def apply(path: Path) -> None:
    """Take the rules from a file, the common ones without it. Raises BadThresholds, and then nothing changes."""
    _applied[-1] = read(path) if path.is_file() else RuleBook()


def read(path: Path) -> RuleBook:
    """The rules in a file. Raises BadThresholds with everything that is wrong."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadThresholds(words.NOT_UTF8) from None
    except tomllib.TOMLDecodeError as error:
        raise BadThresholds(words.unreadable(str(error))) from None
    tables = {code: values for code, values in raw.items() if isinstance(values, dict)}
    common = _DEFAULTS | {name: value for name, value in raw.items() if name not in tables}
    sets = {"": common} | {code: common | values for code, values in tables.items()}
    problems = [told for code, values in sets.items() for told in _problems(code, values)]
    if problems:
        raise BadThresholds("\n".join(dict.fromkeys(problems)))
    return RuleBook(_rules(common), {code: _rules(values) for code, values in sets.items() if code})


_BORDERS = tuple(each.name for each in fields(Thresholds))
_DEFAULTS: dict[str, Any] = {name: getattr(Thresholds(), name) for name in _BORDERS} | {"smallest": Rules().smallest}
_HIGHEST = 100  # percent, and people of a group


def _problems(code: str, values: Mapping[str, Any]) -> Iterator[str]:
    sound = True
    for name, value in values.items():
        told = _problem(name, value)
        if told:
            sound = False
            yield words.about(code, told)
    if sound and values["acceptable"] > values["optimal"]:
        yield words.about(code, words.wrong_order(values["acceptable"], values["optimal"]))


def _problem(name: str, value: Any) -> str:
    if name not in _DEFAULTS:
        return words.unknown(name, tuple(_DEFAULTS))
    lowest = SMALLEST_FLOOR if name == "smallest" else 0
    whole = isinstance(value, int) and not isinstance(value, bool)
    return "" if whole and lowest <= value <= _HIGHEST else words.out_of_range(name, lowest, _HIGHEST)


def _rules(values: Mapping[str, Any]) -> Rules:
    return Rules(Thresholds(**{name: values[name] for name in _BORDERS}), values["smallest"])
