"""Spaces at which a line of a picture must not break: «88 %» would fall apart. Messages keep plain ones, for searching."""

import re

_BOUND = re.compile(
    r" (?:(?<=\d )(?=%|из \d|п\. п\.|г\.)"  # 88 %, 44 из 50, 8,0 п. п., 2026 г.
    r"|(?<=\d из )(?=\d)|(?<=п\. )(?=п\.)|(?<=№ )(?=\d)|(?<=\(n )(?== \d)|(?<=\(n = )(?=\d))"
)  # with the space in front: that is what the engine looks for first


def bound(text: str) -> str:
    """The text with non-breaking spaces inside figures."""
    return _BOUND.sub("\N{NO-BREAK SPACE}", text)
