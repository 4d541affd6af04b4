"""What stands in a cell of answers as the questionnaire understands it: an option's code, a number, a day, a text."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from services.exchange.values import Unfit
from storage.spelling import fold, neat, squash
from surveys.form import Form, Question

_NAME = re.compile(r"(.+?)\s*\[(\d{1,3})\]")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_SHOWN = 12  # options or questions named in a problem


@dataclass(slots=True)
class Reading:
    """The answer as it is stored; `too_many` tells how many options were chosen where fewer are allowed."""

    value: str
    too_many: int = 0


@dataclass
class Questions:
    """The questions of one form, found by what people write."""

    form: Form
    _readings: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def name(self, written: str) -> str:
        """The question as it is stored, `Q4.1[2]` in a repeat. Unfit when there is no such question."""
        found = _NAME.fullmatch(written)
        bare, item = (found[1], int(found[2])) if found else (written, 0)
        name = bare if bare in self._by_name else self._alike.get(squash(bare))
        if name is None or (found and not self._repeats(name, item)):
            names = _some(self._by_name)
            raise Unfit("no_question", value=written, instrument=self.form.code, names=names, suggestion="")
        return f"{name}[{item}]" if item else name

    def _repeats(self, name: str, item: int) -> bool:
        """Whether the question can be asked an item-th time; items are counted from 1."""
        return item > 0 and name in self.form.repeated

    def read(self, name: str, written: str) -> Reading:
        """The answer to a question as `name` calls it; raises Unfit for what is no answer."""
        if (name, written) not in self._readings:
            question = self._by_name[name.partition("[")[0]]
            self._readings[name, written] = _READERS.get(question.kind, _as_written)(question, written)
        return self._readings[name, written]

    def limit(self, name: str) -> int | None:
        """The most options of a question that may be chosen."""
        return self._by_name[name.partition("[")[0]].limit

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.form.questions}

    @cached_property
    def _alike(self) -> Mapping[str, str]:
        return _unambiguous((squash(name), name) for name in self._by_name)


def _as_written(_question: Question, written: str) -> Reading:
    return Reading(written)


def _one(question: Question, written: str) -> Reading:
    code = _code(question, written)
    if code is None and len(codes := _split(written)) > 1 and all(_code(question, each) for each in codes):
        raise Unfit("one_option", question=question.name)
    return Reading(_known(question, written))


def _many(question: Question, written: str) -> Reading:
    chosen = list(dict.fromkeys(_known(question, each) for each in _split(written)))
    too_many = len(chosen) if question.limit and len(chosen) > question.limit else 0
    return Reading(";".join(chosen), too_many)


def _split(written: str) -> list[str]:
    return [each for each in map(neat, written.split(";")) if each]


def _known(question: Question, word: str) -> str:
    """The option's code. A list that the program brings knows its codes elsewhere."""
    if not question.choices:
        return word
    code = _code(question, word)
    if code is None:
        names = _some(f"{option.code} – {option.label}" for option in question.choices)
        raise Unfit("no_option", question=question.name, value=word, names=names)
    return code


def _code(question: Question, word: str) -> str | None:
    """The option with this number or letter, in either alphabet and case, or with this text.

    Options with letters alone are counted 1, 2, 3 … as well: they have no printed number.
    """
    codes = {option.code: option.code for option in question.choices}
    folded = _unambiguous((fold(code), code) for code in codes)
    alike = _unambiguous((squash(code), code) for code in codes)
    labels = _unambiguous((fold(option.label), option.code) for option in question.choices)
    letters = not any(code.isdecimal() for code in codes)
    counted = {str(number): code for number, code in enumerate(codes, 1)} if letters else {}
    bare = word.rstrip(").")  # people copy the printed letter with its bracket
    keys = (bare, fold(bare), squash(bare), fold(word), bare)
    found = (known.get(key) for known, key in zip((codes, folded, alike, labels, counted), keys, strict=True))
    return next((code for code in found if code is not None), None)


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Spellings that lead to one thing only."""
    known: dict[str, set[str]] = {}
    for spelling, meant in pairs:
        known.setdefault(spelling, set()).add(meant)
    return {spelling: meant.pop() for spelling, meant in known.items() if len(meant) == 1}


def _number(question: Question, written: str) -> Reading:
    text = written.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    whole = question.kind != "integer" or number == number.to_integral_value()
    if not number.is_finite() or not whole:
        raise Unfit("bad_answer_number", question=question.name, value=written)
    return Reading(text if _PLAIN.fullmatch(text) else f"{number:f}")


def _date(question: Question, written: str) -> Reading:
    day = _DAY.fullmatch(written)
    try:
        meant = date(int(day[3]), int(day[2]), int(day[1])) if day else date.fromisoformat(written)
    except ValueError:
        raise Unfit("bad_answer_date", question=question.name, value=written) from None
    return Reading(meant.isoformat())


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


_READERS: Mapping[str, Callable[[Question, str], Reading]] = {
    "one": _one,
    "many": _many,
    "rank": _many,
    "integer": _number,
    "decimal": _number,
    "range": _number,
    "date": _date,
}
