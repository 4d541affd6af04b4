"""The menu."""

from handlers.dispatch import on_command, on_press
from handlers.turn import Turn
from services import desks
from texts import access as access_texts
from texts import menu as texts
from texts.survey_actions import Menu


@on_command("menu")
def menu(turn: Turn, _argument: str) -> None:
    """`/menu`: what can be done in the role acted in."""
    turn.expect(None)
    if turn.me.acting is None:
        turn.show(access_texts.no_roles(turn.house.organisation.contact), anew=True)
        return
    place, waiting, desk = desks.of(turn.uow, turn.me, turn.now)
    turn.show(texts.menu(turn.me.role, place, waiting, desk), anew=True)


@on_press(Menu)
def press_menu(turn: Turn, _press: Menu) -> None:
    """The button that leads to the menu."""
    menu(turn, "")
