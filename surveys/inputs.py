"""What a person can do with the question in front of them: the engine's only way in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pick:
    """One option chosen, by its place in the question's list (`OptionView.index`)."""

    index: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An option of a multiple choice set to on or off; saying the same twice changes nothing."""

    index: int
    on: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An option put at a place (0 is first) of a ranking; a place that is taken is left alone."""

    index: int
    place: int


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as the person wrote it; the engine reads numbers, dates and options out of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is stored already. `reference` is the store's key, `media` is image, audio or file."""

    reference: str
    name: str
    media: str

    def fits(self, kind: str) -> bool:
        """Whether a question of this kind takes such a file."""
        return kind in ("file", self.media)


@dataclass(frozen=True, slots=True)
class Confirm:
    """A multiple choice or a ranking is complete, or a note was read."""


@dataclass(frozen=True, slots=True)
class Skip:
    """An optional question left without an answer."""


@dataclass(frozen=True, slots=True)
class Back:
    """To the previous question of the route; answers stay."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """To any answered question of the route, by its place in `ReviewView.items`."""

    place: int


@dataclass(frozen=True, slots=True)
class Submit:
    """Everything on the review is right and is to be sent."""


Input = Pick | Mark | Place | Typed | Attached | Confirm | Skip | Back | GoTo | Submit
