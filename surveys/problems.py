"""Why a workbook is refused: every problem with its sheet, row and code; the words are made in texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing to mend. `row` counts as the spreadsheet does, the heading being row 1."""

    sheet: str
    row: int | None
    column: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)


class FormRefused(Exception):  # noqa: N818 - a refusal, not a failure of ours
    """The workbook is no questionnaire we can run; all problems at once."""

    def __init__(self, problems: tuple[FormProblem, ...]) -> None:
        super().__init__("; ".join(f"{each.sheet}:{each.row}:{each.column}:{each.code}" for each in problems))
        self.problems = problems
