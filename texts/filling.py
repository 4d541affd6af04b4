"""A question in the chat: one to a screen, as few words around it as possible."""

from collections.abc import Mapping
from datetime import date

from surveys.events import Reason
from surveys.views import OptionView, QuestionView, ReviewView
from texts import actions as act
from texts.grammar import counted, listed, minutes
from texts.naming import names_somebody
from texts.periods import MONTHS_OF
from texts.screen import Button, Keyboard, Rows, Screen, safe

BUTTON = 32  # letters that a phone shows on a button of full width
LIST = 10  # more options than this are printed as a list with short buttons
PAGE = 8

LEAVE, END_PREVIEW = "Сохранить и выйти", "Закончить просмотр"

_LOOKALIKES = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")  # the letter of an option is often the Latin twin
_NEAR = {0: "Сегодня", 1: "Вчера"}  # by how many days ago
_ECHO = 200  # letters of an answer that are said back
_ASK_FOR = {
    "text": "Напишите ответ сообщением.",
    "integer": "Напишите число.",
    "decimal": "Напишите число, например 5,5.",
    "date": "Напишите дату: «вчера», «12 марта», 12.03.2026.",
    "time": "Напишите время, например 15:30.",
    "datetime": "Напишите дату и время, например 12.03.2026 15:30.",
    "image": "Пришлите фотографию или картинку.",
    "audio": "Пришлите голосовое сообщение или аудиофайл.",
    "file": "Пришлите файл.",
    "many": "Можно отметить несколько вариантов.",
    "rank": "Нажимайте по порядку: сначала самое важное.",
}


FILE_TOO_LARGE = "Файл больше 20 МБ, такие файлы мессенджер мне не передаёт. Пришлите, пожалуйста, файл поменьше."
FILE_NOT_FETCHED = "Файл не дошёл до меня: мессенджер его не отдал. Пришлите его, пожалуйста, ещё раз."


def no_file_here(title: str, leave: str) -> str:
    """A file that comes while a question or the review is open that takes none."""
    return (
        f"Сейчас открыта анкета «{safe(title)}», и файл здесь не нужен. Продолжить можно ниже. "
        f"Чтобы заняться другим, нажмите «{leave}»."
    )


def question(run: int, view: QuestionView, today: date | None = None, leave: str = LEAVE) -> Screen:
    """The question with everything that can be done about it; `today` tells how long ago the offered days are."""
    numbered = shows_numbers(view)
    parts = [_progress(view)]
    if view.group:
        parts.append(f"<i>{safe(view.group)}</i>")
    parts.append(f"<b>{safe(view.label)}</b>" if view.label else "")
    if view.hint:
        parts.append(safe(view.hint))
    if numbered:
        parts.append("\n".join(f"{_mark(view, option)}{_numbered(option)}" for option in view.options))
    parts += [line for line in (_ranked(view), _given(view), _how(view)) if line]
    return Screen("\n\n".join(part for part in parts if part), _keyboard(run, view, today, leave))


def shows_numbers(view: QuestionView) -> bool:
    """Long labels are printed in the message and the buttons carry their numbers."""
    labels = [option.label for option in view.options]
    return bool(labels) and (len(labels) > LIST or max(map(len, labels)) > BUTTON)


def _numbered(option: OptionView) -> str:
    """«A – системные»; a label that begins with its own letter is not given it twice."""
    if option.label.translate(_LOOKALIKES).startswith(f"{option.mark} –"):
        return safe(option.label)
    return f"{safe(option.mark)} – {safe(option.label)}"


def _progress(view: QuestionView) -> str:
    place = view.progress
    left = "последний вопрос" if place.place == place.total else minutes(place.minutes_left)
    return f"{place.place} из {place.total} · {left}"


def _given(view: QuestionView) -> str:
    if view.answer is None or view.kind in ("many", "rank", "note", "acknowledge"):
        return ""
    return f"Ваш ответ: {safe(view.answer)}" if view.answer else ""


def _ranked(view: QuestionView) -> str:
    return "\n".join(f"{place}. {safe(label)}" for place, label in enumerate(view.ranked, 1))


def _how(view: QuestionView) -> str:
    if view.kind == "many" and view.limit:
        return f"Можно отметить не больше {view.limit}."
    if view.kind == "range" and view.bounds:
        return f"Напишите число от {safe(view.bounds[0])} до {safe(view.bounds[1])}."
    return _ASK_FOR.get(view.kind, "")


def _mark(view: QuestionView, option: OptionView) -> str:
    return "✅ " if option.chosen and view.kind in ("one", "many") else ""


def _keyboard(run: int, view: QuestionView, today: date | None, leave: str) -> Rows:
    keys = Keyboard()
    numbered = shows_numbers(view)
    buttons = _options(run, view, numbered=numbered)
    keys.flow(buttons, 5 if numbered or (view.kind == "range" and len(buttons) > 2) else 1)  # noqa: PLR2004
    keys.flow(_days(run, view, today), 2)
    if undo := _undo(run, view):
        keys.row(undo)
    if confirm := _confirm(run, view):
        keys.row(confirm)
    if not view.required and view.kind not in ("note", "acknowledge"):
        keys.row(Button("Пропустить ▶", act.SkipQuestion(run, view.visit)))
    way = [Button("◀ Назад", act.GoBack(run, view.visit))] if view.can_go_back else []
    return keys.row(*way, Button(leave, act.LeaveRun(run))).done()


def _options(run: int, view: QuestionView, *, numbered: bool) -> list[Button]:
    made = []
    for option in view.options:
        label = option.mark if numbered else option.label
        if view.kind == "many":
            shown = f"✅ {label}" if option.chosen else label
            made.append(Button(shown, act.MarkOption(run, view.visit, option.index, not option.chosen)))
        elif view.kind == "rank":
            if not option.chosen:
                made.append(Button(label, act.PlaceOption(run, view.visit, option.index, len(view.ranked))))
        else:
            shown = f"✅ {label}" if option.chosen else label
            made.append(Button(shown, act.Answer(run, view.visit, option.index)))
    return made


def _days(run: int, view: QuestionView, today: date | None) -> list[Button]:
    """Likely days with their dates: the word alone would not be true any more tomorrow."""
    made = []
    for iso in view.days:
        day = date.fromisoformat(iso)
        number = f"{day.day} {MONTHS_OF[day.month - 1]}"
        word = _NEAR.get((today - day).days) if today else None
        shown = f"{word}, {number}" if word else number
        made.append(Button(shown, act.AnswerDay(run, view.visit, int(f"{day:%Y%m%d}"))))
    return made


def _undo(run: int, view: QuestionView) -> Button | None:
    """Takes the option placed last out of a ranking."""
    if view.kind != "rank" or not view.ranked:
        return None
    last = next(option for option in view.options if option.chosen and option.label == view.ranked[-1])
    return Button("↩ Вернуть на шаг", act.MarkOption(run, view.visit, last.index, on=False))


def _confirm(run: int, view: QuestionView) -> Button | None:
    if view.kind == "many":
        count = sum(option.chosen for option in view.options)
        return Button(f"Готово ({count})" if count else "Готово", act.ConfirmAnswer(run, view.visit))
    if view.kind == "rank":
        return Button("Готово", act.ConfirmAnswer(run, view.visit))
    if view.kind == "note":
        return Button("Далее ▶", act.ConfirmAnswer(run, view.visit))
    return Button("Да, подтверждаю", act.ConfirmAnswer(run, view.visit)) if view.kind == "acknowledge" else None


def review(run: int, view: ReviewView, leave: str = LEAVE) -> Screen:
    """Everything answered, before it is sent."""
    lines = ["<b>Проверьте, пожалуйста, ответы</b>"]
    group = ""
    for place, item in enumerate(view.items, 1):
        if item.group != group:
            group = item.group
            lines.append(f"<i>{safe(group)}</i>" if group else "")
        lines.append(f"{place}. {safe(item.label)}\n<b>{safe(item.answer) or 'без ответа'}</b>")
    lines.append(_about_names(view))
    keys = Keyboard().row(Button("Отправить", act.SubmitRun(run, view.visit)))
    keys.row(Button("Изменить ответ", act.ListAnswers(run, view.visit, 0)))
    keys.row(Button(leave, act.LeaveRun(run)))
    return Screen("\n\n".join(line for line in lines if line), keys.done())


def _about_names(view: ReviewView) -> str:
    """A hint, where a text of the person's own seems to name somebody."""
    found = [str(place) for place, item in enumerate(view.items, 1) if item.free and names_somebody(item.answer)]
    if not found:
        return ""
    where = f"ответе {found[0]}" if len(found) == 1 else f"ответах {listed(found)}"
    return f"<i>Похоже, в {where} названо имя человека. Если без него можно обойтись, нажмите «Изменить ответ».</i>"


def answers_to_change(run: int, view: ReviewView, page: int) -> Screen:
    """Which answer to change: a button a question."""
    first = min(page * PAGE, max(len(view.items) - 1, 0) // PAGE * PAGE)
    keys = Keyboard()
    for place in range(first, min(first + PAGE, len(view.items))):
        item = view.items[place]
        keys.row(Button(_short(f"{place + 1}. {item.label}"), act.ChangeAnswer(run, view.visit, place)))
    way = []
    if first:
        way.append(Button("◀ Раньше", act.ListAnswers(run, view.visit, page - 1)))
    if first + PAGE < len(view.items):
        way.append(Button("Ещё ▶", act.ListAnswers(run, view.visit, page + 1)))
    if way:
        keys.row(*way)
    keys.row(Button("К проверке", act.OpenRun(run)))
    return Screen("Какой ответ изменить?", keys.done())


def _short(label: str) -> str:
    """A label for a button; the whole text stands in the review above."""
    return label if len(label) <= BUTTON else f"{label[: BUTTON - 1].rstrip()}…"


def echo(said: str) -> str:
    """What a written answer was taken for, before the next question."""
    short = said if len(said) <= _ECHO else f"{said[:_ECHO].rstrip()}…"
    return f"<i>Ваш ответ: {safe(short)}</i>"


# The toast of a press under another question than the one that is open.
ELSEWHERE = "Сейчас открыт другой вопрос – вот он."

_REFUSED: Mapping[Reason, str] = {
    "unclear_option": "Не узнал вариант ответа. Нажмите, пожалуйста, кнопку или напишите вариант целиком.",
    "unclear_number": "Здесь нужно число, например 12 или 5,5.",
    "not_whole": "Здесь нужно целое число, например 12.",
    "unclear_date": "Не разобрал дату. Напишите, например: «вчера», «12 марта» или 12.03.2026.",
    "unclear_time": "Не разобрал время. Напишите, например: 15:30.",
    "required": "Без ответа на этот вопрос дальше не пройти.",
    "not_all_ranked": "Расставьте, пожалуйста, все варианты.",
    "no_such_option": "Такого варианта здесь уже нет. Выберите из списка ниже.",
    "not_here": "На этот вопрос отвечают иначе – посмотрите, пожалуйста, ниже.",
    "incomplete": "Остались вопросы без ответа. Ответьте, пожалуйста, и отправьте ещё раз.",
}
_MEDIA = {
    "image": "Здесь нужна картинка.",
    "audio": "Здесь нужно голосовое сообщение или аудиофайл.",
    "file": "Здесь нужен файл.",
}


_BY_NUMBER = "Не узнал вариант ответа. Нажмите кнопку или напишите номер варианта."


def refused(reason: Reason, params: Mapping[str, str], *, numbered: bool = False) -> str:
    """One kind line before the question is asked again; `numbered` when its options are shown with numbers."""
    match reason:
        case "out_of_range" | "unclear_number" | "not_whole" if "low" in params:
            return _in_range(params)
        case "too_long":
            long = f"Получилось длинно: здесь помещается до {safe(params['limit'])} знаков. Пожалуйста, сократите."
            return long + _over(params)
        case "too_many":
            marked = int(params.get("marked", "0")) >= int(params["limit"])
            return _too_many(safe(params["limit"]), marked=marked, numbered=numbered)
        case "wrong_media":
            return _MEDIA.get(params.get("wanted", ""), _MEDIA["file"])
        case "constraint":
            message = safe(params.get("message", "")) or "Такой ответ здесь не подходит. Проверьте, пожалуйста."
            return _understood(params.get("understood", "")) + message + _over(params)
        case _:
            return _plainly(reason, a_note=params.get("kind") == "note", numbered=numbered)


def _in_range(params: Mapping[str, str]) -> str:
    """What fits between the ends of a range."""
    step = params["step"].replace(".", ",")
    words = {"1": "целое число", "0": "число"}.get(step, f"число с шагом {safe(step)}")
    return f"Подойдёт {words} от {safe(params['low'])} до {safe(params['high'])}."


def _plainly(reason: Reason, *, a_note: bool, numbered: bool) -> str:
    if reason == "not_here" and a_note:
        return "Нажмите, пожалуйста, «Далее»."
    return _BY_NUMBER if reason == "unclear_option" and numbered else _REFUSED[reason]


def _understood(moment: str) -> str:
    """«Понял так: 12.03.2027. » – a year nobody wrote may have been guessed wrong."""
    if not moment:
        return ""
    day, _, hour = moment.partition("T")
    return f"Понял так: {'.'.join(reversed(day.split('-')))}{f' {hour[:5]}' if hour else ''}. "


def _over(params: Mapping[str, str]) -> str:
    """By how much a text is too long, where that is known."""
    over = int(params.get("over", "0"))
    return f" Сейчас длиннее на {counted(over, 'знак', 'знака', 'знаков')}." if over else ""


def _too_many(limit: str, *, marked: bool, numbered: bool) -> str:
    """Only a person who ticks has a tick to take off; whoever wrote writes fewer."""
    if marked:
        return f"Можно отметить не больше {limit}. Снимите одну отметку, чтобы поставить другую."
    if not numbered:
        return f"Можно выбрать не больше {limit}. Отметьте, пожалуйста, кнопками."
    numbers = "номера" if limit == "1" else "номеров"
    return f"Можно выбрать не больше {limit}. Напишите, пожалуйста, до {limit} {numbers}."
