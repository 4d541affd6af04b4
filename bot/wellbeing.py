"""Signs of health: what the running process writes down each half minute, and what can be seen from outside."""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile

from bot.pulse import Pulse
from bot.settings import Settings
from storage import trouble, vitals
from storage.address import file_of
from storage.keys import Keyring
from storage.sqlite_file import SOUND
from storage.vitals import Unseen
from texts import upkeep as words
from texts.system import reason

FILE = "health.json"
_STALE = timedelta(seconds=120)  # four ticks
_DISK = 200 * 2**20
_WAL = 256 * 2**20
_WAITING = 1000
_TRIAL = 2**16

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its name and value in words, and whether all is well."""

    name: str
    value: str
    well: bool


def note(folder: Path, pulse: Pulse) -> None:
    """Write the sign of life beside the old one and then in its place; where that fails, its age tells enough."""
    signs = {
        "tick": pulse.ticked and pulse.ticked.isoformat(),
        "heard": {name: moment.isoformat() for name, moment in pulse.heard.items()},
        "full": pulse.trouble == trouble.NO_ROOM,
        "trouble": pulse.trouble,
    }
    fresh = folder / f"{FILE}.new"
    try:
        fresh.write_text(json.dumps(signs), encoding="utf-8")
        fresh.replace(folder / FILE)
    except OSError as error:
        log.error("The sign of life cannot be written: %s", trouble.told(error))  # noqa: TRY400 - it passes


def look(settings: Settings, now: datetime) -> list[Sign]:
    """All signs, from another process."""
    folder = settings.bot_data_dir
    return [*_process(folder, now, polls=not settings.webhook_url), _disk(folder), *_database(settings, now)]


def _process(folder: Path, now: datetime, *, polls: bool) -> Iterator[Sign]:
    """The tick, what was heard of each messenger, and whether anything can be stored."""
    try:
        signs = json.loads((folder / FILE).read_text(encoding="utf-8"))
        tick = now - datetime.fromisoformat(signs["tick"])
        heard = {name: now - datetime.fromisoformat(moment) for name, moment in signs["heard"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        yield Sign(words.PROCESS, words.NOT_STARTED, well=False)
        return
    yield Sign(words.PROCESS, words.seen(tick), well=tick < _STALE)
    for name, ago in heard.items():
        # Whoever is asked answers at least each ten seconds; a webhook and the demo bring only what people send.
        asked = polls and name == "telegram"
        yield Sign(words.heard(name), words.ago(ago), well=not asked or ago < _STALE)
    if signs["trouble"]:
        yield Sign(words.STORING, words.NO_ROOM if signs["full"] else signs["trouble"], well=False)


def _disk(folder: Path) -> Sign:
    free = shutil.disk_usage(folder if folder.exists() else Path()).free
    refusal = _refusal(folder) if folder.exists() else ""
    value = f"{words.megabytes(free)}. {words.not_writable(refusal)}" if refusal else words.megabytes(free)
    return Sign(words.DISK, value, well=free > _DISK and not refusal)


def _refusal(folder: Path) -> str:
    """Why nothing can be written into the folder; "" when it can. A quota does not show in the free space."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(_TRIAL))
            file.flush()
    except OSError as error:
        return words.NO_ROOM if trouble.is_full(error) else reason(error)
    return ""


def _database(settings: Settings, now: datetime) -> list[Sign]:
    path = file_of(settings.database)
    if path is not None and not path.exists():
        return [Sign(words.DATABASE, words.NO_DATABASE, well=False)]
    try:
        found = vitals.seen(settings.database, now.date())
    except Unseen as unseen:
        locked = trouble.is_locked(unseen.error)
        return [Sign(words.DATABASE, words.LOCKED if locked else str(unseen), well=False)]
    unlocked = _without_key(found.asking, settings.bot_data_dir)
    return [
        *([Sign(words.DATABASE, words.ANSWERS, well=True)] if path is None else _file(path, found.verdict)),
        Sign(words.INBOX, str(found.inbox), well=found.inbox < _WAITING),
        Sign(words.OUTBOX, str(found.outbox), well=found.outbox < 10 * _WAITING),
        Sign(words.STUCK, str(found.stuck), well=found.stuck == 0),
        Sign(words.POISON, str(found.poison), well=found.poison == 0),
        *([Sign(words.KEYS, words.keys_lost(unlocked), well=False)] if unlocked else []),
    ]


def _file(path: Path, verdict: str) -> list[Sign]:
    """What SQLite says of its file, and how much it has written beside it and not taken over yet."""
    sound, beside = verdict == SOUND, Path(f"{path}-wal")
    size = beside.stat().st_size if beside.exists() else 0
    return [
        Sign(words.DATABASE, words.SOUND if sound else verdict, well=sound),
        Sign(words.WAL, words.megabytes(size), well=size < _WAL),
    ]


def _without_key(asking: dict[int, str], folder: Path) -> list[str]:
    """Codes of open anonymous surveys whose key is gone: they take no answers."""
    held = set(Keyring(folder / "keys").held())
    return [code for number, code in asking.items() if number not in held]
