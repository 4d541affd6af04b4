"""One person's turn: the transaction in which an update takes effect and its replies are put down.

Everything between the update and «done» happens in one transaction: the effect, the replies, the inbox row.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from messengers import outbox
from messengers.outbox import Address, Delivery
from services.runs import Outcome
from storage import accounts, inbox, municipalities
from storage.accounts import AccountRow
from storage.actor import Actor
from storage.changes import Foreseen
from storage.database import TRIES, Database, Tx
from storage.inbox import InboxKey
from storage.unit import Shelf, Uow
from texts.actions import Action, pack
from texts.screen import Screen

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an update came from, and what may be answered or edited."""

    key: InboxKey
    user_id: str
    chat_id: str
    message_id: str | None = None  # the message whose button was pressed
    press_id: str | None = None  # the callback query that waits for an answer

    @property
    def address(self) -> Address:
        """Where replies go."""
        return Address(self.key.messenger, self.chat_id)

    @property
    def cause(self) -> str:
        """Name of this update as the cause of replies."""
        return f"in:{self.key.messenger}:{self.key.bot_id}:{self.key.update_id}"


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the consent and the help page say of the one who runs the bot."""

    operator: str
    address: str
    contact: str
    until: str
    erase_within: str


@dataclass(frozen=True, slots=True)
class House:
    """What every turn stands on: made once by the composition root."""

    db: Database
    shelf: Shelf
    organisation: Organisation
    now: Callable[[], datetime]
    download: Callable[[str, str], Awaitable[bytes]]  # messenger's name, file id → the bytes
    link: Callable[[str, str], str]  # messenger's name, start payload → deep link
    busy: Callable[[str, str], None]  # messenger's name, chat: shows there that an answer is being prepared
    planned: Callable[[], None]  # tells the scheduler that something may be due at once

    async def slow(self, work: Callable[..., T], *arguments: Any) -> T:
        """Run work that takes long and needs no transaction, such as files and pictures, off the event loop."""
        return await asyncio.to_thread(work, *arguments)


@dataclass
class Turn:
    """What a handler sees: who acts, when, the unit of work, and how to answer."""

    tx: Tx
    now: datetime
    house: House
    origin: Origin
    account: AccountRow
    number: int = 0  # which of the update's turns this is
    traceless: bool = False  # an anonymous questionnaire: what was said is not kept once it is sent
    stood: Outcome | None = None  # where the questionnaire of typed words stood before anything was done with them
    _shown: int = 0
    _toast: str = ""
    _after: list[Callable[[], None]] = field(default_factory=list)

    @property
    def actor(self) -> Actor | None:
        """The person, or None for an account that is not linked."""
        return self.account.actor

    @property
    def me(self) -> Actor:
        """The person, where the dispatcher has made sure that there is one."""
        assert self.account.actor is not None
        return self.account.actor

    @cached_property
    def uow(self) -> Uow:
        """The unit of work that services receive."""
        return Uow(self.tx, self.house.shelf)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Time zone of the municipality in which the person acts."""
        return municipalities.zone_of(self.tx, self.actor)

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(self.zone).date()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.house.shelf.folder

    def show(self, screen: Screen, *, anew: bool = False, fragile: bool = False) -> None:
        """Answer with a screen: in place of the message whose button was pressed, or as a new message.

        `fragile` is what must not be said twice, as a file of secrets: whoever does not get it asks once more.
        """
        first = self._shown == 0
        edit = self.origin.message_id if first and not anew and not screen.files else None
        delivery = Delivery(
            cause=self._cause(str(self._shown)),
            edit=edit,
            answers=self._press_id if first else None,
            fragile=fragile,
            traceless=self.traceless,
        )
        outbox.put(self.tx, self.origin.address, screen, delivery)
        self._shown += 1

    def toast(self, text: str) -> None:
        """The short line over the chat that answers a press when no screen changes."""
        self._toast = text

    def tell(self, person_id: int, screen: Screen, cause: str, *, not_before: datetime) -> bool:
        """Write to somebody else, not before this moment; False when nobody can be reached under this person's name."""
        delivery = Delivery(cause=cause, mass=True, not_before=not_before)
        return outbox.put_for_person(self.tx, person_id, screen, delivery)

    def expect(self, action: Action | None) -> None:
        """The next typed text completes this action; None: typed text means nothing special."""
        packed = pack(action) if action else ""
        if packed != self.account.expecting:
            accounts.set_expecting(self.tx, self.account.id, packed)
            self.account = replace(self.account, expecting=packed)

    def after_commit(self, step: Callable[[], None]) -> None:
        """Do this once the turn is stored."""
        self._after.append(step)

    def finish(self, *, last: bool) -> None:
        """Answer a press that got no screen, and mark the update as done."""
        if self._press_id and self._shown == 0:
            delivery = Delivery(cause=self._cause("press"), answers=self._press_id)
            outbox.answer_press(self.tx, self.origin.address, delivery, self._toast)
        if last:
            inbox.done(self.tx, self.origin.key)

    @property
    def _press_id(self) -> str | None:
        """The press that waits for an answer: the first turn gives it."""
        return self.origin.press_id if self.number == 0 else None

    def _cause(self, what: str) -> str:
        """A name for one reply, the same when the update has to be handled again."""
        return f"{self.origin.cause}#{self.number}.{what}"


@dataclass(slots=True)
class Chat:
    """The same person outside a transaction, for work that has to wait for a file or a long computation."""

    house: House
    origin: Origin
    settled: bool = False  # the update is stored as done
    _turns: int = 0

    async def slow_on_shelf(self, work: Callable[..., T], *arguments: Any) -> T:
        """Run slow work that is given the data folder first; the person sees that something is being prepared."""
        self.house.busy(self.origin.key.messenger, self.origin.chat_id)
        return await self.house.slow(work, self.house.shelf.folder, *arguments)

    async def aside(self, screen: Screen, name: str) -> None:
        """Say something between two turns, once under this name however often the update is handled."""
        delivery = Delivery(cause=f"{self.origin.cause}#{name}")
        await self.house.db.write(lambda tx: outbox.put(tx, self.origin.address, screen, delivery))

    async def turn(self, step: Callable[[Turn], T], *, last: bool = True) -> T:
        """Run one step as a turn and return what it returned after the commit.

        With `last=False` the update stays undone, for a handler that takes several turns: each must bear repetition.
        """
        turn, result = await self.house.db.write(lambda tx: self._run(tx, step, last=last))
        self._turns += 1
        self.settled = self.settled or last
        for after in turn._after:  # noqa: SLF001 - the two classes are one mechanism
            after()
        return result

    async def foreseen(self, prepare: Callable[[Tx], S], step: Callable[[Turn, Foreseen[S]], T]) -> T:
        """A last turn with what was prepared while others write.

        Where they have just written to what was looked at, it is prepared anew; what no longer holds in the end has to
        be prepared by the step itself, and all wait for that.
        """
        db = self.house.db
        for _ in range(TRIES):
            foreseen = await db.foresee(prepare)
            if await db.write(foreseen.holds):
                break
        return await self.turn(lambda turn: step(turn, foreseen))

    def _run(self, tx: Tx, step: Callable[[Turn], T], *, last: bool) -> tuple[Turn, T]:
        now = self.house.now()
        account = accounts.load(tx, self.origin.key.messenger, self.origin.user_id, self.origin.chat_id, now)
        turn = Turn(tx, now, self.house, self.origin, account, self._turns)
        result = step(turn)
        turn.finish(last=last)
        return turn, result


def nothing_more(_turn: Turn) -> None:
    """The last turn of a handler that has said everything already."""
