"""Files that come to the coordinator's desk: a workbook with the roster, or a questionnaire."""

from aiogram.types import Message

from handlers.turn import Chat
from texts import common


async def received(chat: Chat, message: Message) -> None:
    """A file that answers no question."""
    await chat.turn(lambda turn: turn.show(common.not_understood(), anew=True))
