"""A PostgreSQL server of our own in a temporary folder, on a free port, for as long as the tests run."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def running() -> Iterator[str]:
    """A fresh server; gives the address of its database `postgres` as DATABASE_URL would."""
    folder, port = Path(mkdtemp(prefix="pg-")), _free_port()
    data, log = folder / "data", folder / "log"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _run("initdb", "-D", str(data), "-U", "nastavnik", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    options = " ".join(f"-c {setting}" for setting in _SETTINGS.split())
    _run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", f"-p {port} -k {folder} {options}", "start")
    try:
        yield f"postgresql://nastavnik@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


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
