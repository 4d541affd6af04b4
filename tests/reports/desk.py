"""Results of a survey as the coordinator gets them: message, picture, workbook."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from indicators.outcome import Outcome, of_survey
from indicators.questionnaire import counted
from indicators.request import By
from indicators.told import told
from reports.survey_message import message
from reports.survey_results import workbook
from storage import surveys
from storage.database import Tx
from tests.fresh_database import fresh_database
from tests.indicators.data import Asked, Region


class Desk:
    """A coordinator's desk: a survey that has been answered, and what can be made of it."""

    def __init__(self, folder: Path) -> None:
        self.database = fresh_database(folder / "nastavnik.sqlite3")
        self._code = ""

    def survey(self, build: Callable[[Region], Asked]) -> None:
        self._code = self.database.write_now(lambda tx: build(Region(tx)).code)

    def outcome(self, by: By | None = None) -> Outcome:
        return self.database.read_now(lambda tx: of_survey(tx, self._survey(tx), by))

    def message(self, by: By | None = None) -> str:
        return message(self.outcome(by))

    def file(self, *, names: bool = True) -> bytes:
        return self.database.read_now(lambda tx: self._file(tx, names=names))

    def _file(self, tx: Tx, *, names: bool) -> bytes:
        survey = self._survey(tx)
        questions = counted(tx, survey, 5)
        listed = told(tx, survey, questions, 5, names=names)
        return workbook(of_survey(tx, survey, "school"), questions, listed, date(2026, 12, 20))

    def _survey(self, tx: Tx) -> surveys.Survey:
        found = surveys.by_code(tx, self._code)
        assert found is not None
        return found


class Read:
    """A workbook as somebody who opens it sees it: headings, and rows as dictionaries."""

    def __init__(self, data: bytes) -> None:
        self.formulas = load_workbook(BytesIO(data))
        self.values = load_workbook(BytesIO(data), data_only=True)
        self.package = zipfile.ZipFile(BytesIO(data))

    @property
    def sheets(self) -> list[str]:
        return self.values.sheetnames

    def rows(self, sheet: str, *, formulas: bool = False) -> list[dict[str, Any]]:
        headings, *rows = (self.formulas if formulas else self.values)[sheet].iter_rows(values_only=True)
        return [dict(zip(headings, row, strict=True)) for row in rows]
