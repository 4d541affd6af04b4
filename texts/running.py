"""Screens for those who run surveys: what is open, how far it has come, its closing and its results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from texts import periods
from texts import survey_actions as act
from texts.grammar import of_people, people, quoted
from texts.paper_actions import PaperAnswer
from texts.reference import role_name
from texts.screen import Attachment, Button, Keyboard, Rows, Screen, safe
from texts.surveys import MODES, Facts, short


def answered(sent: int, frame: int, percent: str) -> str:
    """«22 из 50 (44 %)»; «22 человека» where nobody knows how many were asked."""
    return f"{sent} из {frame} ({percent})" if frame else people(sent)


def out_of(sent: int, frame: int) -> str:
    """«22 из 50 человек»; «22 человека» where nobody knows how many were asked."""
    return f"{sent} из {of_people(frame)}" if frame else people(sent)


def survey_list(cards: Iterable[tuple[Facts, int, int]]) -> Screen:
    """Surveys with how many have answered; numbered, for the same form is asked every year."""
    keys = Keyboard()
    lines = []
    for number, (facts, sent, frame) in enumerate(cards, 1):
        mark = _MARKS[facts.state]
        answers = "" if facts.state == "draft" else f", ответили {f'{sent} из {frame}' if frame else people(sent)}"
        lines.append(f"{number}. {mark} {safe(facts.title)} – {_state(facts)}{answers}")
        keys.row(Button(short(f"{number}. {mark} {facts.title}"), act.SurveyCard(facts.id)))
    keys.row(Button("Новый опрос", act.NewSurvey()), Button("В меню", act.Menu()))
    return Screen("<b>Опросы</b>\n\n" + ("\n".join(lines) or "Пока ни одного."), keys.done())


_MARKS = {"draft": "✏️", "open": "🟢", "closed": "⚪"}


def _state(facts: Facts) -> str:
    if facts.state == "draft":
        return "черновик"
    if facts.endless:
        return "идёт, последний день не назван"
    return f"открыт по {facts.last_day}" if facts.state == "open" else f"закрыт {facts.last_day}"


@dataclass(frozen=True, slots=True)
class Count:
    """Counts that may be seen at any time."""

    frame: int
    sent: int
    started: int


def survey_card(facts: Facts, audience: str, count: Count, share: str) -> Screen:
    """An open or a closed survey."""
    lines = [
        f"<b>{safe(facts.title)}</b>",
        f"{_state(facts).capitalize()} · {MODES[facts.mode]}",
        f"Кому: {audience}",
        f"Период: {periods.between(*facts.period)}",
        f"Ответили: {share}",
    ]
    if facts.state == "open" and count.started:
        lines.append(f"Начали и не закончили: {count.started}")
    return Screen("\n".join(lines), _card_keys(facts))


def _card_keys(facts: Facts) -> Rows:
    keys = Keyboard()
    if facts.state == "open":
        keys.row(Button("Кто не ответил", act.WhoIsSilent(facts.id)), Button("Продлить", act.ChooseLastDay(facts.id)))
        keys.row(Button("Внести бумажный ответ", PaperAnswer(facts.id, 0)))
        keys.row(Button("Закрыть сейчас", act.AskToClose(facts.id)))
    else:
        keys.row(Button("Результаты", act.Results(facts.id, "all")), Button("Excel", act.ResultsWorkbook(facts.id)))
    return keys.row(Button("К опросам", act.Surveys()), Button("В меню", act.Menu())).done()


def ask_to_close(facts: Facts) -> Screen:
    """Closing cannot be undone."""
    keys = Keyboard().row(Button("Да, закрыть", act.CloseSurvey(facts.id)), Button("Нет", act.SurveyCard(facts.id)))
    return Screen(
        f"Закрыть {quoted(safe(facts.title))}? Ответы больше не принимаются, незаконченные анкеты не учитываются. "
        "Открыть снова будет нельзя.",
        keys.done(),
    )


def survey_closed(facts: Facts, share: str) -> Screen:
    """The survey has just been closed, by hand or by the clock."""
    return Screen(f"Опрос {quoted(safe(facts.title))} закрыт. Ответили: {share}.", _card_keys(facts))


def key_lost(facts: Facts) -> Screen:
    """An anonymous survey has lost what tells its participants apart."""
    return Screen(
        f"Опрос {quoted(safe(facts.title))} больше не принимает ответы: на сервере пропал его ключ, например при "
        "восстановлении из копии. Полученные ответы целы. Попросите администратора вернуть папку keys. Если её нет, "
        "закройте этот опрос и откройте новый.",
        _card_keys(facts),
    )


def results_wait(facts: Facts) -> Screen:
    """Results of a survey that keeps names hidden are shown after it closes."""
    return Screen(
        f"Опрос ещё открыт. Результаты появятся после закрытия ({facts.last_day}): так никто не увидит, как ответил "
        "последний из ответивших.",
        Keyboard().row(Button("К опросу", act.SurveyCard(facts.id))).done(),
    )


_KINDS = {"all": "В целом", "school": "По школам", "subject": "По предметам", "role": "По ролям"}


@dataclass(frozen=True, slots=True)
class Further:
    """What this reader of results may do besides: open kinds of results, the workbook, files; tell participants."""

    kinds: tuple[str, ...]
    book: bool
    files: bool
    tell: bool


def results_keys(survey: int, further: Further) -> Rows:
    """Ways on from the results, none of which leads nowhere."""
    keys = Keyboard().flow([Button(_KINDS[kind], act.Results(survey, kind)) for kind in further.kinds], 2)
    if further.files:
        keys.row(Button("Файлы ответов", act.AnswerFiles(survey)))
    if further.tell:
        keys.row(Button("Сообщить участникам", act.PreviewTelling(survey)))
    if not further.book:
        return keys.row(Button("К опросам", act.Surveys())).done()
    return keys.row(Button("Excel", act.ResultsWorkbook(survey)), Button("К опросу", act.SurveyCard(survey))).done()


def results(words: str, picture: str | None, keys: Rows) -> Screen:
    """Figures that are words already, with the picture of them."""
    files = (Attachment(picture, "результаты.png", "photo"),) if picture else ()
    return Screen(words, keys, files)


def results_workbook(facts: Facts, path: str, code: str, keys: Rows) -> Screen:
    """The same figures as a workbook."""
    text = f"{quoted(safe(facts.title))}: ответы по вопросам, показатели с числителем и знаменателем, методика расчёта."
    return Screen(text, keys, (Attachment(path, f"{code}.xlsx"),))


def silent(facts: Facts, by_school: Mapping[str, list[str]] | None, count: int) -> Screen:
    """Who has not answered: codes where the survey keeps names, a number where it is anonymous."""
    keys = Keyboard().row(Button("К опросу", act.SurveyCard(facts.id))).done()
    if not count:
        return Screen("Ответили все. Спасибо им!", keys)
    head = f"Не ответили: {people(count)}. Напоминания уходят им сами."
    if by_school is None:
        return Screen(f"{head}\n\nОпрос анонимный, поэтому списка нет.", keys)
    lines = [f"<b>{safe(school)}</b>: {', '.join(map(safe, codes))}" for school, codes in by_school.items()]
    return Screen("\n".join([head, "", *lines]), keys)


def no_school() -> str:
    """Heading for people without a school."""
    return "без школы"


def no_surveys(demo: str) -> str:
    """On the terminal; `demo` is the demo's own data folder, where there is one."""
    told = "Опросов пока нет."
    return (
        f"{told} Данные демонстрации лежат отдельно: чтобы смотреть их, задайте BOT_DATA_DIR={demo}." if demo else told
    )


def terminal_line(code: str, state: str, mode: str, last_day: date | None, answered_: str) -> str:
    """A survey on the terminal; without a last day it runs on until somebody closes it."""
    word = "открыт" if state == "open" else "закрыт"
    until = f"{last_day:%d.%m.%Y}" if last_day else "без срока"
    return f"{code}\t{word}\t{until}\t{MODES[mode]}\t{answered_}"


# What the roles see that do not see every survey of the municipality.
_SEEN_BY = {
    "R_TUT": "опросы о тьюторском пункте",
    "R_MNT": "опросы о наставническом центре",
    "R_CUR": "опросы, в которых участвовала школа",
    "R_SMO": "опросы, в которых участвовала школа",
    "R_REG": "закрытые опросы муниципалитетов",
}


def results_list(found: Iterable[tuple[Facts, str]], role: str) -> Screen:
    """Closed surveys, for those who see results and run nothing; with the municipality for whoever sees several.

    For a head also open ones, of which the head may know who of the school is silent.
    """
    keys = Keyboard()
    lines = []
    for number, (facts, place) in enumerate(found, 1):
        where = f"{place}: " if place else ""
        lines.append(f"{number}. {safe(where)}{safe(facts.title)} – опрос {_state(facts)}")
        if facts.state == "closed":
            keys.row(Button(short(f"{number}. {where}{facts.title}"), act.Results(facts.id, "all")))
        else:
            keys.row(Button(short(f"{number}. Кто не ответил: {facts.title}"), act.WhoIsSilent(facts.id)))
    keys.row(Button("В меню", act.Menu()))
    words = "\n".join(lines) or _no_results(role)
    return Screen(f"<b>Результаты опросов</b>\n\n{words}", keys.done())


def _no_results(role: str) -> str:
    """Whether other surveys have closed is not said: they are not this role's business."""
    seen = f"в роли «{role_name(role)}» видны {_SEEN_BY.get(role, 'закрытые опросы муниципалитета')}"
    return f"Показать пока нечего: {seen}. Результаты появятся после закрытия такого опроса."
