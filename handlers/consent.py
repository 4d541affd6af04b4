"""The consent and everything a person may do about it; from here the way leads on to the menu."""

from dataclasses import asdict

from handlers.dispatch import TABLE, anyone, before_consent, on_command, on_press
from handlers.turn import Turn
from services import consent
from services.consent import Document
from storage import access, accounts, files, forms
from storage.scope import Scope
from texts import access as screens
from texts.access_actions import (
    AskToWithdraw,
    DownloadConsent,
    GiveConsent,
    RefuseConsent,
    ShowConsent,
    ShowPrivacy,
    WithdrawConsent,
)

_FORM, _QUESTION = "F0", "F0.1"


def proceed(turn: Turn) -> None:
    """Go on to where this person belongs now: the consent, the roles, the menu."""
    account = turn.account
    turn.account = accounts.load(turn.tx, account.messenger, account.user_id, account.chat_id, turn.now)
    if not turn.account.consented:
        ask(turn, "")
    elif turn.me.acting is None:
        turn.show(screens.no_roles(turn.house.organisation.contact), anew=True)
    else:
        TABLE.commands["menu"](turn, "")


@on_command("consent")
@before_consent
def ask(turn: Turn, _argument: str) -> None:
    """Show the text to be decided on, or what follows from a no."""
    contact = turn.house.organisation.contact
    if turn.account.consent == accounts.REFUSED:
        turn.show(screens.refused(contact), anew=True)
    elif turn.account.consent == accounts.WITHDRAWN:
        turn.show(screens.withdrawn(contact), anew=True)
    else:
        show_text(turn, ShowConsent())


@on_press(ShowConsent)
@before_consent
def show_text(turn: Turn, _press: ShowConsent) -> None:
    """The whole text with its buttons."""
    text = _document(turn)
    again = turn.account.consent == accounts.OUTDATED
    make = screens.consent_again if again else screens.consent
    turn.show(make(text.text, text.mark), anew=True)


@on_press(DownloadConsent)
@before_consent
def download(turn: Turn, _press: DownloadConsent) -> None:
    """The same text as a file that opens in Notepad too."""
    text = _document(turn)
    digest = files.keep(turn.folder, text.text.encode("utf-8-sig"))
    turn.show(screens.consent_file(files.path_of(digest)))


@on_press(GiveConsent)
@before_consent
def give(turn: Turn, press: GiveConsent) -> None:
    """Agreeing counts for the text that is in force now, and for no other."""
    text = _document(turn)
    if press.mark != text.mark:
        show_text(turn, ShowConsent())
        return
    consent.decide(turn.uow, turn.account, text, turn.now, agreed=True)
    turn.show(screens.agreed(text.text, turn.today))
    proceed(turn)


@on_press(RefuseConsent)
@before_consent
def refuse(turn: Turn, press: RefuseConsent) -> None:
    """Refusing: only help remains, and the way back."""
    text = _document(turn)
    if press.mark != text.mark:
        show_text(turn, ShowConsent())
        return
    consent.decide(turn.uow, turn.account, text, turn.now, agreed=False)
    turn.show(screens.refused(turn.house.organisation.contact))


@on_command("withdraw")
@before_consent
def ask_to_withdraw(turn: Turn, _argument: str) -> None:
    """/withdraw, the command that the consent itself promises."""
    turn.show(screens.ask_to_withdraw(turn.house.organisation.erase_within))


@on_press(AskToWithdraw)
@before_consent
def press_withdraw(turn: Turn, _press: AskToWithdraw) -> None:
    """The same from a button."""
    ask_to_withdraw(turn, "")


@on_press(WithdrawConsent)
@before_consent
def withdraw(turn: Turn, _press: WithdrawConsent) -> None:
    """From now on there is only help."""
    done = consent.withdraw(turn.uow, turn.me, turn.now)
    turn.expect(None)
    turn.show(screens.withdrawn(turn.house.organisation.contact) if done else screens.nothing_to_withdraw())


@on_command("privacy")
@anyone
def privacy(turn: Turn, _argument: str) -> None:
    """Who keeps what, and what this person decided."""
    keeper = screens.Keeper(**asdict(turn.house.organisation))
    if turn.actor is None:
        turn.show(screens.stranger_privacy(keeper))
        return
    last = access.last_decision(turn.tx, turn.actor.person_id)
    day = last.decided_at.astimezone(turn.zone).date() if last else None
    turn.show(screens.privacy(keeper, turn.account.consent, day))


@on_press(ShowPrivacy)
@anyone
def press_privacy(turn: Turn, _press: ShowPrivacy) -> None:
    """The same from a button."""
    privacy(turn, "")


def _document(turn: Turn) -> Document:
    """The common consent form that is published now, with the organisation's particulars put in."""
    everybodys = Scope(frozenset())
    published = next(version for version in forms.latest(turn.tx, everybodys) if version.code == _FORM)
    question = turn.uow.shelf.forms.form(turn.tx, published.id).question(_QUESTION)
    assert question is not None
    return consent.document(str(published.number), question.label, asdict(turn.house.organisation))
