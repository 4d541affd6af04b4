"""What the program knows before the first question of a form: values that are not asked and lists from the roster."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from indicators import association
from indicators.association import Association
from indicators.periods import parse
from services.audience import local_date
from storage import frames, municipalities, rosters
from storage.actor import Actor
from storage.database import Tx
from storage.surveys import Survey
from storage.unit import Uow
from surveys.form import Form, Group, every_node
from surveys.session import Choice, Context
from texts import periods, reference, samples
from texts.grammar import listed

_OF_ASSOCIATION = ("smo_title", "smo_subjects", "staff_count", "level_ab_count", "iom_count")
# Values that a survey brings.
KNOWN = frozenset({"role", "period", "school_year", "close_date", "confirm_until", "year_end", *_OF_ASSOCIATION})


def for_survey(uow: Uow, actor: Actor, survey: Survey, form: Form) -> Context:
    """The person's stratum, and the rosters that the form offers, as they are on the day the survey opened."""
    member = frames.member(uow.tx, survey.id, actor.person_id)
    values = {
        "role": member.role if member else actor.role,
        "period": periods.between(survey.period_start, survey.period_end),
        "school_year": periods.school_year(survey.period_end),
        "close_date": periods.last_day(survey.closes_at, survey.timezone),
        "confirm_until": _confirmed_by(periods.last_date(survey.closes_at, survey.timezone), survey.period_end),
        "year_end": f"{survey.period_end.year + (survey.period_end.month > 8)}-08-31",  # noqa: PLR2004 - August
    }
    offered = [name for name, choices in form.lists.items() if choices.roster and name in _ROSTERS]
    on = local_date(survey.opens_at, survey.timezone)
    values |= _of_association(uow, actor, survey, form, values["role"])
    return Context(values, {name: _ROSTERS[name](uow.tx, actor.person_id, on) for name in offered}, None)


def _of_association(uow: Uow, actor: Actor, survey: Survey, form: Form, role: str) -> dict[str, str]:
    """What a form about school associations takes from the register, and the points that its expert judges."""
    wanted = {node.name for node in every_node(form.body) if not isinstance(node, Group)}
    year = parse(periods.school_year(survey.period_end))
    if "staff_count" in wanted and role == "R_SMO":
        on = local_date(survey.opens_at, survey.timezone)
        found = association.headed_by(uow.tx, actor.person_id, survey.municipality_id, year, on)
        return {} if found is None else _known_of(found)
    if "smo1" in wanted and role == "R_EXP":
        place = municipalities.get(uow.tx, survey.municipality_id).code
        return {code.lower(): str(number) for code, number in association.points(uow.tx, place, year).items()}
    return {}


def _known_of(found: Association) -> dict[str, str]:
    names = listed([reference.subject_name(each) for each in found.subjects])
    return {
        "smo_title": names or reference.ANY_SUBJECT,
        "smo_subjects": names or reference.ANY_SUBJECT,
        "staff_count": str(found.members),
        "level_ab_count": str(found.serious),
        "iom_count": str(found.guided),
    }


def _confirmed_by(end: date, period_end: date) -> str:
    """The day by which needs of the school year are confirmed, unless the survey lasts longer."""
    last = date(period_end.year - (period_end.month < 9), 9, 30)  # noqa: PLR2004 - September
    return periods.day_of_year(last) if end <= last else ""


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
