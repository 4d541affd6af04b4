"""Published questionnaires: versions that never change, and their compiled forms kept ready in memory."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, or_, select, true

from storage.database import Tx
from storage.scope import Scope
from storage.tables import instrument_version, question
from surveys.form import Form
from surveys.form_json import form_from_json, to_json


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of an instrument, without its form."""

    id: int
    code: str
    number: int
    title: str
    municipality_id: int | None


@dataclass(frozen=True, slots=True)
class Publication:
    """What is being published: the compiled form, the author's workbook if there is one, who and when."""

    form: Form
    digest: str
    workbook: bytes | None
    municipality_id: int | None
    published_by: int | None
    published_at: datetime


@dataclass(slots=True)
class Forms:
    """Compiled forms by version; a version never changes, so nothing here goes stale."""

    _forms: dict[int, Form] = field(default_factory=dict)
    _questions: dict[int, dict[str, int]] = field(default_factory=dict)

    def form(self, tx: Tx, version_id: int) -> Form:
        """The compiled form of a version."""
        if version_id not in self._forms:
            text = tx.execute(
                select(instrument_version.c.form).where(instrument_version.c.id == version_id)
            ).scalar_one()
            self._forms[version_id] = form_from_json(json.loads(text))
        return self._forms[version_id]

    def question_ids(self, tx: Tx, version_id: int) -> dict[str, int]:
        """Question name → id of the version's questions."""
        if version_id not in self._questions:
            rows = tx.execute(select(question.c.name, question.c.id).where(question.c.version_id == version_id))
            self._questions[version_id] = {row.name: row.id for row in rows}
        return self._questions[version_id]


_VERSION = (
    instrument_version.c.id,
    instrument_version.c.code,
    instrument_version.c.number,
    instrument_version.c.title,
    instrument_version.c.municipality_id,
)


def publish(tx: Tx, publication: Publication) -> Version:
    """Store a new version, or return the latest one when nothing has changed since."""
    form = publication.form
    last = tx.execute(
        select(*_VERSION, instrument_version.c.digest)
        .where(instrument_version.c.code == form.code, _same_owner(publication.municipality_id))
        .order_by(instrument_version.c.number.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.digest == publication.digest:
        return Version(*last[:5])
    number = 1 if last is None else last.number + 1
    version_id = tx.execute(
        insert(instrument_version).returning(instrument_version.c.id),
        {
            "code": form.code,
            "number": number,
            "title": form.title,
            "municipality_id": publication.municipality_id,
            "form": json.dumps(to_json(form), ensure_ascii=False),
            "workbook": publication.workbook,
            "digest": publication.digest,
            "published_at": publication.published_at,
            "published_by": publication.published_by,
        },
    ).scalar_one()
    _add_questions(tx, version_id, form)
    return Version(version_id, form.code, number, form.title, publication.municipality_id)


def _same_owner(municipality_id: int | None) -> ColumnElement[bool]:
    column = instrument_version.c.municipality_id
    return column.is_(None) if municipality_id is None else column == municipality_id


def _add_questions(tx: Tx, version_id: int, form: Form) -> None:
    rows = [
        {"version_id": version_id, "name": q.name, "place": place, "kind": q.kind, "measure": q.measure}
        for place, q in enumerate(form.questions)
    ]
    if rows:
        tx.execute(insert(question), rows)


def latest(tx: Tx, scope: Scope) -> list[Version]:
    """The newest version of every instrument that may be used in this scope, by code.

    A municipality's own version stands before the common one of the same code.
    """
    newest = (
        select(func.max(instrument_version.c.id))
        .where(_visible(scope))
        .group_by(instrument_version.c.code, instrument_version.c.municipality_id)
    )
    rows = tx.execute(select(*_VERSION).where(instrument_version.c.id.in_(newest)).order_by(instrument_version.c.code))
    by_code: dict[str, Version] = {}
    for row in rows:
        version = Version(*row)
        if version.code not in by_code or version.municipality_id is not None:
            by_code[version.code] = version
    return list(by_code.values())


def owned(tx: Tx) -> set[str]:
    """Codes of the instruments of which some municipality has a version of its own."""
    column = instrument_version.c.municipality_id
    return set(tx.execute(select(instrument_version.c.code).where(column.is_not(None))).scalars())


def version(tx: Tx, version_id: int, scope: Scope) -> Version | None:
    """One version, or None when there is none in this scope."""
    row = tx.execute(select(*_VERSION).where(instrument_version.c.id == version_id, _visible(scope))).one_or_none()
    return None if row is None else Version(*row)


def workbook(tx: Tx, version_id: int) -> bytes | None:
    """The author's own file, or None for an instrument that came with the program."""
    statement = select(instrument_version.c.workbook).where(instrument_version.c.id == version_id)
    data: bytes | None = tx.execute(statement).scalar_one()
    return data


def _visible(scope: Scope) -> ColumnElement[bool]:
    column = instrument_version.c.municipality_id
    return true() if scope.municipalities is None else or_(column.is_(None), column.in_(scope.municipalities))


def last_digest(tx: Tx, code: str) -> str | None:
    """The digest of the newest version of an instrument that came with the program."""
    ours = instrument_version.c.municipality_id.is_(None)
    statement = select(instrument_version.c.digest).where(instrument_version.c.code == code, ours)
    found: str | None = tx.execute(statement.order_by(instrument_version.c.number.desc()).limit(1)).scalar()
    return found


def digests(tx: Tx) -> set[str]:
    """Digests of every version that came with the program."""
    ours = select(instrument_version.c.digest).where(instrument_version.c.municipality_id.is_(None))
    return set(tx.execute(ours).scalars())
