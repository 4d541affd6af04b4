"""Messages in the shape the page draws: words as a tree, ids as text, times as ISO."""

from messengers.webchat import markup
from messengers.webchat.records import Json, Message, StoredFile


def message(kept: Message) -> Json:
    """One bubble with its buttons."""
    return {
        "id": str(kept.id),
        "mine": not kept.by_bot,
        "date": kept.date.isoformat(),
        "edited": kept.edited,
        "nodes": markup.with_links(markup.parse(kept.text)),
        "rows": kept.keyboard,
        "file": file(kept.file) if kept.file else None,
    }


def file(kept: StoredFile) -> Json:
    """A file without its bytes."""
    return {
        "id": kept.id,
        "name": kept.name,
        "size": kept.size,
        "picture": {"width": kept.width, "height": kept.height} if kept.is_picture else None,
    }
