"""Says one message through a messenger and hears what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from messengers.drawing import Body, draw, draw_answer, without_file
from messengers.errors import DONE, Fate, NoSuchFile, TooHeavy, Verdict, judge
from messengers.lines import Ticket
from messengers.messenger import Call

_AT_ONCE = 30  # answers to presses under way
_PAUSES = (1.0, 3.0, *(5.0,) * 12)  # between tries to answer a press; after a minute its app has given up
_TOO_OLD = 30.0  # seconds after which nobody waits for the answer to a press
_WORTH_REPEATING = {Fate.OFFLINE, Fate.RETRY, Fate.DOUBT, Fate.WAIT}


class Voice:
    """A messenger that never raises: each call ends in a verdict."""

    def __init__(self, perform: Callable[[Call], Awaitable[None]], folder: Path) -> None:
        self._perform, self._folder = perform, folder
        self._answers = asyncio.Semaphore(_AT_ONCE)

    async def say(self, ticket: Ticket) -> Verdict:
        """Show the message in its chat."""
        body = ticket.body | {"edit": None} if ticket.anew else ticket.body
        body = without_file(body) if ticket.fileless else body
        try:
            call = draw(body, ticket.row.chat_id, self._folder, as_plain=ticket.plain)
        except (NoSuchFile, TooHeavy) as error:
            return judge(error)
        except (ValueError, KeyError, TypeError) as error:
            return Verdict(Fate.DEAD, f"cannot be drawn: {type(error).__name__}")
        return await self._call(call)

    async def answer(self, body: Body) -> Verdict:
        """Answer the press behind a message; Telegram does not count these calls, so they wait for nobody."""
        async with self._answers:
            verdict = await self._call(draw_answer(body))
        for pause in _PAUSES:
            if verdict.fate not in _WORTH_REPEATING or verdict.seconds > _TOO_OLD:
                break
            await asyncio.sleep(max(pause, verdict.seconds))
            async with self._answers:
                verdict = await self._call(draw_answer(body))
        return verdict

    async def _call(self, call: Call) -> Verdict:
        try:
            await self._perform(call)
        except Exception as error:  # noqa: BLE001 - whatever a session raises is judged, and goes no further
            return judge(error)
        return DONE
