"""A service manager changes its mind: asked to stop before it has really begun, the program leaves quietly."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seen", ["typer", "bot.settings", "sqlalchemy", "aiogram", "apscheduler"])
def test_asked_to_stop_while_it_is_being_loaded(tmp_path: Path, seen: str) -> None:
    settings = {
        "BOT_TOKEN": "424242:a-token-that-is-nobodys",
        "TELEGRAM_API_BASE": "http://127.0.0.1:9",
        "BOT_DATA_DIR": str(tmp_path),
    }
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "bot", "run"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        assert program.stderr is not None
        said = next(line for line in program.stderr if seen in line)
        since = time.monotonic()
        program.send_signal(signal.SIGTERM)
        said += program.stderr.read()
        assert program.wait(20) == 0
    assert time.monotonic() - since < 15
    assert "Traceback" not in said
