"""Words and screens for answers that were collected in Google Forms, Yandex Forms and the like."""

from collections.abc import Callable, Sequence

from texts import collected_actions as act
from texts.actions import Action
from texts.grammar import counted, quoted
from texts.people_actions import People
from texts.screen import Button, Keyboard, Screen, safe
from texts.survey_actions import Menu, Surveys
from texts.surveys import short

# Headings by which other programs' exports are known; compared without regard to case.
TIME_HEADINGS = (
    "Отметка времени", "Timestamp", "Время создания", "Дата создания", "Создано", "Created", "Время", "Дата и время",
    "Дата", "Submitted at", "Время ответа", "Дата ответа", "Время отправки",
)  # fmt: skip
SERVICE_HEADINGS = (
    "ID", "№", "Номер", "Адрес электронной почты", "Email address", "Имя пользователя", "Username", "Баллы", "Score",
    "Статус", "Источник", "IP", "Язык",
)  # fmt: skip
SCHOOL_HEADINGS = ("Школа", "Ваша школа", "Образовательная организация", "Ваша образовательная организация", "ОО")
PERSON_HEADINGS = ("Код участника", "Ваш код", "Ваш код участника", "Код")

_FIRST, _PAGE, _SAMPLES, _LISTED = 4, 8, 3, 20
_SCHOOL, _PERSON = "Школа", "Код участника"


def choose_survey(file: int, rows: int, surveys: Sequence[tuple[int, str]]) -> Screen:
    """To which survey the answers belong."""
    keys = Keyboard()
    for number, (survey, title) in enumerate(surveys, 1):
        keys.row(Button(short(f"{number}. {title}"), act.CollectInto(file, survey)))
    keys.row(Button("Не надо", People()))
    count = _questionnaires(rows)
    listed = "\n".join(f"{number}. {safe(title)}" for number, (_, title) in enumerate(surveys, 1))
    return Screen(
        f"Это похоже на ответы из Google Форм или Яндекс Форм: {count}.\nК какому опросу они относятся?\n\n{listed}\n\n"
        "Нужного опроса нет? Добавьте его строкой на лист «Опросы» в книге обмена и пришлите файл ещё раз.",
        keys.done(),
    )


def no_surveys() -> Screen:
    """There is no survey that the answers could belong to."""
    return Screen(
        "Это похоже на ответы из Google Форм или Яндекс Форм, но опросов пока нет. Сначала добавьте опрос: в меню «Опросы» "
        "или строкой на лист «Опросы» в книге обмена. Потом пришлите этот файл ещё раз.",
        Keyboard().row(Button("Опросы", Surveys())).row(Button("К людям", People()), Button("В меню", Menu())).done(),
    )


def ask_column(
    place: tuple[int, int, int], heading: str, samples: Sequence[str], likely: Sequence[tuple[int, str]], back: bool
) -> Screen:
    """What a column asks; `place` is file, survey and column, `likely` are questions, the most likely ones first.

    `back` tells whether there was a question before this one.
    """
    keys = Keyboard()
    for number, label in likely[:_FIRST]:
        keys.row(Button(short(label), act.CollectColumn(*place, number)))
    keys.row(Button("Другой вопрос", act.CollectMore(*place, 0)), Button("Не брать", act.CollectColumn(*place, 0)))
    keys.row(Button(_SCHOOL, act.CollectColumn(*place, 1)), Button(_PERSON, act.CollectColumn(*place, 2)))
    _ways_out(keys, place[:2], back=back)
    shown = "; ".join(quoted(safe(short(each))) for each in samples[:_SAMPLES])
    return Screen(f"Колонка «{safe(heading)}».\nВ ней, например: {shown}.\n\nКакой это вопрос анкеты?", keys.done())


def all_questions(place: tuple[int, int, int], heading: str, questions: Sequence[tuple[int, str]], page: int) -> Screen:
    """Every question that a column may ask."""
    keys = Keyboard()
    shown = questions[page * _PAGE : (page + 1) * _PAGE]
    for number, label in shown:
        keys.row(Button(short(label), act.CollectColumn(*place, number)))
    _turn_pages(keys, page, (page + 1) * _PAGE < len(questions), lambda to: act.CollectMore(*place, to))
    keys.row(Button("Не брать", act.CollectColumn(*place, 0)))
    keys.row(Button("Назад", act.CollectInto(*place[:2])), Button("Отмена", People()))
    listed = "\n".join(f"• {safe(label)}" for _, label in shown)
    return Screen(f"Колонка «{safe(heading)}» – какой это вопрос?\n\n{listed}", keys.done())


def ask_word(
    place: tuple[int, int, int, int], about: tuple[str, str], options: Sequence[str], page: int, back: bool
) -> Screen:
    """What a word means; `place` is file, survey, column and the word's checksum, `about` the heading and the word."""
    asked, word = about
    keys = Keyboard()
    for number, label in list(enumerate(options, 1))[page * _PAGE : (page + 1) * _PAGE]:
        keys.row(Button(short(label), act.CollectWord(*place, number)))
    _turn_pages(keys, page, (page + 1) * _PAGE < len(options), lambda to: act.CollectOptions(*place, to))
    keys.row(Button("Это не ответ, пропустить", act.CollectWord(*place, 0)))
    _ways_out(keys, place[:2], back=back)
    return Screen(f"{quoted(safe(asked))}\n\nОтвет «{safe(word)}» – какой это вариант?", keys.done())


def _ways_out(keys: Keyboard, place: tuple[int, int], *, back: bool) -> None:
    """To the question before this one, or out of it all: nothing is stored yet."""
    way = [Button("Назад", act.CollectBack(*place))] if back else []
    keys.row(*way, Button("Отмена", People()))


def _turn_pages(keys: Keyboard, page: int, more: bool, to: Callable[[int], Action]) -> None:
    way = [Button("◀", to(page - 1))] if page else []
    if more:
        way.append(Button("▶", to(page + 1)))
    if way:
        keys.row(*way)


def preview(
    place: tuple[int, int], taken: Sequence[str], totals: Sequence[str], remarks: Sequence[str], warnings: Sequence[str]
) -> Screen:
    """What will be stored."""
    parts = ["Проверил. Вот что возьму:", _points(taken), "\n".join(totals), *remarks]
    if warnings:
        parts.append("Обратите внимание:\n" + _points(warnings))
    keys = Keyboard().row(Button("Записать", act.CollectStore(*place)), Button("Не надо", People()))
    keys.row(Button("Сопоставить заново", act.CollectForget(*place)))
    return Screen(safe("\n\n".join(parts)), keys.done())


def _points(lines: Sequence[str]) -> str:
    """The first lines of a list as a message shows it, and how many there are more."""
    more = [f"…и ещё {len(lines) - _LISTED}"] if len(lines) > _LISTED else []
    return "\n".join([*(f"• {each}" for each in lines[:_LISTED]), *more])


def line(heading: str, asked: str) -> str:
    """«Насколько вы довольны? → Q1.10 В целом насколько…»."""
    return f"{short(heading)} → {short(asked)}"


def school_line(heading: str) -> str:
    """A column that tells the school."""
    return line(heading, _SCHOOL)


def person_line(heading: str) -> str:
    """A column that tells the person's code."""
    return line(heading, _PERSON)


def refused(lines: Sequence[str], place: tuple[int, int] | None = None, rows: int = 0) -> Screen:
    """Nothing is stored; everything that is wrong, at once. `rows` is how many rows could be left out."""
    keys = Keyboard()
    if place and rows:
        keys.row(Button(f"Пропустить эти строки ({rows})", act.CollectLeaveRows(*place)))
    if place:
        keys.row(Button("Сопоставить заново", act.CollectForget(*place)))
    otherwise = " Или пропустите эти строки: остальные будут записаны." if rows else ""
    text = f"Ответы не записаны. Исправьте, пожалуйста, в файле и пришлите его ещё раз.{otherwise}\n\n" + _points(lines)
    return Screen(safe(text), keys.row(Button("К людям", People())).done())


def stored(totals: Sequence[str], remarks: Sequence[str]) -> Screen:
    """It is stored, and how the columns were matched is kept."""
    lead = "Записано. Как сопоставлены колонки, я запомнил: в следующий раз спрошу только новое."
    parts = [lead, "\n".join(totals), *remarks]
    return Screen(safe("\n\n".join(parts)), Keyboard().row(Button("К людям", People())).done())


# --- amounts and remarks ------------------------------------------------------------------------------------------


Amount = tuple[int, int]  # questionnaires, answers in them


def totals(added: Amount, changed: Amount, unchanged: Amount, *, done: bool) -> list[str]:
    """«Будет добавлено: 2 анкеты (8 ответов на вопросы)»; what does not happen is left out."""
    words = ("Добавлено", "Изменено") if done else ("Будет добавлено", "Будет изменено")
    told = zip((*words, "Без изменений"), (added, changed, unchanged), strict=True)
    return [f"{word}: {_amount(amount)}" for word, amount in told if amount[0]]


def _amount(amount: Amount) -> str:
    answers = counted(amount[1], "ответ на вопрос", "ответа на вопросы", "ответов на вопросы")
    return f"{_questionnaires(amount[0])} ({answers})"


def _questionnaires(number: int) -> str:
    return counted(number, "анкета", "анкеты", "анкет")


def columns_left(before: Sequence[str], now: Sequence[str]) -> str:
    """Columns that are not taken: as they were not taken the last time, and others."""
    told = (("Как и в прошлый раз, не беру колонки: ", before), ("Не беру колонки: ", now))
    return "\n".join(lead + ", ".join(f"«{short(each)}»" for each in names) + "." for lead, names in told if names)


def rows_left(lines: Sequence[str]) -> str:
    """Rows of the table that are left out, and why."""
    return "Пропущенные строки:\n" + _points(lines) if lines else ""


def hidden(questions: Sequence[tuple[str, str, int]]) -> str:
    """Answers to questions that these people would not have been shown: number, words, how many."""
    if not questions:
        return ""
    told = [f"{_question(name, label)} – {counted(n, 'ответ', 'ответа', 'ответов')}" for name, label, n in questions]
    lead = "Лишние ответы, их не беру: если судить по остальным ответам, этих вопросов человек бы не увидел."
    return f"{lead}\n{_points(told)}"


def incomplete(count: int, questions: Sequence[tuple[str, str, int]]) -> str:
    """Responses that do not count, and the obligatory questions that they do not answer: number, words, how many."""
    if not count:
        return ""
    told = [f"{_question(name, label)} – {_questionnaires(n)}" for name, label, n in questions]
    lead = f"Неполные, в показатели не войдут: {_questionnaires(count)}. Нет ответа на обязательные вопросы:"
    return f"{lead}\n{_points(told)}"


def _question(name: str, label: str) -> str:
    return f"{name} {quoted(short(label))}"


SHEET = "Ответы из формы"
NOTHING_NEW = "Все эти ответы уже записаны, изменений нет."
NOTHING_TO_TAKE = "В таблице нет ни одного ответа, который можно взять."


# --- the command line ---------------------------------------------------------------------------------------------


def doubtful_column(heading: str, likely: Sequence[str]) -> str:
    """A column of which nobody can tell what it asks."""
    names = "; ".join(likely)
    return f'Колонка «{heading}»: непонятно, какой это вопрос. Укажите --column "{heading}={likely[0].split(" ")[0]}" или --column "{heading}=-", чтобы не брать. Похожие вопросы: {names}.'


def doubtful_word(target: str, word: str, options: Sequence[str]) -> str:
    """A word of which nobody can tell what it means."""
    return f'{target}: непонятен ответ «{word}». Укажите --value "{target}:{word}=КОД" или …=-, чтобы пропустить. Варианты: {", ".join(options)}.'


def no_survey(code: str) -> str:
    """For an unknown survey."""
    return f"Опроса «{code}» нет. Проверьте код."


NO_TIME = (
    "Это не похоже на ответы из формы: среди первых колонок нет времени ответа, например «Отметка времени» или "
    "«Время создания»."
)
