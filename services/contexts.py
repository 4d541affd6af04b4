"""What the program knows before the first question of a form: values that are not asked and lists from the roster."""

from collections.abc import Iterable
from datetime import date

from services.audience import local_date
from storage import rosters, surveys
from storage.actor import Actor
from storage.reference import SUBJECTS
from storage.surveys import Survey
from storage.unit import Uow
from surveys.form import Form
from surveys.session import Choice, Context
from texts import periods, reference, samples


def for_survey(uow: Uow, actor: Actor, survey: Survey) -> Context:
    """The person's stratum and rosters, as they are on the day the run starts."""
    member = surveys.member(uow.tx, survey.id, actor.person_id)
    values = {
        "role": member.role if member else actor.role,
        "period": periods.between(survey.period_start, survey.period_end),
        "school_year": periods.school_year(survey.period_end),
        "close_date": periods.last_day(survey.closes_at, survey.timezone),
        "year_end": f"{survey.period_end.year + (survey.period_end.month > 8)}-08-31",  # noqa: PLR2004 - August
    }
    return Context(values, _rosters(uow, actor, local_date(survey.opens_at, survey.timezone)), None)


def for_preview(form: Form, role: str) -> Context:
    """Made-up values and lists, so that a form can be walked to the end by somebody it does not concern."""
    lists = {name: samples.roster(name) for name, choices in form.lists.items() if choices.roster}
    return Context({"role": role, **samples.values()}, lists, None)


def _rosters(uow: Uow, actor: Actor, on: date) -> dict[str, tuple[Choice, ...]]:
    return {
        "my_schools": tuple(Choice(*row) for row in rosters.schools_of(uow.tx, actor.person_id, on)),
        "my_teachers": tuple(Choice(*row) for row in rosters.teachers_of(uow.tx, actor.person_id, on)),
        "subjects": _subjects(SUBJECTS),
        "my_subjects": _subjects(rosters.subjects_of(uow.tx, actor.person_id, on) or SUBJECTS),
    }


def _subjects(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, reference.subject_name(code)) for code in codes)
