"""What the running process notices about itself: when messengers were heard of, whether what comes in can be stored."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from storage import trouble

log = logging.getLogger(__name__)


class Pulse:
    """Read by the sign of life that each tick leaves; `now` is the real clock, also in the demo."""

    def __init__(self, now: Callable[[], datetime], messengers: Iterable[str] = ()) -> None:
        self._now = now
        self.heard = dict.fromkeys(messengers, now())  # whoever never answers is late from the start
        self.ticked: datetime | None = None
        self.trouble = ""  # why nothing can be stored

    def stored(self, messenger: str) -> None:
        """The messenger answered, and whatever it had is stored."""
        self.heard[messenger] = self._now()
        if self.trouble:
            log.warning("What comes in is stored again")
            self.trouble = ""

    def not_stored(self, error: BaseException) -> None:
        """What came in could not be stored; it is not confirmed and comes again."""
        if not self.trouble:
            log.error("What comes in is not stored and not confirmed, it will come again: %s", trouble.told(error))
        self.trouble = trouble.told(error)

    def tick(self) -> None:
        """Everything that was due is done."""
        self.ticked = self._now()
