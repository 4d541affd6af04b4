"""The one list of indicators: a passport is an entry of a data file in `passports`, nothing more."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Passport:
    """What an indicator is, in words and as a rule. `family` is its file's name and names the source that counts it."""

    code: str
    name: str
    numerator: str
    denominator: str
    exclusions: str
    source: str
    periods: str
    version: int
    levels: bool
    family: str
    rule: Mapping[str, Any]
    mark: str = ""  # what a note warns of: "response" (few answered), "demand" (many want it)
    main: bool = False  # shown where there is room for few figures only
    brief: bool = True  # also in messages and pictures


@cache
def passports() -> Mapping[str, Passport]:
    """All passports by code, in the order of the data files."""
    listed = [Passport(**entry, family=family) for family, data in _files().items() for entry in data["indicator"]]
    by_code = {passport.code: passport for passport in listed}
    if len({code.casefold() for code in by_code}) != len(listed):
        raise ValueError("two indicators with one code")
    return by_code


@cache
def codes() -> Mapping[str, str]:
    """The code that people mean by its casefolded spelling."""
    return {code.casefold(): code for code in passports()}


@cache
def titles() -> Mapping[str, str]:
    """What people call a family of indicators, by its name."""
    return {family: str(data["title"]) for family, data in _files().items()}


@cache
def sums_only() -> frozenset[tuple[str, str]]:
    """Instrument and measure of answers that no list may show beside a person, whatever the survey's mode."""
    entries = [entry for data in _files().values() for entry in data.get("sums_only", ())]
    return frozenset((entry["instrument"], measure) for entry in entries for measure in entry["measures"])


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    folder = resources.files("indicators").joinpath("passports")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
