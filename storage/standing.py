"""What finished responses keep for the standing figures: the options chosen in the questions that measure something."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select, update

from storage.database import Tx
from storage.forms import Forms
from storage.position import holds
from storage.tables import STANDING, answer, response
from surveys.events import Answer
from surveys.form import Form, Question

MANY = ("many", "rank")
_MOST = 62  # options of which each has a bit


def kept(asked: Question) -> bool:
    """Whether a response can keep which options were chosen."""
    return asked.measure in STANDING and (asked.kind not in MANY or len(asked.choices) <= _MOST)


def first_kept(form: Form) -> dict[str, Question]:
    """By measure, the first question of a form that measures it, as far as a response can keep what was chosen."""
    first: dict[str, Question] = {}
    for each in form.questions:
        if each.measure in STANDING:
            first.setdefault(each.measure, each)
    return {measure: asked for measure, asked in first.items() if kept(asked)}


def filled(tx: Tx, survey_ids: Iterable[int]) -> bool:
    """Whether all responses of these surveys keep what was chosen."""
    unfilled = select(response.c.id).where(response.c.survey_id.in_(tuple(survey_ids)), response.c.standing == 0)
    return tx.execute(unfilled.limit(1)).first() is None


def fill(tx: Tx, survey_ids: Iterable[int], forms: Forms | None = None) -> None:
    """Fill those responses of these surveys that are not filled, by their answers."""
    _fill(tx, response.c.survey_id.in_(tuple(survey_ids)) & (response.c.standing == 0), forms or Forms())


def chosen(form: Form, answers: Iterable[Answer]) -> dict[str, int | None]:
    """What a response with these answers keeps, by the names of its columns."""
    given = {each.name: each.value for each in answers if each.item == 0}
    first = first_kept(form)
    numbers = {
        measure: _number(first[measure], given[first[measure].name])
        for measure in first
        if first[measure].name in given
    }
    return {"standing": 1} | {f"standing_{measure}": numbers.get(measure) for measure in STANDING}


def _number(asked: Question, value: str) -> int:
    codes = [choice.code for choice in asked.choices]
    if asked.kind not in MANY:
        return codes.index(value) + 1 if value in codes else 0
    several = value.split(";")
    return sum(1 << place for place, code in enumerate(codes) if code in several)


def fill_all(tx: Tx) -> None:
    """Fill the responses that never were: they came from an older program."""
    _fill(tx, response.c.standing == 0, Forms())


def _fill(tx: Tx, which: ColumnElement[bool], forms: Forms) -> None:
    for version_id in tx.execute(select(response.c.version_id).where(which).distinct()).scalars().all():
        tx.execute(_filling(tx, version_id, forms).where(which, response.c.version_id == version_id))


def _filling(tx: Tx, version_id: int, forms: Forms) -> Any:
    first = first_kept(forms.form(tx, version_id))
    ids = forms.question_ids(tx, version_id)
    values = {f"standing_{measure}": _chosen(asked, ids[asked.name]) for measure, asked in first.items()}
    return update(response).values(standing=1, **values)


def _chosen(asked: Question, question_id: int) -> Any:
    """The place of the chosen option from 1 up, or a bit for each of several."""
    value = answer.c.value
    codes = list(enumerate(choice.code for choice in asked.choices))
    if asked.kind in MANY:
        number: Any = sum((case((holds(value, code), 1 << place), else_=0) for place, code in codes), 0)
    else:
        number = case(*((value == code, place + 1) for place, code in codes), else_=0) if codes else 0
    ours = and_(answer.c.response_id == response.c.id, answer.c.question_id == question_id, answer.c.item == 0)
    return select(number).where(ours).correlate(response).scalar_subquery()
