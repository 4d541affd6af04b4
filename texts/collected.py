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
    count = counted(rows, "ответ", "ответа", "ответов")
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
    place: tuple[int, int, int], heading: str, samples: Sequence[str], likely: Sequence[tuple[int, str]]
) -> Screen:
    """What a column asks; `place` is file, survey and column, `likely` are questions, the most likely ones first."""
    keys = Keyboard()
    for number, label in likely[:_FIRST]:
        keys.row(Button(short(label), act.CollectColumn(*place, number)))
    keys.row(Button("Другой вопрос", act.CollectMore(*place, 0)), Button("Не брать", act.CollectColumn(*place, 0)))
    keys.row(Button(_SCHOOL, act.CollectColumn(*place, 1)), Button(_PERSON, act.CollectColumn(*place, 2)))
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
    listed = "\n".join(f"• {safe(label)}" for _, label in shown)
    return Screen(f"Колонка «{safe(heading)}» – какой это вопрос?\n\n{listed}", keys.done())


def ask_word(place: tuple[int, int, int, int], asked: str, word: str, options: Sequence[str], page: int) -> Screen:
    """What a word means; `place` is file, survey, column and the word's checksum."""
    keys = Keyboard()
    for number, label in list(enumerate(options, 1))[page * _PAGE : (page + 1) * _PAGE]:
        keys.row(Button(short(label), act.CollectWord(*place, number)))
    _turn_pages(keys, page, (page + 1) * _PAGE < len(options), lambda to: act.CollectOptions(*place, to))
    keys.row(Button("Это не ответ, пропустить", act.CollectWord(*place, 0)))
    return Screen(f"{quoted(safe(asked))}\n\nОтвет «{safe(word)}» – какой это вариант?", keys.done())


def _turn_pages(keys: Keyboard, page: int, more: bool, to: Callable[[int], Action]) -> None:
    way = [Button("◀", to(page - 1))] if page else []
    if more:
        way.append(Button("▶", to(page + 1)))
    if way:
        keys.row(*way)


def preview(
    place: tuple[int, int], taken: Sequence[str], skipped: Sequence[str], totals: Sequence[str], warnings: Sequence[str]
) -> Screen:
    """What will be stored."""
    parts = ["Проверил. Вот что возьму:", "\n".join(f"• {safe(line)}" for line in taken)]
    if skipped:
        parts.append("Не беру колонки: " + ", ".join(f"«{safe(short(each))}»" for each in skipped) + ".")
    parts.append("\n".join(safe(line) for line in totals))
    if warnings:
        more = [f"…и ещё {len(warnings) - _LISTED}"] if len(warnings) > _LISTED else []
        parts.append("Обратите внимание:\n" + "\n".join([*(f"• {safe(line)}" for line in warnings[:_LISTED]), *more]))
    keys = Keyboard().row(Button("Записать", act.CollectStore(*place)), Button("Не надо", People()))
    return Screen("\n\n".join(parts), keys.row(Button("Сопоставить заново", act.CollectForget(*place))).done())


def line(heading: str, asked: str) -> str:
    """«Насколько вы довольны? → Q1.10 В целом насколько…»."""
    return f"{short(heading)} → {short(asked)}"


def school_line(heading: str) -> str:
    """A column that tells the school."""
    return line(heading, _SCHOOL)


def person_line(heading: str) -> str:
    """A column that tells the person's code."""
    return line(heading, _PERSON)


def refused(lines: Sequence[str], place: tuple[int, int] | None = None) -> Screen:
    """Nothing is stored; everything that is wrong, at once."""
    shown = [f"• {safe(each)}" for each in lines[:_LISTED]]
    if len(lines) > _LISTED:
        shown.append(f"…и ещё {len(lines) - _LISTED}")
    keys = Keyboard()
    if place:
        keys.row(Button("Сопоставить заново", act.CollectForget(*place)))
    text = "Ответы не записаны. Исправьте, пожалуйста, в файле и пришлите его ещё раз:\n\n" + "\n".join(shown)
    return Screen(text, keys.row(Button("К людям", People())).done())


def stored(totals: Sequence[str]) -> Screen:
    """It is stored, and how the columns were matched is kept."""
    return Screen(
        "Записано. Как сопоставлены колонки, я запомнил: в следующий раз спрошу только новое.\n\n"
        + "\n".join(f"• {safe(each)}" for each in totals),
        Keyboard().row(Button("К людям", People())).done(),
    )


SHEET = "Ответы из формы"
NOTHING_NEW = "Все эти ответы уже записаны, изменений нет."


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
