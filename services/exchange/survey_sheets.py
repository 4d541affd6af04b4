"""The three sheets about surveys beside the plain ones: what is checked before and after a book is compared."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.exchange.answer_rows import AnswerRows, Lists, guard_answers
from services.exchange.asked import Asked
from services.exchange.book import UNREADABLE, BookRow, BookSheet
from services.exchange.planning import SheetPlan
from services.exchange.report import Report
from services.exchange.survey_rows import SurveyRows, guard_lists, guard_surveys
from services.exchange.world import World
from storage import exchange as store
from storage.database import Tx
from storage.exchange.answers import answered_by, given_in_chat
from storage.exchange.surveys import of_chat
from texts.workbook import sheet

SURVEY, MEMBER, ANSWER = "survey", "survey_member", "answer"


@dataclass
class SurveySheets:
    """Walks with an import through its sheets and speaks up at those about surveys."""

    tx: Tx
    world: World
    report: Report
    _asked: Asked = field(init=False)
    _lists: Lists = field(default_factory=Lists)

    def __post_init__(self) -> None:
        self._asked = Asked(self.tx, self.world.stored["municipality"])

    def checked(self, rows: BookSheet, found: Iterable[BookRow]) -> list[BookRow]:
        """The rows of a sheet in the form in which they are stored; what is wrong with them is said."""
        if rows.sheet.key == SURVEY:
            return list(SurveyRows(rows, self._asked, self.world, self.report).checked(found))
        if rows.sheet.key == ANSWER:
            surveys = self.spoken_of(rows) or ()
            self._learn_lists(surveys)
            answered = answered_by(self.tx, surveys)
            return list(AnswerRows(rows, self._asked, self._lists, answered, self.report).checked(found))
        return list(found)

    def spoken_of(self, rows: BookSheet) -> frozenset[str] | None:
        """Codes of the surveys whose rows are to be compared; None for sheets that are compared as a whole."""
        if rows.sheet.key not in (MEMBER, ANSWER):
            return None
        place = rows.sheet.places["survey"]
        return frozenset(str(row.values[place]) for row in rows.rows) - {UNREADABLE}

    def compared(self, plan: SheetPlan) -> None:
        """Learn from a sheet that was compared, and say which of its changes are not a book's to make."""
        key = plan.sheet.key
        if key == SURVEY:
            self._asked.learn(plan)
            guard_surveys(plan, of_chat(self.tx), self.world, self.report)
        elif key == MEMBER:
            self._lists.learn(plan.sheet.places, (row.values for row in plan.stored.values()))
            self._lists.learn(plan.sheet.places, (row.values for row in plan.to_check))
            guard_lists(plan, of_chat(self.tx), self.report)
        elif key == ANSWER:
            guard_answers(plan, given_in_chat(self.tx, self.spoken_of(plan.rows) or ()), self.report)

    def _learn_lists(self, surveys: Iterable[str]) -> None:
        """The lists of surveys of which the book brings answers alone."""
        unknown = {survey for survey in surveys if not self._lists.knows(survey)}
        if unknown:
            of = sheet(MEMBER)
            known = store.stored(self.tx, of, self.world.scope, unknown)
            self._lists.learn(of.places, (row.values for row in known))
