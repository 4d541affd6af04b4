"""What an input can come to: a value, marks that wait, or a kind refusal."""

from dataclasses import dataclass

from surveys.events import Refused


@dataclass(frozen=True, slots=True)
class Value:
    """To be recorded; "" leaves the question without an answer. `others` are less likely readings of the same words."""

    text: str
    files: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Marks of a multiple choice or a ranking that wait to be confirmed."""

    codes: tuple[str, ...]


Meaning = Value | Draft | Refused
