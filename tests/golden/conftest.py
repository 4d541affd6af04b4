"""What every golden case begins with."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _away_from_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder without the `.env` of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
