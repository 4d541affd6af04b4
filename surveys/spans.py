"""Reads a span of days out of what a person typed: two dates, either without its year, the first without its month."""

import re
from collections.abc import Iterator
from datetime import date

from surveys import spoken
from surveys.words import Lexicon

_DASH = re.compile(r"\s*[\u2013\u2014\u2212]\s*|\s+-\s+|-")
_LONGEST = 3660  # days; what is longer was not meant


def span(text: str, today: date, words: Lexicon) -> tuple[date, date] | None:
    """First and last day, None when they cannot be read.

    Without a year the span that began last is meant: people ask about what has been.
    """
    found = [pair for left, right in _halves(spoken.folded(text), words) for pair in _pairs(left, right, today, words)]
    begun = [pair for pair in found if pair[0] <= today]
    return max(begun or found, key=lambda pair: (pair[0], -pair[1].toordinal()), default=None)


def backwards(text: str, today: date, words: Lexicon) -> bool:
    """Whether the text, no span as it stands, is one when its days change places."""
    halves = _halves(spoken.folded(text), words)
    return any(True for left, right in halves for _ in _pairs(right, left, today, words))


def _halves(text: str, words: Lexicon) -> Iterator[tuple[str, str]]:
    """Every way to cut the text in two at a dash or at a word such as «to»."""
    begins = "|".join(words.particles["since"])
    until = "|".join(words.particles["until"])
    text = re.sub(rf"^(?:{begins})\s+", "", text)
    for cut in [*_DASH.finditer(text), *re.finditer(rf"\s+(?:{until})\s+", text)]:
        yield text[: cut.start()], text[cut.end() :]


def _pairs(left: str, right: str, today: date, words: Lexicon) -> Iterator[tuple[date, date]]:
    ends = spoken.days(right, today, words)
    if re.fullmatch(r"\d{1,2}", left):
        starts = [end.replace(day=int(left)) for end in ends if 1 <= int(left) <= end.day]
    else:
        starts = spoken.days(left, today, words)
        if not re.search(r"\d{4}", left):
            years = {year for end in ends for year in (end.year, end.year - 1)}
            starts = [start.replace(year=year) for start in starts for year in years if _exists(start, year)]
    for start in starts:
        for end in ends:
            if 0 <= (end - start).days <= _LONGEST:
                yield start, end


def _exists(day: date, year: int) -> bool:
    """Whether this day is one of that year: the 29th of February seldom is."""
    try:
        day.replace(year=year)
    except ValueError:
        return False
    return True
