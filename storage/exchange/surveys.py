"""The sheet of surveys: those that were opened in the chat, and those that came in a workbook."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, select, true

from storage import forms, validity
from storage.database import Tx
from storage.exchange.local_time import RUNNING_ON, end_before, first_late, instant, local
from storage.exchange.rows import ChangedRow, StoredRow, Writing
from storage.scope import EVERYTHING, Scope
from storage.tables import instrument_version, municipality, survey
from texts.workbook import Sheet, Values

_NOBODY = '{"roles": []}'  # an imported survey has a list, not an audience

_ROWS = (
    select(
        survey.c.id, survey.c.code, instrument_version.c.code.label("instrument"),
        municipality.c.code.label("municipality"), municipality.c.timezone, survey.c.period_start, survey.c.period_end,
        survey.c.opens_at, survey.c.closes_at, survey.c.first_closes_at, survey.c.mode,
    )
    .join(instrument_version, instrument_version.c.id == survey.c.version_id)
    .join(municipality, municipality.c.id == survey.c.municipality_id)
    .where(survey.c.state != "draft")
    .order_by(survey.c.id)
)  # fmt: skip


class SurveyStore:
    """Keeps rows of the sheet in the table of surveys. Drafts stay in the chat."""

    def codes(self, tx: Tx, _of: Sheet, scope: Scope) -> dict[str, int]:
        """Code → id of the surveys that the scope reaches, drafts included: their codes are taken."""
        rows = tx.execute(select(survey.c.code, survey.c.id).where(within(scope)))
        return {row.code: row.id for row in rows}

    def stored(self, tx: Tx, of: Sheet, scope: Scope, _surveys: Collection[str] | None) -> Iterator[StoredRow]:
        """Surveys that the scope reaches."""
        for row in tx.execute(_ROWS.where(within(scope))):
            values = _values(row)
            yield StoredRow(row.id, tuple([values[column.key] for column in of.columns]))

    def add(self, tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert surveys; their instruments are published already."""
        records = []
        for values in rows:
            given = _given(to, values)
            place = _place(tx, writing, given["municipality"])
            versions = forms.latest(tx, Scope(frozenset({place.id})))
            version = next(each.id for each in versions if each.code == given["instrument"])
            fixed = {"code": given["code"], "version_id": version, "municipality_id": place.id, "audience": _NOBODY}
            fixed |= {"state": "closed", "imported": 1, "created_by": writing.by}
            records.append(fixed | _record(given, place.timezone))
        writing.script.insert(survey, records, to.name)

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update what of a survey may be corrected: its period, its window and its mode."""
        records = []
        for row in rows:
            given = _given(of, row.values)
            place = _place(tx, writing, given["municipality"])
            records.append(_record(given, place.timezone) | {"id": row.id})
        writing.script.update(survey, ["id"], records)
        for record in records:
            if record["mode"] == "anonymous":
                writing.script.then(partial(validity.forget_people, survey_id=record["id"]))

    def finish(self, _tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Judge the answers anew: the window may have moved."""
        written = [str(values[of.places["code"]]) for values in rows]
        writing.script.then(lambda tx: _judge(tx, self.codes(tx, of, EVERYTHING), written))


def _judge(tx: Tx, ids: Mapping[str, int], surveys: Iterable[str]) -> None:
    validity.judge(tx, [ids[code] for code in surveys])


def within(scope: Scope) -> ColumnElement[bool]:
    """Surveys of the municipalities that the scope reaches."""
    return true() if scope.municipalities is None else survey.c.municipality_id.in_(scope.municipalities)


def of_chat(tx: Tx) -> frozenset[str]:
    """Codes of the surveys that the chat asks or asked itself."""
    return frozenset(tx.execute(select(survey.c.code).where(survey.c.imported == 0)).scalars())


def _values(row: Any) -> dict[str, Any]:
    """Columns of the sheet for a row of the table."""
    zone, closes_at, first = row.timezone, row.closes_at, row.first_closes_at
    extended = first is not None and closes_at >= first
    closes = first if extended else closes_at
    return {
        **row._mapping,  # noqa: SLF001 - the name is SQLAlchemy's way to keep it apart from columns
        "opens_at": local(row.opens_at, zone),
        "closes_at": end_before(closes, zone) if closes < RUNNING_ON else None,
        "extended_to": end_before(closes_at, zone) if extended else None,
    }


def _given(of: Sheet, values: Values) -> dict[str, Any]:
    return {column.key: value for column, value in zip(of.columns, values, strict=True)}


def _place(tx: Tx, writing: Writing, code: str) -> Any:
    statement = select(municipality.c.id, municipality.c.timezone)
    return tx.execute(statement.where(municipality.c.id == writing.ids["municipality"][code])).one()


def _record(given: dict[str, Any], zone: str) -> dict[str, Any]:
    """Columns of the table for a row of the sheet."""
    closes = _late(given["closes_at"], zone)
    extended = _late(given["extended_to"], zone)
    start: date = given["period_start"]
    return {
        "mode": given["mode"],
        "period_start": start,
        "period_end": given["period_end"],
        "opens_at": instant(given["opens_at"], zone),
        "closes_at": extended or closes or RUNNING_ON,
        "first_closes_at": closes if extended else None,
        "closed_at": extended or closes,
    }


def _late(end: datetime | None, zone: str) -> datetime | None:
    return None if end is None else first_late(end, zone)
