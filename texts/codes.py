"""Short codes typed by hand: which characters they use, how they are printed and how they are read back.

The letters are those that the Latin and the Russian keyboard draw alike, so nobody has to switch the layout.
"""

import re

ALPHABET = "23456789AEKMHPCTYX"
LENGTH = 10

_HALF = LENGTH // 2
_FOLD = str.maketrans("АЕЁКМНРСТУХЗЧБВBSZG", "AEEKMHPCTYX34688526")
_GAPS = re.compile(r"[\s.,_\-‐-―−]+")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def printed(code: str) -> str:
    """The code in two halves, as it stands on a sheet: «AE23H-PX456»."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def read(text: str) -> str | None:
    """The code that was typed, in either alphabet and any case, with or without gaps; None for anything else."""
    folded = _GAPS.sub("", text[: 8 * LENGTH].upper()).translate(_FOLD)
    return folded if _CODE.fullmatch(folded) else None
