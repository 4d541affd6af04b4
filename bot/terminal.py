"""The database for a command: settings checked, schema brought up, refusals in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.database import Unusable, opened
from bot.refused import Refused
from bot.serving import checked
from storage.database import Database


@contextmanager
def database() -> Iterator[Database]:
    """Open until the end of the block. Raises Refused."""
    try:
        with opened(checked()) as db:
            yield db
    except Unusable as error:
        raise Refused(str(error)) from None
