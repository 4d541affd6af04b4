"""Files in incoming messages: which one, what its sender called it, what it is."""

import mimetypes
from dataclasses import dataclass

from aiogram.types import Document, Message

from messengers.messenger import FETCH_LIMIT


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as the message tells of it, before anything is fetched. `media` is image, audio or file."""

    file_id: str
    name: str
    media: str
    size: int  # bytes; 0 when the messenger does not say

    @property
    def too_large(self) -> bool:
        """The messenger would not hand it over."""
        return self.size > FETCH_LIMIT


def file_of(message: Message) -> Incoming:
    """The message's file; it has one."""
    if message.photo:
        photo = message.photo[-1]
        return Incoming(photo.file_id, "photo.jpg", "image", photo.file_size or 0)
    if voice := message.voice:
        return Incoming(voice.file_id, "voice.ogg", "audio", voice.file_size or 0)
    if audio := message.audio:
        return Incoming(audio.file_id, audio.file_name or "audio", "audio", audio.file_size or 0)
    if video := message.video:
        return Incoming(video.file_id, video.file_name or "video.mp4", "file", video.file_size or 0)
    assert message.document is not None
    return _of_document(message.document)


def _of_document(document: Document) -> Incoming:
    name = document.file_name or "file"
    kind = (document.mime_type or mimetypes.guess_type(name)[0] or "").split("/")[0]
    media = {"image": "image", "audio": "audio"}.get(kind, "file")
    return Incoming(document.file_id, name, media, document.file_size or 0)
