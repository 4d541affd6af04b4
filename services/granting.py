"""Giving and taking roles of other people (domain section 2): a coordinator, a regional operator, an administrator."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.access import NotFound, Object, may, require, scope_of
from services.audience import today_in
from services.calendar import Hours
from services.matrix import Action
from storage import access as held_roles
from storage import audit, calendar, grants, municipalities, people, reference, schools
from storage.actor import Actor, Grant
from storage.grants import NewGrant
from storage.people import Person
from storage.scope import EVERYTHING, Scope
from storage.unit import Uow

SCHOOL_ROLES = frozenset({reference.TEACHER, reference.TEAM, reference.SMO_HEAD})


@dataclass(frozen=True, slots=True)
class Held:
    """A role that the actor may take from the person."""

    grant: int
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class Card:
    """A person as the one sees whom roles are entrusted to. `own`: it is the actor, whose roles others manage."""

    person: Person
    held: tuple[Held, ...]
    may_give: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Where:
    """Where a role may hold: the one place that is clear, or a choice of (id, name)."""

    municipality: int | None = None
    school: int | None = None
    municipalities: tuple[tuple[int, str], ...] = ()
    schools: tuple[tuple[int, str], ...] = ()

    @property
    def clear(self) -> bool:
        """Whether nothing has to be chosen any more."""
        return not self.municipalities and not self.schools


def manages(actor: Actor) -> bool:
    """Whether the actor gives roles at all."""
    return any(_may_give(actor, role, _some_place(actor), 0) for role in reference.ROLES)


def find(uow: Uow, actor: Actor, code: str) -> Person | None:
    """The person with this code, as far as the actor sees."""
    if not manages(actor):
        raise NotFound
    return people.person_by_code(uow.tx, scope_of(actor), code)


def card(uow: Uow, actor: Actor, now: datetime, person_id: int) -> Card:
    """The person's roles that the actor may take, and those that may be given. Raises NotFound."""
    person = people.person_by_id(uow.tx, scope_of(actor), person_id)
    if person is None or not manages(actor):
        raise NotFound
    found = held_roles.grants_not_ended(uow.tx, [person_id], now).get(person_id, [])
    mine = [grant for grant in found if may(actor, Action.MANAGE_PEOPLE, _of(grant, person_id))]
    places = held_roles.places(uow.tx, mine)
    place = _some_place(actor)
    return Card(
        person,
        tuple(Held(grant.id, grant.role, places[grant.id]) for grant in mine),
        tuple(role for role in reference.ROLES if _may_give(actor, role, place, person_id)),
        own=person_id == actor.person_id,
    )


def where(uow: Uow, actor: Actor, now: datetime, wanted: NewGrant) -> Where:
    """Where this role would hold for this person; `wanted` says what was chosen so far."""
    if wanted.role in reference.REGIONAL_ROLES:
        return Where()
    home = grants.home(uow.tx, wanted.person_id, now)
    place = wanted.municipality_id or (actor.acting.municipality_id if actor.acting else None) or (home and home[0])
    if place is None:
        listed = municipalities.listed(uow.tx, scope_of(actor))
        return Where(municipalities=tuple((each.id, each.short_name) for each in listed))
    if wanted.role not in SCHOOL_ROLES:
        return Where(place)
    if home is not None and home[0] == place:
        return Where(place, home[1])
    listed_schools = schools.listed(uow.tx, Scope(frozenset({place})))
    return Where(place, schools=tuple((school.id, school.name) for school in listed_schools))


def give(uow: Uow, actor: Actor, now: datetime, wanted: NewGrant) -> int | None:
    """Give the role from today on; returns its number, None when the person has it already. Raises NotFound."""
    person = people.person_by_id(uow.tx, scope_of(actor), wanted.person_id)
    if person is None or not _fits(uow, wanted):
        raise NotFound
    require(actor, Action.MANAGE_PEOPLE, _about(wanted))
    today = today_in(uow.tx, wanted.municipality_id, now)
    if grants.held(uow.tx, wanted, today):
        return None
    grant_id = grants.add(uow.tx, wanted, today)
    audit.note(uow.tx, now, actor, "role.give", f"grant:{grant_id}")
    return grant_id


def may_be_told(uow: Uow, municipality_id: int | None, now: datetime) -> datetime:
    """When somebody whose role there was given or taken may be written to."""
    zone = ZoneInfo(municipalities.timezone_of(uow.tx, municipality_id))
    return Hours(zone, calendar.of(uow.tx, municipality_id)).next_allowed(now)


def take(uow: Uow, actor: Actor, now: datetime, person_id: int, grant_id: int) -> Grant | None:
    """End the role at once and return it; None for one that has ended already.

    Raises NotFound for roles that are not the actor's to manage, and for one's own: the last administrator stays.
    """
    found = held_roles.grants_not_ended(uow.tx, [person_id], now).get(person_id, [])
    grant = next((each for each in found if each.id == grant_id), None)
    if grant is None:
        return None
    require(actor, Action.MANAGE_PEOPLE, _of(grant, person_id))
    grants.end(uow.tx, grant_id, today_in(uow.tx, grant.municipality_id, now))
    audit.note(uow.tx, now, actor, "role.take", f"grant:{grant_id}")
    return grant


def _fits(uow: Uow, wanted: NewGrant) -> bool:
    """Whether such a role can hold there: regional ones nowhere, those of a school in a school of the municipality."""
    if wanted.role in reference.REGIONAL_ROLES:
        return wanted.municipality_id is None and wanted.school_id is None
    if wanted.role not in reference.ROLES or wanted.municipality_id is None:
        return False
    if wanted.role not in SCHOOL_ROLES:
        return wanted.school_id is None and _exists(uow, wanted.municipality_id)
    here = schools.listed(uow.tx, Scope(frozenset({wanted.municipality_id})))
    return wanted.school_id in {school.id for school in here}


def _exists(uow: Uow, municipality_id: int) -> bool:
    return municipality_id in {place.id for place in municipalities.listed(uow.tx, EVERYTHING)}


def _may_give(actor: Actor, role: str, place: int | None, person_id: int) -> bool:
    where_ = None if role in reference.REGIONAL_ROLES else place
    return may(actor, Action.MANAGE_PEOPLE, Object(municipality_id=where_, role=role, person_id=person_id))


def _some_place(actor: Actor) -> int:
    """The actor's own municipality; whoever acts in none may do the same in any."""
    return (actor.acting.municipality_id if actor.acting else None) or 0


def _of(grant: Grant, person_id: int) -> Object:
    return Object(
        municipality_id=grant.municipality_id, school_id=grant.school_id, role=grant.role, person_id=person_id
    )


def _about(wanted: NewGrant) -> Object:
    return Object(
        municipality_id=wanted.municipality_id,
        school_id=wanted.school_id,
        role=wanted.role,
        person_id=wanted.person_id,
    )
