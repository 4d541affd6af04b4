"""Answers given in another program, which may not skip what a form skips: what is too much, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from surveys.form import Form
from surveys.plan import Expression, plan_of
from surveys.session import REVIEW, Context, Session
from surveys.situation import Situation

_MOMENT = "2026-01-01T10:00:00+03:00"  # what depends on the moment is not judged


@dataclass(frozen=True, slots=True)
class Path:
    """Names of questions: answered though the form would have hidden them; shown, obligatory and not answered."""

    hidden: frozenset[str]
    missing: tuple[str, ...]


@dataclass
class Paths:
    """Follows many people through one form. What cannot be told from the answers is in nobody's disfavour."""

    form: Form
    _kinds: dict[str, str] = field(init=False)
    _asked: frozenset[str] = field(init=False)  # questions on whose answers something depends
    _known: dict[tuple[frozenset[tuple[str, str]], frozenset[str]], Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kinds = {question.name: question.kind for question in self.form.questions}
        reads = {path for task in plan_of(self.form).tasks if task.expression for path in task.expression.reads}
        whole = any(path.endswith("*") for path in reads)
        self._asked = frozenset(self._kinds) if whole else frozenset(path.rsplit("/", 1)[1] for path in reads)

    def of(self, answers: Mapping[str, str]) -> Path:
        """The path of somebody who answered so; several options are joined with semicolons."""
        key = frozenset((name, answers[name]) for name in answers.keys() & self._asked), frozenset(answers)
        if key not in self._known:
            self._known[key] = self._walked(answers)
        return self._known[key]

    def _walked(self, answers: Mapping[str, str]) -> Path:
        given = {
            name: value.replace(";", " ") if self._kinds[name] in ("many", "rank") else value
            for name, value in answers.items()
        }
        session = Session(Context(), given, REVIEW, visit=1, started=_MOMENT, moment=_MOMENT)
        certain = _Certain(Situation(plan_of(self.form), session))
        spots = [spot for spot in certain.spots.values() if certain.of(spot.question.path)]
        hidden = frozenset(spot.key for spot in spots if spot.hidden and spot.key in answers)
        missing = [
            spot.key
            for spot in spots
            if not spot.hidden and spot.planned.required is True and spot.key in self._kinds and spot.key not in answers
        ]
        return Path(hidden, tuple(missing))


class _Certain:
    """Whether it can be told from the answers alone that a question is shown, or that it is hidden."""

    def __init__(self, situation: Situation) -> None:
        self._answers = situation.session.answers
        self.spots = {spot.question.path: spot for spot in situation.single()}
        tasks = [(situation.plan.by_place[task.place].node.path, task) for task in situation.plan.tasks]
        self._relevant = {path: task.expression for path, task in tasks if task.what == "relevant"}
        self._values = {path: task.expression for path, task in tasks if task.what == "value"}
        self._told: dict[str, bool] = {}

    def of(self, path: str) -> bool:
        """Whether everything is known on which it depends that this question is shown."""
        return all(self._reads_known(self._relevant[each]) for each in _around(path) if each in self._relevant)

    def _reads_known(self, expression: Expression | None) -> bool:
        return expression is not None and all(self._value(path) for path in expression.reads)

    def _value(self, path: str) -> bool:
        """Whether it is known what stands there; nothing is known of itself."""
        if path not in self._told:
            self._told[path] = False
            self._told[path] = self._worked_out(path)
        return self._told[path]

    def _worked_out(self, path: str) -> bool:
        spot = self.spots.get(path)
        if spot is None:
            return False
        if spot.key in self._answers or (spot.hidden and self.of(path)):
            return True
        return path in self._values and self._reads_known(self._values[path])


def _around(path: str) -> Iterator[str]:
    """The path and those of the groups around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]
