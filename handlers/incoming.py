"""Files in incoming messages: which one, what its sender called it, what it is."""

import mimetypes

from aiogram.types import Message


def file_of(message: Message) -> tuple[str, str, str]:
    """File id, the sender's name for it and image, audio or file; the message has one."""
    if message.photo:
        return message.photo[-1].file_id, "photo.jpg", "image"
    if message.voice:
        return message.voice.file_id, "voice.ogg", "audio"
    if message.audio:
        return message.audio.file_id, message.audio.file_name or "audio", "audio"
    if message.video:
        return message.video.file_id, message.video.file_name or "video.mp4", "file"
    document = message.document
    assert document is not None
    name = document.file_name or "file"
    kind = (document.mime_type or mimetypes.guess_type(name)[0] or "").split("/")[0]
    return document.file_id, name, {"image": "image", "audio": "audio"}.get(kind, "file")
