"""Everything there is to say about a book, gathered so that it is said at once and stays readable."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.exchange import limits
from texts.exchange import Problem
from texts.workbook import Level

_LEFT_OUT = "too_many_problems"


@dataclass(slots=True)
class Report:
    """Problems in the order found; past the limits they are only counted."""

    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    left: Counter[Level] = field(default_factory=Counter)  # those that are only counted

    def add(self, problem: Problem) -> None:
        """Say one thing more; the last line of another report adds what that one has counted."""
        if problem.kind == _LEFT_OUT:
            self.left[problem.level] += int(problem.details["count"])
            return
        if problem.level == "error":
            self.errors += 1
            room = self.errors <= limits.PROBLEMS
        else:
            self.warnings[problem.kind] += 1
            room = self.warnings[problem.kind] <= limits.WARNINGS
        if room:
            self.problems.append(problem)
        else:
            self.left[problem.level] += 1

    @property
    def overflows(self) -> bool:
        """Whether there are more errors than are listed."""
        return bool(self.left["error"])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Say several things more."""
        for problem in problems:
            self.add(problem)

    def explain_merged(self, sheet: str, ranges: list[str]) -> None:
        """Where a value is missing because cells are merged, say so."""
        boxes = [box for box in map(_box, ranges[: limits.WARNINGS]) if box]
        for place, problem in enumerate(self.problems):
            if problem.kind == "required" and problem.sheet == sheet and any(_inside(problem, box) for box in boxes):
                self.problems[place] = replace(problem, kind="merged")

    def told(self) -> list[Problem]:
        """The problems, with a last line that counts those that were left out."""
        more = [Problem(_LEFT_OUT, details={"count": str(n)}, level=level) for level, n in self.left.items()]
        return [*self.problems, *more]


_Box = tuple[tuple[int, str], tuple[int, str], int, int]


def _box(text: str) -> _Box | None:
    first, _, last = text.partition(":")
    corners = [(corner.rstrip("0123456789"), corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for corner in (first, last)]
    if not all(letters and digits.isdecimal() for letters, digits in corners):
        return None
    (left, top), (right, bottom) = corners
    return _order(left), _order(right), int(top), int(bottom)


def _order(letters: str) -> tuple[int, str]:
    """Columns in their order: Z before AA."""
    return len(letters), letters


def _inside(problem: Problem, box: _Box) -> bool:
    left, right, top, bottom = box
    return left <= _order(problem.letter) <= right and top <= problem.row <= bottom
