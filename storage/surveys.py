"""Surveys: what is asked of whom, how and until when."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, insert, select, true, update

from storage.database import Tx
from storage.prepared import Prepared
from storage.scope import Scope
from storage.tables import frame_member, instrument_version, municipality, survey


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is to answer; an empty part means no restriction by it."""

    roles: tuple[str, ...]
    schools: tuple[int, ...] = ()
    subjects: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey with what is needed to speak of it."""

    id: int
    code: str
    version_id: int
    municipality_id: int
    mode: str
    state: str
    audience: Audience
    period_start: date
    period_end: date
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    created_by: int | None
    instrument: str
    title: str
    timezone: str

    @property
    def anonymous(self) -> bool:
        """Whether the database holds no link between a person and an answer."""
        return self.mode == "anonymous"

    def accepts(self, now: datetime) -> bool:
        """Whether an answer given now counts."""
        return self.state == "open" and now < self.closes_at


_COLUMNS = (
    survey.c.id, survey.c.code, survey.c.version_id, survey.c.municipality_id, survey.c.mode, survey.c.state,
    survey.c.audience, survey.c.period_start, survey.c.period_end, survey.c.opens_at, survey.c.closes_at,
    survey.c.closed_at, survey.c.created_by, instrument_version.c.code.label("instrument"), instrument_version.c.title,
    municipality.c.timezone,
)  # fmt: skip
_VERSION = instrument_version.c.id == survey.c.version_id
_PLACE = municipality.c.id == survey.c.municipality_id
_FROM = survey.join(instrument_version, _VERSION).join(municipality, _PLACE)
_ONE = select(*_COLUMNS).select_from(_FROM)


_BY_ID = Prepared(_ONE.where(survey.c.id == bindparam("survey")))
_NAMES = tuple(_ONE.selected_columns.keys())


def with_survey(rows: Select[Any], survey_id: ColumnElement[int | None]) -> Select[Any]:
    """Each row with its survey's columns behind its own, empty ones where it belongs to none; see `behind`."""
    return (
        rows.add_columns(*_COLUMNS)
        .outerjoin(survey, survey.c.id == survey_id)
        .outerjoin(instrument_version, _VERSION)
        .outerjoin(municipality, _PLACE)
    )


def behind(row: Any, own: int) -> Survey | None:
    """The survey that stands behind a row's own columns, of which there are so many."""
    columns = tuple(row[own:])
    return None if columns[0] is None else _read(columns)


def _survey(row: Any) -> Survey:
    return _read(tuple(row))


@lru_cache(maxsize=200)  # every press asks for its survey, and surveys seldom change
def _read(row: tuple[Any, ...]) -> Survey:
    values = dict(zip(_NAMES, row, strict=True))
    audience = json.loads(values.pop("audience"))
    return Survey(**values, audience=Audience(**{key: tuple(value) for key, value in audience.items()}))


def add(tx: Tx, values: dict[str, Any], audience: Audience) -> int:
    """Store a draft under the code that is given, see `next_code`, and return its id."""
    return int(
        tx.execute(
            insert(survey).returning(survey.c.id), {**values, "audience": json.dumps(asdict(audience))}
        ).scalar_one()
    )


def next_code(tx: Tx, instrument: str, municipality_code: str, year: int) -> str:
    """A code that nobody has yet: instrument, municipality and year, then with a number."""
    stem = f"{instrument}-{municipality_code}-{year}"
    taken = set(tx.execute(select(survey.c.code).where(survey.c.code.startswith(stem, autoescape=True))).scalars())
    number = 1
    while (code := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return code


def get(tx: Tx, survey_id: int, scope: Scope) -> Survey | None:
    """One survey, or None when there is none in this scope."""
    row = _BY_ID.row(tx, {"survey": survey_id})
    if row is None or not (scope.municipalities is None or row.municipality_id in scope.municipalities):
        return None
    return _survey(row)


def by_code(tx: Tx, code: str) -> Survey | None:
    """The survey with this code, or None."""
    row = tx.execute(_ONE.where(survey.c.code == code)).one_or_none()
    return None if row is None else _survey(row)


def listed(tx: Tx, scope: Scope, limit: int | None = None) -> list[Survey]:
    """Surveys of the scope, the newest first, drafts left out; all of them unless so many are enough."""
    rows = tx.execute(
        _ONE.where(_seen(scope), survey.c.state != "draft").order_by(survey.c.opens_at.desc(), survey.c.id).limit(limit)
    )
    return [_survey(row) for row in rows]


def before(tx: Tx, this: Survey) -> Survey | None:
    """The last survey of the same form, mode and municipality that was over when this one opened."""
    row = tx.execute(
        _ONE.where(
            survey.c.municipality_id == this.municipality_id,
            survey.c.mode == this.mode,
            survey.c.state == "closed",
            survey.c.closes_at <= this.opens_at,
            instrument_version.c.code == this.instrument,
        )
        .order_by(survey.c.closes_at.desc(), survey.c.opens_at.desc(), survey.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else _survey(row)


def drafts(tx: Tx, scope: Scope) -> list[Survey]:
    """Surveys of the scope that were begun and not opened."""
    return [_survey(row) for row in tx.execute(_ONE.where(_seen(scope), survey.c.state == "draft"))]


def open_now(tx: Tx) -> list[Survey]:
    """All surveys that are open."""
    return [_survey(row) for row in tx.execute(_ONE.where(survey.c.state == "open").order_by(survey.c.closes_at))]


def for_person(tx: Tx, person_id: int, now: datetime) -> list[Survey]:
    """Open surveys whose frame has this person, the one that closes first on top."""
    statement = (
        select(*_COLUMNS)
        .select_from(_FROM.join(frame_member, frame_member.c.survey_id == survey.c.id))
        .where(
            frame_member.c.person_id == person_id,
            frame_member.c.excluded == "",
            survey.c.state == "open",
            survey.c.opens_at <= now,
            survey.c.closes_at > now,
        )
        .order_by(survey.c.closes_at)
    )
    return [_survey(row) for row in tx.execute(statement)]


def change(tx: Tx, survey_id: int, values: dict[str, Any]) -> None:
    """Set columns of a survey; an `audience` may be given as an Audience."""
    if isinstance(values.get("audience"), Audience):
        values = {**values, "audience": json.dumps(asdict(values["audience"]))}
    tx.execute(update(survey).where(survey.c.id == survey_id).values(**values))


def remember_first_end(tx: Tx, survey_id: int, closes_at: datetime) -> None:
    """Keep the end that an open survey had before it was extended for the first time."""
    first = survey.c.id == survey_id, survey.c.first_closes_at.is_(None)
    tx.execute(update(survey).where(*first).values(first_closes_at=closes_at))


def drop_draft(tx: Tx, survey_id: int) -> None:
    """Forget a survey that was never opened."""
    tx.execute(survey.delete().where(survey.c.id == survey_id, survey.c.state == "draft"))


def _seen(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.municipalities is None else survey.c.municipality_id.in_(scope.municipalities)
