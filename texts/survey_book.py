"""Words of the Excel workbook with the results of one survey."""

import re
from collections.abc import Sequence
from datetime import date

from texts import periods
from texts.surveys import MODES

QUESTIONS = "Анкета"
FIGURES = "Показатели"
ANSWERS = "Ответы"
TEXTS = "Тексты"
METHOD = "Методика"
PASSPORTS = "Показатели – определения"

# Headings with the widths of their columns.
QUESTION_HEADINGS = {"№": 14, "Вопрос": 60, "Ответ": 48, "Выбрали": 11, "Показан (n)": 13, "%": 14, "Среднее": 11}
FIGURE_HEADINGS = {
    "Показатель": 34, "Где": 22, "Группа": 30, "Числитель": 11, "Знаменатель": 13, "%": 17, "Значение": 10, "n": 6,
    "Уровень": 14, "Примечание": 20,
}  # fmt: skip
PERSON_HEADINGS = {"Код участника": 16, "Фамилия, имя, отчество": 34, "Школа": 26, "Роль": 20}
TEXT_HEADINGS = {"№": 11, "Вопрос": 50, "Ответ": 100}
METHOD_HEADINGS = {"Что": 36, "Как": 110}
PASSPORT_HEADINGS = {
    "Показатель": 36, "Числитель": 44, "Знаменатель": 44, "Исключения": 36, "Уровень": 10, "Версия": 9,
}  # fmt: skip
ROW_HEADING = {"№": 6}
ANSWER_WIDTH = {"many": 34, "rank": 34, "text": 34, "integer": 12, "decimal": 12, "range": 12, "date": 12}
ANSWER_WIDTH_OTHERWISE = 19

OVERALL = "в целом"
NO_ANSWER = "без ответа"
WRITTEN = "дали ответ"
MEAN = "среднее"
YES, NO = "да", "нет"
AUTHOR = "Наставник"


def first_place(label: str) -> str:
    """An option of a ranking, counted when it stood first."""
    return f"{label} – на первом месте"


# What belongs to a numbered question and has no number of its own: «Q1.2_other» in a form.
_PARTS = {
    "other": "другое", "file": "файл", "link": "ссылка", "links": "ссылки", "kind": "вид", "category": "направление",
    "school": "школа", "team": "команда", "text": "пояснение", "topic": "тема", "fix": "что исправить",
    "check": "проверка", "points": "баллы", "why": "почему",
}  # fmt: skip
_PART = re.compile(r"([A-Z]\w*(?:\.\d+)+)_([a-z]+)")


def number(name: str) -> str:
    """A question's printed number: «Q1.4», «Q1.2, другое»."""
    found = _PART.fullmatch(name)
    return f"{found[1]}, {_PARTS[found[2]]}" if found and found[2] in _PARTS else name


def heading(name: str, label: str, item: int) -> str:
    """The heading of a question's column; `item` counts the instances of a repeat."""
    instance = f" ({item})" if item else ""
    return f"{number(name)}{instance} {label}"


def page_heading(title: str, municipality: str) -> str:
    """What stands on top of every printed page."""
    return f"{municipality}. {title}"


def facts(code: str, mode: str, period: tuple[date, date], last_day: str, taken: date) -> list[tuple[str, str]]:
    """What the survey is."""
    return [
        ("Код опроса", code),
        ("Режим", MODES[mode]),
        ("Период, о котором спрашивали", periods.between(*period)),
        ("Ответы принимались по", last_day),
        ("Данные на", periods.day(taken)),
    ]


def counts(frame: int, sent: int, excluded: int, share: str) -> list[tuple[str, str]]:
    """Who was asked and who answered."""
    return [
        ("Должны были ответить", str(frame)),
        ("Ответили", f"{sent} – {share}"),
        ("Исключены из списка", str(excluded)),
    ]


def rules(smallest: int, optimal: int, acceptable: int, meaningful: int) -> list[tuple[str, str]]:
    """How figures are made."""
    percent = (
        "Целое число процентов, половина вверх; ячейка «%» – формула «числитель / знаменатель». "
        "Без ответов ячейка пуста: это не ноль."
    )
    thresholds = (
        f"от {optimal} % – оптимальный, от {acceptable} % – допустимый, ниже – критический; "
        f"при доле ответивших меньше {meaningful} % данные непоказательны."
    )
    small = (
        f"В опросах без имён группы, где ответили меньше {smallest} человек, не показываются. Если скрыта одна группа, "
        "скрыта и следующая по величине, чтобы первую нельзя было вычислить. В общий итог скрытые группы входят."
    )
    return [
        ("Проценты", percent),
        ("«Затрудняюсь ответить»", "Остаётся в знаменателе долей, не входит в среднее и медиану."),
        ("Вопросы не для всех", "Кому вопрос не показан по ходу анкеты, тот не входит в его знаменатель."),
        ("Пороги", thresholds),
        ("Малые группы", small),
        ("Ответы и тексты", "В опросах без имён – без людей, школ и в случайном порядке."),
    ]


def left_out(names: Sequence[str]) -> list[tuple[str, str]]:
    """Questions whose answers are not listed."""
    return [("Нет в списке ответов", "; ".join(map(number, names)))] if names else []


def sent_file(name: str) -> str:
    """An answer that was a file."""
    return f"файл: {name}"
