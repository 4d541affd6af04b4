"""What Excel means by a number shown as a date and by letters it writes as codes.

openpyxl knows the same, but its import takes longer than reading most workbooks.
"""

import re
from datetime import date, datetime, time, timedelta

EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - cells know no zones
_DAY = 86_400

# Formats that Excel knows by number alone; the later ones are dates of particular languages.
_BUILT_IN = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_NOT_SHOWN_AS_SUCH = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]')
_DATE_LETTER = re.compile("[dmyhsDMYHS]")
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_HALVES = re.compile("[\ud800-\udfff]")


def is_date(number: str, code: str | None) -> bool:
    """Whether a number format shows dates or times; `code` is None for a format without one of its own."""
    if code is None:
        return number in _BUILT_IN
    return bool(_DATE_LETTER.search(_NOT_SHOWN_AS_SUCH.sub("", code.partition(";")[0])))


def moment(number: float, epoch: datetime) -> date | datetime | time | float:
    """The day, the moment or the time of day that Excel shows; the number itself where there is none."""
    seconds = round(number * _DAY, 3)
    try:
        found = epoch + timedelta(seconds=seconds)
    except OverflowError:
        return number
    if 0 <= seconds < _DAY:
        return found.time()
    return found if seconds >= 0 else number


def decoded(text: str) -> str:
    """The text with «_x000D_» and the like turned into the characters they stand for.

    Two halves of a character become one; a half alone, which no text can hold, is shown as a lost character.
    """
    plain = _CODED.sub(lambda code: chr(int(code[1], 16)), text)
    if not _HALVES.search(plain):
        return plain
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
