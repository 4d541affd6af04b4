"""The unit of work that a service receives: one transaction and what lives beside the database."""

from dataclasses import dataclass, field
from pathlib import Path

from storage.database import Tx
from storage.forms import Forms
from storage.keys import Keyring


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stays open for the whole life of the process: compiled forms, survey keys, the folder of files."""

    folder: Path
    forms: Forms = field(default_factory=Forms)
    keys: Keyring = field(init=False)  # of anonymous surveys that are open

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", Keyring(self.folder / "keys"))


@dataclass(frozen=True, slots=True)
class Uow:
    """One transaction. A service reads and writes through it and never commits."""

    tx: Tx
    shelf: Shelf
