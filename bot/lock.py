"""One process for one data folder, and one for one database: the file lock and the lease kept fresh."""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot import folders
from storage import lease, trouble
from storage.database import Database

log = logging.getLogger(__name__)

NAME = "nastavnik.lock"
RENEW_SECONDS = 15.0


class AlreadyRunning(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """Another process works in this data folder. `pid` is its number, as far as it is known."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        super().__init__(f"process {pid or '?'} works in {folder}")
        self.folder = folder
        self.pid = pid


@contextmanager
def only_process_in(folder: Path) -> Iterator[None]:
    """Hold the folder until the end of the block; a process that dies lets it go. Raises AlreadyRunning, Refused."""
    folders.make(folder)
    with (folder / NAME).open("a+b") as file:
        if not _lock(file):
            file.seek(0)
            text = file.read(20).strip()
            raise AlreadyRunning(folder, int(text) if text.isdigit() else None)
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        # Locked bytes cannot be read on Windows, so the lock stands far behind the number of the process.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        # A record lock: a child process that outlives this one does not inherit it.
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class Lease:
    """This installation's hold on the database; `keep` runs beside everything else until it is cancelled."""

    def __init__(self, db: Database, folder: Path, now: Callable[[], datetime]) -> None:
        self._db = db
        self._owner = f"{socket.gethostname()}:{folder.resolve()}"
        self._now = now
        self.fence = 0

    async def take(self) -> None:
        """Raises storage.lease.LeaseTaken when somebody else works with the database."""
        self.fence = await self._db.write(lambda tx: lease.take(tx, self._owner, self._now()))

    async def keep(self) -> None:
        """Stay the owner; raises storage.lease.LeaseLost when another process took over."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                await self._db.write(lambda tx: lease.renew(tx, self.fence, self._now()))
            except lease.LeaseLost:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk or a locked file passes; the fence tells when it matters
                log.warning("The lease was not renewed: %s", type(error).__name__)

    async def release(self) -> None:
        """Let the next owner in at once; where nothing can be written, he waits until the hold is stale."""
        try:
            await self._db.write(lambda tx: lease.release(tx, self.fence))
        except Exception as error:  # noqa: BLE001 - whoever leaves is not to be kept by a full disk or a locked file
            log.warning("The lease was not released: %s", trouble.told(error))
