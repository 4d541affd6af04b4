"""Ways to write the same thing: folding for comparison, and a stronger folding that betrays look-alike letters."""

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\u00ab\u00bb\u201c-\u201f\u2018\u2019']")
_NOTHING = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")

# Cyrillic small letters that are drawn like Latin ones (or like a digit) once the case is forgotten.
_TWINS = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0437", "abekmhopctyxi3"
)


def neat(text: str) -> str:
    """The text on one line as it was meant: composed letters, single spaces, nothing invisible."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()  # as nearly everything is
    return " ".join(unicodedata.normalize("NFC", text).translate(_NOTHING).split())


def fold(text: str) -> str:
    """The same for all spellings that mean the same: case, yo and ye, spaces, kinds of dashes and quotes."""
    folded = neat(text).casefold().replace("\u0451", "\u0435")
    return _QUOTES.sub('"', _DASHES.sub("-", folded))


def squash(text: str) -> str:
    """The same for spellings that look alike: Latin for Cyrillic letters, lost leading zeros, spaces."""
    return _bare(fold(text).translate(_TWINS))


def _bare(folded: str) -> str:
    return _ZEROS.sub("", folded.replace(" ", ""))


def same_letters(one: str, other: str) -> bool:
    """Whether two spellings differ, if at all, in other things than letters of two alphabets drawn alike."""
    return _bare(fold(one)) == _bare(fold(other))
