"""Stored rows for tests of figures: a region of schools, people asked and answers sent, with the real instruments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from storage import forms
from storage.database import Tx
from storage.forms import Forms, Publication
from storage.tables import answer, frame_member, municipality, person, response, school, survey
from surveys.form import Form
from surveys.reader import read_markdown

INSTRUMENTS = Path(__file__).parents[2] / "surveys" / "instruments"
OPENED = datetime(2026, 10, 15, 6, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 14, 21, 0, tzinfo=UTC)
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))

Answers = Mapping[str, str]


@cache
def instrument(code: str) -> Form:
    return read_markdown((INSTRUMENTS / f"{code}.md").read_text(encoding="utf-8"))


@dataclass
class Asked:
    """A survey under way: who is asked, what was answered."""

    region: "Region"
    id: int
    code: str
    mode: str
    version_id: int
    members: list[dict[str, Any]] = field(default_factory=list)

    def asks(self, number: int, school: str | None = None, **values: Any) -> list[dict[str, Any]]:
        """So many people of a school who should answer."""
        place = {
            "school_id": self.region.schools.get(school or ""),
            "role": "R_TCH",
            "subject": "mathematics",
            "excluded": "",
            **values,
        }
        cell = {
            f"cell_{name}": place[name] for name in ("school_id", "role", "subject") if f"cell_{name}" not in values
        }
        rows = [{"survey_id": self.id, "person_id": self.region.person(), **cell, **place} for _ in range(number)]
        if rows:
            self.region.tx.execute(insert(frame_member), rows)
        self.members += rows
        return rows

    def answers(self, given: Answers, times: int = 1, school: str | None = None, **values: Any) -> list[int]:
        """The same answers sent by so many people of a school; returns the ids of the responses."""
        return [self._respond(given, school, values) for _ in range(times)]

    def _respond(self, given: Answers, school: str | None, values: Mapping[str, Any]) -> int:
        id_ = next(self.region.numbers) * 7919  # spread, as random keys are
        row = {
            "id": id_,
            "survey_id": self.id,
            "version_id": self.version_id,
            "chain": id_,
            "revision": 1,
            "state": "sent",
            "school_id": self.region.schools.get(school or ""),
            "role": "R_TCH",
            "subject": "mathematics",
            **({} if self.mode == "anonymous" else {"submitted_at": OPENED}),
            **values,
        }
        self.region.tx.execute(insert(response), row)
        ids = Forms().question_ids(self.region.tx, row["version_id"])
        rows = [
            {"response_id": id_, "question_id": ids[name], "item": 0, "value": text} for name, text in given.items()
        ]
        if rows:
            self.region.tx.execute(insert(answer), rows)
        return id_


class Region:
    """Builds municipalities, schools and surveys in an empty database."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self.numbers = count(1)
        self.municipalities: dict[str, int] = {}
        self.schools: dict[str, int] = {}

    def municipality(self, code: str, schools: Iterable[str] = (), **values: Any) -> "Region":
        row = {"code": code, "full_name": f"муниципальное образование {code}", "short_name": f"МО {code}", **values}
        id_ = self.tx.execute(insert(municipality).returning(municipality.c.id), row).scalar_one()
        self.municipalities[code] = id_
        for name in schools:
            number = int("".join(filter(str.isdigit, name)) or 0) or None
            place = {"code": name, "municipality_id": id_, "name": f"МБОУ СОШ № {number}", "number": number}
            self.schools[name] = self.tx.execute(insert(school).returning(school.c.id), place).scalar_one()
        return self

    def person(self) -> int:
        row = {"code": f"П-{next(self.numbers):04}"}
        return int(self.tx.execute(insert(person).returning(person.c.id), row).scalar_one())

    def version(self, code: str, *changes: tuple[str, str]) -> int:
        """A newer version of an instrument, with words of its file replaced."""
        text = (INSTRUMENTS / f"{code}.md").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        form = read_markdown(text)
        return forms.publish(self.tx, Publication(form, str(changes), None, None, None, OPENED)).id

    def survey(self, instrument_code: str, municipality_code: str, mode: str = "anonymous", **values: Any) -> Asked:
        version = forms.publish(
            self.tx, Publication(instrument(instrument_code), instrument_code, None, None, None, OPENED)
        )
        code = values.pop("code", f"{instrument_code}-{municipality_code}-2026")
        row = {
            "code": code,
            "version_id": version.id,
            "municipality_id": self.municipalities[municipality_code],
            "mode": mode,
            "state": "closed",
            "audience": '{"roles": ["R_TCH"]}',
            "period_start": QUARTER[0],
            "period_end": QUARTER[1],
            "opens_at": OPENED,
            "closes_at": CLOSES,
            **values,
        }
        id_ = self.tx.execute(insert(survey).returning(survey.c.id), row).scalar_one()
        return Asked(self, id_, code, mode, version.id)

    def municipality_ids(self) -> list[int]:
        return list(self.tx.execute(select(municipality.c.id)).scalars())


def received(**answers: str) -> dict[str, str]:
    """Q1 of somebody who was helped: whole in what is required, all marks 5 unless said otherwise."""
    full = {
        "Q1.1": "а", "Q1.2": "1", "Q1.3": "1;2", "Q1.4": "5", "Q1.5": "5", "Q1.6": "5", "Q1.8": "5", "Q1.9": "2",
        "Q1.10": "5", "Q1.11": "1", "Q1.12": "1", "Q1.13": "2", "Q1.14": "",
    }  # fmt: skip
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}


def unmet(**answers: str) -> dict[str, str]:
    """Q1 of somebody who needed help and got none."""
    full = {
        "Q1.1": "г", "Q1.6": "2", "Q1.7": "1", "Q1.10": "2", "Q1.11": "2", "Q1.12": "2", "Q1.13": "2", "Q1.14": "",
    }  # fmt: skip
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}


def not_needed(**answers: str) -> dict[str, str]:
    """Q1 of somebody who needed no help."""
    full = {"Q1.1": "д", "Q1.6": "4", "Q1.11": "2", "Q1.12": "8", "Q1.13": "4", "Q1.14": ""}
    return full | {name.replace("_", ".", 1): value for name, value in answers.items()}
