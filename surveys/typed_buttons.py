"""Words of buttons, typed instead of pressed: each acts where its button stands, elsewhere it is a plain word."""

from dataclasses import dataclass

from surveys.inputs import Back, Confirm, Input, Skip, Submit
from surveys.spoken import folded
from surveys.views import QuestionView, ReviewView, View
from surveys.words import Lexicon


@dataclass(frozen=True, slots=True)
class Leave:
    """To stop here for now."""


def pressed(text: str, view: View, words: Lexicon) -> Input | Leave | None:
    """What the button of this name would do on this screen; None when there is none and the text is an answer."""
    button = words.buttons.get(folded(text))
    if button == "leave":
        return Leave()
    if isinstance(view, ReviewView):
        return Submit() if button == "send" else Back() if button == "back" else None
    if button is None or any(folded(option.label) == folded(text) for option in view.options):
        return None
    return _in_question(button, view)


def _in_question(button: str, view: QuestionView) -> Input | None:
    optional = not view.required and view.kind not in ("note", "acknowledge")
    match button:
        case "back" if view.can_go_back:
            return Back()
        case "skip" if optional:
            return Skip()
        case "done" if view.kind in ("many", "rank"):
            return Confirm()
        case "next" if view.kind in ("note", "many", "rank"):
            return Confirm()
        case "next" if optional:
            return Skip() if view.answer is None else Confirm()
        case _:
            return None
