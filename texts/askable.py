"""Why a form cannot be opened as a survey yet, in one kind line."""

from collections.abc import Iterable, Sequence

from texts import survey_actions as act
from texts.screen import Button, Keyboard, Screen, safe

_HANGS_ON = {
    "event": "спрашивает об одном мероприятии, а выбрать его в чате пока нельзя",
    "route": "идёт по пунктам маршрута педагога, а маршрутов в чате пока нет",
    "log": "становится записью журнала, а журнала в чате пока нет",
    "request": "становится заявкой специалисту, а отвечать на заявки в чате пока нельзя",
}


def why(thing: str, values: Sequence[str]) -> str:
    """What the form hangs on, or the values that its questions speak of."""
    if values:
        return f"спрашивает о сведениях, которых у меня нет: {', '.join(map(safe, values))}"
    return _HANGS_ON.get(thing, "связана со сведениями, которых в чате пока нет")


def not_yet(forms: Iterable[tuple[str, str]]) -> str:
    """Codes of forms that are not offered, each with its reason; nothing when there are none."""
    lines = [f"{safe(code)} – {reason}" for code, reason in forms]
    if not lines:
        return ""
    return "\n\nПока не открываются опросом, посмотреть их можно в «Анкетах»:\n" + "\n".join(lines)


def card_line(reason: str) -> str:
    """Under the title of such a form."""
    return f"\n\nОткрыть по ней опрос пока нельзя: анкета {reason}. Ответы, собранные иначе, можно внести книгой Excel."


def refused(title: str, reason: str) -> Screen:
    """To a press that would open a survey with such a form."""
    keys = Keyboard().row(Button("Новый опрос", act.NewSurvey()), Button("К анкетам", act.FormList()))
    return Screen(f"По анкете «{safe(title)}» опрос пока не открыть: она {reason}.", keys.done())
