"""The real application with the demo, as a process with data of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 15


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """The address of the demo's page, while the block runs; it must stop politely."""
    address = f"127.0.0.1:{free_port()}"
    environment = {**os.environ, "BOT_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "bot", "demo", "--listen", address]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout is not None
        said = process.stdout.readline()  # the address is printed as soon as the page can be opened
        assert address in said, (folder / "log").read_text()
        try:
            yield f"http://{address}/"
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(STOP_SECONDS) == 0, (folder / "log").read_text()
