"""The one place that decides access: may this actor do this to that object?

A refusal never tells whether the object exists.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.matrix import REACHES, Action
from storage import reference
from storage.actor import Actor, Grant
from storage.scope import EVERYTHING, Scope

MTKP, MNC = "mtkp", "mnc"  # the centre of tutors and the centre of mentors
_CENTRES = {reference.TUTOR: MTKP, reference.MENTOR: MNC}

_SCHOOL_ROLES = frozenset({reference.TEACHER, reference.TEAM, reference.SMO_HEAD})
NOWHERE = Scope(frozenset(), frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What an action is about: where it belongs, whom it is about and to whom it is entrusted.

    A municipality's total has no school and no person; what belongs to the whole region has no municipality either.
    """

    municipality_id: int | None = None
    school_id: int | None = None
    person_id: int | None = None
    entrusted: frozenset[tuple[str, int]] = frozenset()  # (role, person) of tutors, mentors, experts …
    judged: frozenset[int] = frozenset()  # tutors and mentors whom these answers are about
    centre: str = ""  # the results are about this centre
    named: bool = False  # a survey that asks for names
    agreed: bool = False  # the member of an association agreed to be seen by name
    role: str = ""  # the role that is given or taken


class NotFound(Exception):  # noqa: N818 - what the person is told
    """There is no such thing for this person; whether it exists is nobody's business."""


class OtherRole(NotFound):
    """Not in the role acted in, but in this other one that the person holds."""

    def __init__(self, grant: Grant) -> None:
        super().__init__(grant.role)
        self.grant = grant


def may(actor: Actor, action: Action, obj: Object) -> bool:
    """Whether the actor may do this in the role acted in."""
    grant = actor.acting
    if grant is None or _never(actor, action, obj):
        return False
    words = REACHES[action].get(grant.role, ())
    return any(_REACH[word](actor.person_id, grant, obj) for word in words)


def require(actor: Actor, action: Action, obj: Object) -> None:
    """Raise NotFound unless the actor may do this; OtherRole when another of the actor's roles would do."""
    if may(actor, action, obj):
        return
    for grant in actor.grants:
        if may(replace(actor, acting=grant), action, obj):
            raise OtherRole(grant)
    raise NotFound


def scope_of(actor: Actor) -> Scope:
    """How far statements about people and surveys may look for this actor."""
    grant = actor.acting
    if grant is None:
        return NOWHERE
    if grant.role in reference.REGIONAL_ROLES:
        return EVERYTHING
    if grant.municipality_id is None:
        return NOWHERE
    schools = frozenset(() if grant.school_id is None else (grant.school_id,))
    return Scope(frozenset({grant.municipality_id}), schools if grant.role in _SCHOOL_ROLES else None)


def _never(actor: Actor, action: Action, obj: Object) -> bool:
    """Hard rules, whatever the table says: nobody judges answers about himself, nobody gives himself a role."""
    if action in (Action.SEE_ANSWER_ROWS, Action.VOID_RESPONSE):
        return actor.person_id in obj.judged
    return action is Action.MANAGE_PEOPLE and obj.role != "" and obj.person_id == actor.person_id


def _self(me: int, _grant: Grant, obj: Object) -> bool:
    return obj.person_id == me


def _mun(_me: int, grant: Grant, obj: Object) -> bool:
    return obj.municipality_id is not None and obj.municipality_id == grant.municipality_id


def _own(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and (grant.role, me) in obj.entrusted


def _agreed(me: int, grant: Grant, obj: Object) -> bool:
    return _own(me, grant, obj) and obj.agreed


def _school(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and obj.school_id is not None and obj.school_id == grant.school_id


def _silent(me: int, grant: Grant, obj: Object) -> bool:
    return _school(me, grant, obj) and obj.named


def _totals(_me: int, _grant: Grant, obj: Object) -> bool:
    return obj.school_id is None and obj.person_id is None


def _total(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and _totals(me, grant, obj)


def _centre(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and obj.centre == _CENTRES.get(grant.role)


def _counts(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and obj.person_id is None


def _people(me: int, grant: Grant, obj: Object) -> bool:
    return _mun(me, grant, obj) and obj.role not in reference.REGIONAL_ROLES


def _coordinators(_me: int, _grant: Grant, obj: Object) -> bool:
    return obj.municipality_id is not None and obj.role == reference.COORDINATOR


def _region(_me: int, _grant: Grant, obj: Object) -> bool:
    return obj.municipality_id is None


def _unnamed(_me: int, _grant: Grant, obj: Object) -> bool:
    return obj.person_id is None


def _all(_me: int, _grant: Grant, _obj: Object) -> bool:
    return True


_REACH: dict[str, Callable[[int, Grant, Object], bool]] = {
    "self": _self,
    "own": _own,
    "agreed": _agreed,
    "school": _school,
    "silent": _silent,
    "total": _total,
    "centre": _centre,
    "mun": _mun,
    "counts": _counts,
    "people": _people,
    "coords": _coordinators,
    "totals": _totals,
    "unnamed": _unnamed,
    "region": _region,
    "all": _all,
}
