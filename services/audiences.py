"""Choosing whom a survey goes to, and saying it back in words."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any, Literal

from indicators import rulebook
from services import audience
from services import surveys as running
from services.access import NotFound
from services.audience import Gathering
from storage import audiences as stored
from storage import municipalities, reference
from storage import schools as stored_schools
from storage.actor import Actor
from storage.scope import Scope
from storage.surveys import Survey
from storage.unit import Uow
from texts import survey_audience as texts
from texts.drafting import Reach

ASKED_ROLES = (
    reference.TEACHER, reference.TEAM, reference.SMO_HEAD, reference.TUTOR, reference.MENTOR, reference.EXPERT,
    reference.CURATOR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One member of a part of the audience, in or out."""

    part: Literal["roles", "schools", "subjects", "statuses"]
    value: Any
    on: bool


def toggle(uow: Uow, actor: Actor, survey_id: int, mark: Mark) -> Survey:
    """Put a role, school, subject or status in or out; a survey always asks at least one role.

    Raises NotFound for a value that this municipality does not have.
    """
    survey = running.own(uow, actor, survey_id)
    if mark.value not in _offered(uow, survey, mark.part):
        raise NotFound
    now = tuple(value for value in getattr(survey.audience, mark.part) if value != mark.value)
    after = (*now, mark.value) if mark.on else now
    if mark.part == "roles" and not after:
        return survey
    parts: dict[str, Any] = {mark.part: after}
    return running.set_audience(uow, actor, survey_id, replace(survey.audience, **parts))


def _offered(uow: Uow, survey: Survey, part: str) -> set[Any]:
    match part:
        case "roles":
            return set(ASKED_ROLES)
        case "schools":
            return {school for school, _ in schools(uow, survey)}
        case "subjects":
            return set(subjects(uow, survey))
        case _:
            return set(reference.SCHOOL_STATUSES)


def schools(uow: Uow, survey: Survey) -> list[tuple[int, str]]:
    """Id and name of the municipality's schools, by name."""
    here = stored_schools.listed(uow.tx, Scope(frozenset({survey.municipality_id})))
    return [(school.id, school.name) for school in here]


def subjects(uow: Uow, survey: Survey) -> list[str]:
    """Subjects that somebody teaches here on the day, the most frequent first."""
    on = audience.local_date(survey.opens_at, survey.timezone)
    return stored.subjects_taught(uow.tx, survey.municipality_id, on)


def words(uow: Uow, survey: Survey) -> str:
    """The audience as a person would say it."""
    names = dict(schools(uow, survey)) if survey.audience.schools else {}
    chosen = survey.audience
    return texts.audience_words(
        chosen.roles, [names[school] for school in chosen.schools if school in names], chosen.subjects, chosen.statuses
    )


def reach(uow: Uow, survey: Survey) -> Reach:
    """How many people the draft goes to, and why not to the others."""
    people = running.gathering(uow, survey)
    reasons = Counter(member.excluded for member in people.excluded)
    left_out: dict[str, dict[str, int]] = defaultdict(dict)
    for each, count in people.left_out.items():
        left_out[each.reason][each.role] = count
    met = {member.role for member in people.members}
    nobody = tuple(role for role in survey.audience.roles if role not in met)
    return Reach(len(people.members), people.unreachable, reasons, left_out, nobody, _too_few(uow, survey, people))


def _too_few(uow: Uow, survey: Survey, people: Gathering) -> int:
    """The smallest group whose results are shown, when the survey asks fewer and does not show names; 0 otherwise."""
    smallest = rulebook.applied().of(municipalities.get(uow.tx, survey.municipality_id).code).smallest
    return smallest if survey.mode != "named" and 0 < len(people.members) < smallest else 0
