"""From a table to rows of the sheet of answers: they are checked and stored as any workbook's."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.collected.guide import PERSON, SCHOOL, Guide
from services.collected.table import moment
from services.exchange.book import Book, BookRow, BookSheet
from storage.form_mappings import SKIP
from storage.keys import Keyring
from storage.runs import number_of
from storage.surveys import Survey
from surveys.elsewhere import Paths
from texts.collected import SHEET
from texts.exchange import Problem
from texts.workbook import Value, sheet

_NOON = time(12)
_SECOND = timedelta(seconds=1)
_HEADS = ("person", "school", "submitted")  # what a column of its own says of the whole response


class Origin(NamedTuple):
    """Where a row of the book comes from: the row of the table, the column, whether anything was answered."""

    row: int
    heading: str
    answered: bool


class Response(NamedTuple):
    """A filled in questionnaire: its row in the table, its number, what all of its answers say alike."""

    row: int
    number: int
    head: Mapping[str, Value]


@dataclass
class Taken:
    """A book with the answers as far as they are understood, and what became of the others."""

    guide: Guide
    book: Book
    origins: list[Origin] = field(default_factory=list)  # of the rows of the book, in their order
    numbers: dict[int, int] = field(default_factory=dict)  # number of a response → row of the table
    hidden: Counter[str] = field(default_factory=Counter)  # question → answers that the form would not have asked for
    missing: Counter[str] = field(default_factory=Counter)  # obligatory question → responses without an answer
    incomplete: int = 0  # responses that lack any
    nameless: list[Problem] = field(default_factory=list)  # codes of nobody, in a survey without names

    @property
    def page(self) -> BookSheet:
        """The one sheet of the book."""
        return self.book.sheets["answer"]

    def in_table(self, problem: Problem) -> Problem:
        """A problem of the book as the one who sent the table can find it: the file's own row and heading."""
        if problem.sheet != SHEET or not problem.row:
            return replace(problem, sheet="")
        origin = self.origins[problem.row - 1]
        key = next(column.key for column in self.page.sheet.columns if column.name == problem.column)
        own = replace(problem, sheet="", letter="", row=origin.row, column=self._heading(key) or origin.heading)
        if problem.kind == "person_twice":
            rows = [self.numbers.get(int(problem.details[name])) for name in ("first", "second")]
            if None in rows:
                return replace(own, kind="answered_elsewhere")
            return replace(own, kind="answered_twice", details={"first": str(rows[0]), "second": str(rows[1])})
        return replace(own, kind="no_such_code") if problem.kind == "not_found" else own

    def _heading(self, key: str) -> str:
        """The heading of the column that says something of the whole response; "" for what stands with an answer."""
        if key == "submitted":
            return self.guide.table.headings[self.guide.table.time or 0]
        return self.guide.asked_by({"person": PERSON, "school": SCHOOL}.get(key, "")) if key in _HEADS else ""


@dataclass
class Taker:
    """Goes through a table. `known` are the codes of people where a code of nobody is simply left out.

    `without` are rows of the table that are not taken.
    """

    guide: Guide
    survey: Survey
    keys: Keyring
    known: Collection[str] | None = None
    without: Collection[int] = ()

    def taken(self) -> Taken:
        """The book."""
        of = sheet("answer")
        page = BookSheet(of, SHEET, {column.key: "" for column in of.columns})
        taken, paths = Taken(self.guide, Book({of.key: page})), Paths(self.guide.form)
        for response, row in self._responses(taken):
            self._take(taken, response, row, paths)
        return taken

    def _take(self, taken: Taken, response: Response, row: tuple[str, ...], paths: Paths) -> None:
        answers = dict(self._answers(row))
        path = paths.of({question: value for question, (_, value) in answers.items()})
        shown = {question: said for question, said in answers.items() if question not in path.hidden}
        taken.hidden.update(path.hidden)
        if not shown:
            return
        shown |= {name: ("", words) for name in path.missing if (words := self.guide.own_words(name, row))}
        missing = [name for name in path.missing if name not in shown]
        taken.incomplete += bool(missing)
        taken.missing.update(missing)
        key: dict[str, Value] = {"survey": self.survey.code, "number": response.number, "revision": 1}
        rest: Mapping[str, Value] = response.head
        for question, (heading, value) in [*shown.items(), *((name, ("", "")) for name in missing)]:
            known = {**key, **rest, "question": question, "value": value or None}
            taken.origins.append(Origin(response.row, heading or self.guide.asked_by(question), bool(value)))
            values = tuple([known.get(column.key) for column in taken.page.sheet.columns])
            taken.page.rows.append(BookRow(len(taken.origins), values))
            rest = {}  # said once: whatever is wrong with it is told once

    def _responses(self, taken: Taken) -> Iterator[tuple[Response, tuple[str, ...]]]:
        seen: Counter[str] = Counter()
        time = self.guide.table.time or 0
        for row_number, row in self.guide.table.rows:
            written = row[time]
            seen[written] += 1
            if row_number in self.without:
                continue
            sent = moment(written)
            if sent is None:
                heading = self.guide.table.headings[time]
                problem = Problem("no_moment", row=row_number, column=heading, details={"value": written})
                taken.book.problems.append(problem)
                continue
            head: dict[str, Value] = {"submitted": _told(sent, self.survey), "status": "sent", "source": "form"}
            own = number(self.survey, f"{written}#{seen[written]}", self.keys)
            response = Response(row_number, own, head | self._who(taken, row_number, row))
            taken.numbers[own] = row_number
            yield response, row

    def _who(self, taken: Taken, number: int, row: tuple[str, ...]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for place, target in self.guide.targets.items():
            if target == PERSON and row[place]:
                if self.known is None or row[place] in self.known:
                    found["person"] = row[place]
                else:
                    heading, details = self.guide.table.headings[place], {"value": row[place]}
                    left_out = Problem("code_left_out", row=number, column=heading, details=details)
                    taken.nameless.append(left_out.as_warning())
            elif target == SCHOOL and row[place]:
                found["school"] = next(iter(self.guide.read(SCHOOL, row[place])[0]), None)
        return found

    def _answers(self, row: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
        """Question → the column's heading and what was answered, in the order of the columns."""
        for place, target in sorted(self.guide.targets.items()):
            if target in (SKIP, PERSON, SCHOOL) or not row[place]:
                continue
            codes, unknown = self.guide.read(target, row[place])
            value = ";".join([*codes, *unknown])
            if value:
                yield target, (self.guide.table.headings[place], value)


def number(survey: Survey, key: str, keys: Keyring) -> int:
    """The same for the same answer, whenever the table is sent again.

    The few seconds of a survey are soon tried out, so where nobody shall know when an answer was given it is blinded.
    """
    digest = keys.blinded(f"{survey.code} {key}") if survey.anonymous else sha256(key.encode()).digest()
    return number_of(int.from_bytes(digest[:7]))


def _told(sent: datetime, survey: Survey) -> datetime:
    """When it was sent; of an anonymous survey only the day, as far as that keeps it inside."""
    zone = ZoneInfo(survey.timezone)
    opens, closes = (each.astimezone(zone).replace(tzinfo=None) for each in (survey.opens_at, survey.closes_at))
    if not survey.anonymous or not opens <= sent < closes:
        return sent
    return min(max(datetime.combine(sent.date(), _NOON), opens), closes - _SECOND).replace(microsecond=0)
