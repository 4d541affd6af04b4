"""Which stored questions an indicator of surveys rests on, and which of their options count."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from indicators.registry import Passport
from storage import standing
from storage.database import Tx
from storage.forms import Forms
from surveys.form import Form, Option

Kind = Literal["rate", "share", "mean", "split"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator of surveys is counted; the words are explained in passports/surveys.toml."""

    kind: Kind
    measures: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()
    base: Literal["shown", "valid"] = "shown"
    instruments: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()


def rule_of(passport: Passport) -> Rule:
    """The rule in a passport."""
    made: dict[str, Any] = dict(passport.rule)
    for name in ("measures", "instruments"):
        made[name] = tuple(made.get(name, ()))
    for name in ("counts", "without"):
        made[name] = frozenset(made.get(name, ()))
    return Rule(**made)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: its code in answers, its label and its marks in the column `counts`."""

    code: str
    label: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ask:
    """The same question of one or several versions of an instrument."""

    measure: str
    many: bool
    choices: tuple[Choice, ...]
    nth: int  # among the questions of a version that are alike in everything above
    kept: bool  # by responses themselves, for the standing figures
    ids: tuple[int, ...] = ()

    def counted(self, marks: frozenset[str]) -> tuple[str, ...]:
        """Codes of the options that have one of the marks."""
        return tuple(choice.code for choice in self.choices if choice.marks & marks)


def asked(tx: Tx, versions: Iterable[int], measures: frozenset[str]) -> dict[tuple[int, ...], tuple[Ask, ...]]:
    """The questions with these measures, by the versions that ask them alike."""
    forms = Forms()
    known = {version: _asks(forms.form(tx, version), forms.question_ids(tx, version), measures) for version in versions}
    alike: dict[frozenset[Ask], list[int]] = {}
    for version, asks in known.items():
        alike.setdefault(frozenset(asks), []).append(version)
    return {
        tuple(group): tuple(
            replace(ask, ids=tuple(known[version][ask] for version in group)) for ask in known[group[0]]
        )
        for group in alike.values()
    }


def _asks(form: Form, ids: Mapping[str, int], measures: frozenset[str]) -> dict[Ask, int]:
    """The form's questions in their order, with the ids they are stored under."""
    asks: dict[Ask, int] = {}
    kept = {each.name for each in standing.first_kept(form).values()}
    seen: Counter[Any] = Counter()
    for each in form.questions:
        if each.measure in measures:
            shape = (each.measure, each.kind in standing.MANY, tuple(map(_choice, each.choices)))
            asks[Ask(*shape, nth=seen[shape], kept=each.name in kept)] = ids[each.name]
            seen[shape] += 1
    return asks


def _choice(option: Option) -> Choice:
    marks = re.split(r"[;,\s]+", option.attributes.get("counts", ""))
    return Choice(option.code, option.label, frozenset(marks) - {""})
