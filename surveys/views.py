"""What is to be shown now, as plain data; `texts` turns it into a screen."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "one", "many", "rank", "text", "integer", "decimal", "range", "date", "time", "datetime",
    "note", "acknowledge", "image", "audio", "file",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as offered now. `index` is its place in the full list and never changes inside a version.

    `mark` is the number or the letter by which people call it.
    """

    index: int
    code: str
    mark: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the person stands on the route as it looks now."""

    place: int
    total: int
    minutes_left: int


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `visit` is the version a press must carry; a press with another visit changes nothing."""

    visit: int
    name: str
    kind: Kind
    label: str
    hint: str
    required: bool
    options: tuple[OptionView, ...]
    limit: int | None  # the most options a multiple choice takes
    ranked: tuple[str, ...]  # labels already placed in a ranking, first is best
    answer: str | None  # the present answer in words, when the question is visited again
    group: str  # heading of the group, the matrix or the repeat instance, "" when there is none
    progress: Progress
    can_go_back: bool
    bounds: tuple[str, str] | None = None  # lowest and highest value of a range
    appearance: str = ""
    media: str | None = None  # name of a picture the author attached, when there is one
    days: tuple[str, ...] = ()  # of a date: likely days that the question takes, ISO


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A line of the review: a question that was shown and the answer in words ("" when left without one)."""

    name: str
    label: str
    answer: str
    group: str = ""
    free: bool = False  # the answer is a text of the person's own


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The last screen: everything answered, to be changed or sent."""

    visit: int
    items: tuple[ReviewItem, ...]


View = QuestionView | ReviewView
