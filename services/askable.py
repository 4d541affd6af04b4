"""Whether a form can be asked as a survey: what it hangs on has to be there, and what its questions speak of known."""

from dataclasses import dataclass

from services import contexts
from surveys import placeholders
from surveys.form import Form


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a form cannot be asked yet: the thing it hangs on, or names of values that nobody can supply."""

    thing: str
    values: tuple[str, ...]


class NotAskable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """A survey with this form would ask of things that are not there."""

    def __init__(self, title: str, lack: Lack) -> None:
        super().__init__(title)
        self.title = title
        self.lack = lack


def lack_of(form: Form) -> Lack | None:
    """What the form lacks, or None when it can be asked. A form hangs on a thing by its setting `hangs_on`."""
    thing = form.settings.get("hangs_on", "").strip()
    values = () if thing else placeholders.unfilled(form, contexts.KNOWN)
    return Lack(thing, values) if thing or values else None


def require(form: Form) -> None:
    """Raise NotAskable for a form that lacks something."""
    lack = lack_of(form)
    if lack is not None:
        raise NotAskable(form.title, lack)
