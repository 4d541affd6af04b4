"""Words of `backup` and `health`."""

from collections.abc import Iterable
from datetime import timedelta

PROCESS, DISK, DATABASE = "Программа", "Свободно на диске", "База"
WAL, INBOX, OUTBOX, POISON = "Журнал базы", "Ждут обработки", "Ждут отправки", "Отложены как непонятные"
STORING, STUCK = "Запись", "Не проходят, повторяются"
KEYS = "Ключи анонимных опросов"
NO_ROOM = "диск полон, входящее не записывается и ждёт в мессенджере. Освободите место, дальше программа пойдёт сама"
NOT_STARTED = "не запускалась"
LOCKED = "её держит другая программа, закройте её"
NO_DATABASE, SOUND, ANSWERS = "файла ещё нет, его создаст первый запуск", "цела", "отвечает"
UNWELL = "Есть неисправности: они отмечены «!»."
BACKUP_BY_SERVER = "База на сервере PostgreSQL: снимайте копию его средствами, например pg_dump."


def nothing_to_back_up(path: str) -> str:
    """There is no database yet."""
    return f"Файла базы {path} ещё нет, копировать нечего."


def folder_refuses(path: str, reason: str) -> str:
    """The copy cannot be put there."""
    return f"В папку {path} копию не записать ({reason}). Укажите в --to другую папку или проверьте права и место."


def backup_failed(reason: str) -> str:
    """The copy did not pass its checks, so it was thrown away."""
    return f"Копия не прошла проверку и удалена ({reason}). Проверьте место на диске и саму базу командой health."


def backup_done(path: str, size: int, people: int, responses: int) -> str:
    """A copy and what is in it."""
    return f"Копия готова и проверена: {path} ({megabytes(size)}; людей {people}, ответов {responses})."


def megabytes(size: int) -> str:
    """«12 МБ»"""
    return f"{size / 2**20:.0f} МБ"


def seen(ago: timedelta) -> str:
    """When the running process was last heard of."""
    return f"отметилась {ago.total_seconds():.0f} с назад"


def keys_lost(codes: Iterable[str]) -> str:
    """Anonymous surveys that take no answers because their key is gone."""
    return f"пропали у {', '.join(codes)}. Верните папку keys: без неё эти опросы не принимают ответы"


def heard(messenger: str) -> str:
    """Name of the sign that a messenger answers."""
    return f"Мессенджер {messenger}"


def ago(passed: timedelta) -> str:
    """When the messenger answered last."""
    return f"на связи {passed.total_seconds():.0f} с назад"


def not_writable(reason: str) -> str:
    """Nothing can be written into the data folder."""
    return f"Записать в папку данных не удаётся: {reason}"


def sign_line(name: str, value: str, well: bool) -> str:
    """A sign of health on the terminal."""
    return f"{' ' if well else '!'} {name}: {value}"
