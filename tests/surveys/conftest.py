"""A person walking through a form: speaks in labels, sees what is on the screen, goes through JSON at every step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from json import dumps, loads
from zoneinfo import ZoneInfo

import pytest

from surveys import engine
from surveys.events import Answer, Event, Recorded, Refused, Submitted
from surveys.form import Form
from surveys.form_json import form_from_json, to_json
from surveys.inputs import Attached, Back, Confirm, GoTo, Input, Mark, Pick, Place, Skip, Submit, Typed
from surveys.reader import read_markdown
from surveys.session import Context, Session, session_from_json
from surveys.views import OptionView, QuestionView, ReviewView

THURSDAY = datetime(2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@dataclass
class Walk:
    """One person in one form; every step stores and loads both the form and the session."""

    form: Form
    session: Session
    now: datetime = THURSDAY
    events: list[Event] = field(default_factory=list)

    @property
    def screen(self) -> QuestionView | ReviewView:
        return engine.view(self.form, self.session)

    @property
    def question(self) -> QuestionView:
        assert isinstance(self.screen, QuestionView), f"the review is shown: {self.screen}"
        return self.screen

    @property
    def review(self) -> dict[str, str]:
        assert isinstance(self.screen, ReviewView), f"a question is shown: {self.screen.label}"
        return {item.label: item.answer for item in self.screen.items}

    @property
    def at_review(self) -> bool:
        return isinstance(self.screen, ReviewView)

    @property
    def asks(self) -> str:
        return self.question.label

    @property
    def options(self) -> list[str]:
        return [option.label for option in self.question.options]

    @property
    def chosen(self) -> list[str]:
        return [option.label for option in self.question.options if option.chosen]

    @property
    def refusal(self) -> Refused | None:
        return next((event for event in self.events if isinstance(event, Refused)), None)

    @property
    def recorded(self) -> Recorded | None:
        return next((event for event in self.events if isinstance(event, Recorded)), None)

    def does(self, given: Input) -> "Walk":
        form = form_from_json(loads(dumps(to_json(self.form))))
        session = session_from_json(loads(dumps(self.session.to_json())))
        before = session.visit
        self.session, self.events = engine.advance(form, session, given, self.now)
        assert self.session.visit >= before
        return self

    def types(self, *texts: str) -> "Walk":
        for text in texts:
            self.does(Typed(text))
        return self

    def picks(self, *labels: str) -> "Walk":
        for label in labels:
            self.does(Pick(self._option(label).index))
        return self

    def marks(self, *labels: str) -> "Walk":
        for label in labels:
            self.does(Mark(self._option(label).index, on=True))
        return self

    def unmarks(self, label: str) -> "Walk":
        return self.does(Mark(self._option(label).index, on=False))

    def places(self, label: str, place: int) -> "Walk":
        return self.does(Place(self._option(label).index, place))

    def attaches(self, name: str, media: str) -> "Walk":
        return self.does(Attached(f"store/{name}", name, media))

    def confirms(self) -> "Walk":
        return self.does(Confirm())

    def skips(self) -> "Walk":
        return self.does(Skip())

    def goes_back(self) -> "Walk":
        return self.does(Back())

    def changes(self, label: str) -> "Walk":
        return self.does(GoTo(list(self.review).index(label)))

    def sends(self) -> dict[str, str]:
        self.does(Submit())
        return {_named(answer): answer.value for answer in self.submitted.answers}

    @property
    def submitted(self) -> Submitted:
        return next(event for event in self.events if isinstance(event, Submitted))

    def _option(self, label: str) -> OptionView:
        return next(option for option in self.question.options if option.label == label)


def _named(answer: Answer) -> str:
    return f"{answer.name} {answer.item}" if answer.item else answer.name


@pytest.fixture
def walk() -> Callable[..., Walk]:
    """Begins a form written as markdown tables."""

    def begin(markdown: str, context: Context | None = None, answers: tuple[Answer, ...] = ()) -> Walk:
        form = form_from_json(loads(dumps(to_json(read_markdown(markdown)))))
        session, events = engine.start(form, context or Context(), THURSDAY, answers)
        return Walk(form, session, events=events)

    return begin
