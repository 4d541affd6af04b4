"""Files that nothing leads to any more: sent for a question that was left, read once, printed once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select

from storage.database import Tx
from storage.tables import answer, outbox, run, stored_file

KEPT_FOR = timedelta(days=7)  # buttons under a workbook that was read may be pressed for so long
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_NUMBER = re.compile(r"\b[0-9]{1,20}\b")
_PORTION = 500  # numbers in one statement


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Rows of `stored_file` and files in the data folder that can go."""

    rows: tuple[int, ...]
    paths: tuple[Path, ...]


def found(tx: Tx, folder: Path, now: datetime) -> Leftovers:
    """What was kept more than a week ago and stands in no answer, no questionnaire under way, no waiting message."""
    old = {path.name: path for path in _old(folder, now)}
    known = [(row.id, row.sha256) for row in tx.execute(select(stored_file.c.id, stored_file.c.sha256))]
    ours = {number for number, digest in known if digest in old}
    unused = ours - _in_answers(tx, ours) - _in_runs(tx)
    needed = {digest for number, digest in known if number not in unused} | _in_messages(tx)
    return Leftovers(tuple(sorted(unused)), tuple(path for name, path in old.items() if name not in needed))


def remove(tx: Tx, leftovers: Leftovers, now: datetime) -> None:
    """Remove them, except what was kept anew meanwhile."""
    for numbers in _portions(leftovers.rows):
        tx.execute(delete(stored_file).where(stored_file.c.id.in_(numbers)))
    kept = set(tx.execute(select(stored_file.c.sha256)).scalars()) if leftovers.paths else set()
    for path in leftovers.paths:
        if path.name not in kept and _is_old(path, now):
            path.unlink(missing_ok=True)


def _old(folder: Path, now: datetime) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file() and _is_old(path, now)]


def _is_old(path: Path, now: datetime) -> bool:
    return path.exists() and path.stat().st_mtime < (now - KEPT_FOR).timestamp()


def _in_answers(tx: Tx, numbers: Iterable[int]) -> set[int]:
    used: set[int] = set()
    for portion in _portions(sorted(numbers)):
        values = select(answer.c.value).where(answer.c.value.in_(list(map(str, portion)))).distinct()
        used.update(map(int, tx.execute(values).scalars()))
    return used


def _in_runs(tx: Tx) -> set[int]:
    sessions = tx.execute(select(run.c.session)).scalars()
    return {int(number) for session in sessions for number in _NUMBER.findall(session)}


def _in_messages(tx: Tx) -> set[str]:
    waiting = select(outbox.c.payload).where(
        outbox.c.state.in_(["new", "sending"]), outbox.c.payload.contains("files/")
    )
    return {digest for payload in tx.execute(waiting).scalars() for digest in _DIGEST.findall(payload)}


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    numbers = list(numbers)
    yield from (numbers[start : start + _PORTION] for start in range(0, len(numbers), _PORTION))
