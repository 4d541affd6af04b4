"""Tells a picture from other files by its contents and measures it."""

from dataclasses import dataclass
from io import BytesIO

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
_MOST_PIXELS = 50_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture really is, whatever its file is called."""

    media_type: str
    width: int
    height: int


def measure(data: bytes) -> Picture | None:
    """A picture that any browser draws, or None for everything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=tuple(_TYPES)) as opened:
            picture = Picture(_TYPES[opened.format or ""], *opened.size)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return picture if 0 < picture.width * picture.height <= _MOST_PIXELS else None
