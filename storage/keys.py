"""Keys of anonymous surveys: files beside the database and outside its backups, destroyed at closing.

Beside them lie secrets of the installation, which stay: whoever holds the database alone shall not guess what it hides.
"""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

_SIZE = 32
_COLLECTED = "answers.secret"


class KeyLost(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The key of an open anonymous survey is gone: nobody can be told apart, so nothing more can be accepted."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """A folder with one key a survey, readable by the program's own account only.

    A key that was used stays at hand until it is destroyed: every press of an anonymous survey asks for it.
    """

    folder: Path
    _at_hand: dict[int, hmac.HMAC] = field(default_factory=dict, repr=False)

    def create(self, survey_id: int) -> None:
        """Make the survey's key, durable before this returns; a key that is there already stays."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(survey_id)
        if path.exists():
            return
        fresh = path.with_suffix(".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def tag(self, survey_id: int, person_id: int) -> bytes:
        """The person's tag in this survey: the same each time, and nobody's once the key is gone.

        Raises KeyLost when there is no key.
        """
        mark = self._key(survey_id).copy()
        mark.update(person_id.to_bytes(8, "big"))
        return mark.digest()[:16]

    def blinded(self, known: str) -> bytes:
        """What stands for a moment at which somebody answered elsewhere: the same each time, and nobody can go back.

        By a secret of the installation: the same table may come again when the survey's own key is destroyed.
        """
        return hmac.digest(secret(self.folder / _COLLECTED), known.encode(), "sha256")

    def destroy(self, survey_id: int) -> None:
        """Overwrite and remove the key; tags made with it mean nothing from then on."""
        self._at_hand.pop(survey_id, None)
        path = self._path(survey_id)
        if not path.exists():
            return
        with path.open("r+b") as file:
            file.write(bytes(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()

    def holds(self, survey_id: int) -> bool:
        """Whether the survey's key is there."""
        return survey_id in self._at_hand or self._path(survey_id).exists()

    def held(self) -> list[int]:
        """Surveys that a key is kept for."""
        if not self.folder.exists():
            return []
        return sorted(int(path.stem) for path in self.folder.glob("*.key"))

    def _key(self, survey_id: int) -> hmac.HMAC:
        known = self._at_hand.get(survey_id)
        if known is None:
            try:
                key = self._path(survey_id).read_bytes()
            except FileNotFoundError:
                raise KeyLost(survey_id) from None
            known = self._at_hand[survey_id] = hmac.new(key, digestmod="sha256")
        return known

    def _path(self, survey_id: int) -> Path:
        return self.folder / f"{survey_id}.key"


def secret(path: Path) -> bytes:
    """A secret of the installation, made when it is asked for the first time."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # the first one wins, whoever else starts at the same moment
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
