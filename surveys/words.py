"""The words people use for numbers, dates and times, loaded from surveys/lexicon."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"
_DEFAULT = "ru"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's file."""

    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, float]
    signs: Mapping[str, list[str]]
    days: Mapping[str, int]
    months: Mapping[str, int]
    times: Mapping[str, str]
    particles: Mapping[str, list[str]]
    forms: Mapping[str, str]


@cache
def lexicon(language: str = _DEFAULT) -> Lexicon:
    """The language's words; Russian when the language has no file."""
    path = _FOLDER / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        path = _FOLDER / f"{_DEFAULT}.toml"
    return Lexicon(**tomllib.loads(path.read_text(encoding="utf-8")))
