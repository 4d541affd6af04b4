"""Whether a free text seems to name a person: a hint for whoever wrote it, never a reason to refuse."""

import re

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[ое]вич(?:а|у|ем|е)?|[ое]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|е|у|ой))"
_SURNAME = r"[А-ЯЁ][а-яё]+(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|ой|ы|е)?|енко)"
# With initials, a first name with a patronymic, or inside a sentence a word that ends as surnames do.
_NAMED = re.compile(
    rf"{_WORD}\s{_INITIALS}|{_INITIALS}\s?{_WORD}|{_WORD}\s{_PATRONYMIC}\b|(?<=[а-яё,–-]\s){_SURNAME}\b(?!-)"
)


def names_somebody(text: str) -> bool:
    """«Иванова И. И.», «Анна Сергеевна», «у Петрова»."""
    return _NAMED.search(text) is not None
