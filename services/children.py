"""Starting the processes in which files from outside are opened: with next to nothing of our environment."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_NEEDED = ("PATH", "SYSTEMROOT", "TEMP", "TMP")  # nothing else of our environment, least of all secrets


def surroundings(*more: str) -> dict[str, str]:
    """The environment of such a process: the variables it cannot do without, and these."""
    kept = {name: os.environ[name] for name in (*_NEEDED, *more) if name in os.environ}
    return {**kept, "PYTHONIOENCODING": "utf-8"}


def told_by(module: str, path: Path, seconds: float) -> Any:
    """What a module says of a file, one JSON document; None when it broke off or took too long. It blocks."""
    try:
        child = subprocess.run(  # noqa: S603 - our own module, and the path is one argument
            [sys.executable, "-m", module, str(path.resolve())],
            cwd=ROOT,
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
        return json.loads(child.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
