"""What bringing in a table would do: the plan, how many questionnaires it touches, and which rows are left out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from services.collected.guide import PERSON, Guide
from services.collected.taking import Taken, Taker
from services.exchange import importing
from services.exchange.importing import Ready
from services.exchange.planning import Plan
from storage import exchange as store
from storage.database import Tx
from storage.keys import Keyring
from storage.scope import Scope
from storage.surveys import Survey
from texts import collected as texts
from texts import exchange
from texts.exchange import Problem
from texts.workbook import sheet


class Count(NamedTuple):
    """Filled in questionnaires, and answers in them."""

    responses: int = 0
    answers: int = 0


class Counts(NamedTuple):
    """What is new, what changes, what the database says already."""

    added: Count
    changed: Count
    unchanged: Count


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as answers to a survey. `left_out` says what is wrong with the rows that are not taken."""

    taken: Taken
    plan: Plan
    left_out: tuple[Problem, ...] = ()

    @property
    def errors(self) -> list[Problem]:
        """What keeps the table from being stored, in the words of the table."""
        return [self.taken.in_table(problem) for problem in self.plan.problems if problem.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What stops nothing."""
        found = [self.taken.in_table(problem) for problem in self.plan.problems if problem.level == "warning"]
        return [*self.taken.nameless, *found]

    @property
    def bad_rows(self) -> frozenset[int]:
        """Rows of the table that cannot be taken as they are."""
        return frozenset(problem.row for problem in self.errors if problem.row)

    def counts(self) -> Counts:
        """How many questionnaires and answers are new, changed and unchanged."""
        (answers,) = self.plan.sheets
        added = Counter(self._row_of(row.number) for row in answers.added)
        touched = Counter(self._row_of(row.number) for row in answers.touched)
        whole = Counter(origin.row for origin in self.taken.origins)
        said = Counter(origin.row for origin in self.taken.origins if origin.answered)
        told = Counter(self._row_of(row.number) for row in answers.touched if self._is_answered(row.number))
        new = {row for row in added if added[row] == whole[row]}
        changed = touched.keys() - new
        same = whole.keys() - touched.keys()
        return Counts(
            Count(len(new), sum(said[row] for row in new)),
            Count(len(changed), sum(told[row] for row in changed)),
            Count(len(same), sum(said[row] for row in same)),
        )

    def totals(self, *, done: bool) -> list[str]:
        """How many questionnaires and answers there are of each kind, before or after they are stored."""
        added, changed, unchanged = self.counts()
        lines = texts.totals(added, changed, unchanged, done=done)
        if self.plan.erased:
            lines.append(exchange.erased(self.plan.erased) if done else exchange.will_erase(self.plan.erased))
        if self.plan.empty:
            lines.append(texts.NOTHING_NEW if self.taken.origins else texts.NOTHING_TO_TAKE)
        return lines

    def remarks(self) -> list[str]:
        """What is not taken, and what is taken but does not count; true before and after it is stored."""
        taken = self.taken
        found = [
            texts.columns_left(*taken.guide.left_out),
            texts.rows_left([exchange.line(each) for each in self.left_out]),
            texts.hidden(self._named(taken.hidden)),
            texts.incomplete(taken.incomplete, self._named(taken.missing)),
        ]
        return [each for each in found if each]

    def _named(self, counted: Counter[str]) -> list[tuple[str, str, int]]:
        """Number, words and count of questions, in the order of the form."""
        asked = self.taken.guide.form.questions
        return [(each.name, each.label, counted[each.name]) for each in asked if counted[each.name]]

    def _row_of(self, number: int) -> int:
        return self.taken.origins[number - 1].row

    def _is_answered(self, number: int) -> bool:
        return self.taken.origins[number - 1].answered


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a table without a doubt as answers to a survey; it takes long for a big one."""

    tx: Tx
    guide: Guide
    survey: Survey
    scope: Scope
    keys: Keyring

    def read(self, *, skipping: bool) -> Reading:
        """What would be stored; `skipping` leaves out the rows that cannot be taken, however many rounds it takes."""
        known = self._codes()
        left_out: tuple[Problem, ...] = ()
        without = frozenset[int]()
        while True:
            taken = self._taker(known, without).taken()
            reading = Reading(taken, importing.plan(self.tx, taken.book, self.scope), left_out)
            if not skipping or not reading.bad_rows:
                return reading
            left_out = (*left_out, *(problem for problem in reading.errors if problem.row))
            without |= reading.bad_rows

    def ready(self, now: datetime, by: int | None, *, skipping: bool) -> tuple[Reading, Ready]:
        """The same, with all that is to be stored made ready. `by` is the person, None the command line."""
        reading = self.read(skipping=True) if skipping else Reading(self._taker(self._codes()).taken(), Plan())
        ready = importing.prepare(self.tx, reading.taken.book, self.scope, now, by)
        return replace(reading, plan=ready.plan), ready

    def _codes(self) -> frozenset[str] | None:
        """Codes of people, where the code of nobody does no harm: no name is kept."""
        if not self.survey.anonymous or not self.guide.asked_by(PERSON):
            return None
        return frozenset(store.codes(self.tx, sheet("person"), self.scope))

    def _taker(self, known: Collection[str] | None, without: Collection[int] = ()) -> Taker:
        return Taker(self.guide, self.survey, self.keys, known, without)
