"""The Excel workbook of one survey: questions option by option, figures, the answers that may be told, the method."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from indicators.outcome import Outcome
from indicators.questionnaire import FILES, NUMBERS, Counted
from indicators.registry import Passport, passports
from indicators.rows import Row
from indicators.shares import Share, hundredths
from indicators.told import Given, Place, Told
from reports.sheets import Book, Ratio, Value
from surveys.form import Question
from texts import indicators, periods
from texts import survey_book as words
from texts.reference import role_name


def workbook(
    outcome: Outcome, counted: Sequence[Counted], told: Told, taken: date, others: Sequence[Outcome] = ()
) -> bytes:
    """The file; `taken` is the local day of the data, `others` are the same figures broken down in other ways."""
    survey = outcome.survey
    book = Book(words.AUTHOR, words.page_heading(survey.title, outcome.municipality.short_name))
    smallest = indicators.fewer_than(outcome.rules.smallest)
    book.sheet(words.QUESTIONS, words.QUESTION_HEADINGS, _questions(counted, smallest))
    book.sheet(words.FIGURES, words.FIGURE_HEADINGS, _figures(outcome, others))
    if told.responses and told.questions:
        book.sheet(words.ANSWERS, _answer_columns(told), _answers(told), keys=2 if _named(told) else 1)
    if told.texts:
        texts = ((words.number(each.name), each.label, text) for each, text in told.texts)
        book.sheet(words.TEXTS, words.TEXT_HEADINGS, texts)
    book.sheet(words.METHOD, words.METHOD_HEADINGS, _method(outcome, counted, told, taken))
    book.sheet(words.PASSPORTS, words.PASSPORT_HEADINGS, _passports(outcome.rows))
    return book.to_bytes()


# --- questions -------------------------------------------------------------------------------------------------


def _questions(counted: Iterable[Counted], smallest: str) -> Iterable[Sequence[Value]]:
    for each in counted:
        asked = each.question
        head = (words.number(asked.name), asked.label)
        if each.hidden:
            yield (*head, smallest)
            continue
        for label, count in each.options:
            yield (*head, words.first_place(label) if asked.kind == "rank" else label, *_part(count, each.n, 4))
        if not each.options:
            yield (*head, words.WRITTEN, *_part(each.given, each.n, 4))
        if asked.kind in NUMBERS:
            yield (*head, words.MEAN, None, each.n, None, _two_places(each.mean))
        if each.options and each.given < each.n:
            yield (*head, words.NO_ANSWER, *_part(each.n - each.given, each.n, 4))


def _part(count: int, n: int, column: int) -> tuple[Value, Value, Value]:
    """Numerator, denominator and their ratio, the first of them in this column."""
    if n == 0:
        return None, 0, None
    return count, n, Ratio(column, column + 1, count / n, _percent_format(Share(count, n)))


def _percent_format(share: Share) -> str:
    """Whole percent; where rounding would claim an extreme that was not reached, the words instead."""
    if share.percent == 100 and share.numerator < share.denominator:  # noqa: PLR2004 - percent
        return f'[<1]"{indicators.ALMOST_ALL}";0%'
    if share.percent == 0 and share.numerator > 0:
        return f'[=0]0%;[<0.005]"{indicators.ALMOST_NONE}";0%'
    return "0%"


def _two_places(value: Fraction | None) -> float | None:
    return None if value is None else hundredths(value) / 100


# --- figures ---------------------------------------------------------------------------------------------------


def _figures(outcome: Outcome, others: Iterable[Outcome]) -> Iterable[Sequence[Value]]:
    """Figure by figure: as a whole, then by school, subject and role."""
    rows = [_figure(row, words.OVERALL, row.text) for row in outcome.rows]
    rows += [_figure(row, each.name_of(row), each.part_text(row)) for each in (outcome, *others) for row in each.parts]
    order = list(dict.fromkeys(row[0] for row in rows))
    return sorted(rows, key=lambda row: order.index(row[0]))


def _figure(row: Row, where: str, text: str) -> Sequence[Value]:
    head = (row.name, where, row.about.label)
    if row.hidden:
        return (*head, None, None, text)
    tail = (row.value, row.n, row.level, row.note)
    if row.share is None or row.share.denominator == 0:
        return (*head, row.numerator, row.denominator, None, *tail)
    return (*head, *_part(row.share.numerator, row.share.denominator, 4), *tail)


# --- answers ---------------------------------------------------------------------------------------------------


def _places(told: Told) -> list[tuple[Question, int]]:
    """The columns: each question once, a question of a repeat once for every instance that anybody has."""
    items: dict[str, set[int]] = {each.name: set() for each in told.questions}
    for given in told.responses:
        for name, item in given.values:
            items[name].add(item)
    return [(each, item) for each in told.questions for item in sorted(items[each.name] or {0})]


def _named(told: Told) -> bool:
    return any(given.person for given in told.responses)


def _answer_columns(told: Told) -> Mapping[str, int]:
    head = words.ROW_HEADING | (words.PERSON_HEADINGS if _named(told) else {})
    return head | {words.heading(each.name, each.label, item): _width(each) for each, item in _places(told)}


def _width(asked: Question) -> int:
    return words.ANSWER_WIDTH.get(asked.kind, words.ANSWER_WIDTH_OTHERWISE)


def _answers(told: Told) -> Iterable[Sequence[Value]]:
    places, named = _places(told), _named(told)
    for row, given in enumerate(told.responses, 1):
        head = (given.person, given.name, given.school, role_name(given.role)) if named else ()
        yield (row, *head, *(_answer(each, given, (each.name, item)) for each, item in places))


def _answer(asked: Question, given: Given, place: Place) -> Value:
    """An answer with the type it has: a number, a day, the labels of what was chosen."""
    value = given.values.get(place, "")
    if not value:
        return None
    if asked.kind in NUMBERS:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    if asked.kind == "date":
        return date.fromisoformat(value)
    if asked.kind in ("one", "many", "rank"):
        labels = {choice.code: choice.label for choice in asked.choices}
        return "; ".join(labels.get(code, code) for code in value.split(";"))
    return words.sent_file(value) if asked.kind in FILES else value


# --- method ----------------------------------------------------------------------------------------------------


def _method(outcome: Outcome, counted: Iterable[Counted], told: Told, taken: date) -> Iterable[Sequence[Value]]:
    survey, thresholds = outcome.survey, outcome.rules.thresholds
    last_day = periods.last_day(survey.closes_at, survey.timezone)
    listed = {each.name for each in told.questions} | {each.name for each, _ in told.texts}
    yield from words.facts(survey.code, survey.mode, (survey.period_start, survey.period_end), last_day, taken)
    yield from words.counts(outcome.frame, outcome.sent, outcome.excluded, str(Share(outcome.sent, outcome.frame)))
    yield from words.rules(outcome.rules.smallest, thresholds.optimal, thresholds.acceptable, thresholds.meaningful)
    yield from words.left_out([each.question.name for each in counted if each.question.name not in listed])


def _passports(rows: Iterable[Row]) -> Iterable[Sequence[Value]]:
    told = {row.code for row in rows}
    for passport in passports().values():
        if passport.code in told:
            yield _passport(passport)


def _passport(passport: Passport) -> Sequence[Value]:
    level = words.YES if passport.levels else words.NO
    return (passport.name, passport.numerator, passport.denominator, passport.exclusions, level, passport.version)
