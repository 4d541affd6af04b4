"""Questionnaires being filled in, and the responses they become."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from storage import standing, surveys
from storage.database import Tx
from storage.forms import Forms
from storage.prepared import Prepared
from storage.surveys import Survey
from storage.tables import answer, response, run
from surveys.events import Answer
from surveys.session import Session, session_from_json


@dataclass(frozen=True, slots=True)
class Run:
    """A run as stored: of a person, or of a tag when the survey is anonymous or an answer on paper is typed in."""

    id: int
    purpose: str
    survey_id: int | None
    version_id: int
    person_id: int | None
    tag: bytes | None
    corrects: int | None
    session: Session


@dataclass(frozen=True, slots=True)
class Response:
    """A finished response without its answers."""

    id: int
    survey_id: int
    version_id: int
    chain: int
    revision: int
    state: str
    person_id: int | None
    receipt_hash: bytes | None
    school_id: int | None
    role: str
    subject: str
    submitted_at: datetime | None
    source: str = "chat"
    number: int | None = None


_RUN = select(
    run.c.id,
    run.c.purpose,
    run.c.survey_id,
    run.c.version_id,
    run.c.person_id,
    run.c.tag,
    run.c.corrects,
    run.c.session,
)
_OWN = len(_RUN.selected_columns)
_BY_ID = Prepared(surveys.with_survey(_RUN, run.c.survey_id).where(run.c.id == bindparam("run")))
_OF_PERSON = Prepared(_RUN.where(run.c.survey_id == bindparam("survey"), run.c.person_id == bindparam("person")))
_OF_TAG = Prepared(_RUN.where(run.c.survey_id == bindparam("survey"), run.c.tag == bindparam("tag")))
_ADD = Prepared(insert(run))
_DROP = Prepared(delete(run).where(run.c.id == bindparam("run")))
_SAVE = Prepared(update(run).where(run.c.id == bindparam("run")).values(session=bindparam("session_")))


_NUMBERS = 999_999_937  # nine digits, all of which a spreadsheet keeps
_TAKEN = Prepared(
    select(response.c.id)
    .where(response.c.survey_id == bindparam("survey"), response.c.number == bindparam("number"))
    .limit(1)
)


_KEPT: dict[int, tuple[str, Session]] = {}
_MOST_KEPT = 1000


def _session(run_id: int, text: str) -> Session:
    """The session as stored; one that was stored a moment ago is still at hand with all that was worked out for it.

    It is given away: what a transaction does to it that is then undone must not be met by the next one.
    """
    known = _KEPT.pop(run_id, None)
    return known[1] if known is not None and known[0] == text else session_from_json(orjson.loads(text))


def _keep(run_id: int, text: str, session: Session) -> None:
    _KEPT.pop(run_id, None)
    _KEPT[run_id] = (text, session)
    if len(_KEPT) > _MOST_KEPT:
        del _KEPT[next(iter(_KEPT))]


def new_id() -> int:
    """A random number that tells no order."""
    return secrets.randbits(62)


def _run(row: Any) -> Run:
    run_id, purpose, survey_id, version_id, person_id, tag, corrects, text = row[:_OWN]
    return Run(run_id, purpose, survey_id, version_id, person_id, tag, corrects, _session(run_id, text))


def number_of(chain: int) -> int:
    """The number by which the exchange workbook calls a chain inside its survey; as random as the chain's id."""
    return chain % _NUMBERS + 1


def new_chain(tx: Tx, survey_id: int) -> int:
    """Id of the first revision of a chain whose number nobody has in this survey yet."""
    while _TAKEN.row(tx, {"survey": survey_id, "number": number_of(chain := new_id())}) is not None:
        pass
    return chain


def get(tx: Tx, run_id: int) -> tuple[Run | None, Survey | None]:
    """The run with this id and its survey; None for the run once it is finished."""
    row = _BY_ID.row(tx, {"run": run_id})
    return (None, None) if row is None else (_run(row), surveys.behind(row, _OWN))


def find(tx: Tx, survey_id: int, person_id: int, tag: bytes | None) -> Run | None:
    """The person's unfinished run of a survey, whatever its mode."""
    if tag is None:
        row = _OF_PERSON.row(tx, {"survey": survey_id, "person": person_id})
    else:
        row = _OF_TAG.row(tx, {"survey": survey_id, "tag": tag})
    return None if row is None else _run(row)


def add(tx: Tx, new: Run) -> None:
    """Store a new run."""
    values = {name: getattr(new, name) for name in ("id", "purpose", "survey_id", "version_id", "person_id", "tag")}
    text = _dump(new.session)
    _ADD.run(tx, {**values, "corrects": new.corrects, "session": text})
    _keep(new.id, text, new.session)


def save(tx: Tx, run_id: int, session: Session) -> None:
    """Store where the run stands."""
    text = _dump(session)
    _SAVE.run(tx, {"run": run_id, "session_": text})
    _keep(run_id, text, session)


def move(tx: Tx, run_id: int, version_id: int, session: Session) -> None:
    """Carry a run over to another version."""
    tx.execute(update(run).where(run.c.id == run_id).values(version_id=version_id, session=_dump(session)))


def drop(tx: Tx, run_id: int) -> None:
    """Remove a run."""
    _DROP.run(tx, {"run": run_id})


def drop_all(tx: Tx, survey_id: int) -> None:
    """Remove every unfinished run of a survey."""
    tx.execute(delete(run).where(run.c.survey_id == survey_id))


def drop_previews(tx: Tx, person_id: int) -> None:
    """Remove what is left of a person's earlier walks through forms."""
    mine = and_(run.c.person_id == person_id, run.c.purpose == "preview")
    tx.execute(delete(run).where(mine))


def count_begun(tx: Tx, survey_id: int) -> int:
    """How many people have begun and not sent: whoever corrects an answer has sent one, and paper is of others."""
    first = and_(run.c.survey_id == survey_id, run.c.purpose == "survey", run.c.corrects.is_(None))
    return int(tx.execute(select(func.count()).select_from(run).where(first)).scalar_one())


def _dump(session: Session) -> str:
    return orjson.dumps(session.to_json()).decode()


# --- responses -------------------------------------------------------------------------------------------------


_SUPERSEDE = Prepared(
    update(response)
    .where(
        or_(
            response.c.chain == bindparam("chain_"),
            and_(response.c.survey_id == bindparam("survey_"), response.c.person_id == bindparam("person_")),
        ),
        response.c.state == "sent",
    )
    .values(state="superseded")
)
_RESPOND = Prepared(insert(response))


def add_response(tx: Tx, new: Response, answers: tuple[Answer, ...], forms: Forms) -> None:
    """Store a revision of a response with its answers; what the person has sent before it is superseded."""
    questions = forms.question_ids(tx, new.version_id)
    kept = standing.chosen(forms.form(tx, new.version_id), answers)
    _SUPERSEDE.run(tx, {"chain_": new.chain, "survey_": new.survey_id, "person_": new.person_id})
    _RESPOND.run(tx, kept | {name: getattr(new, name) for name in Response.__dataclass_fields__})
    rows = [
        {"response_id": new.id, "question_id": questions[given.name], "item": given.item, "value": given.value}
        for given in answers
    ]
    if rows:
        tx.execute(insert(answer), rows)


_RESPONSE = tuple(response.c[name] for name in Response.__dataclass_fields__)


def last_response(tx: Tx, survey_id: int, person_id: int) -> Response | None:
    """The person's valid response to a survey that is not anonymous; the last one, should there be more."""
    row = tx.execute(
        select(*_RESPONSE)
        .where(response.c.survey_id == survey_id, response.c.person_id == person_id, response.c.state == "sent")
        .order_by(response.c.submitted_at.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Response(*row)


def by_receipt(tx: Tx, receipt_hash: bytes) -> Response | None:
    """The valid response that this receipt opens."""
    row = tx.execute(
        select(*_RESPONSE).where(response.c.receipt_hash == receipt_hash, response.c.state == "sent")
    ).one_or_none()
    return None if row is None else Response(*row)


def in_chain(tx: Tx, chain: int) -> Response | None:
    """The valid revision of a chain."""
    row = tx.execute(
        select(*_RESPONSE)
        .where(response.c.chain == chain, response.c.state == "sent")
        .order_by(response.c.revision.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Response(*row)


def next_revision(tx: Tx, chain: int) -> int:
    """The number that nobody has in a chain yet: what was voided or is a draft keeps its own."""
    last: int = tx.execute(select(func.max(response.c.revision)).where(response.c.chain == chain)).scalar_one()
    return last + 1


def answers_of(tx: Tx, response_id: int, questions: dict[str, int]) -> tuple[Answer, ...]:
    """The stored answers of one revision."""
    names = {number: name for name, number in questions.items()}
    rows = tx.execute(
        select(answer.c.question_id, answer.c.item, answer.c.value).where(answer.c.response_id == response_id)
    )
    return tuple(Answer(names[row.question_id], row.item, row.value) for row in rows)
