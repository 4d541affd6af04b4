"""Words about a municipality's own thresholds: what is wrong with the file, and which of them a table used."""

from collections.abc import Sequence

NOT_UTF8 = "Сохраните файл в кодировке UTF-8."


def unreadable(reason: str) -> str:
    """The file is no TOML."""
    return f"Файл не читается: {reason}"


def about(code: str, problem: str) -> str:
    """A problem with the code of the municipality whose rules it is in, "" for all of them."""
    return f"[{code}]: {problem}" if code else problem


def unknown(name: str, known: Sequence[str]) -> str:
    """A setting that there is not."""
    return f"настройки {name} нет; есть {', '.join(known)}."


def out_of_range(name: str, lowest: int, highest: int) -> str:
    """A value that cannot be."""
    return f"{name}: нужно целое число от {lowest} до {highest}."


def wrong_order(acceptable: int, optimal: int) -> str:
    """Levels the wrong way round."""
    return f"допустимый уровень (acceptable = {acceptable}) не может быть выше оптимального (optimal = {optimal})."


def used(code: str, optimal: int, acceptable: int) -> str:
    """«Пороги уровней: оптимальный от 85 %, допустимый от 65 %.»"""
    where = f" ({code})" if code else ""
    return f"Пороги уровней{where}: оптимальный от {optimal} %, допустимый от {acceptable} %."


def bad_file(path: str, problems: str) -> str:
    """The program does not start with such a file."""
    return f"Файл порогов {path} с ошибками, исправьте его:\n{problems}"
