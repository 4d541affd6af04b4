"""Reads a questionnaire in a process of its own: `python -m services.form_child FILE` prints one JSON line.

A hostile workbook can eat memory and time there and nowhere else.
"""

import json
import sys
from pathlib import Path
from typing import Any

from services import no_numpy

MEMORY = 768 * 2**20  # bytes; the reader's libraries alone map a third of it
CPU_SECONDS = 20


def main(path: str) -> int:
    """Print the compiled form, or the problems."""
    _limit_ourselves()
    no_numpy.spare()
    from surveys.form_json import to_json
    from surveys.problems import FormRefused
    from surveys.reader import read_workbook

    found: dict[str, Any]
    try:
        found = {"form": to_json(read_workbook(Path(path).read_bytes()))}
    except FormRefused as refused:
        found = {"problems": [_plain(problem) for problem in refused.problems]}
    sys.stdout.write(json.dumps(found))
    return 0


def _plain(problem: Any) -> dict[str, Any]:
    names = ("sheet", "row", "column", "code")
    return {**{name: getattr(problem, name) for name in names}, "params": dict(problem.params)}


def _limit_ourselves() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only fence
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
