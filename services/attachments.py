"""Files that people send as answers."""

from dataclasses import dataclass
from pathlib import Path

from storage import files
from storage.database import Tx
from storage.files import StoredFile


@dataclass(frozen=True, slots=True)
class Upload:
    """A file whose bytes are kept already."""

    digest: str
    size: int
    name: str
    media: str


def keep(folder: Path, data: bytes) -> str:
    """Store the bytes by their SHA-256 and return it; done before the transaction that mentions them."""
    return files.keep(folder, data)


def record(tx: Tx, upload: Upload, person_id: int | None) -> str:
    """Give the file a number that nobody can guess and return it as the answer's value."""
    file = StoredFile(files.new_id(), upload.digest, upload.size, upload.name, upload.media)
    files.add(tx, file, person_id)
    return str(file.id)
