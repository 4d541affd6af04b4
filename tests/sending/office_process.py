"""`python -m tests.sending.office_process FOLDER URL PER_SECOND`: the sender as a process that can be killed."""

import asyncio
import sys
from pathlib import Path

from messengers.messenger import Pace
from tests.sending.office import Office


async def _send(folder: str, url: str, per_second: str) -> None:
    office = Office(Path(folder), url, Pace(per_second=float(per_second), chat_gap=0.0, group_gap=0.0))
    await office.sender.run()


if __name__ == "__main__":
    asyncio.run(_send(*sys.argv[1:]))
