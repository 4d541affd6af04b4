"""What follows from each verdict for the message, its chat and everything that waits."""

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from messengers.errors import Fate, Verdict
from messengers.ledger import Ledger
from messengers.lines import Lines, Ticket
from messengers.pace import Limiter
from storage.outbox import Settled

log = logging.getLogger(__name__)

# A message is given up after about a day of trouble. While it may have arrived each time, it is repeated more rarely.
_REFUSALS, _LONGEST_PAUSE = 300, 300.0
_DOUBTS, _LONGEST_DOUBT = 36, 3600.0
_LONGEST_OFFLINE = 5.0
_SPELL = 5  # failures in a row that are no accidents of single messages
_WORTH_AN_ALARM = 60.0  # seconds that a messenger may ask us to wait without anybody being told


@dataclass(slots=True)
class Aftermath:
    """The policy of one messenger's outgoing side."""

    messenger: str
    lines: Lines
    limiter: Limiter
    ledger: Ledger
    now: Callable[[], datetime]
    _offline: int = 0  # messages in a row that did not leave this machine
    _failures: int = 0  # messages in a row that the messenger did not take for a reason of its own

    def follow(self, ticket: Ticket, verdict: Verdict) -> None:
        """Do what the verdict asks for."""
        if verdict.fate is not Fate.OFFLINE:
            self._offline = 0
        self._FOLLOWS[verdict.fate](self, ticket, verdict)

    def finish(self, ticket: Ticket, state: str, reason: str = "") -> None:
        """The message is done with, once the press behind it is answered too."""
        if state != "sent":
            log.warning("%s: message %d is %s: %s", self.messenger, ticket.row.id, state, reason)
        entry = Settled(ticket.row.id, None if ticket.row.traceless else state, ticket.tries, reason)
        if ticket.answering is None or ticket.answering.done():
            self.ledger.settle(entry)
        else:
            ticket.answering.add_done_callback(lambda _: self.ledger.settle(entry))

    def again(self, ticket: Ticket, reason: str, seconds: float, *, failed: bool = False) -> None:
        """The message goes to the head of its line and waits there; `failed`: until the messenger works again."""
        ticket.after, ticket.failed = asyncio.get_running_loop().time() + seconds, failed
        self.lines.put_back(ticket)
        until = self.now() + timedelta(seconds=seconds)
        self.ledger.settle(Settled(ticket.row.id, "new", ticket.tries, reason, until))

    def _sent(self, ticket: Ticket, _: Verdict) -> None:
        self.finish(ticket, "sent")
        if self._failures >= _SPELL:
            self.lines.hurry(asyncio.get_running_loop().time())
        self._failures = 0

    def _dead(self, ticket: Ticket, verdict: Verdict) -> None:
        self.finish(ticket, "dead", verdict.reason)

    def _failed(self, ticket: Ticket, verdict: Verdict) -> None:
        ticket.tries += 1
        self._failures += 1
        if ticket.tries >= _REFUSALS:
            self.finish(ticket, "dead", verdict.reason)
        else:
            self.again(ticket, verdict.reason, _pause(ticket.tries, _LONGEST_PAUSE), failed=True)

    def _doubtful(self, ticket: Ticket, verdict: Verdict) -> None:
        ticket.tries += 1
        ticket.doubts += 1
        self._failures += 1
        if ticket.row.fragile or ticket.doubts >= _DOUBTS:
            self.finish(ticket, "uncertain", verdict.reason)
        else:
            self.again(ticket, verdict.reason, _pause(ticket.doubts, _LONGEST_DOUBT), failed=True)

    def _went_offline(self, ticket: Ticket, verdict: Verdict) -> None:
        """No connection: nothing else would get through either, so everything waits, and tries do not count."""
        self._offline += 1
        seconds = _pause(self._offline, _LONGEST_OFFLINE)
        self.limiter.pause(asyncio.get_running_loop().time() + seconds)
        self.again(ticket, verdict.reason, seconds)

    def _flooded(self, ticket: Ticket, verdict: Verdict) -> None:
        if verdict.seconds >= _WORTH_AN_ALARM:
            log.error("%s asks us to send nothing for %.0f seconds", self.messenger, verdict.seconds)
        self.limiter.refused(ticket.row.chat_id, verdict.seconds, asyncio.get_running_loop().time())
        self.again(ticket, verdict.reason, verdict.seconds)

    def _not_understood(self, ticket: Ticket, verdict: Verdict) -> None:
        if ticket.plain:
            self.finish(ticket, "dead", verdict.reason)
            return
        log.error("%s: the markup of message %d is refused, it goes as plain text", self.messenger, ticket.row.id)
        ticket.plain = True
        self.lines.put_back(ticket)

    def _too_heavy(self, ticket: Ticket, verdict: Verdict) -> None:
        if ticket.fileless:
            self.finish(ticket, "dead", verdict.reason)
            return
        log.error("%s: the file of message %d is too large, words go instead", self.messenger, ticket.row.id)
        ticket.fileless = True
        self.lines.put_back(ticket)

    def _not_editable(self, ticket: Ticket, verdict: Verdict) -> None:
        if ticket.anew:
            self.finish(ticket, "dead", verdict.reason)
            return
        ticket.anew = True
        self.lines.put_back(ticket)

    def _gone(self, ticket: Ticket, verdict: Verdict) -> None:
        chat_id = ticket.row.chat_id
        self.finish(ticket, "dead", verdict.reason)
        self.ledger.page.gone.append((self.messenger, chat_id))
        for other in self.lines.take_out(chat_id, 1):
            self.ledger.settle(Settled(other.row.id, "dead", other.tries, "unreachable"))

    def _moved(self, ticket: Ticket, verdict: Verdict) -> None:
        self.again(ticket, verdict.reason, 0.0)
        self.ledger.page.moved.append((self.messenger, ticket.row.chat_id, verdict.chat_id))
        for waiting in self.lines.take_out(ticket.row.chat_id, 0, 1):
            waiting.row = waiting.row._replace(chat_id=verdict.chat_id)
            self.lines.add(waiting)

    def _stopped(self, ticket: Ticket, verdict: Verdict) -> None:
        self.limiter.pause(math.inf)
        self.again(ticket, verdict.reason, 0.0)
        self.ledger.refuse(self.messenger)

    _FOLLOWS: ClassVar[dict[Fate, Callable[["Aftermath", Ticket, Verdict], None]]] = {
        Fate.DONE: _sent,
        Fate.DEAD: _dead,
        Fate.OFFLINE: _went_offline,
        Fate.RETRY: _failed,
        Fate.DOUBT: _doubtful,
        Fate.WAIT: _flooded,
        Fate.PLAIN: _not_understood,
        Fate.ANEW: _not_editable,
        Fate.HEAVY: _too_heavy,
        Fate.GONE: _gone,
        Fate.MOVED: _moved,
        Fate.STOP: _stopped,
    }


def _pause(times: int, longest: float) -> float:
    return min(longest, 2.0 ** min(times - 1, 12))
