"""A terminal in an empty folder."""

from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    return Terminal(tmp_path)
