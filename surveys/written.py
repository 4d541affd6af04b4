"""Text a person wrote, read for the kind of question it answers."""

from datetime import datetime
from decimal import Decimal

from surveys import spoken
from surveys.events import Refused
from surveys.meaning import Meaning, Value
from surveys.situation import Situation, Spot
from surveys.words import Lexicon, lexicon

LONGEST_TEXT = 4000


def stripped(text: str) -> str:
    """Without control characters and the spaces around; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or not _is_control(sign)).strip()


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f" or sign in "\ufffe\uffff" or "\ud800" <= sign <= "\udfff"


def words_of(situation: Situation) -> Lexicon:
    """The lexicon of the form's language."""
    return lexicon(situation.plan.form.language)


def text_value(_: Situation, __: Spot, text: str) -> Meaning:
    """Any text, whole or not at all."""
    if len(text) > LONGEST_TEXT:
        return Refused("too_long", {"limit": str(LONGEST_TEXT), "over": str(len(text) - LONGEST_TEXT)})
    return Value(text) if text else Refused("required")


def integer_value(situation: Situation, spot: Spot, text: str) -> Meaning:
    """A whole number."""
    found = spoken.number(text, words_of(situation))
    return Refused("not_whole") if found is None or "." in found else _within(spot, found)


def decimal_value(situation: Situation, spot: Spot, text: str) -> Meaning:
    """A number, inside the bounds of a range when there are any."""
    found = spoken.number(text, words_of(situation))
    return Refused("unclear_number", _bounds(spot)) if found is None else _within(spot, found)


def _bounds(spot: Spot) -> dict[str, str]:
    """What a range takes, for whoever wrote something else."""
    bounds = spot.question.bounds
    return {} if bounds is None else dict(zip(("low", "high", "step"), bounds, strict=True))


def _within(spot: Spot, number: str) -> Meaning:
    bounds = spot.question.bounds
    if bounds is None:
        return Value(number)
    low, high, step = (Decimal(each) for each in bounds)
    value = Decimal(number)
    if not min(low, high) <= value <= max(low, high):
        return Refused("out_of_range", _bounds(spot))
    if step and (value - low) % step:
        return Refused("not_whole" if step == 1 else "unclear_number", _bounds(spot))
    return Value(number)


def date_value(situation: Situation, _: Spot, text: str) -> Meaning:
    """A day."""
    today = datetime.fromisoformat(situation.session.moment).date()
    found = [each.isoformat() for each in spoken.days(text, today, words_of(situation))]
    return Value(found[0], others=tuple(found[1:])) if found else Refused("unclear_date")


def time_value(situation: Situation, _: Spot, text: str) -> Meaning:
    """A time of the day."""
    found = spoken.clock(text, words_of(situation))
    return Refused("unclear_time") if found is None else Value(found)


def datetime_value(situation: Situation, _: Spot, text: str) -> Meaning:
    """A day and a time."""
    today = datetime.fromisoformat(situation.session.moment).date()
    found, hour = spoken.moment(text, today, words_of(situation))
    if not found:
        return Refused("unclear_date")
    if hour is None:
        return Refused("unclear_time")
    likeliest, *others = (f"{each.isoformat()}T{hour}:00" for each in found)
    return Value(likeliest, others=tuple(others))
