"""How a database is, as another process sees it: whether it is sound, and what waits in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select
from sqlalchemy.exc import DBAPIError

from storage.address import file_of
from storage.database import engine_for
from storage.sqlite_file import SOUND
from storage.tables import inbox, outbox, survey

_LOOKING = {"query_only": "ON", "busy_timeout": "10000"}
_TRIES = 5  # to send a message, after which it is no accident any more
_DAY = timedelta(days=1)


class Unseen(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The database cannot be looked at; `error` is the driver's own."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error).partition("\n")[0])
        self.error = error


@dataclass(frozen=True, slots=True)
class Vitals:
    """What there is to see; `asking` are open anonymous surveys, by id, with their codes."""

    verdict: str  # SQLite's own
    inbox: int
    poison: int
    outbox: int
    stuck: int
    asking: dict[int, str]


def seen(address: str, today: date) -> Vitals:
    """Look at a database of ours without touching it. Raises Unseen."""
    engine = engine_for(_untouched(address), _LOOKING, "BEGIN")
    try:
        with engine.connect() as tx, tx.begin():
            return _vitals(tx, today)
    except DBAPIError as error:
        raise Unseen(error.orig or error) from error
    finally:
        engine.dispose()


def _untouched(address: str) -> str:
    """A file that is not there must not be made."""
    file = file_of(address)
    return address if file is None else f"sqlite:///{_uri(file)}?mode=ro&uri=true"


def _uri(file: Path) -> str:
    return file.absolute().as_uri().replace("file://", "file:", 1)


def _vitals(tx: Connection, today: date) -> Vitals:
    waiting, unsent = inbox.c.state == "new", outbox.c.state == "new"
    asked = select(survey.c.id, survey.c.code).where(survey.c.mode == "anonymous", survey.c.state == "open")
    return Vitals(
        verdict=str(tx.exec_driver_sql("PRAGMA quick_check(1)").scalar()) if tx.dialect.name == "sqlite" else SOUND,
        inbox=_count(tx, inbox, waiting),
        poison=_count(tx, inbox, inbox.c.state == "poison", inbox.c.received_on >= today - _DAY),
        outbox=_count(tx, outbox, unsent, outbox.c.not_before.is_(None)),
        stuck=_count(tx, outbox, unsent, outbox.c.tries >= _TRIES),
        asking={row.id: row.code for row in tx.execute(asked.order_by(survey.c.code))},
    )


def _count(tx: Connection, rows: FromClause, *conditions: ColumnElement[Any]) -> int:
    return tx.execute(select(func.count()).select_from(rows).where(*conditions)).scalar_one()
