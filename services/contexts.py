"""What the program knows before the first question of a form: values that are not asked and lists from the roster."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from services.audience import local_date
from storage import rosters, surveys
from storage.actor import Actor
from storage.database import Tx
from storage.surveys import Survey
from storage.unit import Uow
from surveys.form import Form
from surveys.session import Choice, Context
from texts import periods, reference, samples

KNOWN = frozenset({"role", "period", "school_year", "close_date", "year_end"})  # values that every survey brings


def for_survey(uow: Uow, actor: Actor, survey: Survey, form: Form) -> Context:
    """The person's stratum, and the rosters that the form offers, as they are on the day the survey opened."""
    member = surveys.member(uow.tx, survey.id, actor.person_id)
    values = {
        "role": member.role if member else actor.role,
        "period": periods.between(survey.period_start, survey.period_end),
        "school_year": periods.school_year(survey.period_end),
        "close_date": periods.last_day(survey.closes_at, survey.timezone),
        "year_end": f"{survey.period_end.year + (survey.period_end.month > 8)}-08-31",  # noqa: PLR2004 - August
    }
    offered = [name for name, choices in form.lists.items() if choices.roster and name in _ROSTERS]
    on = local_date(survey.opens_at, survey.timezone)
    return Context(values, {name: _ROSTERS[name](uow.tx, actor.person_id, on) for name in offered}, None)


def carried_over(uow: Uow, actor: Actor, survey: Survey, form: Form, known: Context) -> Context:
    """What was known goes on in a newer version of the form; lists that only this version offers are added."""
    fresh = for_survey(uow, actor, survey, form)
    return replace(known, rosters={**fresh.rosters, **known.rosters})


def for_preview(form: Form, role: str) -> Context:
    """Made-up values and lists, so that a form can be walked to the end by somebody it does not concern."""
    lists = {name: samples.roster(name) for name, choices in form.lists.items() if choices.roster}
    return Context({"role": role, **samples.values()}, lists, None)


def _my_schools(tx: Tx, person_id: int, on: date) -> tuple[Choice, ...]:
    return tuple(Choice(*row) for row in rosters.schools_of(tx, person_id, on))


def _my_teachers(tx: Tx, person_id: int, on: date) -> tuple[Choice, ...]:
    return tuple(Choice(*row) for row in rosters.teachers_of(tx, person_id, on))


def _all_subjects(_tx: Tx, _person_id: int, _on: date) -> tuple[Choice, ...]:
    return _subjects(reference.SUBJECTS)


def _my_subjects(tx: Tx, person_id: int, on: date) -> tuple[Choice, ...]:
    return _subjects(rosters.subjects_of(tx, person_id, on) or reference.SUBJECTS)


def _subjects(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, reference.subject_name(code)) for code in codes)


_ROSTERS: Mapping[str, Callable[[Tx, int, date], tuple[Choice, ...]]] = {
    "my_schools": _my_schools,
    "my_teachers": _my_teachers,
    "subjects": _all_subjects,
    "my_subjects": _my_subjects,
}
