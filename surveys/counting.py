"""How often the repeats of a sheet are asked, as far as the sheet tells: more than a chat bears is refused at once."""

import re
from collections.abc import Iterator, Sequence

from surveys.problems import FormProblem
from surveys.situation import MOST_INSTANCES, MOST_SPOTS
from surveys.workbook import Row

_ANSWER = re.compile(r"\$\{[^}]+\}")
_BEGINS, _ENDS = ("begin repeat", "begin_repeat"), ("end repeat", "end_repeat")


def problems(survey: Sequence[Row]) -> Iterator[FormProblem]:
    """Counts that are written as numbers and are too high, one by one or multiplied."""
    for row in survey:
        if _count(row) > MOST_INSTANCES:
            params = {"name": row.get("name"), "limit": str(MOST_INSTANCES)}
            yield FormProblem("survey", row.number, "repeat_count", "too_many_repeats", params)
    if _questions(survey) > MOST_SPOTS:
        yield FormProblem("survey", None, "repeat_count", "too_many_places", {"limit": str(MOST_SPOTS)})


def warnings(survey: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Counts that are taken from an answer as it is: they are cut where a chat ends."""
    for row in survey:
        if _ANSWER.fullmatch(row.get("repeat_count").strip()):
            yield "repeat_cut", row.get("name")


def _questions(survey: Sequence[Row]) -> int:
    """How many questions there are when every repeat is asked as often as it is written."""
    times, found = [1], 0
    for row in survey:
        if row.get("type") in _BEGINS:
            times.append(times[-1] * (_count(row) or 1))
        elif row.get("type") in _ENDS and len(times) > 1:
            times.pop()
        else:
            found += times[-1]
    return found


def _count(row: Row) -> int:
    return int(row.get("repeat_count")[:9]) if _is_number(row) else 0


def _is_number(row: Row) -> bool:
    text = row.get("repeat_count")
    return text.isascii() and text.isdigit()
