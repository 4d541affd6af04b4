"""What every command begins with: settings checked, the log guarded, the database open; refusals in words."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import folders
from bot.database import Unusable, opened
from bot.redaction import guard
from bot.refused import Refused
from bot.settings import BadSettings, Settings, load
from indicators import rulebook
from indicators.rulebook import BadThresholds
from storage.database import Database
from texts import corrections, thresholds
from texts import starting as words
from texts.corrections import BadLists


def checked() -> Settings:
    """The settings, with the log set up by them; from now on all that is made is private. Raises Refused."""
    folders.keep_private()
    try:
        settings = load()
    except BadSettings as problems:
        raise Refused(words.bad_settings(str(problems))) from None
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for noisy in ("apscheduler", "alembic", "aiogram", "matplotlib", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.root.level))
    guard(logging.getLogger())
    _correct_lists(settings.bot_data_dir)
    _set_thresholds(settings.bot_data_dir)
    return settings


def _correct_lists(folder: Path) -> None:
    path = folder / corrections.FILE
    try:
        corrections.apply(path)
    except BadLists as problems:
        raise Refused(words.bad_lists(str(path), str(problems))) from None


def _set_thresholds(folder: Path) -> None:
    path = folder / rulebook.FILE
    try:
        rulebook.apply(path)
    except BadThresholds as problems:
        raise Refused(thresholds.bad_file(str(path), str(problems))) from None


@contextmanager
def database(settings: Settings | None = None) -> Iterator[Database]:
    """Open until the end of the block. Raises Refused."""
    try:
        with opened(settings or checked()) as db:
            yield db
    except Unusable as error:
        raise Refused(str(error)) from None
