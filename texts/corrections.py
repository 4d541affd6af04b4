"""An installation's own corrections of the lists: `lists.toml` in the data folder.

It has the form of the file that comes with the program, adds codes and spellings and gives codes other names; nothing
that was read before is forgotten.
"""

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from texts.reference import LISTS, Spellings

FILE = "lists.toml"

# Lists whose codes the program's own rules know: there are no others, but each may be called otherwise.
_FIXED = frozenset(
    {
        *("role", "school_status", "assignment_kind", "centre", "level", "side", "survey_mode", "need_kind"),
        *("activity_status", "need_status", "plan_status", "iom_status", "iom_item_status", "decision_status"),
        *("practice_status", "response_status", "response_source", "attendance_part", "diagnosis_kind", "index_kind"),
        *("school_period_kind", "scored_indicator", "library_audience"),
    }
)
_CODE = re.compile("[A-Za-z][A-Za-z0-9_]{0,39}")
_LONGEST = 200  # characters of a spelling

_applied: list[Path] = []


class BadLists(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The file cannot be used; the text says all that is wrong, a line each."""


def applied() -> Path | None:
    """The file whose corrections hold in this process."""
    return _applied[-1] if _applied else None


def apply(path: Path) -> None:
    """Correct the lists by a file, if there is one. Raises BadLists, and then nothing is corrected."""
    if not path.is_file():
        return
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLists("Сохраните файл в кодировке UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadLists(f"Файл не читается: {_where(error)}.") from None
    problems = list(_problems(raw))
    if problems:
        raise BadLists("\n".join(problems))
    for name, words in raw.items():
        for code, spellings in words.items():
            known = LISTS[name].get(code, ())
            LISTS[name][code] = tuple(dict.fromkeys((*spellings, *known)))
    for code, names in LISTS["activity_format"].items():
        LISTS["counts_as"].setdefault(code, names[:1])
    _applied.append(path.resolve())


def _where(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"ошибка в строке {found[1]}, знак {found[2]}" if found else "ошибка в конце файла"


def _problems(raw: dict[str, Any]) -> Iterator[str]:
    for name, words in raw.items():
        if name not in LISTS or not isinstance(words, dict):
            yield f"[{name}]: такого списка нет.{_perhaps(name, LISTS)}"
            continue
        sound = True
        for code, spellings in words.items():
            for told in (*_code_problems(name, code), *_spelling_problems(code, spellings)):
                sound = False
                yield f"[{name}]: {told}"
        if sound:
            yield from _clashes(name, words)


def _code_problems(name: str, code: str) -> Iterator[str]:
    if code in LISTS[name]:
        return
    if name in _FIXED:
        yield f"код {code} добавить нельзя, здесь можно только менять названия."
    elif not _CODE.fullmatch(code):
        yield f"код {code} не подходит: нужны латинские буквы, цифры и подчёркивание, до 40 знаков."


def _spelling_problems(code: str, spellings: Any) -> Iterator[str]:
    if not isinstance(spellings, list) or not spellings or not all(isinstance(each, str) for each in spellings):
        yield f'{code}: напишите название в кавычках и квадратных скобках, например {code} = ["название"].'
        return
    for each in spellings:
        if not each.strip() or each != each.strip() or len(each) > _LONGEST or ";" in each or not each.isprintable():
            yield f"{code}: «{each}» не подходит – нужен текст до 200 знаков без точки с запятой."


def _clashes(name: str, words: dict[str, list[str]]) -> Iterator[str]:
    """One spelling leads to one code."""
    owners = {_folded(each): code for code, spellings in LISTS[name].items() for each in (code, *spellings)}
    if name == "counts_as":
        return  # several forms are counted together under one name
    for code, spellings in words.items():
        for each in (code, *spellings):
            other = owners.setdefault(_folded(each), code)
            if other != code:
                yield f"[{name}]: «{each}» уже ведёт к коду {other}, а не {code}."


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("ё", "е").split())


def _perhaps(word: str, known: dict[str, Spellings] | Spellings) -> str:
    near = get_close_matches(word, known, 1)
    return f" Возможно, имелось в виду {near[0]}." if near else ""
