"""Actions of the coordinator's desk: the roster, invitations, the workbook."""

from texts.actions import Action, action


@action("pl")
class People(Action):
    """The roster and what can be done with it."""


@action("pt")
class Template(Action):
    """An empty workbook to begin with."""


@action("px")
class ExportBook(Action):
    """The municipality's workbook."""


@action("pi")
class ImportBook(Action):
    """Store what the preview of this workbook showed."""

    file: int


@action("pn")
class Invitations(Action):
    """For whom to print invitations."""


@action("ps")
class PrintInvitations(Action):
    """Cards for the people of a school who are not linked yet; 0 stands for all schools."""

    school: int


@action("pw")
class PrintSchoolless(Action):
    """Cards for people without a school who are not linked yet."""


@action("pu")
class OutOfReach(Action):
    """Who has no messenger and who stopped the bot."""
