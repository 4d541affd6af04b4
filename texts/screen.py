"""A screen: what a person sees in one message, as data. Messengers know how to draw it.

`text` is HTML of a small set (b, i, u, s, code, pre, a, blockquote). Everything that people typed goes through `safe`.
"""

import re
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal, NamedTuple

from texts.actions import Action

# Control characters, and those that turn text around or hide in it; a name must look like what it is.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


# «… 2026 г.» at the end of a sentence, maybe inside a tag, with one more full stop behind it, but no «…».
_ENDED_TWICE = re.compile(r"(\bг\.(?:</\w+>)*)\.(?!\.)")


def safe(text: object) -> str:
    """Text from outside, ready to stand inside a screen: escaped, without control and turning characters."""
    return escape(_UNWANTED.sub("", str(text)), quote=True)


class Button(NamedTuple):
    """A button under a message: it carries a typed action, or opens a link."""

    label: str
    action: Action | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the screen; `path` is relative to the data folder, `name` is what the person sees."""

    path: str
    name: str
    media: Literal["document", "photo"] = "document"


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. `toast` is the short line that answers a press."""

    text: str
    rows: Rows = ()
    files: tuple[Attachment, ...] = ()
    toast: str = ""

    def __post_init__(self) -> None:
        """Sentences are put together from parts, and a date brings the full stop of its «г.» along."""
        object.__setattr__(self, "text", _ENDED_TWICE.sub(r"\1", self.text))

    def with_lead(self, line: str) -> "Screen":
        """The same screen with one line before it, if there is one."""
        return replace(self, text=f"{line}\n\n{self.text}") if line else self


@dataclass(slots=True)
class Keyboard:
    """Collects rows of buttons: `row(...)` for a full row, `flow(...)` for as many in a row as fit a phone."""

    rows: list[tuple[Button, ...]] = field(default_factory=list)

    def row(self, *buttons: Button) -> "Keyboard":
        """Put these buttons side by side."""
        self.rows.append(buttons)
        return self

    def flow(self, buttons: list[Button], width: int) -> "Keyboard":
        """Lay buttons out `width` to a row."""
        self.rows.extend(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
        return self

    def done(self) -> Rows:
        """The rows collected so far."""
        return tuple(self.rows)
