"""A respondent of a questionnaire: taps and types through the real engine; the session is stored after every step."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from surveys.engine import advance, start, view
from surveys.events import Recorded, Refused, Submitted
from surveys.form import Form
from surveys.inputs import Attached, Confirm, GoTo, Input, Mark, Pick, Skip, Submit, Typed
from surveys.reader import read_markdown
from surveys.session import Choice, Context, Session, session_from_json
from surveys.views import QuestionView, ReviewView

NOW = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[2] / "surveys" / "instruments"
CODES = ("F0", "F1", "F2", "Q1", "Q2", "Q3", "Q4", "Q4T", "Q5", "Q6", "Q7", "Q8")
CERTIFICATE = Attached("f1", "udostoverenie.pdf", "file")
ANYTHING: dict[str, Input] = {
    "text": Typed("Разбор заданий с развёрнутым ответом"),
    "integer": Typed("5"),
    "date": Typed("сегодня"),
    "file": CERTIFICATE,
}


@cache
def instrument(code: str) -> Form:
    return read_markdown((FOLDER / f"{code}.md").read_text(encoding="utf-8"))


def rows(*labels: str, **columns: str) -> tuple[Choice, ...]:
    """A list the program brings; codes are r1, r2 … in order."""
    return tuple(Choice(f"r{place}", label, columns) for place, label in enumerate(labels, 1))


class Respondent:
    """One person in front of one questionnaire."""

    def __init__(self, code: str, values: dict[str, str] | None = None, **rosters: tuple[Choice, ...]) -> None:
        self.form = instrument(code)
        self.session, _ = start(self.form, Context(values or {}, rosters, None), NOW)
        self.shown: list[str] = []
        self.recorded: dict[str, str] = {}

    @property
    def screen(self) -> QuestionView | ReviewView:
        return view(self.form, self.session)

    @property
    def question(self) -> QuestionView:
        assert isinstance(self.screen, QuestionView), "the review is on the screen"
        return self.screen

    @property
    def options(self) -> dict[str, str]:
        return {option.code: option.label for option in self.question.options}

    def does(self, given: Input) -> Refused | Submitted | None:
        """One input; what the person is told when it was not simply accepted."""
        self.session = stored(self.session)
        self.session, events = advance(self.form, self.session, given, NOW)
        for event in events:
            if isinstance(event, Recorded):
                self.recorded[f"{event.name}[{event.item}]" if event.item else event.name] = event.value
        return next((event for event in events if isinstance(event, Refused | Submitted)), None)

    def answers(self, value: str) -> Refused | None:
        """The question on the screen answered by option codes («1;3») or by what a person would type."""
        question = self.question
        if question.kind == "one":
            return self._told(Pick(self._index(value)))
        if question.kind in ("many", "rank"):
            wanted = value.split(";")
            for option in question.options:
                if question.kind == "many" and option.chosen and option.code not in wanted:
                    self._told(Mark(option.index, on=False))
            for code in wanted:
                if refused := self._told(Mark(self._index(code), on=True)):
                    return refused
            return self._told(Confirm())
        return self._told(Typed(value))

    def goes_to(self, name: str, **answers: str) -> "Respondent":
        """Walks until the question stands on the screen; what is not said is answered with anything that fits."""
        for asked in self.asked(answers):
            if asked == name:
                return self
        raise AssertionError(f"{name} was never asked; asked were {self.shown}")

    def finishes(self, **answers: str) -> dict[str, str]:
        """Walks to the review and sends; gives the response by question name, instances as `name[2]`."""
        for _ in self.asked(answers):
            pass
        told = self.does(Submit())
        assert isinstance(told, Submitted), told
        return {f"{each.name}[{each.item}]" if each.item else each.name: each.value for each in told.answers}

    def returns_to(self, name: str) -> None:
        """From the review back to a question."""
        assert isinstance(self.screen, ReviewView)
        self.does(GoTo([item.name for item in self.screen.items].index(name)))

    def asked(self, answers: dict[str, str]) -> Iterator[str]:
        said = {name.replace("__", "."): value for name, value in answers.items()}
        while isinstance(screen := self.screen, QuestionView):
            self.shown.append(screen.name)
            yield screen.name
            refused = self.answers(said[screen.name]) if screen.name in said else self._anything(screen)
            assert refused is None, (screen.name, refused)

    def _anything(self, screen: QuestionView) -> Refused | None:
        if screen.kind == "one":
            return self._told(Pick(screen.options[0].index))
        if screen.kind == "many":
            self._told(Mark(screen.options[0].index, on=True))
        if screen.kind == "rank":
            for option in screen.options:
                self._told(Mark(option.index, on=True))
        return self._told(ANYTHING.get(screen.kind, Confirm()))

    def skips(self) -> Refused | None:
        return self._told(Skip())

    def _told(self, given: Input) -> Refused | None:
        told = self.does(given)
        assert not isinstance(told, Submitted)
        return told

    def _index(self, code: str) -> int:
        found = [option.index for option in self.question.options if option.code == code]
        assert found, f"{self.question.name} does not offer {code}; it offers {self.options}"
        return found[0]


def stored(session: Session) -> Session:
    """The session as it comes back from the database."""
    return session_from_json(json.loads(json.dumps(session.to_json())))
