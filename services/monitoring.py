"""How a survey goes: counts that may be seen at any time, and who is silent."""

from collections import defaultdict
from itertools import islice

from indicators.shares import Share
from services import askable, drafts, visibility
from services import surveys as running
from services.access import NotFound, Object, may, require, scope_of
from services.askable import Lack
from services.matrix import Action
from storage import forms, frames, municipalities, participation, rosters, schools, surveys
from storage.actor import Actor
from storage.forms import Version
from storage.scope import Scope
from storage.surveys import Survey
from storage.unit import Uow
from texts import running as texts
from texts.running import Count

_SHOWN = 30  # surveys on one screen


def listed(uow: Uow, actor: Actor) -> list[tuple[Survey, Count]]:
    """The newest surveys of this person's scope, drafts that hold a choice first.

    Others get closed ones with results, and a head those open ones of which the silent may be seen.
    """
    scope = scope_of(actor)
    if not visibility.sees_any(actor):
        raise NotFound
    if runs_surveys(actor):
        found = drafts.kept(uow, scope) + surveys.listed(uow.tx, scope, limit=_SHOWN)
    else:
        theirs = (each for each in surveys.listed(uow.tx, scope) if _concerns(uow, actor, each))
        found = list(islice(theirs, _SHOWN))
    return [(survey, count(uow, survey)) for survey in found]


def _concerns(uow: Uow, actor: Actor, survey: Survey) -> bool:
    if survey.state == "closed":
        return bool(visibility.kinds(uow, actor, survey))
    school = actor.acting.school_id if actor.acting else None
    takes_part = school in {member.school_id for member in frames.listed(uow.tx, survey.id)}
    return takes_part and _sees_silent(actor, survey, school)


def _sees_silent(actor: Actor, survey: Survey, school_id: int | None) -> bool:
    """Whether this person may know who of a school has not answered."""
    named = survey.mode == "named"
    return may(
        actor, Action.SEE_SILENT, Object(municipality_id=survey.municipality_id, school_id=school_id, named=named)
    )


def places(uow: Uow, actor: Actor) -> dict[int, str]:
    """Short names of the municipalities, for somebody who sees several; nothing for anybody else."""
    scope = scope_of(actor)
    if scope.municipalities is not None:
        return {}
    return {place.id: place.short_name for place in municipalities.listed(uow.tx, scope)}


def runs_surveys(actor: Actor) -> bool:
    """Whether this person opens and closes surveys, or only sees what came of them."""
    return (
        actor.acting is not None
        and actor.acting.municipality_id is not None
        and may(actor, Action.MANAGE_SURVEY, _whole(actor))
    )


def _whole(actor: Actor) -> Object:
    return Object(municipality_id=actor.acting.municipality_id if actor.acting else None)


def instruments(uow: Uow, actor: Actor) -> list[tuple[Version, Lack | None]]:
    """Every instrument but the consent, each with what it still lacks to be asked as a survey."""
    require(actor, Action.MANAGE_SURVEY, _whole(actor))
    versions = [version for version in forms.latest(uow.tx, scope_of(actor)) if version.code != drafts.CONSENT]
    return [(version, askable.lack_of(uow.shelf.forms.form(uow.tx, version.id))) for version in versions]


def count(uow: Uow, survey: Survey) -> Count:
    """How many were asked, have sent, have begun."""
    progress = running.progress(uow, survey)
    return Count(progress.frame, progress.sent, progress.started)


def share(counts: Count) -> str:
    """How many have answered, with the share of the frame."""
    return texts.answered(counts.sent, counts.frame, Share(counts.sent, counts.frame).percent_text)


def silent(uow: Uow, actor: Actor, survey_id: int) -> tuple[Survey, dict[str, list[str]] | None, int]:
    """People who have not answered: codes by school, or only their number when the survey is anonymous.

    Of everybody, or of the school whose head asks. Raises NotFound.
    """
    survey = surveys.get(uow.tx, survey_id, scope_of(actor))
    school = actor.acting.school_id if actor.acting else None
    if survey is None or survey.state == "draft" or not _sees_silent(actor, survey, school):
        raise NotFound
    frame = [each for each in frames.listed(uow.tx, survey.id) if _sees_silent(actor, survey, each.school_id)]
    if survey.anonymous:
        return survey, None, len(frame) - participation.count_sent(uow.tx, survey.id)
    quiet = set(running.silent(uow, survey, [member.person_id for member in frame]))
    codes = rosters.codes_of(uow.tx, quiet)
    here = schools.listed(uow.tx, Scope(frozenset({survey.municipality_id})))
    names = {school.id: school.name for school in here}  # by number
    by_school: dict[str, list[str]] = defaultdict(list)
    for member in frame:
        if member.person_id in quiet:
            by_school[names.get(member.school_id or 0, texts.no_school())].append(codes[member.person_id])
    order = [*names.values(), texts.no_school()]
    return survey, dict(sorted(by_school.items(), key=lambda each: order.index(each[0]))), len(quiet)
