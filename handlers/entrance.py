"""The door: coming in by an invitation, help, leaving."""

from collections.abc import Callable
from math import ceil

from handlers.consent import proceed
from handlers.dispatch import anyone, before_consent, on_command, on_press, on_typed
from handlers.turn import Turn
from services import invitations, roles
from services.invitations import Outcome
from storage import accounts
from texts import access as screens
from texts.access_actions import AskToLogOut, EnterCode, InviteMyself, LogOut, ShowHelp
from texts.screen import Screen


@on_command("start")
@anyone
def start(turn: Turn, argument: str) -> None:
    """/start with the token of a link, or without anything."""
    if argument:
        _enter(turn, argument)
    elif turn.actor is None:
        turn.show(screens.welcome(turn.house.organisation.contact))
    else:
        proceed(turn)


@on_typed(EnterCode)
@anyone
def type_code(turn: Turn, _expected: EnterCode, text: str) -> None:
    """Whatever a stranger types is taken for a code."""
    _enter(turn, text)


def _enter(turn: Turn, typed: str) -> None:
    outcome = invitations.redeem(turn.uow, turn.account, typed, turn.now)
    if isinstance(outcome, invitations.Linked):
        _welcome_in(turn, outcome)
    else:
        turn.show(_refusal(turn, outcome))


def _welcome_in(turn: Turn, outcome: invitations.Linked) -> None:
    account = turn.account
    turn.account = accounts.load(turn.tx, account.messenger, account.user_id, account.chat_id, turn.now)
    if outcome.again:
        turn.show(screens.linked_already(outcome.person_code))
    else:
        turn.show(screens.linked(outcome.person_code, roles.held(turn.uow, turn.account)))
    proceed(turn)


_REFUSALS: dict[type[Outcome], Callable[[str], Screen]] = {
    invitations.NotACode: screens.not_a_code,
    invitations.Expired: screens.expired,
    invitations.Used: screens.used,
    invitations.Revoked: screens.revoked,
}


def _refusal(turn: Turn, outcome: Outcome) -> Screen:
    contact = turn.house.organisation.contact
    match outcome:
        case invitations.Wrong(left=left):
            return screens.wrong_code(left, contact)
        case invitations.Throttled(until=until):
            return screens.throttled(ceil((until - turn.now).total_seconds() / 60), contact)
        case invitations.SomebodyElse():
            return screens.somebody_else()
        case _:
            return _REFUSALS[type(outcome)](contact)


@on_press(InviteMyself)
def invite_myself(turn: Turn, _press: InviteMyself) -> None:
    """One person, several messengers: a code to be typed in the other one."""
    card = invitations.issue_own(turn.uow, turn.me, turn.now)
    turn.show(screens.own_card(card.code, card.expires_at.astimezone(turn.zone).date()))


@on_command("help")
@anyone
def show_help(turn: Turn, _argument: str) -> None:
    """Commands and contacts."""
    turn.show(screens.help_page(turn.house.organisation.contact))


@on_press(ShowHelp)
@anyone
def press_help(turn: Turn, _press: ShowHelp) -> None:
    """The same from a button."""
    show_help(turn, "")


@on_command("logout")
@before_consent
def ask_to_log_out(turn: Turn, _argument: str) -> None:
    """/logout, for a computer that several people share."""
    turn.show(screens.ask_to_log_out())


@on_press(AskToLogOut)
@before_consent
def press_log_out(turn: Turn, _press: AskToLogOut) -> None:
    """The same from a button, or somebody who was taken for another person."""
    turn.show(screens.ask_to_log_out(), anew=True)


@on_press(LogOut)
@before_consent
def log_out(turn: Turn, _press: LogOut) -> None:
    """From now on this chat knows nobody."""
    invitations.log_out(turn.uow, turn.account, turn.now)
    turn.show(screens.logged_out(turn.house.organisation.contact))
