"""Screens around surveys: for those who answer and for those who run them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from texts import periods
from texts import survey_actions as act
from texts.grammar import counted, people, plural
from texts.reference import ROLES_PLURAL, SUBJECTS, role_name, status_name
from texts.screen import Attachment, Button, Keyboard, Rows, Screen, safe

MODES = {"anonymous": "анонимно", "confidential": "конфиденциально", "named": "именной"}
_PROMISES = {
    "anonymous": "Анонимно: база не хранит, чей это ответ. Отправленный ответ сможете исправить только Вы – "
    "кнопкой в этом чате. Результаты видны по группам от 5 человек.",
    "confidential": "Конфиденциально: в отчётах имён нет, результаты видны по группам от 5 человек. "
    "Организатор при необходимости может узнать, чей это ответ.",
    "named": "Именной опрос: Ваши ответы видны Вам и координатору вместе с именем.",
}
EXCLUDED = {"withdrawn": "не дали согласие на обработку данных или отозвали его"}


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
    def last_day(self) -> str:
        """«14 ноября 2026 г.»"""
        return periods.last_day(self.closes_at, self.timezone)


# --- somebody who is asked -------------------------------------------------------------------------------------


def my_surveys(waiting: Iterable[Facts]) -> Screen:
    """Surveys that wait for this person."""
    keys = Keyboard()
    lines = []
    for facts in waiting:
        lines.append(f"• {safe(facts.title)} – до {facts.last_day}")
        keys.row(Button(_short(facts.title), act.OpenSurvey(facts.id)))
    keys.row(Button("В меню", act.Menu()))
    if not lines:
        return Screen("Сейчас опросов для Вас нет. Когда появятся, я напишу.", keys.done())
    return Screen("<b>Ваши опросы</b>\n\n" + "\n".join(lines), keys.done())


def intro(facts: Facts, words: str, minutes: str, *, begun: bool) -> Screen:
    """What a survey is about, before its first question."""
    start, end = facts.period
    filled = words.replace("{period}", periods.between(start, end)).replace("{date}", facts.last_day)
    filled = filled.replace("{school_year}", periods.school_year(end))
    filled = filled.replace("г..", "г.")
    lines = [f"<b>{safe(facts.title)}</b>", safe(filled), _PROMISES[facts.mode]]
    takes = f" Займёт {safe(minutes)} {plural(int(minutes), 'минуту', 'минуты', 'минут')}." if minutes.isdigit() else ""
    lines.append(
        f"Ответить можно до {facts.last_day} включительно.{takes} Участие добровольное, прерваться можно на любом вопросе."
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


def reminder(waiting: list[Facts]) -> Screen:
    """One message a day, whatever the number of surveys."""
    keys = Keyboard()
    lines = []
    for facts in waiting:
        lines.append(f"• {safe(facts.title)} – до {facts.last_day} включительно")
        keys.row(Button(_short(facts.title), act.OpenSurvey(facts.id)))
    keys.flow([Button("Не напоминать", act.MuteSurvey(facts.id)) for facts in waiting[:1]], 1)
    word = plural(len(waiting), "опрос ждёт", "опроса ждут", "опросов ждут")
    count = "" if len(waiting) == 1 else f"{len(waiting)} "
    return Screen(f"Напоминаю: {count}{word} Вашего ответа.\n\n" + "\n".join(lines), keys.done())


def muted() -> str:
    """Answer to «Не напоминать»."""
    return "Хорошо, об этом опросе больше не напомню."


def window_closed(facts: Facts) -> Screen:
    """After closing, to those who did not finish."""
    return Screen(
        f"Опрос «{safe(facts.title)}» закрыт {facts.last_day}. Если хотели ответить и не успели, "
        "попросите координатора о продлении."
    )


def closed(facts: Facts) -> Screen:
    """To somebody who comes too late."""
    return Screen(
        f"Опрос «{safe(facts.title)}» уже закрыт: ответы принимались по {facts.last_day}. Поменять ответ теперь нельзя. "
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
    return Screen(f"Вы уже ответили на опрос «{safe(facts.title)}». Спасибо!\n\n{how}".strip(), keys.done())


def over() -> Screen:
    """To a press on a questionnaire that was sent or closed since."""
    return Screen(
        "Эта анкета уже отправлена или закрыта, ничего не изменилось.",
        Keyboard().row(Button("Мои опросы", act.MySurveys())).done(),
    )


def left(facts: Facts | None) -> Screen:
    """«Сохранить и выйти»."""
    if facts is None:
        return Screen(
            "Просмотр закончен, ничего не сохранено.", Keyboard().row(Button("К анкетам", act.FormList())).done()
        )
    keys = Keyboard().row(Button("Продолжить", act.BeginSurvey(facts.id))).row(Button("В меню", act.Menu()))
    return Screen(f"Сохранил. Вернуться можно в любой день до {facts.last_day}, с того же вопроса.", keys.done())


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


def preview_done(version_title: str) -> Screen:
    """The end of a walk through a form."""
    return Screen(
        f"Это конец анкеты «{safe(version_title)}». Просмотр нигде не сохранён.",
        Keyboard().row(Button("К анкетам", act.FormList())).row(Button("В меню", act.Menu())).done(),
    )


# --- somebody who runs surveys ---------------------------------------------------------------------------------


def choose_instrument(versions: Iterable[tuple[int, str, str]]) -> Screen:
    """Version id, code and title of what a survey can be made of."""
    keys = Keyboard()
    lines = []
    for version, code, title in versions:
        lines.append(f"<b>{safe(code)}</b> – {safe(title)}")
        keys.rows.append((Button(code, act.DraftSurvey(version)),))
    buttons = [row[0] for row in keys.rows]
    shown = Keyboard().flow(buttons, 4).row(Button("В меню", act.Menu()))
    return Screen("<b>Новый опрос.</b> По какой анкете?\n\n" + "\n".join(lines), shown.done())


def draft_card(facts: Facts, audience: str, reach: "Reach") -> Screen:
    """Everything about a survey that is about to open, each part one press away."""
    lines = [
        f"<b>{safe(facts.title)}</b>",
        f"Кому: {audience}",
        f"Период: {periods.between(*facts.period)}",
        f"Ответы: по {facts.last_day} включительно",
        f"Режим: {MODES[facts.mode]}",
        _reach(reach),
    ]
    keys = Keyboard()
    if reach.members:
        keys.row(Button("Открыть опрос", act.StartSurvey(facts.id)))
    keys.row(Button("Кому", act.ChooseAudience(facts.id)), Button("Срок", act.ChooseLastDay(facts.id)))
    keys.row(Button("Период", act.ChoosePeriod(facts.id)), Button("Режим", act.ChooseMode(facts.id)))
    keys.row(Button("Удалить черновик", act.DiscardSurvey(facts.id)), Button("В меню", act.Menu()))
    return Screen("\n".join(lines), keys.done())


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a survey goes to, and why not to the others."""

    members: int
    unreachable: int
    excluded: Mapping[str, int]


def _reach(reach: Reach) -> str:
    if not reach.members:
        return "\nПод эти условия никто не подходит. Измените, пожалуйста, «Кому»."
    lines = [f"\nПриглашение получат: <b>{reach.members - reach.unreachable}</b> из {people(reach.members)}"]
    if reach.unreachable:
        lines.append(f"Не подключены к боту: {reach.unreachable}. Они остаются в числе опрашиваемых")
    lines += [f"Исключены: {count} – {EXCLUDED[reason]}" for reason, count in reach.excluded.items()]
    return "\n".join(lines)


def audience_words(
    roles: Iterable[str], schools: Iterable[str], subjects: Iterable[str], statuses: Iterable[str]
) -> str:
    """«педагоги; школы № 6, № 17; предметы: физика; статус школы: ШНОР, ШССУ»."""
    parts = [", ".join(ROLES_PLURAL[role] for role in roles)]
    if named := list(schools):
        parts.append(f"{plural(len(named), 'школа', 'школы', 'школы')}: {', '.join(map(safe, named))}")
    if named := list(subjects):
        parts.append(f"предметы: {', '.join(safe(SUBJECTS.get(each, (each,))[0]) for each in named)}")
    if named := list(statuses):
        parts.append(f"статус школы: {', '.join(status_name(each) for each in named)}")
    return "; ".join(parts)


def choose_mode(survey: int, mode: str) -> Screen:
    """The three promises, to be chosen before opening."""
    keys = Keyboard()
    for code, name in MODES.items():
        keys.row(Button(f"✅ {name}" if code == mode else name, act.SetMode(survey, code)))
    keys.row(Button("Назад", act.SurveyCard(survey)))
    return Screen(
        "<b>Режим</b> – его нельзя поменять после открытия.\n\n" + "\n\n".join(_PROMISES.values()), keys.done()
    )


def choose_last_day(facts: Facts) -> Screen:
    """Until when; a date can be typed as well."""
    keys = Keyboard()
    days = [(5, "5 дней"), (7, "неделя"), (14, "две недели"), (30, "месяц")]
    keys.flow([Button(name, act.SetLastDay(facts.id, count)) for count, name in days], 2)
    keys.row(Button("Назад", act.SurveyCard(facts.id)))
    return Screen(
        f"Сейчас: по {facts.last_day} включительно.\n\nСколько ещё принимать ответы? "
        "Или напишите дату сообщением, например «30 ноября».",
        keys.done(),
    )


def not_a_day() -> Screen:
    """A date that could not be read."""
    return Screen("Не разобрал дату. Напишите, например: «30 ноября» или 30.11.2026.")


def day_is_over() -> Screen:
    """A last day in the past."""
    return Screen("Этот день уже прошёл. Напишите, пожалуйста, другой.")


def choose_period(survey: int) -> Screen:
    """Which period the questions speak of."""
    kinds = [
        ("year", "этот год"), ("half", "это полугодие"), ("quarter", "этот квартал"), ("month", "этот месяц"),
        ("last_month", "прошлый месяц"), ("school", "этот учебный год"),
    ]  # fmt: skip
    keys = Keyboard().flow([Button(name, act.SetPeriod(survey, kind)) for kind, name in kinds], 2)
    return Screen("За какой период спрашиваем?", keys.row(Button("Назад", act.SurveyCard(survey))).done())


def choose_audience(survey: int, words: str) -> Screen:
    """Which part of the audience to change."""
    keys = Keyboard()
    keys.row(Button("Роли", act.ChooseRoles(survey)), Button("Школы", act.ChooseSchools(survey, 0)))
    keys.row(Button("Предметы", act.ChooseSubjects(survey)), Button("Статус школы", act.ChooseStatuses(survey)))
    return Screen(f"<b>Кому</b>: {words}\n\nЧто изменить?", keys.row(Button("Готово", act.SurveyCard(survey))).done())


def choose_roles(survey: int, chosen: Iterable[str], offered: Iterable[str]) -> Screen:
    """Roles of the audience, with marks."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(_marked(ROLES_PLURAL[role], on=role in marked), act.ToggleRole(survey, role, role not in marked))
            for role in offered
        ],
        1,
    )
    return Screen("Какие роли?", keys.row(Button("Готово", act.ChooseAudience(survey))).done())


def choose_schools(survey: int, chosen: Iterable[int], schools: list[tuple[int, str]], page: int) -> Screen:
    """Schools of the audience; none marked means all."""
    marked, size = set(chosen), 8
    keys = Keyboard()
    for school, name in schools[page * size : (page + 1) * size]:
        keys.row(
            Button(
                _marked(_short(name), on=school in marked), act.ToggleSchool(survey, school, school not in marked, page)
            )
        )
    way = [Button("◀", act.ChooseSchools(survey, page - 1))] if page else []
    if (page + 1) * size < len(schools):
        way.append(Button("▶", act.ChooseSchools(survey, page + 1)))
    if way:
        keys.row(*way)
    return Screen("Какие школы? Ни одной отметки – все.", keys.row(Button("Готово", act.ChooseAudience(survey))).done())


def choose_subjects(survey: int, chosen: Iterable[str], offered: list[str]) -> Screen:
    """Subjects taught here; none marked means all."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(
                _marked(SUBJECTS.get(subject, (subject,))[0], on=subject in marked),
                act.ToggleSubject(survey, place, subject not in marked),
            )
            for place, subject in enumerate(offered)
        ],
        2,
    )
    return Screen(
        "Какие предметы? Ни одной отметки – все.", keys.row(Button("Готово", act.ChooseAudience(survey))).done()
    )


def choose_statuses(survey: int, chosen: Iterable[str], offered: Iterable[str]) -> Screen:
    """School statuses; none marked means all schools."""
    marked = set(chosen)
    keys = Keyboard().flow(
        [
            Button(
                _marked(status_name(status), on=status in marked),
                act.ToggleStatus(survey, status, status not in marked),
            )
            for status in offered
        ],
        2,
    )
    return Screen(
        "Школы с каким статусом? Ни одной отметки – любые.",
        keys.row(Button("Готово", act.ChooseAudience(survey))).done(),
    )


def opened(facts: Facts, reach: int, invites_at: datetime, now: datetime) -> Screen:
    """The survey is open."""
    zone = ZoneInfo(facts.timezone)
    when = "сейчас" if invites_at <= now else f"в ближайшее рабочее время: {periods.moment(invites_at, zone)}"
    keys = Keyboard().row(Button("К опросу", act.SurveyCard(facts.id))).row(Button("В меню", act.Menu()))
    return Screen(
        f"Опрос «{safe(facts.title)}» открыт по {facts.last_day} включительно.\n"
        f"Приглашения ({people(reach)}) уйдут {when}. Напоминания получат только те, кто не ответил.",
        keys.done(),
    )


def answered(sent: int, frame: int, percent: str) -> str:
    """«22 из 50 (44 %)»."""
    return f"{sent} из {frame} ({percent})"


def survey_list(cards: Iterable[tuple[Facts, int, int]]) -> Screen:
    """Surveys with how many have answered; numbered, for the same form is asked every year."""
    keys = Keyboard()
    lines = []
    for number, (facts, sent, frame) in enumerate(cards, 1):
        mark = "🟢" if facts.state == "open" else "⚪"
        lines.append(f"{number}. {mark} {safe(facts.title)} – опрос {_state(facts)}, ответили {sent} из {frame}")
        keys.row(Button(_short(f"{number}. {mark} {facts.title}"), act.SurveyCard(facts.id)))
    keys.row(Button("Новый опрос", act.NewSurvey()), Button("В меню", act.Menu()))
    return Screen("<b>Опросы</b>\n\n" + ("\n".join(lines) or "Пока ни одного."), keys.done())


def results_list(closed: Iterable[Facts]) -> Screen:
    """Closed surveys, for those who see results and run nothing."""
    keys = Keyboard()
    lines = []
    for number, facts in enumerate(closed, 1):
        lines.append(f"{number}. {safe(facts.title)} – опрос {_state(facts)}")
        keys.row(Button(_short(f"{number}. {facts.title}"), act.Results(facts.id, "all")))
    keys.row(Button("В меню", act.Menu()))
    words = "\n".join(lines) or "Пока ни один опрос не закрыт: результаты появятся после закрытия."
    return Screen(f"<b>Результаты опросов</b>\n\n{words}", keys.done())


def _state(facts: Facts) -> str:
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
        keys.row(Button("Закрыть сейчас", act.AskToClose(facts.id)))
    else:
        keys.row(Button("Результаты", act.Results(facts.id, "all")), Button("Excel", act.ResultsWorkbook(facts.id)))
    return keys.row(Button("К опросам", act.Surveys()), Button("В меню", act.Menu())).done()


def ask_to_close(facts: Facts) -> Screen:
    """Closing cannot be undone."""
    keys = Keyboard().row(Button("Да, закрыть", act.CloseSurvey(facts.id)), Button("Нет", act.SurveyCard(facts.id)))
    return Screen(
        f"Закрыть «{safe(facts.title)}»? Ответы больше не принимаются, незаконченные анкеты не учитываются. "
        "Открыть снова будет нельзя.",
        keys.done(),
    )


def survey_closed(facts: Facts, share: str) -> Screen:
    """The survey has just been closed, by hand or by the clock."""
    return Screen(f"Опрос «{safe(facts.title)}» закрыт. Ответили: {share}.", _card_keys(facts))


def results_wait(facts: Facts) -> Screen:
    """Results of a survey that keeps names hidden are shown after it closes."""
    return Screen(
        f"Опрос ещё открыт. Результаты появятся после закрытия ({facts.last_day}): так никто не увидит, как ответил "
        "последний из ответивших.",
        Keyboard().row(Button("К опросу", act.SurveyCard(facts.id))).done(),
    )


def results_keys(survey: int, *, book: bool = True) -> Rows:
    """Ways to break results down; `book` for those who may have the workbook."""
    kinds = [("all", "В целом"), ("school", "По школам"), ("subject", "По предметам"), ("role", "По ролям")]
    keys = Keyboard().flow([Button(name, act.Results(survey, kind)) for kind, name in kinds], 2)
    if not book:
        return keys.row(Button("К опросам", act.Surveys())).done()
    return keys.row(Button("Excel", act.ResultsWorkbook(survey)), Button("К опросу", act.SurveyCard(survey))).done()


def results(survey: int, words: str, picture: str | None, *, book: bool = True) -> Screen:
    """Figures that are words already, with the picture of them."""
    files = (Attachment(picture, "результаты.png", "photo"),) if picture else ()
    return Screen(words, results_keys(survey, book=book), files)


def results_workbook(facts: Facts, path: str, code: str) -> Screen:
    """The same figures as a workbook."""
    text = f"«{safe(facts.title)}»: ответы по вопросам, показатели с числителем и знаменателем, методика расчёта."
    return Screen(text, results_keys(facts.id), (Attachment(path, f"{code}.xlsx"),))


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


def nobody_asked() -> Screen:
    """An audience that means nobody."""
    return Screen("Под эти условия никто не подходит, поэтому опрос не открыт. Измените, пожалуйста, «Кому».")


def draft_gone() -> Screen:
    """After «Удалить черновик»."""
    return Screen("Черновик удалён.", Keyboard().row(Button("В меню", act.Menu())).done())


# --- forms -----------------------------------------------------------------------------------------------------


def form_list(versions: Iterable[tuple[int, str, str, int]], *, may_upload: bool) -> Screen:
    """Version id, code, title and number of each instrument."""
    lines, buttons = [], []
    for version, code, title, number in versions:
        lines.append(f"<b>{safe(code)}</b> (версия {number}) – {safe(title)}")
        buttons.append(Button(code, act.FormCard(version)))
    keys = Keyboard().flow(buttons, 4).row(Button("В меню", act.Menu()))
    hint = "\n\nСвою анкету пришлите сюда файлом .xlsx (формат XLSForm)." if may_upload else ""
    return Screen("<b>Анкеты</b>\n\n" + "\n".join(lines) + hint, keys.done())


def form_card(version: int, title: str, roles: Iterable[str], questions: int) -> Screen:
    """One instrument: try it out, take it as a file, make a survey of it."""
    keys = Keyboard()
    keys.flow([Button(f"Пройти: {role_name(role)}", act.TryForm(version, role)) for role in roles], 1)
    keys.row(Button("Скачать .xlsx", act.DownloadForm(version)), Button("Новый опрос", act.DraftSurvey(version)))
    count = counted(questions, "вопрос", "вопроса", "вопросов")
    return Screen(f"<b>{safe(title)}</b>\n{count}", keys.row(Button("К анкетам", act.FormList())).done())


def _short(label: str) -> str:
    return label if len(label) <= 40 else f"{label[:39].rstrip()}…"  # noqa: PLR2004 - a button's width


def _marked(label: str, *, on: bool) -> str:
    return f"✅ {label}" if on else label


def terminal_line(code: str, state: str, mode: str, closes_at: datetime, answered_: str) -> str:
    """A survey on the terminal."""
    word = "открыт" if state == "open" else "закрыт"
    return f"{code}\t{word}\t{closes_at:%d.%m.%Y}\t{MODES[mode]}\t{answered_}"
