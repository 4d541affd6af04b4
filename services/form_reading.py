"""Reading a questionnaire from outside, through the child process that may break without anybody noticing."""

import json
import os
import subprocess
import sys
from pathlib import Path

from surveys.form import Form
from surveys.form_json import form_from_json
from surveys.problems import FormProblem

_ROOT = Path(__file__).resolve().parents[1]
_SECONDS = 30.0
_NEEDED = ("PATH", "SYSTEMROOT", "TEMP", "TMP")  # nothing else of our environment, least of all secrets
_TOO_HEAVY = FormProblem("", None, "", "workbook_too_large", {})


def read_form(path: Path) -> Form | list[FormProblem]:
    """The compiled form, or everything that is wrong with it. It blocks for a second or so."""
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        child = subprocess.run(  # noqa: S603 - our own module, and the path is one argument
            [sys.executable, "-m", "services.form_child", str(path.resolve())],
            cwd=_ROOT,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
        found = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return [_TOO_HEAVY]
    if "form" in found:
        return form_from_json(found["form"])
    return [FormProblem(**problem) for problem in found["problems"]]
