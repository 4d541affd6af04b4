"""Texts as the person reads them: labels with what was answered put in, answers in words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from surveys.form import Option, Question
from surveys.functions import text
from surveys.plan import Expression
from surveys.situation import Situation, Spot
from surveys.words import lexicon

_PRINTED = re.compile(r"\d{1,2}|[^\W\d_]\d?")  # 3, 99, a, M2


def shown(situation: Situation, spot: Spot, words: Mapping[str, tuple[str, ...]]) -> str:
    """The text in the person's language; its expressions speak from this spot."""
    if not words:
        return ""
    texts = situation.plan.text_of(words, spot.planned.node)
    language = next(
        (each for each in (situation.language, situation.plan.form.language, "") if texts.get(each)), next(iter(texts))
    )
    return "".join(
        piece if isinstance(piece, str) else _said(situation, spot, piece) for piece in texts[language]
    ).strip()


def _said(situation: Situation, spot: Spot, expression: Expression) -> str:
    value = situation.evaluate(expression, spot)
    if value is None:
        return ""
    if expression.whole and isinstance(value, list) and len(value) == 1:
        other = situation.spot_at(expression.whole, value[0])
        if other is not None:
            return in_words(situation, other, other.value)
    return text(value)


def option_label(situation: Situation, spot: Spot, option: Option) -> str:
    """An option's label; its code when the author gave none."""
    if all(len(pieces) == 1 for pieces in option.words.values()):
        return situation.words(option.words) or option.code
    return shown(situation, spot, option.words) or option.code


def printed(situation: Situation, spot: Spot, offered: Sequence[tuple[int, Option]]) -> list[str]:
    """The number or letter of each option: the author's own where all are printed ones, otherwise its place."""
    codes = [option.code for _, option in offered]
    known = situation.plan.form.lists.get(spot.question.list_name)
    if known is not None and not known.roster and all(_PRINTED.fullmatch(code) for code in codes):
        return codes
    return [str(place) for place in range(1, len(codes) + 1)]


def in_words(situation: Situation, spot: Spot, value: str) -> str:
    """An answer as a person says it."""
    question: Question = spot.question
    if not value:
        return ""
    if question.kind in ("one", "many", "rank"):
        labels = {option.code: option_label(situation, spot, option) for _, option in situation.full_list(spot)}
        codes = [value] if question.kind == "one" else value.split()
        return "; ".join(labels.get(code, code) for code in codes)
    if question.kind in ("image", "audio", "file"):
        return situation.session.files.get(value, value)
    return _formatted(situation, question.kind, value)


def _formatted(situation: Situation, kind: str, value: str) -> str:
    words = lexicon(situation.plan.form.language)
    if kind in ("decimal", "range") and situation.plan.form.language != "en":
        return value.replace(".", ",")
    if kind == "acknowledge":
        return words.forms["acknowledged"]
    if kind not in ("date", "datetime"):
        return value
    try:
        day = date.fromisoformat(value[:10]).strftime(words.forms["date"])
    except ValueError:
        return value
    return day if kind == "date" else f"{day} {value[11:16]}".strip()
