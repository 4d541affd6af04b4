"""The real program in processes of its own: everything is imported once, then each start is a fork away.

What runs is `python -m bot run` with its settings from the environment; only the clock is moved to a working hour, so
that messages need not wait for the morning.
"""

import asyncio
import gc
import importlib
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from tests.fake_bot_api import FakeBotApi

TOKEN = "424242:a-token-that-must-never-be-seen"
READY_SECONDS = 30.0


@dataclass
class Ended:
    """How a process came to its end."""

    status: int
    seconds: float


class Program:
    """Starts and ends `bot run` on one data folder against one fake; `async with` keeps the nursery."""

    def __init__(self, folder: Path, api: FakeBotApi, shift: timedelta) -> None:
        self.folder = folder
        self.api = api
        self.log = folder / "bot.log"
        self.rate = 1000.0  # messages a second; not what most stories are about
        self._shift = shift
        self._pid: int | None = None
        self._nursery: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        self._nursery = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.program", stdin=pipe, stdout=pipe
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._nursery is not None
        assert self._nursery.stdin is not None
        if self._pid is not None:
            await self.kill()
        self._nursery.stdin.close()
        await self._nursery.wait()

    @property
    def settings(self) -> dict[str, str]:
        """The environment of the program."""
        return {
            "BOT_TOKEN": self.api.world.token,
            "TELEGRAM_API_BASE": self.api.url,
            "BOT_DATA_DIR": str(self.folder / "data"),
            "OPERATOR_NAME": "Центр развития образования",
            "HELP_CONTACT": "centre@example.org",
            "TELEGRAM_RATE": str(self.rate),
            "LOG_LEVEL": "DEBUG",
        }

    async def start(self) -> None:
        """Start and wait until it asks for updates."""
        polls = len(self.api.world.called("getUpdates"))
        await self.begin()
        async with asyncio.timeout(READY_SECONDS):
            while len(self.api.world.called("getUpdates")) == polls:
                await self.api.world.change(0.02)

    async def begin(self, *args: str) -> None:
        """Start without waiting for anything; `run` unless another command is given."""
        assert self._pid is None
        order = {"env": self.settings, "args": args or ("run",), "log": str(self.log)}
        self._pid = await self._ask({**order, "shift": self._shift.total_seconds()})

    async def command(self, *args: str) -> int:
        """Run another command of the program to its end; the exit status."""
        await self.begin(*args)
        return (await self.ended()).status

    async def kill(self) -> Ended:
        """`kill -9`."""
        return await self._end(signal.SIGKILL)

    async def stop(self) -> Ended:
        """SIGTERM, and wait."""
        return await self._end(signal.SIGTERM)

    async def ended(self) -> Ended:
        """Wait until it ends by itself."""
        since = time.monotonic()
        status = await self._ask({"wait": self._pid})
        self._pid = None
        return Ended(status, time.monotonic() - since)

    async def _end(self, number: signal.Signals) -> Ended:
        assert self._pid is not None
        os.kill(self._pid, number)
        return await self.ended()

    async def _ask(self, order: dict[str, Any]) -> int:
        assert self._nursery is not None
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(order).encode() + b"\n")
        return int(await self._nursery.stdout.readline())


# --- in the nursery --------------------------------------------------------------------------------------------


def _live(order: dict[str, Any]) -> int:
    from bot import clock
    from bot.cli import app

    os.environ.update(order["env"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    shift, real = timedelta(seconds=order["shift"]), clock.real_now
    clock.real_now = lambda: real() + shift
    try:
        app(list(order["args"]))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def nursery() -> None:
    """Import everything, then fork as told."""
    for name in ("bot.app", "bot.serving", "bot.commands.exchange", "messengers.telegram", "messengers.webhook"):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # a fork should not have to collect what was made here
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if answer == 0:
                os._exit(_live(order))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
