"""Tells a picture from other files and measures it."""

from io import BytesIO

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_MOST_PIXELS = 50_000_000


def measure(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture that any browser draws, or None for everything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return (width, height) if 0 < width * height <= _MOST_PIXELS else None
