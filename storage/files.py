"""Files that people send, kept by what is in them; a sender's file name is text, never a path."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert, select

from storage.database import Tx
from storage.tables import stored_file


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's row. `path` is relative to the data folder."""

    id: int
    sha256: str
    size: int
    name: str
    media: str

    @property
    def path(self) -> str:
        """Where the bytes are, under the data folder."""
        return path_of(self.sha256)


def path_of(digest: str) -> str:
    """Relative path of the bytes with this SHA-256."""
    return f"files/{digest[:2]}/{digest}"


def keep(folder: Path, data: bytes) -> str:
    """Put the bytes under their SHA-256, durable before this returns; the same bytes are kept once.

    Whatever nothing leads to a week after it was kept for the last time is removed.
    """
    digest = sha256(data).hexdigest()
    path = folder / path_of(digest)
    try:
        os.utime(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            _write(fresh, data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)  # half of it, when the disk is full
    return digest


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def add(tx: Tx, file: StoredFile, person_id: int | None) -> None:
    """Record a kept file; `person_id` is None where an answer must not lead to a person."""
    tx.execute(
        insert(stored_file),
        {
            "id": file.id,
            "sha256": file.sha256,
            "size": file.size,
            "name": file.name,
            "media": file.media,
            "person_id": person_id,
        },
    )


def get(tx: Tx, file_id: int) -> StoredFile | None:
    """The file's row, or None."""
    row = tx.execute(select(stored_file).where(stored_file.c.id == file_id)).one_or_none()
    return None if row is None else StoredFile(row.id, row.sha256, row.size, row.name, row.media)


def names(tx: Tx, file_ids: Iterable[int]) -> dict[int, str]:
    """What the senders called these files."""
    chosen = select(stored_file.c.id, stored_file.c.name).where(stored_file.c.id.in_(list(file_ids)))
    return {row.id: row.name for row in tx.execute(chosen)}


def listed(tx: Tx, file_ids: Iterable[int]) -> dict[int, StoredFile]:
    """The rows of these files, by number."""
    rows = tx.execute(select(stored_file).where(stored_file.c.id.in_(list(file_ids))))
    return {row.id: StoredFile(row.id, row.sha256, row.size, row.name, row.media) for row in rows}


def new_id() -> int:
    """A number that nobody can guess and that tells no order."""
    return secrets.randbits(62)
