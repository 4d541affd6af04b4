"""Screens around surveys for those who answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from texts import periods
from texts import survey_actions as act
from texts.actions import list_of
from texts.grammar import days, plural, quoted
from texts.screen import Button, Keyboard, Screen, safe

MODES = {"anonymous": "анонимно", "confidential": "конфиденциально", "named": "именной"}
_UNNAMED = (
    "После закрытия все видят только проценты по группам от 5 человек. Координатор, если ответят не меньше пяти, "
    "может прочитать и сами ответы: без имён и школ, в случайном порядке, тексты – дословно."
)
_PROMISES = {
    "anonymous": "Анонимно: база не хранит, чей это ответ. Отправленный ответ сможете исправить только Вы – "
    f"кнопкой в этом чате. {_UNNAMED}",
    "confidential": f"Конфиденциально: организатор при необходимости может узнать, чей это ответ. {_UNNAMED}",
    "named": "Именной опрос: ответы вместе с именем увидят только Вы",
}
# The same, said to whoever chooses the mode.
MODE_NOTES = {
    "anonymous": "<b>Анонимно</b>: база не хранит, чей это ответ. Исправить ответ может только сам участник. "
    "Вы увидите проценты по группам от 5 человек, а в Excel – и ответы без имён, если ответят не меньше пяти.",
    "confidential": "<b>Конфиденциально</b>: видно то же самое, имён в отчётах нет. "
    "База хранит, чей это ответ, и участников об этом предупреждают.",
    "named": "<b>Именной</b>: Вы увидите ответы вместе с именем – в книге Excel, в чате стоят коды. "
    "Участников об этом предупреждают.",
}


_ENDLESS = 2200  # the year that stands for no end


@dataclass(frozen=True, slots=True)
class Facts:
    """What a screen says of a survey."""

    id: int
    title: str
    mode: str
    state: str
    closes_at: datetime
    timezone: str
    period: tuple[date, date]

    @property
    def endless(self) -> bool:
        """Whether nobody has named an end: a survey of the workbook that runs on."""
        return self.closes_at.year >= _ENDLESS

    @property
    def last_day(self) -> str:
        """«14 ноября 2026 г.»"""
        return periods.last_day(self.closes_at, self.timezone)


_STILL_COUNTS = "Пока Вы его не отправите, учитывается прежний ответ."


# --- somebody who is asked -------------------------------------------------------------------------------------


def my_surveys(waiting: Iterable[Facts], corrected: Iterable[Facts]) -> Screen:
    """Surveys that wait for this person, and those whose sent answer is being corrected."""
    keys = Keyboard()
    lines = []
    for facts in waiting:
        lines.append(f"• {safe(facts.title)} – до {facts.last_day}")
        keys.row(Button(short(facts.title), act.OpenSurvey(facts.id)))
    for facts in corrected:
        lines.append(f"• {safe(facts.title)} – исправление не закончено. {_STILL_COUNTS}")
        keys.row(Button(short(f"Исправить: {facts.title}"), act.BeginSurvey(facts.id)))
    keys.row(Button("В меню", act.Menu()))
    if not lines:
        return Screen("Сейчас опросов для Вас нет. Когда появятся, я напишу.", keys.done())
    return Screen("<b>Ваши опросы</b>\n\n" + "\n".join(lines), keys.done())


def promise(mode: str, readers: str = "") -> str:
    """Who will see the answers; `readers` are those of a named survey besides the person."""
    if mode != "named":
        return _PROMISES[mode]
    return f"{_PROMISES[mode]}, {safe(readers)}." if readers else f"{_PROMISES[mode]} и координатор."


@dataclass(frozen=True, slots=True)
class About:
    """What the author of a form says of it."""

    intro: str
    minutes: str
    readers: str


def intro(facts: Facts, about: About, *, begun: bool) -> Screen:
    """What a survey is about, before its first question."""
    minutes = about.minutes
    start, end = facts.period
    filled = about.intro.replace("период {period}", periods.over(start, end))
    filled = filled.replace("{period}", periods.between(start, end)).replace("{date}", facts.last_day)
    filled = filled.replace("{school_year}", periods.school_year(end))
    lines = [f"<b>{safe(facts.title)}</b>", safe(filled), promise(facts.mode, about.readers)]
    takes = f" Займёт {safe(minutes)} {plural(int(minutes), 'минуту', 'минуты', 'минут')}." if minutes.isdigit() else ""
    lines.append(
        f"Ответить и исправить ответ можно до {facts.last_day} включительно.{takes} Участие добровольное, прерваться можно "
        "на любом вопросе."
    )
    keys = Keyboard().row(Button("Продолжить" if begun else "Начать", act.BeginSurvey(facts.id)))
    keys.row(Button("Не напоминать", act.MuteSurvey(facts.id)), Button("Позже", act.Menu()))
    return Screen("\n\n".join(line for line in lines if line), keys.done())


def invitation(facts: Facts, minutes: str) -> Screen:
    """The first message about a survey."""
    takes = f", {safe(minutes)} {plural(int(minutes), 'минута', 'минуты', 'минут')}" if minutes.isdigit() else ""
    text = f"Здравствуйте! Приглашаю ответить: <b>{safe(facts.title)}</b> (до {facts.last_day}{takes})."
    keys = Keyboard().row(Button("Подробнее и начать", act.OpenSurvey(facts.id)))
    return Screen(text, keys.row(Button("Не напоминать", act.MuteSurvey(facts.id))).done())


def reminder(waiting: list[Facts], now: datetime) -> Screen:
    """One message a day, whatever the number of surveys."""
    keys = Keyboard()
    lines = []
    for facts in waiting:
        lines.append(f"• {safe(facts.title)} – {_still(facts, now)}")
        keys.row(Button(short(facts.title), act.OpenSurvey(facts.id)))
    ids = [facts.id for facts in waiting]
    keys.row(Button("Не напоминать", act.MuteSurvey(ids[0]) if len(ids) == 1 else act.MuteListed(list_of(ids))))
    word = plural(len(waiting), "опрос ждёт", "опроса ждут", "опросов ждут")
    count = "" if len(waiting) == 1 else f"{len(waiting)} "
    return Screen(f"Напоминаю: {count}{word} Вашего ответа.\n\n" + "\n".join(lines), keys.done())


def _still(facts: Facts, now: datetime) -> str:
    """What is left of a survey: «остался 1 день, до 16 декабря 2026 г. включительно»."""
    left = periods.days_left(facts.closes_at, facts.timezone, now)
    if left == 0:
        return "сегодня последний день"
    return f"{plural(left, 'остался', 'осталось', 'осталось')} {days(left)}, до {facts.last_day} включительно"


def muted(number: int) -> str:
    """Answer to «Не напоминать» under so many surveys."""
    return f"Хорошо, {'об этом опросе' if number == 1 else 'об этих опросах'} больше не напомню."


def window_closed(facts: Facts) -> Screen:
    """After closing, to those who did not finish."""
    return Screen(
        f"Опрос {quoted(safe(facts.title))} закрыт {facts.last_day}. Ответить уже нельзя. Если не успели, ничего страшного: "
        "участие добровольное.",
        Keyboard().row(Button("В меню", act.Menu())).done(),
    )


def closed(facts: Facts) -> Screen:
    """To somebody who comes too late."""
    return Screen(
        f"Опрос {quoted(safe(facts.title))} уже закрыт: ответы принимались по {facts.last_day}. Поменять ответ теперь нельзя. "
        "Если это важно, напишите координатору.",
        Keyboard().row(Button("Мои опросы", act.MySurveys())).done(),
    )


def already_answered(facts: Facts) -> Screen:
    """To somebody who has sent an answer; how it can be corrected depends on the mode."""
    keys = Keyboard()
    how = ""
    if facts.mode == "anonymous":
        how = "Исправить ответ можно до закрытия кнопкой под сообщением «Спасибо»: только она знает, какой ответ Ваш."
    else:
        keys.row(Button("Исправить ответы", act.CorrectAnswers(facts.id)))
    keys.row(Button("Мои опросы", act.MySurveys()))
    return Screen(f"Вы уже ответили на опрос {quoted(safe(facts.title))}. Спасибо!\n\n{how}".strip(), keys.done())


def over() -> Screen:
    """To a press on a questionnaire that was sent or closed since."""
    return Screen(
        "Эта анкета уже отправлена или закрыта, ничего не изменилось.",
        Keyboard().row(Button("Мои опросы", act.MySurveys())).done(),
    )


def left(facts: Facts | None, *, correcting: bool) -> Screen:
    """«Сохранить и выйти»; whoever corrects an answer has one that counts."""
    if facts is None:
        return Screen(
            "Просмотр закончен, ничего не сохранено.", Keyboard().row(Button("К анкетам", act.FormList())).done()
        )
    keys = Keyboard().row(Button("Продолжить", act.BeginSurvey(facts.id))).row(Button("В меню", act.Menu()))
    text = f"Сохранил. Вернуться можно в любой день до {facts.last_day}, с того же вопроса."
    return Screen(f"{text}\n\nИсправление не закончено. {_STILL_COUNTS}" if correcting else text, keys.done())


def thanks(facts: Facts, words: str, *, corrected: bool, receipt: str) -> Screen:
    """The answer is stored."""
    text = safe(words.replace("{date}", facts.last_day)) or "Спасибо! Ответ сохранён."
    lead = "Исправленный ответ сохранён, прежний не учитывается.\n\n" if corrected else ""
    again = act.CorrectByReceipt(receipt) if receipt else act.CorrectAnswers(facts.id)
    note = "\n\nДо закрытия ответ можно исправить кнопкой ниже." + (
        " Не удаляйте это сообщение: только эта кнопка знает, какой ответ Ваш." if receipt else ""
    )
    keys = Keyboard().row(Button("Исправить ответы", again)).row(Button("Мои опросы", act.MySurveys()))
    return Screen(f"{lead}{text}{note}", keys.done())


PREVIEW = "Просмотр: ничего не сохраняется."


def preview_done(version_title: str) -> Screen:
    """The end of a walk through a form."""
    return Screen(
        f"Это конец анкеты {quoted(safe(version_title))}. Просмотр нигде не сохранён.",
        Keyboard().row(Button("К анкетам", act.FormList())).row(Button("В меню", act.Menu())).done(),
    )


def short(label: str) -> str:
    """A label for a button; the whole text stands in the message above it."""
    return label if len(label) <= 40 else f"{label[:39].rstrip()}…"  # noqa: PLR2004 - a button's width
