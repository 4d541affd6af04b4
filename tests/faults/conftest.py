"""One city for all stories, and a copy of it for each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults import city as cities
from tests.faults.city import City, Made


def pytest_report_header() -> str:
    """The seed, so that a failure can be played again: FAULT_SEED=… make test-faults."""
    return f"FAULT_SEED={cities.SEED}"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return cities.make(tmp_path_factory.mktemp("city"))


@pytest.fixture
async def city(made: Made, tmp_path: Path) -> AsyncIterator[City]:
    async with made.copy(tmp_path) as own:
        yield own
