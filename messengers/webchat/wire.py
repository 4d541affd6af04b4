"""Messages in the shape of Telegram's Bot API: what the bot gets as updates and as results of its methods."""

import re
from typing import Final

from messengers.webchat import markup
from messengers.webchat.people import DemoPerson
from messengers.webchat.records import Json, Message, StoredFile

_COMMAND = re.compile(r"/[A-Za-z0-9_]+")
LANGUAGE: Final = "ru"


def user(person: DemoPerson) -> Json:
    """A person as a Telegram user."""
    return {"id": int(person.user_id), "is_bot": False, "first_name": person.name, "language_code": LANGUAGE}


def message(kept: Message, person: DemoPerson, bot: Json) -> Json:
    """A message of this person's conversation."""
    words = markup.plain(markup.parse(kept.text))
    shape: Json = {
        "message_id": kept.id,
        "date": int(kept.date.timestamp()),
        "from": bot if kept.by_bot else user(person),
        "chat": {"id": int(person.user_id), "type": "private", "first_name": person.name},
    }
    if kept.file:
        shape |= _file(kept.file)
    if words:
        shape["caption" if kept.file else "text"] = words
    if kept.keyboard:
        shape["reply_markup"] = {"inline_keyboard": kept.keyboard}
    command = _COMMAND.match(words)
    if command and not (kept.by_bot or kept.file):
        shape["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
    return shape


def _file(file: StoredFile) -> Json:
    shape: Json = {"file_id": file.id, "file_unique_id": file.id[:16], "file_size": file.size}
    if file.is_picture:
        return {"photo": [{**shape, "width": file.width, "height": file.height}]}
    return {"document": {**shape, "file_name": file.name, "mime_type": file.media_type}}


def press(press_id: str, data: str, pressed: Json, sender: Json) -> Json:
    """A press of a button under a message."""
    return {"id": press_id, "from": sender, "message": pressed, "chat_instance": str(sender["id"]), "data": data}
