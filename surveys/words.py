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

    names: list[str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, float]
    marks: Mapping[str, int]
    signs: Mapping[str, list[str]]
    days: Mapping[str, int]
    months: Mapping[str, int]
    times: Mapping[str, str]
    particles: Mapping[str, list[str]]
    buttons: Mapping[str, str]
    forms: Mapping[str, str]


def language_code(name: str) -> str:
    """The names of a language, its own and the English one, are its code; a name nobody knows stays as it is."""
    folded = name.strip().casefold()
    for path in sorted(_FOLDER.glob("*.toml")):
        if folded in lexicon(path.stem).names:
            return path.stem
    return name.strip()


@cache
def lexicon(language: str = _DEFAULT) -> Lexicon:
    """The language's words; Russian when the language has no file."""
    path = _FOLDER / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        path = _FOLDER / f"{_DEFAULT}.toml"
    return Lexicon(**tomllib.loads(path.read_text(encoding="utf-8")))
