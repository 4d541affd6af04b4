"""A fresh database with the program's tables; the suite on PostgreSQL has a `database_url` of its own."""

from pathlib import Path

import pytest


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """An empty database, as SQLAlchemy writes it."""
    return f"sqlite:///{tmp_path / 'nastavnik.sqlite3'}"
