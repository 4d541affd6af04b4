"""What happened, in the past tense: the engine's only way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from surveys.views import View

Reason = Literal[
    "unclear_option",   # typed text fits no option; or several
    "unclear_number",   # not a number; params of a range: low, high, step
    "not_whole",        # a whole number was asked for; params of a range: low, high, step
    "unclear_date",
    "unclear_time",
    "out_of_range",     # params: low, high, step
    "too_long",         # params: limit
    "constraint",       # params: message (the author's own words, may be ""), of a date understood (ISO)
    "required",         # nothing chosen or an empty text
    "too_many",         # params: limit, marked (how many marks stand now)
    "not_all_ranked",
    "wrong_media",      # params: wanted
    "no_such_option",
    "not_here",         # this input makes no sense for this question; params: kind, of a note
    "incomplete",       # Submit while a required question of the route has no answer
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The session stands at this view now; the screen is to be shown anew."""

    view: View


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer was stored in the session. `value` is the exchange form («4», «1;3», text, 2026-03-12).

    `said` is the same in words, of an answer that was written or sent: a press shows by itself what was chosen.
    """

    name: str
    item: int
    value: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed; the same question is asked again after one kind line."""

    reason: Reason
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered, or shown and unanswered (value ""), question of a finished response.

    `item` counts the instances of a repeat from 1; it is 0 outside repeats.
    """

    name: str
    item: int
    value: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """The questionnaire is finished; hidden questions have no answer here.

    `computed` holds what nobody was asked for: values of calculate and hidden rows of the route.
    """

    answers: tuple[Answer, ...]
    computed: tuple[Answer, ...] = ()


Event = Asked | Recorded | Refused | Submitted
