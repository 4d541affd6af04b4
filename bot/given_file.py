"""A file that a command was given: whether it can be read or written at all, said before anything is done."""

from pathlib import Path

from bot.refused import Refused
from texts import commandline as words
from texts import exchange


def require_readable(path: Path) -> None:
    """Raise Refused with what is wrong and what to do, unless bytes can be read from a file."""
    try:
        if path.is_dir():
            raise Refused(words.is_folder(str(path)))
        if not path.exists():
            raise Refused(words.no_file(str(path)))
        if not path.is_file():
            raise Refused(words.no_plain_file(str(path)))
        with path.open("rb") as file:
            file.read(1)
    except PermissionError:
        raise Refused(words.no_right(str(path))) from None
    except (OSError, ValueError):
        raise Refused(words.cannot_read(str(path))) from None


def require_writable(path: Path) -> None:
    """Raise Refused, unless a file can be written there; none is left behind."""
    there = path.exists()
    try:
        path.open("ab").close()
        if not there:
            path.unlink()
    except (OSError, ValueError):
        raise Refused(exchange.cannot_write(str(path))) from None
