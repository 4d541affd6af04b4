"""Which results of a survey a person may open: the whole, or by school, subject and role (domain section 2)."""

from services.access import Object, may
from services.matrix import Action
from storage.actor import Actor
from storage.surveys import Survey
from storage.unit import Uow
from texts.reference import CENTRES

ALL, SCHOOL, SUBJECT, ROLE = "all", "school", "subject", "role"
_SOME_SCHOOL = 0  # the number of no school: who may see it sees every school


def kinds(uow: Uow, actor: Actor, survey: Survey) -> tuple[str, ...]:
    """The kinds of results, in the order of their buttons; none for a survey that is not this person's business."""
    form = uow.shelf.forms.form(uow.tx, survey.version_id)
    centre = CENTRES.get(form.settings.get("center", ""), "")
    found = []
    if _sees(actor, Object(municipality_id=survey.municipality_id, centre=centre)):
        found.append(ALL)
    if everywhere(actor, survey, centre):
        found += [SCHOOL, SUBJECT, ROLE]
    elif own_school(actor, survey):
        found.append(SCHOOL)
    return tuple(found)


def everywhere(actor: Actor, survey: Survey, centre: str = "") -> bool:
    """Whether the person may look into every school of the municipality."""
    return _sees(actor, Object(municipality_id=survey.municipality_id, school_id=_SOME_SCHOOL, centre=centre))


def own_school(actor: Actor, survey: Survey) -> bool:
    """Whether the person may look into the school where the role holds."""
    school = actor.acting.school_id if actor.acting else None
    return school is not None and _sees(actor, Object(municipality_id=survey.municipality_id, school_id=school))


def sees_any(actor: Actor) -> bool:
    """Whether some survey's results could be this person's business, for the menu."""
    if actor.acting is None:
        return False
    here, school = actor.acting.municipality_id, actor.acting.school_id
    centres = ("", *CENTRES.values())
    schools = (None,) if school is None else (None, school)
    return any(
        _sees(actor, Object(municipality_id=here, school_id=each, centre=centre))
        for centre in centres
        for each in schools
    )


def _sees(actor: Actor, obj: Object) -> bool:
    return may(actor, Action.SEE_AGGREGATES, obj)
