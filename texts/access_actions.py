"""Buttons of the entrance: coming in, consent, roles, help, leaving."""

from texts.actions import Action, action


@action("ec")
class EnterCode(Action):
    """Typed text is an invitation's code."""


@action("eh")
class ShowHelp(Action):
    """«Помощь»."""


@action("ep")
class ShowPrivacy(Action):
    """«Мои данные и согласие»."""


@action("es")
class ShowConsent(Action):
    """«Прочитать согласие»."""


@action("ed")
class DownloadConsent(Action):
    """«Скачать текст»."""


@action("eg")
class GiveConsent(Action):
    """«Согласен(на)» with the text that was on the screen; `mark` is the beginning of its hash."""

    mark: str


@action("er")
class RefuseConsent(Action):
    """«Не согласен(на)» with the text that was on the screen."""

    mark: str


@action("ew")
class AskToWithdraw(Action):
    """«Отозвать согласие»: are you sure?"""


@action("ey")
class WithdrawConsent(Action):
    """«Да, отозвать»."""


@action("el")
class ListRoles(Action):
    """«Сменить роль»."""


@action("eo")
class ChooseRole(Action):
    """Act in the role of this grant."""

    grant: int


@action("ex")
class AskToLogOut(Action):
    """«Выйти»: are you sure?"""


@action("ez")
class LogOut(Action):
    """«Да, выйти»."""


@action("em")
class InviteMyself(Action):
    """A code for the same person in another messenger."""
