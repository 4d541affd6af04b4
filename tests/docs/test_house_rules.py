"""What must not stand in any committed file, and where Russian may stand."""

import re
import tomllib

from tests.docs.sources import read, texts

# Written so that this file does not contain what it looks for.
REGISTRIES = re.compile(
    r"p[y]pi\.|p[y]thonhosted|n[p]mjs|d[o]cker\.io|g[h]cr\.io|q[u]ay\.io|--(?:extra-)?index-u[r]l|--find-l[i]nks"
)
PLACES = re.compile(r"(?<![\w./~$)}*-])/(?:home|root|tmp|work|Users)/[\w.]")
ORGANISATION = re.compile(
    r"\bs[u]b-?agents?\b|\bi[s]sue #?\d+\b|\bthe i[n]tegrator\b|\bh[e]lper session|\bs[h]ared/", re.IGNORECASE
)
CYRILLIC = re.compile(r"[Ѐ-ӿ]|\\u04[0-9a-f]{2}|\\N\{CYR", re.IGNORECASE)
COMPARED = (  # letters that nobody is told
    "storage/spelling.py",
    "surveys/spoken.py",
    "surveys/compiling.py",
    "benchmarks/indicators.py",
    "benchmarks/pandas_peer.py",
)
RUSSIAN_SPOKEN = ("texts", "tests", "surveys/instruments", "storage/migrations")


def found(pattern: re.Pattern[str], *allowed: str) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts().items()
        if str(path) not in allowed
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_host_that_packages_come_from() -> None:
    assert not found(REGISTRIES)


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not found(PLACES)


def test_no_file_tells_how_the_work_was_shared_out() -> None:
    assert not found(ORGANISATION, ".ci/run")  # which walks through forms that stand beside the checkout


def test_russian_stands_where_people_read_it() -> None:
    spoken = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts().items()
        if path.suffix == ".py" and not any(path.is_relative_to(folder) for folder in (*RUSSIAN_SPOKEN, *COMPARED))
        for number, line in enumerate(text.splitlines(), 1)
        if CYRILLIC.search(line)
    ]
    assert not spoken


def test_every_contract_of_the_import_rules_covers_every_package() -> None:
    """A new package at the root is checked like the others, or it is no package of the program."""
    settings = tomllib.loads(read("pyproject.toml"))["tool"]
    packages = {path.parts[0] for path in texts() if len(path.parts) == 2 and path.name == "__init__.py"}
    assert packages == set(settings["importlinter"]["root_packages"]) == set(settings["mypy"]["packages"])
    layers = settings["importlinter"]["contracts"][0]["layers"]
    assert packages == {name.strip() for line in layers for name in line.split("|")}
