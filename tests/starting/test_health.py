"""What `health` tells of a program that works, of one that does not, and of a folder that takes no more."""

import json
import os
import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from terminal import Terminal

ROOT = Path(__file__).parents[2]


def ran(terminal: Terminal, ago: timedelta, heard: timedelta, trouble: str = "") -> None:
    """The program left its sign of life this long ago, and had heard of Telegram that long ago."""
    now = datetime.now(UTC)
    signs = {
        "tick": (now - ago).isoformat(),
        "heard": {"telegram": (now - heard).isoformat()},
        "trouble": trouble,
        "full": "full" in trouble,
    }
    (terminal.data / "health.json").write_text(json.dumps(signs))


def test_a_program_that_works_is_well(terminal: Terminal) -> None:
    terminal.types("migrate")
    ran(terminal, timedelta(seconds=20), timedelta(seconds=7))

    said = terminal.types("health")

    assert said.exit_code == 0, said.stdout
    assert "Мессенджер telegram: на связи 7 с назад" in said.stdout


def test_a_messenger_that_does_not_answer_is_seen(terminal: Terminal) -> None:
    terminal.types("migrate")
    ran(terminal, timedelta(seconds=20), timedelta(minutes=5))

    said = terminal.types("health")

    assert said.exit_code == 1
    assert "! Мессенджер telegram: на связи 300 с назад" in said.stdout


def test_a_webhook_may_be_silent_for_long(terminal: Terminal) -> None:
    terminal.types("migrate")
    ran(terminal, timedelta(seconds=20), timedelta(hours=5))

    webhook = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "12345678"}
    assert terminal.types("health", **webhook).exit_code == 0


def test_a_full_disk_is_told_in_words(terminal: Terminal) -> None:
    terminal.types("migrate")
    ran(terminal, timedelta(seconds=20), timedelta(seconds=7), "the disk is full")

    said = terminal.types("health")

    assert said.exit_code == 1
    assert "! Запись: диск полон, входящее не записывается и ждёт в мессенджере" in said.stdout


def test_a_folder_that_takes_no_more_is_seen(terminal: Terminal) -> None:
    terminal.types("migrate")

    said = subprocess.run(
        [sys.executable, "-m", "bot", "health"],
        cwd=ROOT,
        env={**os.environ, "BOT_DATA_DIR": str(terminal.data)},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        check=False,
    )

    assert said.returncode == 1
    assert "Записать в папку данных не удаётся" in said.stdout
