"""What a table is read by: the questions of the form, the schools, and what was decided before."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from services.collected.table import Table
from services.exchange.answer_values import Questions
from services.exchange.values import Unfit
from storage.form_mappings import SKIP
from storage.form_mappings import Mapping as Known
from storage.spelling import fold, squash
from surveys.form import Form, Question
from texts.collected import PERSON_HEADINGS, SCHOOL_HEADINGS, SERVICE_HEADINGS

SCHOOL, PERSON = "@school", "@person"
_SURE, _AHEAD = 0.82, 0.08  # alike enough, and more alike than the next best
_CHOICES = ("one", "many", "rank")
_ENDS = r"(?![\w.-])"  # a path goes no further
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class School:
    """A school as people may write it."""

    code: str
    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something only a person can tell: what a column asks, or what a word means. `offered` are keys and labels."""

    column: int
    offered: tuple[tuple[str, str], ...]
    target: str = ""
    word: str = ""


@dataclass
class Guide:
    """Reads a table as answers to a form, and says where it is in doubt."""

    table: Table
    form: Form
    schools: tuple[School, ...]
    known: Known
    taught: Known = field(default_factory=Known)  # by earlier tables; `known` holds it too
    _pieces: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    # --- columns ------------------------------------------------------------------------------------------------

    @cached_property
    def targets(self) -> Mapping[int, str]:
        """Column → question, school or person, as far as it can be told; columns that are not taken are "-"."""
        found: dict[int, str] = {}
        for place, heading in enumerate(self.table.headings):
            decided = self.known.columns.get(fold(heading)) or self._service(place, heading)
            if decided:
                found[place] = decided
        taken = set(found.values())
        for place, target in self._alike(set(range(len(self.table.headings))) - found.keys()):
            if target not in taken:
                found[place] = target
                taken.add(target)
        return found

    @property
    def left_out(self) -> tuple[list[str], list[str]]:
        """Headings of columns that are not taken: as an earlier table taught, and others."""
        left = [place for place, target in sorted(self.targets.items()) if target == SKIP and place != self.table.time]
        headings = [self.table.headings[place] for place in left if self.table.headings[place]]
        before = [heading for heading in headings if self.taught.columns.get(fold(heading)) == SKIP]
        return before, [heading for heading in headings if heading not in before]

    def asked_by(self, target: str) -> str:
        """The heading of the column that asks this; "" when none does."""
        return next((self.table.headings[place] for place, asked in self.targets.items() if asked == target), "")

    def _service(self, place: int, heading: str) -> str:
        """What a heading of the program itself means."""
        folded = fold(heading)
        if place == self.table.time or not folded or folded in map(fold, SERVICE_HEADINGS):
            return SKIP
        if folded in map(fold, SCHOOL_HEADINGS):
            return SCHOOL
        return PERSON if folded in map(fold, PERSON_HEADINGS) else "" if self.table.column(place) else SKIP

    def _alike(self, places: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Columns that ask clearly one of the questions."""
        for place in sorted(places):
            scores = self.ranked(place)
            ahead = len(scores) == 1 or scores[0][0] - scores[1][0] >= _AHEAD
            if scores and scores[0][0] >= _SURE and ahead:
                yield place, scores[0][1].name

    def ranked(self, place: int) -> list[tuple[float, Question]]:
        """The questions, the one most like the heading first."""
        heading = fold(self.table.headings[place])
        scores = [(_likeness(heading, question), question) for question in self.form.questions]
        return sorted(scores, key=lambda each: -each[0])

    def likely(self, place: int) -> list[Question]:
        """The questions that no other column asks: first those whose options fit all that the column says."""
        taken = set(self.targets.values())
        free = [question for _, question in self.ranked(place) if question.name not in taken]
        return sorted(free, key=lambda question: not self._fits(question, place))

    def _fits(self, question: Question, place: int) -> bool:
        said = set(self.table.column(place))
        return bool(said and question.choices) and not any(self.read(question.name, text)[1] for text in said)

    # --- words --------------------------------------------------------------------------------------------------

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self.form)

    def question(self, target: str) -> Question | None:
        """The question behind a target."""
        return self.form.question(target)

    def read(self, target: str, text: str) -> tuple[list[str], list[str]]:
        """Codes that a cell means, and the words in it that nobody can tell."""
        codes, unknown = [], []
        for piece in self.pieces(target, text):
            code = self.code(target, piece)
            if code is None:
                unknown.append(piece)
            elif code != SKIP:
                codes.append(code)
        return codes, unknown

    def code(self, target: str, piece: str) -> str | None:
        """What a word means; None when it is in doubt."""
        decided = self.known.words.get(target, {}).get(fold(piece))
        if decided is not None:
            return decided
        if target == SCHOOL:
            return self._school(piece)
        question = self.question(target)
        if question is None:
            return piece
        if question.kind not in _CHOICES or not question.choices:
            return self._as_stored(target, piece)
        try:
            return self._questions.read(target, piece).value or None
        except Unfit:
            return None

    def _as_stored(self, target: str, written: str) -> str:
        """A number, a day or a text as the form knows them; what is none of these is told with the answers."""
        try:
            return self._questions.read(target, written).value
        except Unfit:
            return written

    def _school(self, word: str) -> str | None:
        exact = {school.code for school in self.schools if squash(word) in (squash(school.code), squash(school.name))}
        numbers = {int(each) for each in _DIGITS.findall(word)[:2]}
        by_number = {school.code for school in self.schools if school.number in numbers}
        return next((codes.pop() for codes in (exact, by_number) if len(codes) == 1), None)

    def pieces(self, target: str, text: str) -> tuple[str, ...]:
        """The answers in a cell: of a multiple choice several, joined with commas or semicolons."""
        question = self.question(target)
        if question is None or question.kind not in ("many", "rank"):
            return (text,) if text else ()
        if (target, text) not in self._pieces:
            labels = [option.label for option in question.choices]
            labels += list(self.known.words.get(target, {}))
            self._pieces[target, text] = tuple(_split(text, labels))
        return self._pieces[target, text]

    def own_words(self, name: str, row: tuple[str, ...]) -> str:
        """What was written in place of an option, where this question asks for just that: another one, which?"""
        question = self.question(name)
        if question is None or question.kind != "text":
            return ""
        said = (
            piece
            for place, target in self.targets.items()
            if (about := self.question(target)) and re.search(re.escape(about.path) + _ENDS, question.rule.relevant)
            for piece in self.pieces(target, row[place])
            if f"'{self.known.words.get(target, {}).get(fold(piece), SKIP)}'" in question.rule.relevant
        )
        return "; ".join(said)

    # --- doubts -------------------------------------------------------------------------------------------------

    def doubt(self) -> Doubt | None:
        """The next thing to ask about: columns first, then words, each word once."""
        for place in range(len(self.table.headings)):
            if place not in self.targets:
                return Doubt(place, tuple((question.name, question.label) for question in self.likely(place)))
        return next(self.unclear(), None)

    def unclear(self) -> Iterator[Doubt]:
        """Every word that nobody can tell, once."""
        for place, target in self.targets.items():
            if target in (SKIP, PERSON):
                continue
            seen: set[str] = set()
            for text in self.table.column(place):
                for word in self.read(target, text)[1]:
                    if fold(word) not in seen:
                        seen.add(fold(word))
                        yield Doubt(place, self.options(target), target, word)

    def options(self, target: str) -> tuple[tuple[str, str], ...]:
        """What a word in a column may mean: codes and labels."""
        if target == SCHOOL:
            return tuple((school.code, school.name) for school in self.schools)
        question = self.question(target)
        return tuple((option.code, option.label) for option in question.choices) if question else ()


def _likeness(heading: str, question: Question) -> float:
    """From 0 to 1; a heading that begins with the question's number is that question."""
    if heading.startswith((f"{fold(question.name)} ", f"{fold(question.name)}.")):
        return 1.0
    return SequenceMatcher(None, heading, fold(question.label)).ratio()


def _split(text: str, labels: Iterable[str]) -> Iterator[str]:
    """Known labels as they stand, whatever commas they have inside; the rest between commas and semicolons."""
    known = sorted({fold(label) for label in labels if label}, key=len, reverse=True)
    rest = text.strip()
    while rest:
        folded = fold(rest)
        label = next((each for each in known if _stands_first(folded, each)), None)
        length = len(label) if label is not None and len(folded) == len(rest) else None
        if length is None:
            length = min((place for place in (rest.find(","), rest.find(";")) if place >= 0), default=len(rest))
        piece, rest = rest[:length].strip(), rest[length:].lstrip(" ,;")
        if piece:
            yield piece


def _stands_first(text: str, label: str) -> bool:
    return text.startswith(label) and text[len(label) :].lstrip()[:1] in ("", ",", ";")
