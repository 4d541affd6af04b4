"""Screens of a survey that is being made: what is asked, of whom, until when, how – up to its opening."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from texts import askable, periods
from texts import survey_actions as act
from texts.grammar import counted, of_people, people, quoted
from texts.reference import ROLES_PLURAL
from texts.screen import Button, Keyboard, Rows, Screen, safe
from texts.surveys import MODE_NOTES, MODES, Facts

EXCLUDED = {"withdrawn": "не дали согласие на обработку данных или отозвали его"}

# Why somebody with an asked role is left out by the rest of «Кому».
LEFT_OUT = {
    "statuses": "Не подходят, потому что у их школы другой статус",
    "schools": "Не подходят, потому что работают в других школах",
    "subjects": "Не подходят, потому что ведут другие предметы",
    "schoolless": "Не подходят, потому что в списке у них нет школы",
}


def choose_instrument(versions: Iterable[tuple[int, str, str]], not_yet: Iterable[tuple[str, str]]) -> Screen:
    """Version id, code and title of what a survey can be made of; code and reason of what it cannot be made of yet."""
    keys = Keyboard()
    lines = []
    for version, code, title in versions:
        lines.append(f"<b>{safe(code)}</b> – {safe(title)}")
        keys.rows.append((Button(code, act.DraftSurvey(version)),))
    buttons = [row[0] for row in keys.rows]
    shown = Keyboard().flow(buttons, 4).row(Button("В меню", act.Menu()))
    words = "<b>Новый опрос.</b> По какой анкете?\n\n" + "\n".join(lines) + askable.not_yet(not_yet)
    return Screen(words, shown.done())


def _runs_on(period: tuple[date, date], today: date) -> str:
    """A period that is not over yet is said to be so: people cannot tell of days that are still to come."""
    start, end = period
    return " – ещё не начался" if start > today else " – ещё не кончился" if end > today else ""


def draft_card(facts: Facts, audience: str, reach: "Reach", today: date) -> Screen:
    """Everything about a survey that is about to open, each part one press away."""
    lines = [
        f"<b>{safe(facts.title)}</b>",
        f"Кому: {audience}",
        f"Период: {periods.between(*facts.period)}{_runs_on(facts.period, today)}",
        f"Ответы: по {facts.last_day} включительно",
        f"Режим: {MODES[facts.mode]}",
        _reach(reach),
    ]
    if reach.too_few:
        lines.append(
            f"⚠️ В списке меньше {counted(reach.too_few, 'человека', 'человек', 'человек')}: результатов по "
            f"{_MODE_OF[facts.mode]} опросу не будет. Можно добавить людей («Кому») или выбрать другой «Режим»"
        )
    keys = Keyboard()
    if reach.members:
        keys.row(Button("Открыть опрос", act.StartSurvey(facts.id)))
    keys.row(Button("Кому", act.ChooseAudience(facts.id)), Button("Срок", act.ChooseLastDay(facts.id)))
    keys.row(Button("Период", act.ChoosePeriod(facts.id)), Button("Режим", act.ChooseMode(facts.id)))
    keys.row(Button("Удалить черновик", act.DiscardSurvey(facts.id)), Button("В меню", act.Menu()))
    return Screen("\n".join(lines), keys.done())


_MODE_OF = {"anonymous": "анонимному", "confidential": "конфиденциальному"}


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a survey goes to, and why not to the others."""

    members: int
    unreachable: int
    excluded: Mapping[str, int]
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # reason → role → people
    nobody: tuple[str, ...] = ()  # roles that are asked and of which nobody is left
    too_few: int = 0  # the smallest group whose results are shown, where fewer people are asked


def _reach(reach: Reach) -> str:
    if not reach.members:
        none = "\nПод эти условия никто не подходит. Измените, пожалуйста, «Кому»."
        return "\n".join([none, *_left_out(reach.left_out)])
    lines = [f"\nПриглашение получат: <b>{reach.members - reach.unreachable}</b> из {of_people(reach.members)}"]
    if reach.unreachable:
        lines.append(f"Не подключены к боту: {reach.unreachable}. Они остаются в числе опрашиваемых")
    lines += [f"Исключены: {count} – {EXCLUDED[reason]}" for reason, count in reach.excluded.items()]
    lines += _left_out(reach.left_out)
    if reach.nobody:
        roles = ", ".join(ROLES_PLURAL[role] for role in reach.nobody)
        lines.append(f"⚠️ Из этих ролей не попал никто: {roles}. Если они нужны, измените «Кому»")
    return "\n".join(lines)


def _left_out(left_out: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Whom the choice of schools, statuses and subjects leaves out."""
    return [
        f"{LEFT_OUT[reason]}: {', '.join(f'{ROLES_PLURAL[role]} – {count}' for role, count in roles.items())}"
        for reason, roles in left_out.items()
    ]


def choose_mode(survey: int, mode: str) -> Screen:
    """The three promises, to be chosen before opening."""
    keys = Keyboard()
    for code, name in MODES.items():
        keys.row(Button(f"✅ {name}" if code == mode else name, act.SetMode(survey, code)))
    keys.row(Button("К опросу", act.SurveyCard(survey)))
    return Screen(
        "<b>Режим</b> – его нельзя поменять после открытия.\n\n" + "\n\n".join(MODE_NOTES.values()), keys.done()
    )


def choose_last_day(facts: Facts) -> Screen:
    """Until when; a date can be typed as well."""
    days = [(5, "5 дней"), (7, "неделя"), (14, "две недели"), (30, "месяц")]
    buttons = [Button(name, act.SetLastDay(facts.id, count)) for count, name in days]
    keys = Keyboard().flow(buttons, 2).row(Button("К опросу", act.SurveyCard(facts.id)))
    return Screen(
        f"Сейчас: по {facts.last_day} включительно.\n\nСколько принимать ответы, считая от сегодня? {_OR_WRITE}",
        keys.done(),
    )


_OR_WRITE = "Или напишите дату сообщением, например «30 ноября»."


def choose_later_day(facts: Facts, later: Iterable[tuple[int, date]]) -> Screen:
    """An open survey is extended: the number of days on the button and the day that it leads to."""
    buttons = [
        Button(
            f"ещё {counted(days, 'день', 'дня', 'дней')} – по {periods.short_day(until)}",
            act.ExtendTo(facts.id, int(f"{until:%Y%m%d}")),
        )
        for days, until in later
    ]
    now = "Последний день пока не назван." if facts.endless else f"Сейчас: по {facts.last_day} включительно."
    keys = Keyboard().flow(buttons, 1).row(Button("К опросу", act.SurveyCard(facts.id)))
    return Screen(f"{now}\n\nНа сколько продлить? {_OR_WRITE}", keys.done())


def not_a_day(survey: int) -> Screen:
    """A date that could not be read."""
    return Screen("Не разобрал дату. Напишите, например: «30 ноября» или 30.11.2026.", _another_day(survey))


def day_is_over(survey: int) -> Screen:
    """A last day in the past."""
    return Screen("Этот день уже прошёл. Напишите, пожалуйста, другой.", _another_day(survey))


def day_is_sooner(facts: Facts) -> Screen:
    """An extension that would end the survey earlier."""
    return Screen(
        f"Опрос и так открыт по {facts.last_day} включительно, раньше этого дня продлить нельзя. Напишите более поздний "
        "день. Закончить раньше можно кнопкой «Закрыть сейчас» в карточке опроса.",
        _another_day(facts.id),
    )


def _another_day(survey: int) -> Rows:
    keys = Keyboard().row(Button("Выбрать срок", act.ChooseLastDay(survey)))
    return keys.row(Button("К опросу", act.SurveyCard(survey))).done()


def choose_period(survey: int) -> Screen:
    """Which period the questions speak of."""
    kinds = [
        ("year", "этот год"), ("half", "это полугодие"), ("quarter", "этот квартал"), ("month", "этот месяц"),
        ("last_month", "прошлый месяц"), ("school", "этот учебный год"),
    ]  # fmt: skip
    keys = Keyboard().flow([Button(name, act.SetPeriod(survey, kind)) for kind, name in kinds], 2)
    return Screen(
        "За какой период спрашиваем?\n\nМожно написать и свои даты, например: «12 марта – 30 апреля».",
        keys.row(Button("К опросу", act.SurveyCard(survey))).done(),
    )


def not_a_span(survey: int, *, backwards: bool) -> Screen:
    """Dates of a period that could not be read, or whose last day comes before the first."""
    why = "Последний день здесь раньше первого." if backwards else "Не разобрал даты."
    keys = Keyboard().row(Button("Выбрать период", act.ChoosePeriod(survey)))
    return Screen(
        f"{why} Напишите первый и последний день, например: «12 марта – 30 апреля» или 12.03.2026 – 30.04.2026.",
        keys.row(Button("К опросу", act.SurveyCard(survey))).done(),
    )


def span_read(start: date, end: date) -> str:
    """The line before the card, after dates that were written."""
    return f"Понял так: период {periods.between(start, end)}"


def opened(facts: Facts, reach: int, invites_at: datetime, now: datetime) -> Screen:
    """The survey is open."""
    zone = ZoneInfo(facts.timezone)
    when = "сейчас" if invites_at <= now else f"в ближайшее рабочее время: {periods.moment(invites_at, zone)}"
    keys = Keyboard().row(Button("К опросу", act.SurveyCard(facts.id))).row(Button("В меню", act.Menu()))
    return Screen(
        f"Опрос {quoted(safe(facts.title))} открыт по {facts.last_day} включительно.\n"
        f"Приглашения ({people(reach)}) уйдут {when}. Напоминания получат только те, кто не ответил.",
        keys.done(),
    )


def nobody_asked(survey: int) -> Screen:
    """An audience that means nobody."""
    keys = Keyboard().row(Button("Кому", act.ChooseAudience(survey)), Button("К опросу", act.SurveyCard(survey)))
    return Screen(
        "Под эти условия никто не подходит, поэтому опрос не открыт. Измените, пожалуйста, «Кому».", keys.done()
    )


def draft_gone() -> Screen:
    """After «Удалить черновик»."""
    return Screen("Черновик удалён.", Keyboard().row(Button("В меню", act.Menu())).done())
