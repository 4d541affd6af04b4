"""The page with all passports of indicators, in Markdown."""

from collections.abc import Iterable, Mapping
from typing import Protocol


class Told(Protocol):
    """What of a passport is told."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...
    @property
    def exclusions(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def periods(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def levels(self) -> bool: ...


NOTHING = "–"  # in a passport: there is nothing to say

INTRODUCTION = """\
# Показатели

Что считает каждый показатель, из чего, с какими исключениями и за какой период. Страница составлена программой из
паспортов в `indicators/passports`; её обновляет `make passports`, а `python -m bot indicators --list` печатает то же
самое.

Доля хранится двумя целыми числами и округляется только при показе, половина – вверх. Если знаменатель равен нулю,
показатель говорит «нет данных», не получает места и не входит в суммы. Регион складывает числители и знаменатели
муниципалитетов, а не усредняет проценты. Уровни: оптимальный – от 85 %, допустимый – от 65 %, ниже – критический;
муниципалитет может задать свои границы.
"""


def page(families: Mapping[str, Iterable[Told]]) -> str:
    """The page: families by title, a section for each passport."""
    return "\n".join([INTRODUCTION, *(_family(title, passports) for title, passports in families.items())])


def _family(title: str, passports: Iterable[Told]) -> str:
    return "\n".join([f"## {title}\n", *(_passport(passport) for passport in passports)])


def _passport(passport: Told) -> str:
    level = "есть" if passport.levels else "нет"
    told = {
        "Числитель": passport.numerator,
        "Знаменатель": passport.denominator,
        "Исключения": passport.exclusions,
        "Источник": passport.source,
        "Период": passport.periods,
    }
    lines = [f"- {name}: {text}." for name, text in told.items() if text != NOTHING]
    head = f"### {passport.code} – {passport.name}\n"
    return "\n".join([head, *lines, f"- Уровень: {level}. Версия {passport.version}.\n"])
