"""What the web chat keeps: messages, files and presses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]
Keyboard = list[list[dict[str, str]]]  # rows of {"text", "callback_data" or "url"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file without its bytes; `width` and `height` are set when it travels as a picture."""

    id: str
    name: str
    media_type: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def is_picture(self) -> bool:
        return self.width > 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that has no number yet; `text` is HTML of the small set."""

    chat: str
    by_bot: bool
    date: datetime
    text: str
    keyboard: Keyboard
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a conversation."""

    id: int
    chat: str
    by_bot: bool
    date: datetime
    text: str
    keyboard: Keyboard
    file: StoredFile | None
    edited: bool
