"""A survey's answers question by question: to how many it was shown, and how often each option was chosen."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from sqlalchemy import case, func, select

from indicators import responses
from indicators.registry import sums_only
from indicators.responses import Batch
from storage.database import Tx
from storage.forms import Forms
from storage.surveys import Survey
from storage.tables import answer, question, response
from surveys.form import Question

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
    return tuple(_counted(survey, each, known.get(each.name, Counter()), smallest) for each in form.questions)


def _distribution(tx: Tx, batch: Batch) -> Mapping[str, Counter[str]]:
    """How often each value was given, by question name: versions of the form call the same question the same."""
    free = case((answer.c.value == "", ""), else_=_SOMETHING)
    value = case((question.c.kind.in_(FREE), free), else_=answer.c.value).label("value")
    counts = (
        select(question.c.name, value, func.count().label("times"))
        .select_from(response.join(answer, answer.c.response_id == response.c.id).join(question))
        .where(*responses.valid(batch))
        .group_by(question.c.name, value)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
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
