"""What happened on the wire and is still to be written down, in one transaction as soon as the writer is free."""

import asyncio
from dataclasses import dataclass, field

from storage.outbox import Settled


@dataclass(slots=True)
class Page:
    """Notes for one transaction."""

    settled: list[Settled] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)  # messenger, chat: nobody reads it any more
    moved: list[tuple[str, str, str]] = field(default_factory=list)  # messenger, chat, its new id


@dataclass(slots=True)
class Ledger:
    """The page that is being written on, and a bell for the one who files the pages."""

    page: Page = field(default_factory=Page)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    refused: str = ""  # the messenger that does not know our token

    def settle(self, entry: Settled) -> None:
        """Note what became of a row."""
        self.page.settled.append(entry)
        self.bell.set()

    def refuse(self, messenger: str) -> None:
        """Note that nothing can be sent through this messenger."""
        self.refused = messenger
        self.bell.set()

    def tear_off(self) -> Page:
        """The page so far; an empty one takes its place."""
        page, self.page = self.page, Page()
        return page

    def paste_back(self, page: Page) -> None:
        """The page could not be filed: it comes before what was noted since."""
        page.settled += self.page.settled
        page.gone += self.page.gone
        page.moved += self.page.moved
        self.page = page
