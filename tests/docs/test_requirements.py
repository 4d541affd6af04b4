"""What is installed is what is imported, in versions that are known by their hashes."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.docs.sources import committed, read

PROGRAM = {path.parts[0] for path in committed() if path.name == "__init__.py" and len(path.parts) == 2}
LOADED_BY_NAME = {"psycopg", "tzdata"}  # by SQLAlchemy for postgresql://, by zoneinfo where the system has no zones
TOOLS = {"import-linter", "ruff", "mypy", "pytest-asyncio", "pytest-timeout", "pytest-xdist"}  # started, not imported


def wanted(name: str) -> set[str]:
    """The packages that requirements/<name>.in asks for by itself."""
    lines = read(f"requirements/{name}.in").splitlines()
    return {_folded(re.split(r"[\[<>=~!;]", line)[0]) for line in lines if line and line[0] not in "#-"}


def imported(*folders: str) -> set[str]:
    """The installed packages that the Python files in these folders import."""
    owners = packages_distributions()
    modules = {
        module.partition(".")[0]
        for path in committed()
        if path.suffix == ".py" and path.parts[0] in folders
        for module in _modules(path)
    }
    return {_folded(owners[name][0]) for name in modules - set(sys.stdlib_module_names) if name in owners}


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip().lower())


def test_the_program_asks_for_exactly_what_it_imports() -> None:
    assert imported(*PROGRAM) | LOADED_BY_NAME == wanted("run")


def test_tests_ask_for_exactly_what_they_import_on_top() -> None:
    stubs = {name for name in wanted("dev") if name.startswith("types-") or name.endswith("-stubs")}
    assert imported("tests", "benchmarks") - wanted("run") - wanted("bench") == wanted("dev") - TOOLS - stubs


@pytest.mark.parametrize("name", ["run", "dev", "bench"])
def test_every_version_is_known_by_its_hash(name: str) -> None:
    blocks = re.split(r"^(?=\S+==)", read(f"requirements/{name}.txt"), flags=re.MULTILINE)[1:]
    assert len(blocks) > len(wanted(name))
    assert not [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]


def test_tests_run_on_the_versions_that_people_run() -> None:
    run, dev = (
        {*re.findall(r"^(\S+==\S+)", read(f"requirements/{name}.txt"), re.MULTILINE)} for name in ("run", "dev")
    )
    assert run <= dev
