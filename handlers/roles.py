"""Several roles of one person: which one is acted in."""

from handlers.consent import proceed
from handlers.dispatch import on_command, on_press
from handlers.turn import Turn
from services import roles
from texts import access as screens
from texts.access_actions import ChooseRole, ListRoles


@on_command("role")
def list_roles(turn: Turn, _argument: str) -> None:
    """/role: what the person is today, and where."""
    held = roles.held(turn.uow, turn.account)
    turn.show(screens.roles(held) if held else screens.no_roles(turn.house.organisation.contact))


@on_press(ListRoles)
def press_roles(turn: Turn, _press: ListRoles) -> None:
    """The same from a button."""
    list_roles(turn, "")


@on_press(ChooseRole)
def choose(turn: Turn, press: ChooseRole) -> None:
    """A role of the list: from now on the person acts in it."""
    roles.switch(turn.uow, turn.account, press.grant, turn.now)
    chosen = next(line for line in roles.held(turn.uow, turn.account) if line.grant_id == press.grant)
    turn.show(screens.role_changed(chosen))
    proceed(turn)
