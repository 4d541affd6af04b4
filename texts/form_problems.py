"""What is wrong with a questionnaire, where, and what to do about it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from string import Template
from typing import Protocol

from surveys.scanning import TYPES


class Problem(Protocol):
    """One thing to mend in a workbook."""

    @property
    def sheet(self) -> str:
        """Name of the sheet."""

    @property
    def row(self) -> int | None:
        """Row of the spreadsheet, the heading being row 1."""

    @property
    def column(self) -> str:
        """Heading of the column."""

    @property
    def code(self) -> str:
        """Kind of the problem."""

    @property
    def params(self) -> Mapping[str, str]:
        """Details."""


_TYPES = ", ".join(TYPES)

# Kind of problem → what is wrong, what to do.
_WORDS: dict[str, tuple[str, str]] = {
    "unsupported_type": ("вопрос вида «$type» в чате не задать", f"возьмите один из видов: {_TYPES}"),
    "unknown_type": ("незнакомый вид вопроса «$type»", f"$perhaps возьмите один из видов: {_TYPES}"),
    "missing_type": ("у строки «$name» не указан вид вопроса", "заполните колонку type"),
    "missing_name": ("у строки нет имени", "заполните колонку name"),
    "missing_label": ("у вопроса «$name» нет текста", "заполните колонку label"),
    "bad_name": (
        "имя «$name» не подходит",
        "имя начинается с буквы и состоит из букв, цифр, «_», «-» и «.», без пробелов",
    ),
    "duplicate_name": ("имя «$name» стоит дважды", "дайте вопросам разные имена"),
    "duplicate_choice": ("вариант «$name» стоит в списке «$list» дважды", "дайте вариантам разные имена"),
    "missing_list": (
        "списка вариантов «$name» нет на листе choices",
        "$perhaps добавьте список или исправьте его название",
    ),
    "unknown_roster": (
        "списка «$name» программа не ведёт",
        "возьмите my_schools.csv, my_teachers.csv, subjects.csv или лист choices",
    ),
    "no_questions": ("в анкете нет ни одного вопроса", "добавьте вопросы на лист survey"),
    "too_many_questions": ("в анкете больше $limit строк", "разделите её на несколько анкет"),
    "unknown_reference": (
        "ссылка $${$name} ведёт на вопрос, которого нет",
        "$perhaps исправьте имя в фигурных скобках",
    ),
    "unsupported_reference": ("ссылка $${$name} здесь не работает", "сошлитесь на обычный вопрос этой анкеты"),
    "bad_expression": ("условие не читается", "проверьте скобки, кавычки и знаки$details"),
    "unknown_function": (
        "функции «$name» нет",
        "возьмите функцию из описания XLSForm: selected, count-selected, if, today …",
    ),
    "wrong_arguments": ("у функции «$name» не столько аргументов, сколько нужно", "проверьте, что стоит в скобках"),
    "unsupported_axis": ("такой путь в условии не поддерживается", "ссылайтесь на вопросы так: $${имя}"),
    "expression_too_long": ("условие длиннее $limit знаков", "разбейте его на части через calculate"),
    "expression_too_deep": ("в условии слишком много вложенных скобок", "разбейте его на части через calculate"),
    "bad_pattern": ("шаблон в regex() не читается", "проверьте его; ссылки назад и просмотр вперёд не поддерживаются"),
    "cycle": ("условия зависят друг от друга по кругу$around", "уберите одну из ссылок"),
    "missing_end": ("группа «$name» не закрыта", "добавьте строку end group или end repeat"),
    "unexpected_end": ("группа закрывается, хотя не открывалась", "уберите эту строку или добавьте begin"),
    "too_deep_repeat": ("повторы вложены слишком глубоко", "оставьте не больше двух уровней"),
    "too_many_repeats": (
        "повтор «$name» задаётся больше $limit раз, в чате столько не пройти",
        "уменьшите число в колонке repeat_count",
    ),
    "too_many_places": (
        "с учётом повторов получается больше $limit вопросов",
        "уменьшите числа в колонке repeat_count или разделите анкету",
    ),
    "missing_sheet": ("нет листа survey", "назовите лист с вопросами survey$present"),
    "missing_headings": ("в первой строке нет обязательных заголовков$lacking", "впишите их в первую строку"),
    "unsupported_sheet": ("лист «$name» не поддерживается", "удалите его"),
    "not_a_workbook": ("это не книга Excel .xlsx", "сохраните файл как «Книга Excel (.xlsx)»"),
    "workbook_too_large": (
        "книга слишком большая, прочитать её за отведённое время не удалось",
        "оставьте листы survey, choices, settings",
    ),
    "too_many_rows": ("на листе слишком много строк", "удалите лишние строки"),
    "macros": ("в книге есть макросы", "сохраните её без макросов, как «Книга Excel (.xlsx)»"),
    "unsafe_xml": (
        "внутри файла есть то, чего в книгах Excel не бывает",
        "сохраните книгу заново в Excel или LibreOffice",
    ),
    "form_rejected": ("анкета не проходит проверку XLSForm$rejected", "исправьте и пришлите ещё раз"),
}


def line(problem: Problem) -> str:
    """«Лист survey, строка 7, колонка type: …. Что сделать: …»."""
    what, remedy = _WORDS.get(problem.code, ("ошибка «$code»", "проверьте эту строку"))
    template = _without_empty_names(f"{what}. Что сделать: {remedy}.", params := _params(problem))
    return _place(problem) + Template(template).substitute(params).replace(":  ", ": ")


def _params(problem: Problem) -> Mapping[str, str]:
    """What the words may speak of; nothing is said of what nobody knows."""
    known: defaultdict[str, str] = defaultdict(str, {"code": problem.code, **problem.params})
    known["name"] = known["name"] or known["function"]
    known["detail"] = known["detail"] or known["near"]
    known["perhaps"] = _perhaps(problem.params)
    for phrase, before, name in _PHRASES:
        known[phrase] = f"{before}{known[name]}" if known[name] else ""
    return known


# Phrase → what stands before the detail, and which detail; without the detail the phrase is left out.
_PHRASES = (
    ("details", "; подробности: ", "detail"),
    ("rejected", ": ", "detail"),
    ("around", ": ", "name"),
    ("lacking", ": ", "names"),
    ("present", "; сейчас в книге: ", "sheets"),
)
_QUOTED = re.compile(r" (?:«\$(\w+)»|\$\$\{\$(\w+)\})")


def _without_empty_names(template: str, params: Mapping[str, str]) -> str:
    return _QUOTED.sub(lambda found: found[0] if params[found[1] or found[2]] else "", template)


def lines(problems: Iterable[Problem]) -> list[str]:
    """All problems, a line each, in the order of the workbook."""
    told = [line(problem) for problem in sorted(problems, key=lambda each: (each.sheet, each.row or 0))]
    first = next((place for place, each in enumerate(told) if _TYPES in each), len(told))
    return [*told[: first + 1], *(each.replace(f": {_TYPES}", ", названных выше") for each in told[first + 1 :])]


def _place(problem: Problem) -> str:
    parts = []
    if problem.sheet:
        parts.append(f"лист {problem.sheet}")
    if problem.row:
        parts.append(f"строка {problem.row}")
    if problem.column:
        parts.append(f"колонка {problem.column}")
    place = ", ".join(parts)
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _perhaps(params: Mapping[str, str]) -> str:
    suggestion = params.get("suggestion", "")
    return f"если имелось в виду «{suggestion}», напишите так, иначе" if suggestion else ""


_NOTES = {
    "misspelt_sheet": "лист «$name» прочитан, хотя назван с ошибкой",
    "ignored_column": "колонка «$name» не используется",
    "metadata_left_empty": "служебное поле «$name» остаётся пустым",
    "too_much_work": "вычисления слишком тяжёлые, часть их останется пустой: сократите списки, повторы и склеенные тексты",
    "repeat_cut": "повтор «$name» задаётся не больше 200 раз, даже если ответ на вопрос о количестве больше",
}


def note(kind: str, name: str) -> str:
    """Something that does not hinder."""
    return Template(_NOTES.get(kind, "$name")).safe_substitute(name=name)
