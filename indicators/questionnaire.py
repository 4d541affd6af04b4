"""A survey's answers question by question: to how many it was shown, and how often each option was chosen."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from sqlalchemy import case, func, select

from indicators import responses
from indicators.registry import sums_only
from indicators.responses import Batch
from storage.database import Tx
from storage.forms import Forms
from storage.surveys import Survey
from storage.tables import answer, question, response, school
from surveys.form import Form, Option, Question
from texts.reference import subject_name

CHOICES = ("one", "many", "rank")
NUMBERS = ("integer", "decimal", "range")
FILES = ("image", "audio", "file")
FREE = ("text", *FILES)

_SOMETHING = "+"  # stands for a free answer, whose words are not needed for counting


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with its counts; a hidden one tells nothing but that it was asked."""

    question: Question
    n: int = 0
    hidden: bool = False
    options: tuple[tuple[str, int], ...] = ()  # label and count; of a ranking, how often it stood first
    mean: Fraction | None = None  # of numbers
    given: int = 0  # answers that are not empty


def batch_of(survey: Survey) -> Batch:
    """The survey alone, for the conditions that make a response valid."""
    return Batch(survey.instrument, survey.mode, {survey.id: survey.municipality_id}, (), "municipality")


def counted(tx: Tx, survey: Survey, smallest: int) -> tuple[Counted, ...]:
    """The questions in the order of the survey's form, those shown to too few people without their counts."""
    known = _distribution(tx, batch_of(survey))
    form = Forms().form(tx, survey.version_id)
    told = [(_with_choices(tx, form, each, known[each.name]), known[each.name]) for each in form.questions]
    return tuple(_counted(survey, asked, values, smallest) for asked, values in told)


def _with_choices(tx: Tx, form: Form, asked: Question, values: Counter[str]) -> Question:
    """The question; where its list comes from the roster, with those of its options that somebody chose."""
    offered = form.lists.get(asked.list_name)
    if offered is None or not offered.roster:
        return asked
    codes = {code for value in values for code in value.split(";") if code}
    named = sorted((name, code) for code, name in _NAMES.get(offered.name, _as_they_are)(tx, codes).items())
    return replace(asked, choices=tuple(Option(code, {"": (name,)}) for name, code in named))


def _subjects(_tx: Tx, codes: Collection[str]) -> dict[str, str]:
    return {code: subject_name(code) for code in codes}


def _schools(tx: Tx, codes: Collection[str]) -> dict[str, str]:
    rows = tx.execute(select(school.c.code, school.c.name).where(school.c.code.in_(codes)))
    return {row.code: row.name for row in rows}


def _as_they_are(_tx: Tx, codes: Collection[str]) -> dict[str, str]:
    return {code: code for code in codes}


_NAMES = {"subjects": _subjects, "my_subjects": _subjects, "my_schools": _schools}  # of people there are codes alone


def _distribution(tx: Tx, batch: Batch) -> defaultdict[str, Counter[str]]:
    """How often each value was given, by question name: versions of the form call the same question the same."""
    free = case((answer.c.value == "", ""), else_=_SOMETHING)
    value = case((question.c.kind.in_(FREE), free), else_=answer.c.value).label("value")
    counts = (
        select(question.c.name, value, func.count().label("times"))
        .select_from(response.join(answer, answer.c.response_id == response.c.id).join(question))
        .where(*responses.valid(batch))
        .group_by(question.c.name, value)
    )
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in tx.execute(counts):
        found[row.name][row.value] += row.times
    return found


def _counted(survey: Survey, asked: Question, values: Counter[str], smallest: int) -> Counted:
    n = values.total()
    if protected(survey, asked) and 0 < n < smallest:
        return Counted(asked, hidden=True)
    given = n - values[""]
    if asked.kind in CHOICES:
        return Counted(asked, n, options=_options(asked, values), given=given)
    return Counted(asked, n, mean=_mean(values) if asked.kind in NUMBERS else None, given=given)


def protected(survey: Survey, asked: Question) -> bool:
    """Whether answers to this question may appear in sums only."""
    return survey.mode != "named" or in_sums_only(survey, asked)


def in_sums_only(survey: Survey, asked: Question) -> bool:
    """Whether this question of a named survey promises that no list shows its answers."""
    return (survey.instrument, asked.measure) in sums_only()


def _options(asked: Question, values: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Every option of the form with its count, then those that only the answers know."""
    chosen: Counter[str] = Counter()
    for value, times in values.items():
        codes = [code for code in value.split(";") if code]
        chosen.update(dict.fromkeys(codes[:1] if asked.kind == "rank" else codes, times))
    labels = {choice.code: choice.label for choice in asked.choices}
    labels.update({code: code for code in sorted(chosen) if code not in labels})
    return tuple((label, chosen[code]) for code, label in labels.items())


def _mean(values: Counter[str]) -> Fraction | None:
    numbers = [(number, times) for value, times in values.items() if (number := _number(value)) is not None]
    if not numbers:
        return None
    return sum((value * times for value, times in numbers), Fraction(0)) / sum(times for _, times in numbers)


def _number(value: str) -> Fraction | None:
    try:
        return Fraction(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError):
        return None
