"""Carries news to every open page."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from messengers.webchat.records import Json


class Hub:
    """Pages subscribe; whoever changes something publishes."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Json]] = set()

    def publish(self, kind: str, **news: object) -> None:
        """Tell every page."""
        for page in self._pages:
            page.put_nowait({"kind": kind, **news})

    @contextmanager
    def subscribed(self) -> Iterator[asyncio.Queue[Json]]:
        """A queue of everything published while the block runs."""
        page: asyncio.Queue[Json] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield page
        finally:
            self._pages.discard(page)
