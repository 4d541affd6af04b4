"""A service manager changes its mind: asked to stop before it has really begun, the program leaves quietly."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def settings(folder: Path) -> dict[str, str]:
    told = {"BOT_TOKEN": "424242:a-token-that-is-nobodys", "TELEGRAM_API_BASE": "http://127.0.0.1:9"}
    return {**os.environ, **told, "BOT_DATA_DIR": str(folder)}


@pytest.mark.parametrize("seen", ["typer", "bot.settings", "sqlalchemy", "aiogram", "apscheduler"])
def test_asked_to_stop_while_it_is_being_loaded(tmp_path: Path, seen: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "bot", "run"],
        cwd=ROOT,
        env=settings(tmp_path),
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


def test_asked_to_stop_at_any_moment_of_its_start(tmp_path: Path) -> None:
    """Between two modules as well: pydantic, asked to leave while it builds models, tells of an error in them."""
    for tenth in range(5, 15):
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], cwd=ROOT, env=settings(tmp_path), stderr=subprocess.PIPE
        ) as program:
            time.sleep(tenth / 10 * 0.8)
            program.send_signal(signal.SIGTERM)
            _, said = program.communicate(timeout=20)
            assert (program.returncode, b"Traceback" in said) == (0, False), said
