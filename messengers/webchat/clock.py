"""The demo's clock as the page sees it; who turns the hands is decided by the composition root."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A clock that can be moved forward, never back: what has happened has happened. All times are aware."""

    def now(self) -> datetime:
        """The demo's present moment."""
        ...

    async def advance(self, step: timedelta) -> None:
        """Move forward and let everything happen that falls due."""
        ...

    async def next_event(self) -> datetime | None:
        """When the next planned thing happens, or None when nothing is planned."""
        ...
