"""A terminal in an empty folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    usual = os.umask(0o022)
    yield Terminal(tmp_path)
    os.umask(usual)
