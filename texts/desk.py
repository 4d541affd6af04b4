"""Screens of the coordinator's desk: the workbook, the roster, invitations."""

from collections.abc import Iterable, Sequence

from texts import exchange
from texts.exchange import Problem
from texts.grammar import counted, people
from texts.granting_actions import FindPerson
from texts.people_actions import (
    ExportBook,
    ImportBook,
    Invitations,
    OutOfReach,
    People,
    PrintInvitations,
    PrintSchoolless,
    Template,
)
from texts.screen import Attachment, Button, Keyboard, Rows, Screen, safe
from texts.survey_actions import FormList, Menu

_SHOWN = 20  # lines of a list that stand in the message; the whole list goes as a file
PROBLEMS_FILE = "замечания.txt"
MARKED_FILE = "с отметками – {name}"
BOOK_FILE = "книга обмена.xlsx"
CARDS_FILE = "приглашения.docx"
TEMPLATE_FILE = "шаблон книги обмена.xlsx"

_WELCOME = (
    "• <b>книгу обмена</b> – листы «Люди», «Школы» и другие; пустой шаблон и книга с Вашими данными – кнопками ниже;\n"
    "• <b>анкету</b> XLSForm – в книге лист с вопросами <code>survey</code>; образец: «Анкеты» → любая → «Скачать .xlsx»;\n"
    "• <b>таблицу ответов</b> из Google Форм или Яндекс Форм – в первой строке вопросы, среди первых колонок время ответа, "
    "например «Отметка времени»; выгрузите её из формы и пришлите как есть."
)


def unknown_file() -> Screen:
    """A file that is neither an answer nor something for the desk."""
    return Screen(
        "Этот файл сейчас ни к чему не относится. Я принимаю книги Excel (.xlsx) от координаторов и файлы в ответ на вопрос.",
        _menu(),
    )


def reading(name: str) -> Screen:
    """The file is being looked at."""
    return Screen(f"Читаю «{safe(name)}»…")


def too_large() -> Screen:
    """Messengers do not hand over more."""
    return Screen(
        "Файл больше 20 МБ, такие файлы мессенджер мне не передаёт. Разделите его на части: листы можно загружать по очереди.",
        _menu(),
    )


def read_so_far(percent: int) -> Screen:
    """Between the file and the answer, while a big book is read."""
    return Screen(f"Прочитано {percent} %.")


def not_fetched() -> Screen:
    """The messenger did not hand the file over."""
    return Screen("Файл не дошёл до меня: мессенджер его не отдал. Пришлите его, пожалуйста, ещё раз.")


def refused(problems: Sequence[Problem], files: tuple[Attachment, ...]) -> Screen:
    """Nothing is stored; everything that is wrong, at once."""
    errors = [problem for problem in problems if problem.level == "error"]
    told = exchange.folded(errors)
    lines = [f"• {safe(line)}" for line in told[:_SHOWN]]
    if len(told) > _SHOWN:
        lines.append(f"…и ещё {len(told) - _SHOWN}: полный список в файле.")
    count = counted(len(errors), "замечание", "замечания", "замечаний")
    return Screen(f"Книга не загружена: {count}. Ничего не изменилось.\n\n" + "\n".join(lines), _back(), files)


def unlike_anything(problems: Sequence[Problem]) -> Screen:
    """A workbook of which no sheet is known: what could have been meant, and where to take each."""
    meant = [f"• {safe(exchange.line(each))}" for each in problems if each.sheet and exchange.remedy(each)]
    parts = ["Не понял, что это за таблица: ничего не записано. Мне можно прислать:", _WELCOME]
    if meant:
        parts.append("Если это книга обмена:\n" + "\n".join(meant[:_SHOWN]))
    keys = Keyboard().row(Button("Пустой шаблон", Template()), Button("Скачать книгу", ExportBook()))
    keys.row(Button("Анкеты", FormList())).row(Button("В меню", Menu()))
    return Screen("\n\n".join(parts), keys.done())


def preview(file: int, totals: Iterable[str], differences: Sequence[str], warnings: Sequence[str]) -> Screen:
    """What an import would change, before it does."""
    parts = ["Книга проверена. Если загрузить:", "\n".join(f"• {safe(line)}" for line in totals)]
    parts += _listed("Изменится", differences) + _listed("Обратите внимание", warnings)
    keys = Keyboard().row(Button("Загрузить", ImportBook(file))).row(Button("Не надо", People()))
    return Screen("\n\n".join(parts), keys.done())


def nothing_changes(warnings: Sequence[str]) -> Screen:
    """The database says all of it already."""
    return Screen("\n\n".join([exchange.NOTHING_CHANGES, *_listed("Обратите внимание", warnings)]), _back())


def no_rows(warnings: Sequence[str]) -> Screen:
    """An empty template came back."""
    return Screen("\n\n".join([exchange.NO_ROWS, *_listed("Обратите внимание", warnings)]), _back())


def imported(totals: Iterable[str]) -> Screen:
    """It is stored."""
    return Screen("Загружено.\n\n" + "\n".join(f"• {safe(line)}" for line in totals), _back())


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    shown = [f"• {safe(line)}" for line in lines[:_SHOWN]]
    more = [f"…и ещё {len(lines) - _SHOWN}"] if len(lines) > _SHOWN else []
    return [f"{heading}:\n" + "\n".join(shown + more)]


def _back() -> Rows:
    return Keyboard().row(Button("К людям", People())).row(Button("В меню", Menu())).done()


def _menu() -> Rows:
    return Keyboard().row(Button("В меню", Menu())).done()


def roster(known: int, linked: int, unreachable: int) -> Screen:
    """The roster in numbers and what can be done with it."""
    keys = Keyboard()
    keys.row(Button("Приглашения", Invitations()), Button("Кто не на связи", OutOfReach()))
    keys.row(Button("Скачать книгу", ExportBook()), Button("Пустой шаблон", Template()))
    keys.row(Button("Роли людей", FindPerson()))
    text = (
        f"<b>Люди</b>\n\nВ списке: {people(known)}\nПодключены к боту: {linked}\nОстановили бота: {unreachable}\n\n"
        "Чтобы поправить список, скачайте книгу, измените её в Excel и пришлите файл сюда: сначала покажу, что изменится."
    )
    return Screen(text, keys.row(Button("В меню", Menu())).done())


def book(path: str) -> Screen:
    """The municipality's workbook."""
    return Screen(
        "Книга обмена. В ней имена: храните и пересылайте её бережно.", _back(), (Attachment(path, BOOK_FILE),)
    )


def template(path: str) -> Screen:
    """The empty workbook."""
    return Screen(
        "Пустой шаблон с подсказками в заголовках. Заполните и пришлите сюда.",
        _back(),
        (Attachment(path, TEMPLATE_FILE),),
    )


def invitations(schools: Sequence[tuple[int, str, int]], everybody: int) -> Screen:
    """For whom to print cards: school id, name and how many are not linked yet."""
    if not everybody:
        return Screen("Все, кто есть в списке, уже подключены.", _back())
    keys = Keyboard().row(Button(f"Все ({everybody})", PrintInvitations(0)))
    for school, name, count in schools[:90]:
        keys.row(Button(f"{name} ({count})"[:60], PrintInvitations(school)))
    if rest := everybody - sum(count for _, _, count in schools):
        keys.row(Button(f"Без школы ({rest})", PrintSchoolless()))
    text = (
        f"Ещё не подключены: {people(everybody)}. Сделаю карточки для печати с QR-кодом и коротким кодом. "
        "Новая карточка отменяет прежнюю того же человека; действует 7 дней."
    )
    return Screen(text, keys.row(Button("К людям", People())).done())


def cards(path: str, count: int) -> Screen:
    """The printable sheet."""
    return Screen(
        f"Карточки: {people(count)}. Раздайте лично: по карточке входит только тот, чьё имя на ней.",
        _back(),
        (Attachment(path, CARDS_FILE),),
    )


def out_of_reach(unlinked: Sequence[str], stopped: Sequence[str]) -> Screen:
    """Codes of people without a messenger and of those who stopped the bot."""
    if not unlinked and not stopped:
        return Screen("Все на связи.", _back())
    parts = []
    if unlinked:
        parts.append(f"<b>Не подключены ({len(unlinked)})</b>: {safe(', '.join(unlinked))}")
    if stopped:
        parts.append(f"<b>Остановили бота ({len(stopped)})</b>: {safe(', '.join(stopped))}")
    return Screen("\n\n".join(parts), _back())
