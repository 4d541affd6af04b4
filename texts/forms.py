"""Screens around a coordinator's own questionnaires."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from texts import askable
from texts import survey_actions as act
from texts.grammar import counted, quoted
from texts.reference import role_name
from texts.screen import Attachment, Button, Keyboard, Screen, safe


class Named(Protocol):
    """A survey, as far as a button needs it."""

    @property
    def id(self) -> int:
        """Number of the survey."""

    @property
    def title(self) -> str:
        """What it is called."""


@dataclass(frozen=True, slots=True)
class Audience:
    """As whom a form can be tried out: the roles it is meant for, and the others."""

    own: tuple[str, ...]
    others: tuple[str, ...]


def workbook(path: str, name: str) -> Screen:
    """The form as a file."""
    return Screen(
        "Анкета в формате XLSForm. Поменяйте в Excel, что нужно, и пришлите файл сюда: я проверю его и предложу "
        "опубликовать новую версию.",
        Keyboard().row(Button("К анкетам", act.FormList())).done(),
        (Attachment(path, name),),
    )


_BEFORE_PUBLISHING = (
    "После публикации её можно пройти самому. Участники увидят анкету, только когда Вы откроете по ней опрос, а правка "
    "до того – это просто новая версия."
)


def accepted(file: int, title: str, questions: int, warnings: Iterable[str]) -> Screen:
    """A form that was sent and can be published."""
    notes = "\n".join(f"• {safe(line)}" for line in warnings)
    keys = Keyboard().row(Button("Опубликовать", act.PublishForm(file))).row(Button("Не надо", act.FormList()))
    text = f"Анкета {quoted(safe(title))} прочитана: {counted(questions, 'вопрос', 'вопроса', 'вопросов')}.\n\n{_BEFORE_PUBLISHING}"
    return Screen(f"{text}\n\nЗаметки:\n{notes}" if notes else text, keys.done())


def published(version: int, code: str, number: int, upgradable: Iterable[Named]) -> Screen:
    """A new version; open surveys may be carried over to it."""
    keys = Keyboard().row(Button("Посмотреть", act.FormCard(version)))
    lines = [
        f"Опубликована анкета <b>{safe(code)}</b>, версия {number}. Опубликованное не меняется: правка – это новая версия."
    ]
    for survey in upgradable:
        lines.append(f"Опрос {quoted(safe(survey.title))} идёт по прежней версии.")
        keys.row(Button("Перевести опрос на новую", act.UpgradeSurvey(survey.id, version)))
    return Screen("\n\n".join(lines), keys.row(Button("К анкетам", act.FormList())).done())


def upgraded(title: str) -> Screen:
    """An open survey goes on with the newer version."""
    return Screen(
        f"Опрос {quoted(safe(title))} идёт по новой версии. Начатые анкеты сохранены: ответы перенесены по именам вопросов.",
        Keyboard().row(Button("К опросам", act.Surveys()), Button("К анкетам", act.FormList())).done(),
    )


def refused(lines: Iterable[str]) -> Screen:
    """A form that cannot be used, with everything that is wrong in it."""
    listed = "\n".join(f"• {line}" for line in lines)
    return Screen(
        f"Анкету пока нельзя использовать. Что поправить:\n\n{listed}\n\nИсправьте и пришлите файл ещё раз.",
        Keyboard().row(Button("К анкетам", act.FormList())).done(),
    )


def sound(code: str, title: str, questions: int) -> str:
    """A line on the terminal about a form that can be used."""
    return f"Анкета {code} {quoted(title)} в порядке: {counted(questions, 'вопрос', 'вопроса', 'вопросов')}."


def no_form(name: str, ready: Iterable[str]) -> str:
    """For a file on the command line that is not there, and is no code of a form of ours either."""
    return f"Файла {name} нет. Готовые анкеты: {', '.join(ready)}."


def shown_when(condition: str) -> str:
    """The condition of a question, beside it."""
    return f"[если {condition}]"


def form_list(versions: Iterable[tuple[int, str, str, int]], *, may_upload: bool) -> Screen:
    """Version id, code, title and number of each instrument."""
    lines, buttons = [], []
    for version, code, title, number in versions:
        lines.append(f"<b>{safe(code)}</b> (версия {number}) – {safe(title)}")
        buttons.append(Button(code, act.FormCard(version)))
    keys = Keyboard().flow(buttons, 4).row(Button("В меню", act.Menu()))
    hint = "\n\nСвою анкету пришлите сюда файлом .xlsx (формат XLSForm)." if may_upload else ""
    return Screen("<b>Анкеты</b>\n\n" + "\n".join(lines) + hint, keys.done())


def form_card(version: int, title: str, roles: Audience, size: str, not_yet: str) -> Screen:
    """One instrument: try it out, take it as a file, make a survey of it unless there is a reason why not yet."""
    keys = Keyboard()
    for listed, width in ((roles.own, 1), (roles.others, 2)):
        keys.flow([Button(f"Пройти: {role_name(role)}", act.TryForm(version, role)) for role in listed], width)
    survey = [] if not_yet else [Button("Новый опрос", act.DraftSurvey(version))]
    keys.row(Button("Скачать .xlsx", act.DownloadForm(version)), *survey)
    words = f"<b>{safe(title)}</b>\n{size}" + (askable.card_line(not_yet) if not_yet else "")
    return Screen(words, keys.row(Button("К анкетам", act.FormList())).done())


def size(questions: int) -> str:
    """How long a form is."""
    return counted(questions, "вопрос", "вопроса", "вопросов")
