"""Whoever is asked, with lists or without, however they answer: every instrument comes to its end."""

import random

import pytest
from walking import ANYTHING, CODES, Respondent, instrument, rows

from surveys.events import Refused, Submitted
from surveys.inputs import Confirm, Mark, Pick, Skip, Submit, Typed
from surveys.session import Choice
from surveys.views import QuestionView

LISTS = {
    "my_teachers": rows("П-17-03", "П-17-04"),
    "my_schools": rows("СОШ № 6", "СОШ № 17"),
    "open_needs": rows("разбор ЕГЭ", "дисциплина", person="r1", school="r2"),
    "plan_items": rows("Семинар"),
    "route_items": rows("Посетить урок", "Курсы", status="в работе"),
    "modules_done": rows("Оценочная деятельность педагога"),
    "subjects": rows("математика", "физика"),
    "my_subjects": rows("математика", "информатика"),
}
ASKED = [(code, role) for code in CODES for role in instrument(code).settings["audience"].split(";")]


def respondent(code: str, role: str, lists: dict[str, tuple[Choice, ...]]) -> Respondent:
    return Respondent(code, {"role": role, "staff_count": "12"}, **lists)


@pytest.mark.parametrize("lists", [LISTS, {}], ids=["with lists", "without lists"])
@pytest.mark.parametrize(("code", "role"), ASKED)
def test_everybody_who_is_asked_comes_to_the_end(code: str, role: str, lists: dict[str, tuple[Choice, ...]]) -> None:
    person = respondent(code, role, lists)
    sent = person.finishes()
    assert sent
    assert sent.keys() == person.recorded.keys()


@pytest.mark.parametrize("chance", range(12))
@pytest.mark.parametrize("code", CODES)
def test_no_way_of_answering_leads_into_a_dead_end(code: str, chance: int) -> None:
    draw = random.Random(f"{code}/{chance}")
    roles = instrument(code).settings["audience"].split(";")
    person = respondent(code, draw.choice(roles), LISTS if draw.random() < 0.8 else {})
    while isinstance(screen := person.screen, QuestionView):
        person.shown.append(screen.name)
        assert len(person.shown) < 200, person.shown[-10:]
        assert any(answers_somehow(person, screen, draw) for _ in range(60)), screen
    assert isinstance(person.does(Submit()), Submitted)


def answers_somehow(person: Respondent, screen: QuestionView, draw: random.Random) -> bool:
    """One attempt; False when it was refused."""
    if not screen.required and screen.kind != "note" and draw.random() < 0.3:
        return person.does(Skip()) is None
    if screen.kind == "one":
        return person.does(Pick(draw.choice(screen.options).index)) is None
    if screen.kind in ("many", "rank"):
        count = len(screen.options) if screen.kind == "rank" else draw.randint(1, 3)
        chosen = draw.sample(screen.options, min(count, len(screen.options)))
        for option in screen.options:
            if screen.kind == "many":
                person.does(Mark(option.index, on=option in chosen))
        for option in chosen:
            person.does(Mark(option.index, on=True))
        return not isinstance(person.does(Confirm()), Refused)
    if screen.kind == "integer":
        return person.does(Typed(str(draw.randint(0, 30)))) is None
    return person.does(ANYTHING.get(screen.kind, Confirm())) is None
