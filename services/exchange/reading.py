"""Reading a workbook from outside: in a process of its own, which may break without anybody noticing."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from services import children
from services.exchange import limits
from services.exchange.book import Book, Gatherer, problem_line
from texts import corrections
from texts.exchange import Problem

Progress = Callable[[int], None]


def read_book(path: Path, progress: Progress | None = None) -> Book:
    """The rows of a workbook and everything that is wrong with it as a file. It blocks; `progress` hears percents."""
    gatherer = _gather(path, progress)
    if gatherer.fast and not gatherer.complete:
        gatherer = _gather(path, progress, "exact")
    return gatherer.book if gatherer.complete else Book(problems=[Problem("too_heavy")])


def _gather(path: Path, progress: Progress | None, *options: str) -> Gatherer:
    gatherer = Gatherer()

    def take(line: dict[str, Any]) -> None:
        if "percent" in line and progress is not None:
            progress(line["percent"])
        gatherer.take(line)

    _run(["read", str(path.resolve()), *options], take)
    return gatherer


def marked_copy(path: Path, copy: Path, problems: Sequence[Problem]) -> bool:
    """Write the same workbook with bad cells coloured and commented; False when it is too much for that."""
    lines: list[dict[str, Any]] = []
    _run(["mark", str(path.resolve()), str(copy.resolve())], lines.append, problems)
    done = lines == [{"end": True}] and copy.is_file()
    if not done:
        copy.unlink(missing_ok=True)
    return done


def _run(arguments: list[str], take: Callable[[dict[str, Any]], None], problems: Iterable[Problem] = ()) -> None:
    """Run the child and hand on its lines; whoever stops it early, its lines just end."""
    environment = children.surroundings("PYTHONTZPATH")
    if corrected := corrections.applied():
        environment[limits.LISTS_VARIABLE] = str(corrected)
    with subprocess.Popen(  # noqa: S603 - our own module, and the path is one argument
        [sys.executable, "-m", "services.exchange.child", *arguments],
        cwd=children.ROOT,
        env={**environment, "OPENPYXL_LXML": "False"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        watch = threading.Timer(limits.WALL_SECONDS, child.kill)
        watch.start()
        try:
            with child.stdin:
                json.dump([problem_line(problem) for problem in problems], child.stdin)
            for line in child.stdout:
                take(json.loads(line))
        except (BrokenPipeError, json.JSONDecodeError):
            child.kill()  # it broke off in the middle; what it said before is worth nothing either
        finally:
            watch.cancel()
