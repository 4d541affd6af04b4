"""How the columns and words of another program's form are read as answers to an instrument, kept for the next time."""

import json
from collections.abc import Mapping as AnyMapping
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import ColumnElement, delete, insert, select

from storage.database import Tx
from storage.spelling import fold
from storage.tables import form_mapping

SKIP = "-"  # a column that is not taken, a word that stands for no answer


@dataclass(frozen=True, slots=True)
class Mapping:
    """Folded heading → question, and by question: folded word → code of the option."""

    columns: AnyMapping[str, str] = field(default_factory=dict)
    words: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)

    def with_column(self, heading: str, question: str) -> "Mapping":
        """The same with one more heading; a question is asked by one column only."""
        kept = {name: known for name, known in self.columns.items() if known in (SKIP, "") or known != question}
        return replace(self, columns={**kept, fold(heading): question})

    def joined(self, other: "Mapping") -> "Mapping":
        """Both; where they contradict each other, the other one holds."""
        words = {question: {**known, **other.words.get(question, {})} for question, known in self.words.items()}
        known = replace(self, words={**other.words, **words})
        for heading, question in other.columns.items():
            known = known.with_column(heading, question)
        return known

    def with_word(self, question: str, word: str, code: str) -> "Mapping":
        """The same with one more word."""
        known = {**self.words.get(question, {}), fold(word): code}
        return replace(self, words={**self.words, question: known})


def get(tx: Tx, municipality_id: int, instrument: str) -> Mapping:
    """What is known for an instrument in a municipality; an empty mapping when nothing is."""
    text = tx.execute(select(form_mapping.c.mapping).where(*_key(municipality_id, instrument))).scalar_one_or_none()
    return Mapping() if text is None else Mapping(**json.loads(text))


def save(tx: Tx, municipality_id: int, instrument: str, mapping: Mapping) -> None:
    """Remember it."""
    tx.execute(delete(form_mapping).where(*_key(municipality_id, instrument)))
    text = json.dumps(asdict(mapping), ensure_ascii=False)
    row = {"municipality_id": municipality_id, "instrument": instrument, "mapping": text}
    tx.execute(insert(form_mapping), row)


def _key(municipality_id: int, instrument: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return form_mapping.c.municipality_id == municipality_id, form_mapping.c.instrument == instrument
