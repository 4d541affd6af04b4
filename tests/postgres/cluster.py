"""A PostgreSQL server of our own in a temporary folder, on a free port, for as long as the tests run."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

# Durability is PostgreSQL's own business; without it the tests need half the time.
_SETTINGS = "listen_addresses=127.0.0.1 fsync=off synchronous_commit=off full_page_writes=off max_connections=200"


class NoPostgres(Exception):  # noqa: N818 - a state of affairs of this machine
    """PostgreSQL's server programs are not installed."""


def programs() -> Path:
    """Where initdb and pg_ctl are; raises NoPostgres."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        raise NoPostgres("install PostgreSQL: apt-get install postgresql")
    return found[-1]


@dataclass(frozen=True)
class Server:
    """A server that may be away for a while."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Of its database `postgres`, as DATABASE_URL would have it."""
        return f"postgresql://nastavnik@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Returns when it takes connections."""
        options = " ".join(f"-c {setting}" for setting in _SETTINGS.split())
        self._control("-l", str(self.folder / "log"), "-o", f"-p {self.port} -k {self.folder} {options}", "start")

    def stop(self) -> None:
        """Whoever is connected is sent away, what was committed stays."""
        self._control("-m", "fast", "stop")

    def _control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", *arguments)


@contextmanager
def running() -> Iterator[Server]:
    """A fresh server."""
    server = Server(Path(mkdtemp(prefix="pg-")), _free_port())
    data = str(server.folder / "data")
    if os.geteuid() == 0:
        shutil.chown(server.folder, "postgres")
    _run("initdb", "-D", data, "-U", "nastavnik", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    """As the user postgres, since the server refuses to work for root."""
    command = [str(programs() / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
