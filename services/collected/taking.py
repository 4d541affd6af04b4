"""From a table to rows of the sheet of answers: they are checked and stored as any workbook's."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from services.collected.guide import PERSON, SCHOOL, Guide
from services.collected.table import moment
from services.exchange.book import Book, BookRow, BookSheet
from storage.form_mappings import SKIP
from storage.keys import Keyring
from storage.runs import number_of
from storage.surveys import Survey
from texts.collected import SHEET
from texts.exchange import Problem
from texts.workbook import Value, sheet

_NOON = time(12)
_SECOND = timedelta(seconds=1)


def book_of(guide: Guide, survey: Survey, keys: Keyring) -> Book:
    """A book with the answers as far as they are understood, and with what is wrong with the table."""
    of = sheet("answer")
    page = BookSheet(of, SHEET, {column.key: "" for column in of.columns})
    book = Book({of.key: page})
    for row, head, answers in _responses(guide, survey, book, keys):
        for question, value in answers.items():
            known = {**head, "question": question, "value": value}
            page.rows.append(BookRow(row, tuple([known.get(column.key) for column in of.columns])))
    return book


def _responses(
    guide: Guide, survey: Survey, book: Book, keys: Keyring
) -> Iterator[tuple[int, dict[str, Value], dict[str, Value]]]:
    """Number of the row, what all answers of a response say alike, and the answers."""
    seen: Counter[str] = Counter()
    for place, row in guide.table.rows:
        written = row[guide.table.time or 0]
        sent = moment(written)
        if sent is None:
            book.problems.append(Problem("no_moment", SHEET, place, details={"value": written}))
            continue
        seen[written] += 1
        head: dict[str, Value] = {
            "survey": survey.code,
            "number": number(survey, f"{written}#{seen[written]}", keys),
            "submitted": _told(sent, survey),
            "revision": 1,
            "status": "sent",
            "source": "form",
        }
        yield place, head | _who(guide, row), dict(_answers(guide, row))


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


def _who(guide: Guide, row: tuple[str, ...]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for place, target in guide.targets.items():
        if target == PERSON and row[place]:
            found["person"] = row[place]
        elif target == SCHOOL and row[place]:
            found["school"] = next(iter(guide.read(SCHOOL, row[place])[0]), None)
    return found


def _answers(guide: Guide, row: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    """What was answered; an empty cell says that the question was not asked."""
    for place, target in sorted(guide.targets.items()):
        if target in (SKIP, PERSON, SCHOOL) or not row[place]:
            continue
        codes, unknown = guide.read(target, row[place])
        value = ";".join([*codes, *unknown])
        if value:
            yield target, value
