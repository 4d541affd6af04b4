"""The demo's other people: made-up colleagues who answer by themselves, so that there is something to count."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from random import Random

from services import built_in, runs
from services.runs import Outcome, Standing, Step
from storage import frames, seed, surveys
from storage.actor import Actor
from storage.database import Tx
from storage.surveys import Survey
from storage.unit import Shelf, Uow
from surveys.form import Form
from surveys.inputs import Confirm, Input, Mark, Pick, Place, Skip, Submit, Typed
from surveys.views import QuestionView
from texts import demo as world

Content = Mapping[str, frozenset[str]]
Choose = Callable[[QuestionView], list[Input]]

_AT_ONCE = 3
_PLEASANT = ("positive", "yes", "received")  # `counts` of options
_STEPS = 300  # no questionnaire is that long


def walk(uow: Uow, actor: Actor, now: datetime, outcome: Outcome, choose: Choose) -> Outcome:
    """Answer question after question until the questionnaire is sent."""
    for _ in range(_STEPS):
        if not isinstance(outcome, Standing):
            return outcome
        inputs = choose(outcome.view) if isinstance(outcome.view, QuestionView) else [Submit()]
        run = outcome.run_id
        for given in inputs:
            outcome = runs.advance(uow, actor, now, run, Step(given))
    return outcome


# --- last year's survey: the answers behind the published 92 % and 94 % (domain section 7, G1 and G2) ------------

_FAILS = {46: ("Q1.4",), 47: ("Q1.5",), 48: ("Q1.6",), 49: ("Q1.4", "Q1.5", "Q1.6")}
_CONTINUE = (38, 47, 48, 49, 50)  # up to which teacher: yes, rather yes, rather no, no, unsure


def golden(place: int) -> Choose:
    """What the teacher at this place (0 … 49) answered."""
    rng = Random(place)  # noqa: S311 - made-up answers, the same on every machine
    content = pleasant(built_in.form("Q1"))

    def choose(view: QuestionView) -> list[Input]:
        if view.name in ("Q1.4", "Q1.5", "Q1.6"):
            return [_option(view, "3" if view.name in _FAILS.get(place, ()) else "45"[place % 2])]
        if view.name == "Q1.1":
            return [Pick(0)]
        if view.name == "Q1.11":
            return [Pick(next(index for index, upto in enumerate(_CONTINUE) if place < upto))]
        return _likely(view, rng, content)

    return choose


def _option(view: QuestionView, code: str) -> Input:
    return Pick(next(option.index for option in view.options if option.code == code))


# --- anybody ---------------------------------------------------------------------------------------------------


def answer_open(tx: Tx, shelf: Shelf, now: datetime, apart: frozenset[str]) -> bool:
    """Let a few of those answer whom no visitor plays; False when nobody wants to any more. `apart` are codes."""
    uow = Uow(tx, shelf)
    alone = frozenset(person for code, person in seed.ids(tx, "person").items() if code in apart)
    for survey in surveys.open_now(tx):
        if willing := _willing(uow, survey, now, alone):
            for person in willing[:_AT_ONCE]:
                rng = Random(f"{survey.code}:{person}")  # noqa: S311 - made-up answers, the same on every machine
                actor = Actor(person, (), None)
                content = pleasant(shelf.forms.form(tx, survey.version_id))
                choose = partial(_likely, rng=rng, content=content)
                walk(uow, actor, now, runs.begin(uow, actor, now, survey.id), choose)
            return True
    return False


def _willing(uow: Uow, survey: Survey, now: datetime, alone: frozenset[int]) -> list[int]:
    """Who would have answered by now: two in five on the first day, a tenth more each day."""
    if not survey.accepts(now):
        return []
    days = (now - survey.opens_at).days
    share = min(0.4 + 0.1 * days, 0.85)
    people = [member.person_id for member in frames.listed(uow.tx, survey.id) if member.person_id not in alone]
    ready = [person for person in people if Random(f"{survey.id}-{person}").random() < share]  # noqa: S311
    return [person for person in ready if not runs.has_answered(uow, survey, Actor(person, (), None))]


def pleasant(form: Form) -> Content:
    """By question, the options of somebody who is content: the author says which they are."""
    return {
        each.name: frozenset(option.code for option in each.choices if option.attributes.get("counts") in _PLEASANT)
        for each in form.questions
    }


def _likely(view: QuestionView, rng: Random, content: Content) -> list[Input]:
    """A plausible answer: mostly content, sometimes not."""
    if view.kind in ("note", "acknowledge"):
        return [Confirm()]
    if not view.required and rng.random() < 0.5 and view.kind != "one":  # noqa: PLR2004 - half of them
        return [Skip()]
    if view.kind == "one":
        return [Pick(_content(view, rng, content.get(view.name, frozenset())))]
    if view.kind == "many":
        return [*(Mark(index, on=True) for index in _some(view, rng)), Confirm()]
    if view.kind == "rank":
        return [*(Place(option.index, place) for place, option in enumerate(view.options)), Confirm()]
    return [Typed(_WRITTEN.get(view.kind) or rng.choice(world.REMARKS))]


_WRITTEN = {"integer": "5", "decimal": "5", "range": "5", "date": "01.09.2025", "time": "15:00"}


def _some(view: QuestionView, rng: Random) -> list[int]:
    """One or two options; never the last, which usually excludes the others."""
    places = range(max(1, len(view.options) - 1))
    return [view.options[place].index for place in rng.sample(places, min(view.limit or 2, 2, len(places)))]


def _content(view: QuestionView, rng: Random, codes: frozenset[str]) -> int:
    wanted = [option for option in view.options if option.code in codes]
    if wanted and rng.random() < 0.85:  # noqa: PLR2004 - most of them
        return rng.choice(wanted).index
    return rng.choice(view.options).index
