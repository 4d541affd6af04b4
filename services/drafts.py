"""Drafts of surveys: sensible values at once, and nothing left behind by somebody who only looked."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services import askable, calendar
from services import surveys as running
from services.access import NotFound, Object, require, scope_of
from services.matrix import Action
from storage import forms, municipalities, surveys
from storage.actor import Actor
from storage.forms import Version
from storage.municipalities import Municipality
from storage.reference import REGISTER_STATUSES, TEACHER
from storage.scope import EVERYTHING, Scope
from storage.surveys import Audience, Survey
from storage.unit import Uow

CONSENT = "F0"  # asked of everybody, but never in a survey
_DAYS = 14  # how long a survey is open unless its form says otherwise
_LONGEST = 366
_KEPT = timedelta(days=7)  # an untouched draft may still stand on somebody's screen
_SCHOOL_PEOPLE = frozenset({"R_TCH", "R_MGR", "R_SMO"})


def begin(uow: Uow, actor: Actor, now: datetime, version_id: int) -> Survey:
    """Begin a survey with an instrument; whoever looks again at one left as it was finds the same draft.

    Raises NotFound when the instrument is not offered to this coordinator, NotAskable when it cannot be asked yet.
    """
    municipality_id = _own_municipality(actor)
    require(actor, Action.MANAGE_SURVEY, Object(municipality_id=municipality_id))
    version = forms.version(uow.tx, version_id, scope_of(actor))
    if version is None or version.code == CONSENT:
        raise NotFound
    form = uow.shelf.forms.form(uow.tx, version_id)
    askable.require(form)
    place = municipalities.get(uow.tx, municipality_id)
    values = _suggested(form.settings, ZoneInfo(place.timezone), now)
    again = _left(uow, actor, municipality_id, version_id)
    if again is not None:
        surveys.change(uow.tx, again.id, values)
        return running.own(uow, actor, again.id)
    return running.own(uow, actor, _add(uow, actor, place, version, values))


def _own_municipality(actor: Actor) -> int:
    if actor.acting is None or actor.acting.municipality_id is None:
        raise NotFound
    return actor.acting.municipality_id


def _add(uow: Uow, actor: Actor, place: Municipality, version: Version, values: dict[str, Any]) -> int:
    year = values["opens_at"].astimezone(ZoneInfo(place.timezone)).year
    code = surveys.next_code(uow.tx, version.code, place.code, year)
    own = {"code": code, "version_id": version.id, "municipality_id": place.id, "state": "draft"}
    return surveys.add(uow.tx, {**values, **own, "created_by": actor.person_id}, values["audience"])


def _suggested(settings: Mapping[str, str], zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """What the form suggests at this moment."""
    today = now.astimezone(zone).date()
    start, end = _period(settings.get("period", ""), today)
    return {
        "mode": settings.get("mode") or "confidential",
        "period_start": start,
        "period_end": end,
        "opens_at": now,
        "closes_at": running.end_of(today + timedelta(days=_days_open(settings)), zone),
        "audience": _audience(settings.get("audience", "")),
    }


def _period(kind: str, today: date) -> tuple[date, date]:
    """The period that a form names; of the year only what is over."""
    if kind in ("", "year"):
        return date(today.year, 1, 1), today
    return calendar.running_period(kind, today)


def _days_open(settings: Mapping[str, str]) -> int:
    said = settings.get("days_open", "")
    return min(int(said), _LONGEST) if said.isascii() and said.isdigit() else _DAYS


def _audience(roles: str) -> Audience:
    """The roles the instrument is for; teachers and teams of the schools in the register."""
    chosen = tuple(role.strip() for role in roles.split(";") if role.strip()) or (TEACHER,)
    return Audience(chosen, statuses=tuple(sorted(REGISTER_STATUSES)) if _SCHOOL_PEOPLE.issuperset(chosen) else ())


def untouched(uow: Uow, draft: Survey) -> bool:
    """Whether nothing of a draft differs from what its form suggested when it was begun."""
    settings = uow.shelf.forms.form(uow.tx, draft.version_id).settings
    suggested = _suggested(settings, ZoneInfo(draft.timezone), draft.opens_at)
    return all(getattr(draft, name) == value for name, value in suggested.items())


def _left(uow: Uow, actor: Actor, municipality_id: int, version_id: int) -> Survey | None:
    """The untouched draft that this person has of an instrument."""
    here = surveys.drafts(uow.tx, Scope(frozenset({municipality_id})))
    mine = [each for each in here if (each.version_id, each.created_by) == (version_id, actor.person_id)]
    return next((each for each in mine if untouched(uow, each)), None)


def kept(uow: Uow, scope: Scope) -> list[Survey]:
    """Drafts in which something was chosen; the others hold nothing that a new survey does not give again."""
    return [each for each in surveys.drafts(uow.tx, scope) if not untouched(uow, each)]


def tidy(uow: Uow, now: datetime) -> None:
    """Forget drafts that somebody only looked at a week ago."""
    for draft in surveys.drafts(uow.tx, EVERYTHING):
        if now - draft.opens_at > _KEPT and untouched(uow, draft):
            surveys.drop_draft(uow.tx, draft.id)
