"""A city for each story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from city import City, city_in


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """The program over the web chat with the demo's people, on a Tuesday at eleven; every press gets its answer."""
    async with city_in(tmp_path) as made:
        yield made
        await made.rest()
        assert not made.someone("К-01").unanswered(), "a press was never answered"
