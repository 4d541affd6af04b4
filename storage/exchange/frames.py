"""The sheet of the people who should answer."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from storage import people, schools, validity
from storage.database import Tx
from storage.exchange.rows import ChangedRow, StoredRow, Writing
from storage.exchange.surveys import within
from storage.scope import Scope
from storage.spelling import fold
from storage.tables import frame_member, person, school, survey
from texts.reference import LISTS
from texts.workbook import Sheet, Values

_REASONS = LISTS["exclusion"]  # those that the program gives itself; people write their own words
_CODES = {fold(word): code for code, words in _REASONS.items() for word in words}


class FrameStore:
    """Keeps rows of the sheet in the frames of surveys."""

    def codes(self, _tx: Tx, _of: Sheet, _scope: Scope) -> dict[str, int]:
        """Nobody refers to rows of this sheet."""
        raise NotImplementedError

    def stored(self, tx: Tx, of: Sheet, scope: Scope, surveys: Collection[str] | None) -> Iterator[StoredRow]:
        """People of the surveys that the scope reaches, or of some of them."""
        for row in tx.execute(_rows(scope, surveys)):
            values = {
                "survey": row.survey, "person": row.person, "school": row.school, "role": row.role or None,
                "excluded": _REASONS.get(row.excluded, (row.excluded,))[0] or None,
            }  # fmt: skip
            yield StoredRow(row.person_id, tuple([values[column.key] for column in of.columns]))

    def add(self, _tx: Tx, to: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Insert people."""
        writing.script.insert(frame_member, (_record(to, values, writing) for values in rows), to.name)

    def change(self, _tx: Tx, of: Sheet, rows: Sequence[ChangedRow], writing: Writing) -> None:
        """Update people."""
        records = (_record(of, row.values, writing) for row in rows)
        writing.script.update(frame_member, ["survey_id", "person_id"], records)

    def finish(self, _tx: Tx, of: Sheet, rows: Sequence[Values], writing: Writing) -> None:
        """Judge the answers anew: somebody may be in the frame now, or not any more."""
        place = of.places["survey"]
        surveys = {writing.ids["survey"][str(values[place])] for values in rows}
        writing.script.then(lambda tx: validity.judge(tx, surveys))


def _rows(scope: Scope, surveys: Collection[str] | None) -> Any:
    conditions: list[ColumnElement[bool]] = [within(scope), survey.c.state != "draft"]
    if scope.municipalities is not None:
        conditions += [people.within(scope), or_(school.c.id.is_(None), schools.within(scope))]
    if surveys is not None:
        conditions.append(survey.c.code.in_(surveys))
    return (
        select(
            survey.c.code.label("survey"), person.c.code.label("person"), school.c.code.label("school"),
            frame_member.c.role, frame_member.c.excluded, frame_member.c.person_id,
        )
        .select_from(frame_member)
        .join(survey, survey.c.id == frame_member.c.survey_id)
        .join(person, person.c.id == frame_member.c.person_id)
        .outerjoin(school, school.c.id == frame_member.c.school_id)
        .where(*conditions)
    )  # fmt: skip


def _record(of: Sheet, values: Values, writing: Writing) -> dict[str, Any]:
    given = {column.key: value for column, value in zip(of.columns, values, strict=True)}
    reason = str(given["excluded"] or "")
    return {
        "survey_id": writing.ids["survey"][str(given["survey"])],
        "person_id": writing.ids["person"][str(given["person"])],
        "school_id": writing.ids["school"].get(str(given["school"])),
        "role": given["role"] or "",
        "excluded": _CODES.get(fold(reason), reason),
    }
