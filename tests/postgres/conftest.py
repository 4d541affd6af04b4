"""The same stories with the data on a PostgreSQL server: run by `make test-postgres`, which needs one installed."""

import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cluster import running
from psycopg import sql

for stories in ("conversations", "storage"):
    sys.path.insert(0, str(Path(__file__).parents[1] / stories))

from city import City, city_in  # noqa: E402 - found by the lines above

_NUMBERS = count(1)


@dataclass(frozen=True)
class OnTheServer:
    """A database for each city, copied from the one with the sample data."""

    server: str

    def settings(self, folder: Path) -> dict[str, Any]:
        """Make the database when it is asked for the first time."""
        self._create(_name(folder))
        return {"database_url": self.server.replace("/postgres", f"/{_name(folder)}")}

    def copy(self, source: Path, target: Path) -> None:
        """PostgreSQL copies a database as a whole."""
        self._create(_name(target), template=_name(source))

    def _create(self, name: str, template: str = "template0") -> None:
        with psycopg.connect(self.server, autocommit=True) as server:
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
                statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                server.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def _name(folder: Path) -> str:
    return f"{folder.parent.name}-{folder.name}"[-60:]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The server's address; there is nothing to test without one, so its absence is a failure."""
    with running() as made:
        yield made.address


@pytest.fixture
def database_url(server: str) -> str:
    """An empty database, as SQLAlchemy writes it."""
    name = f"empty{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres", f"/{name}")


@pytest.fixture
async def city(tmp_path: Path, server: str) -> AsyncIterator[City]:
    """The city of the other stories, its data on the server."""
    async with city_in(tmp_path, OnTheServer(server)) as made:
        yield made
        await made.rest()
