"""The archives with files that were sent as answers: their names, and what is said beside them."""

import re
from pathlib import PurePath

from texts.grammar import plural, quoted
from texts.screen import Attachment, Rows, Screen, safe

_KINDS = {"image": "фото", "audio": "аудио", "file": "файл"}
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}")
_AWKWARD = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_LONGEST = 60  # letters of a sender's own name for a file


def entry(question: str, number: int, person: str, name: str, kind: str) -> str:
    """«Q5.3_ответ-12_фото.jpg»; of a named survey «Q5.3_П-06-01_план.docx».

    What the sender called a file stands only where the sender is named too: a name of a file may name a person.
    """
    ending = PurePath(name).suffix
    ending = ending.lower() if _EXTENSION.fullmatch(ending) else ""
    if not person:
        return f"{question}_ответ-{number}_{_KINDS[kind]}{ending}"
    own = _AWKWARD.sub("_", name.removesuffix(PurePath(name).suffix))[:_LONGEST].strip(" .") or _KINDS[kind]
    return f"{question}_{person}_{number}_{own}{ending}"


def archives(title: str, code: str, paths: list[str], count: int, keys: Rows) -> Screen:
    """The archives, numbered when there are several."""
    one = len(paths) == 1
    files = tuple(
        Attachment(path, f"{code}-файлы.zip" if one else f"{code}-файлы-{place}.zip")
        for place, path in enumerate(paths, 1)
    )
    number = f"{count} {plural(count, 'файл', 'файла', 'файлов')}"
    several = "" if one else f" Архивов {len(paths)}: в один сообщение не вместит."
    return Screen(f"{quoted(safe(title))}: {number} из ответов.{several}", keys, files)


def nothing(title: str, smallest: int, keys: Rows, *, protected: bool) -> Screen:
    """No file may be given."""
    text = f"{quoted(safe(title))}: файлов, которые можно показать, нет."
    if protected:
        text += f" В опросе без имён их можно взять, когда на вопрос ответили хотя бы {smallest} человек."
    return Screen(text, keys)
