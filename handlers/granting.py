"""Roles of other people: found by code, given, taken."""

from handlers.dispatch import on_press, on_typed
from handlers.turn import Turn
from services import granting
from services.access import NotFound
from services.granting import Card
from storage.grants import NewGrant
from storage.reference import POWERFUL_ROLES, REGIONAL_ROLES
from texts import granting as texts
from texts import granting_actions as act


@on_press(act.FindPerson)
def find(turn: Turn, _press: act.FindPerson) -> None:
    """Ask for a code."""
    if not granting.manages(turn.me):
        raise NotFound
    turn.expect(act.FindPerson())
    turn.show(texts.ask_for_code())


@on_typed(act.FindPerson)
def type_code(turn: Turn, _expected: act.FindPerson, text: str) -> None:
    """A code as it was written; the next text is another one."""
    found = granting.find(turn.uow, turn.me, text.strip().upper())
    if found is None:
        turn.show(texts.nobody(text.strip()[:40]), anew=True)
        return
    _show(turn, found.id)


@on_press(act.PersonRoles)
def person(turn: Turn, press: act.PersonRoles) -> None:
    """What this person may do."""
    _show(turn, press.person)


def _show(turn: Turn, person_id: int, lead: str = "") -> None:
    turn.expect(act.FindPerson())
    card = granting.card(turn.uow, turn.me, turn.now, person_id)
    if card.own:
        turn.show(texts.oneself(card.person.code))
    else:
        screen = texts.person(person_id, card.person.code, _held(card), may_give=bool(card.may_give))
        turn.show(screen.with_lead(lead))


def _held(card: Card) -> list[texts.RoleHeld]:
    return [texts.RoleHeld(each.grant, each.role, each.place) for each in card.held]


@on_press(act.ChooseRoleToGive)
def choose_role(turn: Turn, press: act.ChooseRoleToGive) -> None:
    """Which role."""
    card = granting.card(turn.uow, turn.me, turn.now, press.person)
    turn.show(texts.choose_role(press.person, card.person.code, card.may_give))


@on_press(act.ChooseWhere)
def choose_where(turn: Turn, press: act.ChooseWhere) -> None:
    """Where, unless that is clear; a role over a whole municipality is asked once more."""
    wanted = NewGrant(press.person, press.role, press.municipality or None, None)
    card = granting.card(turn.uow, turn.me, turn.now, press.person)
    place = granting.where(turn.uow, turn.me, turn.now, wanted)
    if place.clear and press.role in POWERFUL_ROLES:
        turn.show(texts.ask_to_give(press.person, card.person.code, press.role, place.municipality or 0))
    elif place.clear:
        _give(turn, NewGrant(press.person, press.role, place.municipality, place.school))
    elif place.municipalities:
        turn.show(texts.choose_municipality(press.person, press.role, place.municipalities))
    else:
        turn.show(texts.choose_school(press.person, press.role, place.municipality or 0, place.schools))


@on_press(act.GiveRole)
def give(turn: Turn, press: act.GiveRole) -> None:
    """Give it."""
    _give(turn, NewGrant(press.person, press.role, press.municipality or None, press.school or None))


def _give(turn: Turn, wanted: NewGrant) -> None:
    grant = granting.give(turn.uow, turn.me, turn.now, wanted)
    vouched = wanted.role in REGIONAL_ROLES
    if grant is not None and wanted.municipality_id is not None:
        moment = granting.may_be_told(turn.uow, wanted.municipality_id, turn.now)
        turn.tell(wanted.person_id, texts.you_have(wanted.role), f"role:{grant}", not_before=moment)
    _show(turn, wanted.person_id, texts.given(wanted.role, already=grant is None, vouched=vouched))


@on_press(act.AskToTakeRole)
def ask_to_take(turn: Turn, press: act.AskToTakeRole) -> None:
    """Once more, before access ends."""
    card = granting.card(turn.uow, turn.me, turn.now, press.person)
    role = next((each for each in _held(card) if each.grant == press.grant), None)
    if role is None:
        _show(turn, press.person)
    else:
        turn.show(texts.ask_to_take(press.person, card.person.code, role))


@on_press(act.TakeRole)
def take(turn: Turn, press: act.TakeRole) -> None:
    """Take it, now that it was asked twice."""
    taken = granting.take(turn.uow, turn.me, turn.now, press.person, press.grant)
    if taken is not None:
        moment = granting.may_be_told(turn.uow, taken.municipality_id, turn.now)
        turn.tell(press.person, texts.you_had(taken.role), f"role-taken:{taken.id}", not_before=moment)
    _show(turn, press.person, texts.TAKEN)
