"""A reader puts all tables of one municipality side by side, of a survey or a period, and subtracts.

Unknown to the reader is how many people of each school and subject answered which way in which survey. Every row that
is shown gives equations between these numbers; a small group is told if what it answered follows from them. How many
took part is told of every place. How many were asked a question may follow: it is an answer to the question before, of
a group that may be shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indicators.compute import compute
from indicators.periods import parse
from indicators.request import By, Request
from indicators.rows import Row
from tests.indicators.data import Region, not_needed, received, unmet
from tests.indicators.office import Office

SCHOOLS = ("Ш1", "Ш2", "Ш3")
SUBJECTS = {"mathematics": "математика", "physics": "физика"}
SURVEYS = ("first", "second")
WAYS = {
    "content": received(),
    "displeased": received(Q1_10="2", Q1_4="1"),
    "undecided": received(Q1_10="99"),
    "content with the wrong help": received(Q1_4="1"),
    "unmet": unmet(),
    "unmet and content": unmet(Q1_10="5"),
    "not needed": not_needed(),
}
SHOWN = {"SAT": "Q1.10", "SATM": "Q1.10", "ADR_S": "Q1.4", "ACC_S": "Q1.6"}  # the others are out of all who answered
COUNTED = {
    "SAT": {"content", "content with the wrong help", "unmet and content"},
    "ADR_S": {"content", "undecided"},
    "ADR_S_all": {"content", "undecided"},
    "ACC_S": {"content", "displeased", "undecided", "content with the wrong help", "not needed"},
    "NEED_UNMET": {"unmet", "unmet and content"},
}
CODES = ("RR", "SATM", *COUNTED)
UNDECIDED = "99"
SMALLEST = 5


class Cell(NamedTuple):
    """People who are alike in all that tables tell."""

    survey: str
    school: str
    subject: str
    way: str


CELLS = [Cell(*each) for each in ((a, b, c, d) for a in SURVEYS for b in SCHOOLS for c in SUBJECTS for d in WAYS)]
People = Mapping[Cell, int]
few_or_many = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 9))
towns = st.lists(few_or_many, min_size=len(CELLS), max_size=len(CELLS)).map(lambda n: dict(zip(CELLS, n, strict=True)))


def build(region: Region, people: People) -> None:
    region.municipality("АРМ", SCHOOLS)
    for code in SURVEYS:
        survey = region.survey("Q1", "АРМ", "confidential", code=code)
        for cell, number in people.items():
            if cell.survey == code:
                survey.asks(number, cell.school, subject=cell.subject)
                survey.answers(WAYS[cell.way], number, cell.school, subject=cell.subject)


def tables(office: Office) -> Iterator[tuple[str | None, Row]]:
    """All rows that a reader can ask for, with the survey asked for."""
    breakdowns: Sequence[By | None] = (None, "school", "subject", "role", "municipality")
    for survey in (None, *SURVEYS):
        for by in breakdowns:
            request = Request(parse("2026-Q4"), survey, "АРМ", by=by, codes=CODES)
            for row in office.database.read_now(partial(compute, request=request)):
                yield survey, row


def belongs(cell: Cell, survey: str | None, row: Row) -> bool:
    """Whether these people are in the base of a row."""
    if survey not in {None, cell.survey} or row.school not in {None, cell.school}:
        return False
    if row.group in SUBJECTS.values() and row.group != SUBJECTS[cell.subject]:
        return False
    return row.code not in SHOWN or SHOWN[row.code] in WAYS[cell.way]


def asked(survey: str | None, row: Row) -> list[int]:
    """Which cells hold the people whom a row speaks of."""
    return [int(belongs(cell, survey, row)) for cell in CELLS]


def equations(survey: str | None, row: Row) -> list[list[int]]:
    """What a row adds up, its base first: denominator and numerator, or the number and the sum of marks."""
    base = asked(survey, row)
    if row.code == "RR":
        return [base]
    if row.code != "SATM":
        return [base, [one * (cell.way in COUNTED[row.code]) for one, cell in zip(base, CELLS, strict=True)]]
    marks = [WAYS[cell.way].get("Q1.10", UNDECIDED) for cell in CELLS]
    decided = [one * (mark != UNDECIDED) for one, mark in zip(base, marks, strict=True)]
    return [decided, [one * int(mark) for one, mark in zip(decided, marks, strict=True)]]


PRIME = 2**31 - 1


class Knowledge:
    """What follows from equations by adding and subtracting them."""

    def __init__(self) -> None:
        self._rows: dict[int, list[int]] = {}  # by the place of their first number, which is 1

    def learn(self, equation: Sequence[int]) -> None:
        left = self._rest(equation)
        lead = next((place for place, number in enumerate(left) if number), None)
        if lead is not None:
            inverse = pow(left[lead], -1, PRIME)
            self._rows[lead] = [number * inverse % PRIME for number in left]

    def tells(self, equation: Sequence[int]) -> bool:
        return not any(self._rest(equation))

    def _rest(self, equation: Sequence[int]) -> list[int]:
        left = list(equation)
        for place in range(len(left)):
            if left[place] and place in self._rows:
                times, row = left[place], self._rows[place]
                left = [(a - times * b) % PRIME for a, b in zip(left, row, strict=True)]
        return left


@given(towns)
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_no_small_group_follows_from_all_the_tables_together(people: dict[Cell, int]) -> None:
    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            office.store(lambda region: build(region, people))
            rows = list(tables(office))
        finally:
            office.database.close()
    for survey in (None, *SURVEYS):
        told_together([row for of, row in rows if of == survey], survey, people)


def told_together(rows: Sequence[Row], survey: str | None, people: People) -> None:
    """All tables of one survey, or of the period, tell nothing of small groups."""
    known = Knowledge()
    for row in rows:
        if not row.hidden:
            base, *_ = learnt = equations(survey, row)
            for equation in learnt:
                known.learn(equation)
            if row.n == 0:  # nobody is no secret: each of the numbers added up is 0
                for place in filter(base.__getitem__, range(len(base))):
                    known.learn([int(place == each) for each in range(len(base))])
    for row in (each for each in rows if each.code != "RR"):
        counted = equations(survey, row)[-1]
        number = sum(people[cell] for cell, one in zip(CELLS, asked(survey, row), strict=True) if one)
        if 0 < number < SMALLEST:
            told: Any = (survey, row.code, row.school, row.group, number)
            assert row.hidden, told
            assert not known.tells(counted), told
