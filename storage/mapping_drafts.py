"""What is decided about a table that was sent, until its answers are stored: kept with the file, gone with it."""

import json
from dataclasses import asdict, dataclass, replace

from sqlalchemy import ColumnElement, delete, insert, select

from storage.database import Tx
from storage.form_mappings import Mapping
from storage.tables import mapping_draft


@dataclass(frozen=True, slots=True)
class Draft:
    """Decisions in their order: heading and question, or question, word and option.

    `afresh` leaves out what earlier tables taught, `skipping` the rows that cannot be taken.
    """

    steps: tuple[tuple[str, ...], ...] = ()
    afresh: bool = False
    skipping: bool = False

    def with_step(self, *step: str) -> "Draft":
        """One decision more, in place of an earlier one about the same; whether rows are left out is asked again."""
        others = tuple(each for each in self.steps if each[:-1] != step[:-1])
        return replace(self, steps=(*others, step), skipping=False)

    def back(self) -> "Draft":
        """Without the last decision."""
        return replace(self, steps=self.steps[:-1], skipping=False)

    def over(self, remembered: Mapping) -> Mapping:
        """What is known with these decisions."""
        known = remembered
        for step in self.steps:
            match step:
                case (heading, question):
                    known = known.with_column(heading, question)
                case (question, word, code):
                    known = known.with_word(question, word, code)
        return known


def get(tx: Tx, file_id: int, survey_id: int) -> Draft:
    """What was decided so far."""
    text = tx.execute(select(mapping_draft.c.draft).where(*_key(file_id, survey_id))).scalar_one_or_none()
    known = json.loads(text) if text else {}
    return Draft(**{**known, "steps": tuple(map(tuple, known.get("steps", ())))})


def save(tx: Tx, file_id: int, survey_id: int, draft: Draft) -> None:
    """Keep it."""
    drop(tx, file_id, survey_id)
    text = json.dumps(asdict(draft), ensure_ascii=False)
    tx.execute(insert(mapping_draft), {"file_id": file_id, "survey_id": survey_id, "draft": text})


def drop(tx: Tx, file_id: int, survey_id: int) -> None:
    """Forget it."""
    tx.execute(delete(mapping_draft).where(*_key(file_id, survey_id)))


def _key(file_id: int, survey_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return mapping_draft.c.file_id == file_id, mapping_draft.c.survey_id == survey_id
