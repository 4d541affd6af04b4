"""The processes of a benchmark: the Bot API and the bots, each started, spoken to and stopped here."""

import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_START = 60.0  # seconds that a bot may take to come up
_ORDER = 180.0


class Stage:
    """A Bot API and bots in a folder of their own, on the project's disk, so that a sync costs what it costs."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bots = 0
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT)))
        api = self._start(["benchmarks.bot_api"], {}, stdout=subprocess.PIPE)
        assert api.stdout is not None
        self._url = f"http://127.0.0.1:{int(api.stdout.readline())}"

    def bot(self, module: list[str], folk: str, people: int, **settings: str) -> "Party":
        """Start a bot and wait until it asks for updates."""
        self._bots += 1
        token = f"{self._bots}00:{'B' * 35}"
        process = self._start(module, {"BOT_TOKEN": token, "TELEGRAM_API_BASE": self._url, **settings})
        party = Party(self._url, token, process)
        late = time.monotonic() + _START
        while not party.order("ready", folk=folk, people=people, seconds=0.5):
            if process.poll() is not None or time.monotonic() > late:
                raise SystemExit(f"{' '.join(module)} did not come up")
        return party

    def stop(self, party: "Party") -> None:
        """End one bot before the others."""
        _stop(party.process)

    def _start(
        self, module: list[str], settings: dict[str, str], stdout: int | None = None
    ) -> "subprocess.Popen[bytes]":
        # Started from a folder without an .env, which is not to take part, and with bytecode kept, as usually.
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(ROOT), **settings}
        process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", *module], cwd=self.folder, env=environment, stdout=stdout, stderr=subprocess.DEVNULL
        )
        self._stack.callback(_stop, process)
        return process


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Party:
    """A bot together with its people."""

    def __init__(self, url: str, token: str, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self._url = url
        self._token = token
        self._turn = 0

    def order(self, name: str, **given: Any) -> Any:
        """Let the people do something and hear how it went."""
        body = json.dumps({"order": name, "token": self._token, **given}).encode()
        with urllib.request.urlopen(f"{self._url}/order", body, timeout=_ORDER) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    def crowd(self, acts: int, at_once: int) -> float:
        """Acts a second, with so many of them under way at any moment."""
        seconds: float = self.order("crowd", acts=acts, at_once=at_once, first=self._next(acts))
        return acts / seconds

    def stream(self, acts: int, per_second: float) -> list[float]:
        """Seconds that each act waited for its answer, when they come at this pace."""
        waits: list[float] = self.order("stream", acts=acts, per_second=per_second, first=self._next(acts))
        return waits

    def _next(self, acts: int) -> int:
        first, self._turn = self._turn, self._turn + acts
        return first


@contextmanager
def stage() -> Iterator[Stage]:
    """Everything is stopped and swept away at the end."""
    with ExitStack() as stack:
        yield Stage(stack)


def spread(values: Sequence[float], form: str) -> str:
    """The median, the lowest and the highest value in this format."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}-{max(values):{form}})"


def versions() -> str:
    """What the figures depend on."""
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, aiogram {version('aiogram')}"
