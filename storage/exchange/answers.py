"""The sheet of answers: a row is an answer to one question of one revision of a response."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, func, or_, select, tuple_

from storage import audit, people, runs, schools, standing, validity
from storage.actor import Actor
from storage.database import Tx
from storage.exchange.local_time import instant, last_inside, local
from storage.exchange.rows import ChangedRow, StoredRow, Writing
from storage.exchange.surveys import within
from storage.forms import Forms
from storage.runs import number_of
from storage.scope import Scope
from storage.strata import ROLE, SCHOOL
from storage.tables import answer, instrument_version, municipality, person, question, response, school, survey
from surveys.events import Answer
from texts.workbook import Sheet, Values

_BATCH = 5_000  # rows in one statement
_CHUNK = 2_000  # rows fetched at once
TOLD_FROM = 5  # answers of an anonymous survey: fewer are told to nobody who does not see everything


class _Key(NamedTuple):
    """What makes a revision the same revision."""

    survey_id: int
    number: int
    revision: int


class AnswerStore:
    """Keeps rows of the sheet in responses and their answers."""

    def codes(self, _tx: Tx, _of: Sheet, _scope: Scope) -> dict[str, int]:
        """Nobody refers to rows of this sheet."""
        raise NotImplementedError

    def stored(self, tx: Tx, of: Sheet, scope: Scope, surveys: Collection[str] | None) -> Iterator[StoredRow]:
        """Answers of the surveys that the scope reaches, or of some of them; the id is the revision's.

        Of an anonymous survey that is still open in the chat nothing is told.
        """
        head_id, head = 0, dict[str, Any]()
        for row in tx.execute(_rows(scope, surveys).execution_options(yield_per=_CHUNK)):
            if row.id != head_id:
                head_id, head = row.id, _head(row)
            own = {"question": f"{row.name}[{row.item}]" if row.item else row.name, "value": row.value or None}
            known = head | own
            yield StoredRow(row.id, tuple([known[column.key] for column in of.columns]))

    def add(self, tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert answers, and the revisions that nobody has heard of."""
        desk = _Desk(tx, to, writing)
        known = sorted(zip(desk.open_(rows), count(), rows, strict=False))  # as they will lie in the table
        writing.script.insert(answer, (desk.answer(values, id_) for id_, _, values in known), to.name)

    def change(self, tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update answers and their revisions. Of what was given in the chat nothing changes, it may only be voided."""
        desk = _Desk(tx, of, writing)
        ours = desk.imported(row.id for row in rows)
        for response_id in dict.fromkeys(row.id for row in rows if row.id not in ours):
            writing.script.then(partial(_void, response_id=response_id, writing=writing))
        rows = [row for row in rows if row.id in ours]
        desk.correct({row.id: row.values for row in rows})
        answers = (desk.answer(row.values, row.id) for row in rows)
        writing.script.update(answer, ["response_id", "question_id", "item"], answers)

    def finish(self, _tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Judge the answers: which revisions count is known only when all of them are there."""
        place = of.places["survey"]
        surveys = {writing.ids["survey"][str(code)] for code in {values[place] for values in rows}}
        writing.script.then(lambda tx: validity.judge(tx, surveys))
        writing.script.then(lambda tx: standing.fill(tx, surveys))


def _void(tx: Tx, response_id: int, writing: Writing) -> None:
    validity.void_in_chat(tx, response_id)
    actor = Actor(writing.by, (), None) if writing.by else None
    audit.note(tx, writing.now, actor, "response.void", f"response:{response_id}")


def given_in_chat(tx: Tx, surveys: Collection[str]) -> set[tuple[str, int]]:
    """Survey's code and number of the responses that people gave here in the chat."""
    rows = tx.execute(
        select(survey.c.code, response.c.number, response.c.chain)
        .join(survey, survey.c.id == response.c.survey_id)
        .where(survey.c.code.in_(surveys), response.c.imported == 0)
    )
    return {(row.code, row.number or number_of(row.chain)) for row in rows}


def answered_by(tx: Tx, surveys: Collection[str]) -> dict[tuple[str, str], int]:
    """Survey's and person's code → number of the response that counts; of nobody in an anonymous survey."""
    rows = tx.execute(
        select(survey.c.code, person.c.code.label("person"), response.c.number, response.c.chain)
        .join(survey, survey.c.id == response.c.survey_id)
        .join(person, person.c.id == response.c.person_id)
        .where(survey.c.code.in_(surveys), response.c.state == "sent")
    )
    return {(row.code, row.person): row.number or number_of(row.chain) for row in rows}


def measuring(tx: Tx, measures: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Survey's code and question's name, where a survey of the chat asks for one of these (instrument, measure)."""
    rows = tx.execute(
        select(survey.c.code, question.c.name)
        .join(instrument_version, instrument_version.c.id == survey.c.version_id)
        .join(question, question.c.version_id == survey.c.version_id)
        .where(survey.c.imported == 0, tuple_(instrument_version.c.code, question.c.measure).in_(measures))
    )
    return {(row.code, row.name) for row in rows}


# --- reading -----------------------------------------------------------------------------------------------------


def _rows(scope: Scope, surveys: Collection[str] | None) -> Any:
    conditions: list[ColumnElement[bool]] = [
        within(scope),
        or_(survey.c.mode != "anonymous", survey.c.state == "closed", response.c.imported == 1),
    ]
    if scope.municipalities is not None:
        conditions += [_reached(scope), or_(survey.c.mode != "anonymous", response.c.imported == 1, _enough())]
    if surveys is not None:
        conditions.append(survey.c.code.in_(surveys))
    return (
        select(
            response.c.id, survey.c.code.label("survey"), response.c.number, response.c.chain,
            person.c.code.label("person"), school.c.code.label("school"), response.c.role, response.c.derived,
            question.c.name, answer.c.item, answer.c.value, response.c.submitted_at, response.c.revision,
            response.c.state, response.c.source, response.c.imported, survey.c.closes_at, municipality.c.timezone,
        )
        .select_from(response)
        .join(survey, survey.c.id == response.c.survey_id)
        .join(municipality, municipality.c.id == survey.c.municipality_id)
        .join(answer, answer.c.response_id == response.c.id)
        .join(question, question.c.id == answer.c.question_id)
        .outerjoin(person, person.c.id == response.c.person_id)
        .outerjoin(school, school.c.id == response.c.school_id)
        .where(*conditions)
        .order_by(response.c.id)
    )  # fmt: skip


def _reached(scope: Scope) -> ColumnElement[bool]:
    """Who answered from where must be on the other sheets as well."""
    return or_(person.c.id.is_(None), people.within(scope)) & or_(school.c.id.is_(None), schools.within(scope))


def _enough() -> ColumnElement[bool]:
    """Whether so many answered that their answers may be told."""
    other = response.alias("other")
    sent = select(func.count()).where(other.c.survey_id == response.c.survey_id, other.c.state == "sent")
    return sent.scalar_subquery() >= TOLD_FROM


def _head(row: Row[Any]) -> dict[str, Any]:
    """What all rows of a revision say alike. An answer without a time was sent inside the survey, no more is known."""
    submitted = row.submitted_at
    if row.imported:
        moment = None if submitted is None else local(submitted, row.timezone)
    else:
        moment = last_inside(submitted, row.closes_at, row.timezone)
    return {
        "survey": row.survey,
        "number": row.number or number_of(row.chain),
        "person": row.person,
        "school": None if row.derived & SCHOOL else row.school,
        "role": None if row.derived & ROLE else row.role or None,
        "submitted": moment,
        "revision": row.revision,
        "status": "void" if row.state == "void" else "sent",
        "source": row.source,
    }


# --- writing -----------------------------------------------------------------------------------------------------


@dataclass
class _Desk:
    """Knows the surveys, revisions and questions that rows of a book speak of."""

    tx: Tx
    sheet: Sheet
    writing: Writing
    _forms: Forms = field(default_factory=Forms)
    _surveys: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, int]:
        """Key of a column → its place in a row."""
        return self.sheet.places

    def open_(self, rows: Sequence[Values]) -> list[int]:
        """The revision of every row, in their order; those that are new are to be inserted."""
        surveys = {self._survey(values).id for values in rows}
        column = response.c
        known = self.tx.execute(
            select(column.id, column.chain, column.survey_id, column.number, column.revision).where(
                column.survey_id.in_(surveys), column.imported == 1
            )
        ).all()
        ids = {_Key(row.survey_id, row.number, row.revision): row.id for row in known}
        chains = {(row.survey_id, row.number): row.chain for row in known}
        fresh: dict[int, dict[str, Any]] = {}
        again: dict[int, Values] = {}
        found = []
        for values in rows:
            key = self._key(values)
            if key not in ids:
                ids[key] = id_ = runs.new_id()
                chain = chains.setdefault(key[:2], id_)
                fresh[id_] = {"id": id_, "chain": chain, "imported": 1, **key._asdict(), **self._record(values)}
            elif ids[key] not in fresh:
                again[ids[key]] = values
            found.append(ids[key])
        self._insert(fresh, zip(found, rows, strict=True))
        self.correct(again)
        return found

    def _insert(self, fresh: dict[int, dict[str, Any]], rows: Iterable[tuple[int, Values]]) -> None:
        """New revisions keep what was chosen at once, and come in the order in which they will lie."""
        given = defaultdict(list)
        for id_, values in rows:
            if id_ in fresh:
                given[id_].append(self._given(values))
        records = (fresh[id_] | self._chosen(fresh[id_], given[id_]) for id_ in sorted(fresh))
        self.writing.script.insert(response, records, self.sheet.name)

    def _chosen(self, record: dict[str, Any], answers: list[Answer]) -> dict[str, int | None]:
        return standing.chosen(self._forms.form(self.tx, record["version_id"]), answers)

    def imported(self, ids: Iterable[int]) -> set[int]:
        """Those of the revisions that came in a workbook."""
        wanted = list(dict.fromkeys(ids))
        found: set[int] = set()
        for start in range(0, len(wanted), _BATCH):
            ours = response.c.id.in_(wanted[start : start + _BATCH]), response.c.imported == 1
            found |= set(self.tx.execute(select(response.c.id).where(*ours)).scalars())
        return found

    def correct(self, revisions: dict[int, Values]) -> None:
        """Give revisions what a row of theirs says of all of it; what they keep is filled anew."""
        records = ({"id": id_, "standing": 0, **self._record(values)} for id_, values in revisions.items())
        self.writing.script.update(response, ["id"], records)

    def answer(self, values: Values, response_id: int) -> dict[str, Any]:
        """The row of the table of answers."""
        given = self._given(values)
        questions = self._forms.question_ids(self.tx, self._survey(values).version_id)
        return {
            "response_id": response_id,
            "question_id": questions[given.name],
            "item": given.item,
            "value": given.value,
        }

    def _given(self, values: Values) -> Answer:
        name, _, item = str(values[self.places["question"]]).removesuffix("]").partition("[")
        return Answer(name, int(item or 0), str(values[self.places["value"]] or ""))

    def _record(self, values: Values) -> dict[str, Any]:
        """What all rows of a revision say alike; which one counts is judged later."""
        given = {column.key: value for column, value in zip(self.sheet.columns, values, strict=True)}
        about, submitted = self._survey(values), given["submitted"]
        return {
            "version_id": about.version_id,
            "person_id": self.writing.ids["person"].get(str(given["person"])),
            "school_id": self.writing.ids["school"].get(str(given["school"])),
            "role": given["role"] or "",
            "derived": (0 if given["school"] else SCHOOL) | (0 if given["role"] else ROLE),
            "submitted_at": None if submitted is None else instant(submitted, about.timezone),
            "state": "void" if given["status"] == "void" else "draft" if submitted is None else "sent",
            "source": given["source"],
        }

    def _key(self, values: Values) -> _Key:
        number, revision = values[self.places["number"]], values[self.places["revision"]]
        assert isinstance(number, int)
        assert isinstance(revision, int)
        return _Key(self._survey(values).id, number, revision)

    def _survey(self, values: Values) -> Any:
        code = str(values[self.places["survey"]])
        if code not in self._surveys:
            statement = select(survey.c.id, survey.c.version_id, municipality.c.timezone).join(municipality)
            self._surveys[code] = self.tx.execute(statement.where(survey.c.code == code)).one()
        return self._surveys[code]
