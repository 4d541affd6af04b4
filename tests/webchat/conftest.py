"""The running web chat for every test of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.webchat.running_chat import Chat, running


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with running(tmp_path) as chat:
        yield chat
