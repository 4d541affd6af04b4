"""The roster from the coordinator's side: who is there, who is linked, cards for those who are not."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from services import desk_books, invitations
from services.audience import today_in
from services.invitations import Issued
from storage import audiences, files, municipalities, rosters, schools
from storage import invitations as stored
from storage import people as people_rows
from storage.actor import Actor
from storage.invitations import Invitee
from storage.scope import EVERYTHING, Scope
from storage.unit import Uow
from texts.names import display_name


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation as it is handed out. `link` is empty where the bot has no address."""

    person: str
    name: str
    school: str
    token: str = field(repr=False)
    code: str = field(repr=False)
    link: str = field(repr=False)
    expires_at: datetime  # in the time of the person's municipality


class UnknownCode(LookupError):  # noqa: N818 - a refusal, not a failure
    """Nobody and nothing has this code: `kind` is person, school or municipality."""

    def __init__(self, kind: str, code: str) -> None:
        super().__init__(f"no {kind} {code!r}")
        self.kind = kind
        self.code = code


@dataclass(frozen=True, slots=True)
class Counts:
    """The roster in numbers."""

    known: int
    linked: int
    stopped: int


def counts(uow: Uow, actor: Actor, now: datetime) -> Counts:
    """People with a role in the municipality today."""
    known, unlinked, stopped = _reach(uow, actor, now)
    return Counts(len(known), len(known) - len(unlinked), len(stopped))


def out_of_reach(uow: Uow, actor: Actor, now: datetime) -> tuple[list[str], list[str]]:
    """Codes of those without a messenger and of those who stopped the bot."""
    _, unlinked, stopped = _reach(uow, actor, now)
    codes = rosters.codes_of(uow.tx, unlinked | stopped)
    return sorted(codes[person] for person in unlinked), sorted(codes[person] for person in stopped)


def _reach(uow: Uow, actor: Actor, now: datetime) -> tuple[set[int], set[int], set[int]]:
    desk_books.may_bring(actor)
    assert actor.acting is not None
    assert actor.acting.municipality_id is not None
    place = actor.acting.municipality_id
    return audiences.reach(uow.tx, place, today_in(uow.tx, place, now))


def to_invite(uow: Uow, actor: Actor, now: datetime) -> tuple[list[tuple[int, str, int]], int]:
    """Schools by number, with how many of their people are not linked, and how many there are in all."""
    desk_books.may_bring(actor)
    found = invitations.to_invite(uow, actor, now)
    counted = Counter((one.school_id, one.school_name) for one in found if one.school_id is not None)
    return [(school, name, count) for (school, name), count in counted.items() if school is not None], len(found)


def invite(uow: Uow, actor: Actor, now: datetime, school: int | None, link: Callable[[str], str]) -> list[Card]:
    """Fresh invitations for the people of a school, for everybody with school 0, for those without one with None.

    Older ones of theirs end.
    """
    desk_books.may_bring(actor)
    found = invitations.to_invite(uow, actor, now, school or None)
    if school is None:
        found = [one for one in found if one.school_id is None]
    return _cards(uow, found, invitations.issue(uow, [one.person_id for one in found], actor, now), link)


def invite_all(uow: Uow, people: tuple[str, ...], place: tuple[str | None, str | None], now: datetime) -> list[Card]:
    """The same from the command line: people by code, or those of a school or municipality who are not linked.

    Raises UnknownCode.
    """
    school, municipality = place
    found = [_invitee(uow, code) for code in people]
    if school or municipality:
        place_id, schools_ = _where(uow, school, municipality)
        scope, today = Scope(frozenset({place_id}), schools_), today_in(uow.tx, place_id, now)
        found += stored.not_linked(uow.tx, scope, today)
    return _cards(uow, found, invitations.issue(uow, [one.person_id for one in found], None, now), lambda _token: "")


def _invitee(uow: Uow, code: str) -> Invitee:
    person = people_rows.person_by_code(uow.tx, EVERYTHING, code)
    if person is None:
        raise UnknownCode("person", code)
    return Invitee(person.id, person.code, person.last_name, person.first_name, person.patronymic, None, "")


def _where(uow: Uow, school: str | None, municipality: str | None) -> tuple[int, frozenset[int] | None]:
    """The municipality, and the one school of it that is meant."""
    if school:
        row = schools.by_code(uow.tx, EVERYTHING, school)
        if row is None:
            raise UnknownCode("school", school)
        return row.municipality_id, frozenset({row.id})
    place = municipalities.by_spelling(uow.tx, municipality or "")
    if place is None:
        raise UnknownCode("municipality", municipality or "")
    return place.id, None


def _cards(uow: Uow, found: list[Invitee], issued: list[Issued], link: Callable[[str], str]) -> list[Card]:
    by_person = {one.person_id: one for one in found}
    zones = stored.timezones(uow.tx, by_person)
    cards = []
    for each in issued:
        one = by_person[each.person_id]
        name = display_name(one.last_name, one.first_name, one.patronymic)
        link_ = link(each.token)
        until = each.expires_at.astimezone(ZoneInfo(zones.get(each.person_id, municipalities.DEFAULT_ZONE)))
        cards.append(Card(one.code, name, one.school_name, each.token, each.code, link_, until))
    return cards


def sheet(folder: Path, cards: list[Card], zone: ZoneInfo) -> str:
    """Path of the printable sheet. It blocks."""
    return files.path_of(files.keep(folder, sheet_bytes(cards, zone)))


def sheet_bytes(cards: list[Card], zone: ZoneInfo | None = None) -> bytes:
    """The printable sheet, a Word file, in the municipality's time, or Moscow's. It blocks."""
    from reports.invitation_sheet import invitation_sheet

    return invitation_sheet(cards, zone)
