"""Rows of the sheet of answers: questions and options by their codes, and what all rows of a response say alike."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.exchange.answer_values import Questions
from services.exchange.asked import Asked
from services.exchange.book import UNREADABLE, BookRow, BookSheet
from services.exchange.planning import SheetPlan, value
from services.exchange.report import Report
from services.exchange.rows import key_of
from services.exchange.values import Unfit
from texts.workbook import Value, Values, shown

_OF_CHAIN = ("person", "school", "role")
_OF_REVISION = ("submitted", "status", "source")
_UNSAID = {"status": "sent", "source": "form"}

# Survey and number; with the revision, one filled in questionnaire.
_Chain = tuple[Value, Value]
_Revision = tuple[Value, Value, Value]


@dataclass(slots=True)
class _Said:
    """A value, and the row of the book that said it first."""

    value: Value
    row: int


def _nothing(keys: tuple[str, ...]) -> Callable[[], dict[str, _Said]]:
    """A maker of what is known of a response before its first row."""
    return lambda: {key: _Said(None, 0) for key in keys}


@dataclass
class AnswerRows:
    """Goes through the answers of a book and says what is wrong with them, as far as their cells can be read.

    `listed` are the people of a survey who should answer, None for a survey without a list; `answered` are the numbers
    of the answers that count already, by survey and person.
    """

    rows: BookSheet
    asked: Asked
    listed: "Lists"
    answered: Mapping[tuple[str, str], int]
    report: Report
    _questions: dict[str, Questions | None] = field(default_factory=dict)
    _chains: dict[_Chain, dict[str, _Said]] = field(default_factory=lambda: defaultdict(_nothing(_OF_CHAIN)))
    _revisions: dict[_Revision, dict[str, _Said]] = field(default_factory=lambda: defaultdict(_nothing(_OF_REVISION)))
    _outside: set[_Chain] = field(default_factory=set)

    def checked(self, found: Iterable[BookRow]) -> Iterator[BookRow]:
        """The rows as they are stored: all rows of a response say alike who sent it, when and from where."""
        seen: dict[Values, BookRow] = {}
        understood = []
        for row in found:
            known = self._understood(row)
            if self._once(seen, row, known):
                self._gather(known)
            understood.append(known)
        self._check_people()
        self._check_times()
        for row in understood:
            yield self._completed(row)

    # --- one row ------------------------------------------------------------------------------------------------

    def _understood(self, row: BookRow) -> BookRow:
        """The row with question and answer as they are stored."""
        questions = self._form(str(self._value(row, "survey")))
        name, written = self._value(row, "question"), self._value(row, "value")
        if questions is None or name == UNREADABLE:
            return self._with(row, question=UNREADABLE, value=UNREADABLE)
        key, name = "question", str(name)
        try:
            name = questions.name(name)
            key = "value"
            if written not in (None, UNREADABLE):
                reading = questions.read(name, str(written))
                written = reading.value
                if reading.too_many:
                    self._say_too_many(row, name, questions, reading.too_many)
        except Unfit as unfit:
            self.report.add(self.rows.problem(unfit.kind, row.number, key, **unfit.details))
            return self._with(row, question=name if key == "value" else UNREADABLE, value=UNREADABLE)
        return self._with(row, question=name, value=written)

    def _say_too_many(self, row: BookRow, name: str, questions: Questions, count: int) -> None:
        details = {"question": name, "limit": str(questions.limit(name)), "count": str(count)}
        self.report.add(self.rows.problem("too_many_options", row.number, "value", **details).as_warning())

    def _form(self, survey: str) -> Questions | None:
        if survey not in self._questions:
            form = None if survey == UNREADABLE else self.asked.form(survey)
            self._questions[survey] = None if form is None else Questions(form)
        return self._questions[survey]

    def _once(self, seen: dict[Values, BookRow], row: BookRow, known: BookRow) -> bool:
        """Whether the question is answered for the first time, as far as it is known.

        It may have been spelt in two ways; where it is spelt alike, the repetition is told already.
        """
        key = key_of(self.rows.sheet, known.values)
        first = row if UNREADABLE in key else seen.setdefault(key, row)
        if key_of(self.rows.sheet, first.values) != key_of(self.rows.sheet, row.values):
            self.report.add(self.rows.problem("answer_twice", row.number, "question", first=str(first.number)))
        return first is row

    # --- rows of one response -----------------------------------------------------------------------------------

    def _gather(self, row: BookRow) -> None:
        """Remember what the row says of its response, and say where it contradicts an earlier row."""
        chain, revision = self._keys(row)
        places = self.rows.sheet.places
        known = {} if UNREADABLE in chain else dict(self._chains[chain])
        known |= {} if UNREADABLE in revision else self._revisions[revision]
        for key, said in known.items():
            here = row.values[places[key]]
            if here not in (None, UNREADABLE, said.value):
                self._compare(said, row, key)

    def _compare(self, said: _Said, row: BookRow, key: str) -> None:
        """Take a value that was not said before; one that was said otherwise is a contradiction."""
        here = self._value(row, key)
        if said.value is None or here == "void":
            said.value, said.row = here, row.number  # one word is enough to void all of it
        elif said.value == "void":
            return
        else:
            column = self.rows.sheet.columns[self.rows.sheet.places[key]]
            details = {"value": shown(column, here), "other": shown(column, said.value), "first": str(said.row)}
            kind = "person_differs" if key == "person" else "differs_in_response"
            self.report.add(self.rows.problem(kind, row.number, key, **details))

    def _completed(self, row: BookRow) -> BookRow:
        chain, revision = self._keys(row)
        if UNREADABLE in revision:
            return row  # nobody knows which response it belongs to
        values = {key: said.value for key, said in self._chains[chain].items()}
        values |= {key: said.value or _UNSAID.get(key) for key, said in self._revisions[revision].items()}
        if self.asked.mode(str(chain[0])) == "anonymous" and values["person"] is not None:
            listed = self.listed.stratum(str(chain[0]), str(values["person"]))
            values |= {"person": None, "school": values["school"] or listed[0], "role": values["role"] or listed[1]}
            values["status"] = "void" if chain in self._outside else values["status"]
        if not row.sound:
            values = {key: said for key, said in values.items() if self._value(row, key) != UNREADABLE}
        return self._with(row, **values)

    # --- people -------------------------------------------------------------------------------------------------

    def _check_people(self) -> None:
        """Say who is not in the list, who is named although nobody should be, and who answered twice."""
        answered: dict[tuple[str, Value], Value] = dict(self.answered.items())
        told: set[str] = set()
        for (code, number), known in self._chains.items():
            survey, said = str(code), known["person"]
            if said.value is None:
                continue
            if self.asked.mode(survey) == "anonymous" and survey not in told:
                told.add(survey)
                self.report.add(self.rows.problem("named_in_anonymous", said.row, "person").as_warning())
            if not self.listed.has(survey, str(said.value)):
                self._outside.add((code, number))
                self.report.add(self.rows.problem("outside_list", said.row, "person").as_warning())
            first = answered.setdefault((survey, said.value), number)
            if first != number:
                details = {"first": str(first), "second": str(number)}
                self.report.add(self.rows.problem("person_twice", said.row, "person", **details).as_warning())

    def _check_times(self) -> None:
        """Say which revisions were sent before the survey opened or after it closed."""
        column = self.rows.sheet.columns[self.rows.sheet.places["submitted"]]
        for (survey, _, _), known in self._revisions.items():
            said, window = known["submitted"], self.asked.window(str(survey))
            if window is None or not isinstance(said.value, datetime):
                continue
            since, until = window
            if said.value < since or (until is not None and said.value > until):
                details = {
                    "value": shown(column, said.value),
                    "since": shown(column, since),
                    "until": shown(column, until),
                }
                self.report.add(self.rows.problem("outside_window", said.row, "submitted", **details).as_warning())

    # --- values -------------------------------------------------------------------------------------------------

    def _keys(self, row: BookRow) -> tuple[_Chain, _Revision]:
        places, values = self.rows.sheet.places, row.values
        survey, number = values[places["survey"]], values[places["number"]]
        return (survey, number), (survey, number, values[places["revision"]])

    def _value(self, row: BookRow, key: str) -> Value:
        return row.values[self.rows.sheet.places[key]]

    def _with(self, row: BookRow, **changed: Value) -> BookRow:
        values = list(row.values)
        for key, known in changed.items():
            values[self.rows.sheet.places[key]] = known
        made = tuple(values)
        return row if made == row.values else replace(row, values=made)


@dataclass(slots=True)
class Lists:
    """Who is in the lists of surveys, as the database and then the book say it: person → school, role, reason."""

    _known: dict[str, dict[str, tuple[Value, Value, Value]]] = field(default_factory=dict)
    _unclear: set[tuple[str, str]] = field(default_factory=set)  # survey and person, of which one cannot be read

    def learn(self, places: dict[str, int], rows: Iterable[Values]) -> None:
        """Take rows of the sheet; later ones replace earlier ones."""
        for values in rows:
            survey, person = (str(values[places[key]]) for key in ("survey", "person"))
            stratum = (values[places["school"]], values[places["role"]], values[places["excluded"]])
            if UNREADABLE in (survey, person):
                self._unclear.add((survey, person))
            self._known.setdefault(survey, {})[person] = stratum

    def knows(self, survey: str) -> bool:
        """Whether there is a list of this survey."""
        return survey in self._known

    def has(self, survey: str, person: str) -> bool:
        """Whether the person should answer; a survey without a list leaves nobody out, nor a cell nobody can read."""
        people = self._known.get(survey)
        if people is None or self._unclear & {(survey, UNREADABLE), (UNREADABLE, person), (UNREADABLE, UNREADABLE)}:
            return True
        return person in people and people[person][2] in (None, UNREADABLE)

    def stratum(self, survey: str, person: str) -> tuple[Value, Value]:
        """School and role that the list gives the person."""
        return self._known.get(survey, {}).get(person, (None, None, None))[:2]


def guard_answers(plan: SheetPlan, given_in_chat: Collection[tuple[str, int]], report: Report) -> None:
    """Say which answers are not a book's to change: nobody changes another's answer, but it may be voided."""

    def of_chat(values: Values) -> bool:
        number = value(plan, values, "number")
        return isinstance(number, int) and (str(value(plan, values, "survey")), number) in given_in_chat

    for row in plan.added:
        if of_chat(row.values):
            report.add(plan.rows.problem("answer_of_chat", row.number, "number"))
    for change in plan.changed:
        if not of_chat(change.was):
            continue
        keys = plan.differing(change)
        if keys and (keys != ["status"] or value(plan, change.row.values, "status") != "void"):
            report.add(plan.rows.problem("answer_of_chat", change.row.number, keys[0]))
