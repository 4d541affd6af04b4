"""The data folder: whether it can be had, and made so that nobody else on the machine can look inside."""

import os
from pathlib import Path

from bot.refused import Refused
from texts import starting as words
from texts.system import reason

DEMO = "demo"  # inside the data folder: the demo chat keeps its data apart


def can_be(folder: Path) -> bool:
    """Whether the folder is there or can be made, and can be written to."""
    try:
        nearest = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
        return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    except OSError:  # a name that is too long
        return False


def make(folder: Path) -> None:
    """Make the folder unless it is there. Raises Refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(words.folder_refuses(str(folder), reason(error))) from None


def keep_private() -> None:
    """Whatever this process makes from now on, only its own user can read: there are people's answers in it."""
    if os.name == "posix":
        os.umask(0o077)
