"""An open database with the program's tables, and the few rows that surveys lean on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from bot.database import prepare
from bot.settings import Settings
from storage import seed
from storage.database import Database, Tx
from storage.tables import metadata

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Database]:
    """The database, migrated and open until the end of the block."""
    prepare(Settings(_env_file=None, bot_data_dir=folder, database_url=url))
    db = Database(url).open()
    try:
        yield db
    finally:
        db.close()


def anonymous_survey(tx: Tx) -> int:
    """An open anonymous survey of a municipality without people; returns its id."""
    seed.plant(tx, "municipality", [{"code": "ЗЛТ", "full_name": "Златополье", "short_name": "Златополье"}])
    place = seed.ids(tx, "municipality")["ЗЛТ"]
    version = {"code": "Q", "number": 1, "title": "Q", "form": "{}", "digest": "", "published_at": NOW}
    seed.plant(tx, "instrument_version", [version])
    day = date(2026, 11, 24)
    survey = {
        "code": "Q-1", "version_id": seed.ids(tx, "instrument_version")["Q"], "municipality_id": place,
        "mode": "anonymous", "state": "open", "audience": '{"roles": ["R_TCH"]}', "period_start": day,
        "period_end": day, "opens_at": NOW, "closes_at": NOW.replace(year=2027),
    }  # fmt: skip
    seed.plant(tx, "survey", [survey])
    return seed.ids(tx, "survey")["Q-1"]


def place(tx: Tx, code: str) -> None:
    """One more municipality: the shortest row there is."""
    tx.execute(metadata.tables["municipality"].insert(), {"code": code, "full_name": code, "short_name": code})


def places(tx: Tx) -> set[str]:
    """Codes of the municipalities."""
    return set(seed.ids(tx, "municipality"))
