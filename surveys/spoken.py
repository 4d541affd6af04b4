"""Reads numbers, dates, times and options out of what a person typed; unclear text gives None, never a guess."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from surveys.words import Lexicon

_YO = str.maketrans({"\u0451": "\u0435", "\u0401": "\u0415"})
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*[:.\-]\s*(\d{2})(?::\d{2})?")
_BARE_TIME = re.compile(r"(\d{1,2})(?:\s+(\d{2}))?")
_ENDING = re.compile(r"(\w+)\((\w{1,3})\)")  # satisfied(a): how a label addresses men and women at once
_HALF_CENTURY = 50
_MOST_DIGITS = 15


def folded(text: str) -> str:
    """Case, accents of one letter, spaces and the punctuation at both ends make no difference."""
    text = unicodedata.normalize("NFC", text).translate(_YO).casefold()
    return re.sub(r"\s+", " ", text).strip(" \t\n.,;:!?()«»\"'“”„…-–—").strip()


def number(text: str, words: Lexicon) -> str | None:
    """A number in figures or in words, with a comma or a point, as a decimal text."""
    cleaned = (
        folded(text).replace("\u2212", "-") if text.strip()[:1] not in "-−+" else text.strip().replace("\u2212", "-")
    )
    cleaned = _GROUPED.sub("", _without(cleaned, words.signs["units"]))
    cleaned = re.sub(r"\s*%$", "", cleaned)
    if _PLAIN_NUMBER.fullmatch(cleaned):
        return _decimal(cleaned)
    return _number_in_words(folded(cleaned), words)


def _decimal(text: str) -> str | None:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return None
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def _number_in_words(text: str, words: Lexicon) -> str | None:
    sign = 1
    for minus in words.signs["minus"]:
        if text.startswith(minus + " "):
            text, sign = text[len(minus) + 1 :], -1
    extra = 0.0
    for phrase, value in words.fractions.items():
        if text == phrase:
            return _decimal(str(sign * value))
        if text.endswith(" " + phrase):
            text, extra = text[: -len(phrase) - 1], value
    total = _sum_of_words(text.split(" "), words)
    return None if total is None else _decimal(str(sign * (total + extra)))


def _sum_of_words(parts: Sequence[str], words: Lexicon) -> int | None:
    total, hundreds, last = 0, 0, 1000
    for part in parts:
        value = int(part) if part.isascii() and part.isdigit() and len(parts) > 1 else words.numbers.get(part)
        if value is None:
            return None
        if value == 1000:  # noqa: PLR2004 - a thousand multiplies what stands before it
            total, hundreds, last = total + (hundreds or 1) * 1000, 0, 1000
        elif _fits_after(value, last):
            hundreds, last = hundreds + value, value
        else:
            return None
    return total + hundreds


def _fits_after(value: int, last: int) -> bool:
    """Words of a number go down: twenty five is one, five twenty is not."""
    if value >= 100:  # noqa: PLR2004
        return last == 1000  # noqa: PLR2004
    if value >= 10:  # noqa: PLR2004
        return last >= 100  # noqa: PLR2004
    return last >= 20  # noqa: PLR2004


def _without(text: str, extra: Sequence[str]) -> str:
    kept = [part for part in text.split(" ") if part.strip(".").casefold() not in extra]
    return " ".join(kept) if kept else text


def day(text: str, today: date, words: Lexicon) -> date | None:
    """The likeliest day that is meant."""
    return next(iter(days(text, today, words)), None)


def days(text: str, today: date, words: Lexicon) -> list[date]:
    """Yesterday, a day and a month in words or figures, an ISO date; the day always stands before the month.

    Without a year there are several readings, the nearest to today first.
    """
    cleaned = folded(text)
    if cleaned in words.days:
        return [today + timedelta(days=words.days[cleaned])]
    if found := _ISO_DATE.fullmatch(cleaned):
        return _existing(_safe_date(int(found[1]), int(found[2]), int(found[3])))
    cleaned = _without(cleaned, words.particles["date"])
    if found := _DATE.fullmatch(cleaned.replace(" ", "") if cleaned.count(".") > 1 else cleaned):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    parts = cleaned.replace(".", " ").split()
    if len(parts) in (2, 3) and parts[1] in words.months:
        number_of_day = int(parts[0]) if parts[0].isascii() and parts[0].isdigit() else words.ordinals.get(parts[0])
        year = parts[2] if len(parts) == 3 else None  # noqa: PLR2004
        if number_of_day is not None and (year is None or re.fullmatch(r"\d{4}|\d{2}", year, re.ASCII)):
            return _dated(number_of_day, words.months[parts[1]], year, today)
    return []


def _dated(number_of_day: int, month: int, year: str | None, today: date) -> list[date]:
    if year is None:
        return _nearest(number_of_day, month, today)
    full = int(year)
    if len(year) == 2:  # noqa: PLR2004
        full += 2000 if full < _HALF_CENTURY else 1900
    return _existing(_safe_date(full, month, number_of_day))


def _nearest(number_of_day: int, month: int, today: date) -> list[date]:
    """Without a year the date nearest to today is meant, unless the question says otherwise."""
    found = [_safe_date(year, month, number_of_day) for year in (today.year - 1, today.year, today.year + 1)]
    return sorted(_existing(*found), key=lambda each: abs((each - today).days))


def _existing(*found: date | None) -> list[date]:
    return [each for each in found if each is not None]


def _safe_date(year: int, month: int, number_of_day: int) -> date | None:
    try:
        return date(year, month, number_of_day)
    except ValueError:
        return None


def clock(text: str, words: Lexicon) -> str | None:
    """A time of the day, with or without minutes, as 15:30."""
    cleaned = folded(text)
    if cleaned in words.times:
        return words.times[cleaned]
    shift = 0
    for part, hours in (
        *((each, 12) for each in words.particles["evening"]),
        *((each, 0) for each in words.particles["morning"]),
    ):
        if cleaned.endswith(" " + part):
            cleaned, shift = cleaned[: -len(part) - 1], hours
    cleaned = _without(cleaned, [*words.particles["time"], *words.particles["minutes"]])
    found = _TIME.fullmatch(cleaned) or _BARE_TIME.fullmatch(cleaned)
    if found is None:
        alone = words.numbers.get(cleaned)
        return None if alone is None else _clock(alone, 0, shift)
    return _clock(int(found[1]), int(found[2] or 0), shift)


def _clock(hours: int, minutes: int, shift: int) -> str | None:
    if shift and hours < 12:  # noqa: PLR2004
        hours += shift
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None  # noqa: PLR2004


def moment(text: str, today: date, words: Lexicon) -> tuple[list[date], str | None]:
    """Readings of a date and a time written together; none, or None, when one of them cannot be read."""
    parts = text.replace(",", " ").replace("T", " ").split()
    for place in range(1, len(parts)):
        found = days(" ".join(parts[:place]), today, words)
        if found and (hour := clock(" ".join(parts[place:]), words)) is not None:
            return found, hour
    return days(text, today, words), None


def option(text: str, labels: Sequence[tuple[str, str]], words: Lexicon) -> int | None:
    """The place among (mark, label) that is meant: by label, number, letter, or words found in one only."""
    wanted = folded(text)
    if not wanted:
        return None
    exact = [place for place, (_, label) in enumerate(labels) if wanted in _spellings(label)]
    exact = exact or [place for place, (mark, _) in enumerate(labels) if folded(mark) == wanted]
    if exact:
        return exact[0] if len(exact) == 1 else None
    by_number = _by_number(wanted, labels, words)
    if by_number is not None:
        return by_number
    found = _by_words(wanted, labels) or _by_doubt(wanted, labels, words)
    return found[0] if len(found) == 1 else None


def _by_number(wanted: str, labels: Sequence[tuple[str, str]], words: Lexicon) -> int | None:
    value = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else None  # noqa: PLR2004
    value = value if value is not None else words.numbers.get(wanted, words.ordinals.get(wanted))
    if value is None:
        return None
    marked = [place for place, (mark, _) in enumerate(labels) if mark == str(value)]
    if marked:
        return marked[0]
    # Places count from 1; they are meant only where the marks are no numbers themselves.
    if any(mark.isdigit() for mark, _ in labels):
        return None
    return value - 1 if 1 <= value <= len(labels) else None


def _by_words(wanted: str, labels: Sequence[tuple[str, str]]) -> list[int]:
    """Places of all labels that begin with these words or have them inside."""
    tokens = _WORD.findall(wanted)
    if not tokens or len(wanted) < 2:  # noqa: PLR2004
        return []
    return [
        place
        for place, (_, label) in enumerate(labels)
        if any(each.startswith(wanted) or _contains(_WORD.findall(each), tokens) for each in _spellings(label))
    ]


def _by_doubt(wanted: str, labels: Sequence[tuple[str, str]], words: Lexicon) -> list[int]:
    """Places of the options for those who cannot decide, which are called in one way and said in many."""
    doubts = tuple(words.particles["undecided"])
    return [place for place, (_, label) in enumerate(labels) if wanted in doubts and folded(label).startswith(doubts)]


def school_mark(text: str, words: Lexicon) -> str | None:
    """The mark of a school report that this word stands for."""
    mark = words.marks.get(folded(text))
    return None if mark is None else str(mark)


def _spellings(label: str) -> set[str]:
    """The label as it stands, as a man says it and as a woman does."""
    if "(" not in label:
        return {folded(label)}
    other = _ENDING.sub(lambda found: found[1][: -len(found[2])] + found[2], label)
    return {folded(each) for each in (label, _ENDING.sub(r"\1", label), _ENDING.sub(r"\1\2", label), other)}


def _contains(words_of_label: list[str], tokens: list[str]) -> bool:
    size = len(tokens)
    return any(words_of_label[place : place + size] == tokens for place in range(len(words_of_label) - size + 1))


def options(text: str, labels: Sequence[tuple[str, str]], words: Lexicon) -> list[int] | None:
    """Several options, «1, 3» or their labels line by line; None when any part is unclear."""
    whole = option(text, labels, words)
    if whole is not None:
        return [whole]
    for pattern in (
        r"[\n;]+",
        r"[\n;,]+",
        rf"[\n;,]+|\s(?:{'|'.join(map(re.escape, words.particles['joins']))})\s",
        r"[\n;,\s]+",
    ):
        parts = [part for part in re.split(pattern, text) if part.strip()]
        found = [option(part, labels, words) for part in parts]
        if len(parts) > 1 and None not in found:
            return list(dict.fromkeys(place for place in found if place is not None))
    return None
