"""Somebody who answers any form to its end, trying ordinary answers until one is taken."""

from collections.abc import Iterable
from datetime import UTC, datetime
from json import dumps, loads
from random import Random

from surveys.engine import advance, start, view
from surveys.events import Refused, Submitted
from surveys.form import Form
from surveys.inputs import Attached, Confirm, Input, Mark, Pick, Place, Skip, Submit, Typed
from surveys.session import Choice, Context, Session, session_from_json
from surveys.views import QuestionView, ReviewView

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
_TEXTS = ("Всё хорошо", "12345", "79991234567", "a@b.ru", "2020", "A1", "абв", "1", "АБ-123")
_NUMBERS = ("5", "1", "0", "10", "18", "30", "60", "100", "250", "1000", "2020", "79991234567", "-1", "0.5")
_DATES = ("2026-03-12", "2026-03-01", "2000-01-01", "2026-08-30", "2030-01-01")
_ROSTERS = (
    "my_schools",
    "my_teachers",
    "my_subjects",
    "subjects",
    "open_needs",
    "route_items",
    "plan_items",
    "modules_done",
)


class StuckError(Exception):
    """No ordinary answer is taken here."""


def rostered(**values: str) -> Context:
    """A context in which every list has two items."""
    items = (Choice("1", "Первый", {"status": "в работе"}), Choice("2", "Второй", {"status": ""}))
    return Context(values, dict.fromkeys(_ROSTERS, items))


def finish(form: Form, context: Context | None = None, seed: int = 0) -> Submitted:
    """Answers from the first question to «Отправить»; the session goes through JSON before every step."""
    random = Random(seed)
    session, _ = start(form, context or rostered(), NOW)
    for _ in range(3000):
        session = through_json(session)
        shown = view(form, session)
        if isinstance(shown, ReviewView):
            _, events = advance(form, session, Submit(), NOW)
            if isinstance(events[-1], Submitted):
                return events[-1]
            session, _ = advance(form, session, Submit(), NOW)
            continue
        session = _answered(form, session, shown, random)
    raise StuckError("no end")


def through_json(session: Session) -> Session:
    """What a database gives back."""
    return session_from_json(loads(dumps(session.to_json())))


def _answered(form: Form, session: Session, shown: QuestionView, random: Random) -> Session:
    for inputs in attempts(shown, random):
        after = session
        events = []
        for given in inputs:
            after, events = advance(form, through_json(after), given, NOW)
        if not isinstance(events[-1], Refused):
            return after
    raise StuckError(f"{shown.name} ({shown.kind}): {shown.label}")


def attempts(shown: QuestionView, random: Random) -> Iterable[list[Input]]:
    """Ordinary answers to this question, each as the inputs it takes."""
    options = [option.index for option in shown.options]
    random.shuffle(options)
    if shown.kind == "one":
        yield from ([Pick(index)] for index in options)
    elif shown.kind == "many":
        yield from ([Mark(index, on=True), Confirm()] for index in options)
        yield [*(Mark(index, on=True) for index in options[: shown.limit]), Confirm()]
    elif shown.kind == "rank":
        yield [*(Place(index, place) for place, index in enumerate(options)), Confirm()]
    elif shown.kind in ("note", "acknowledge"):
        yield [Confirm()]
    elif shown.kind in ("image", "audio", "file"):
        yield [Attached("key", "file.bin", shown.kind)]
    else:
        yield from ([Typed(text)] for text in (*(shown.bounds or ()), *_WRITTEN.get(shown.kind, _NUMBERS)))
    yield [Skip()]


_WRITTEN = {
    "text": _TEXTS,
    "date": _DATES,
    "time": ("10:00", "18:30"),
    "datetime": ("2026-03-12 10:00", "2000-01-01 10:00"),
}
