"""The message with the results of a survey, and the words of its picture."""

from collections.abc import Sequence
from datetime import date

from texts import periods
from texts.grammar import counted, listed, plural
from texts.indicators import percent
from texts.screen import safe
from texts.surveys import MODES

BY = {"school": "По школам", "subject": "По предметам", "role": "По ролям"}
NOBODY = "Никто не ответил."
NO_GROUPS = "По таким группам ответов нет."
IN_EXCEL = "Ответы, написанные словами, – в Excel у координатора."
AMONG_FILES = "Присланные файлы – у координатора, под кнопкой «Файлы ответов»."
LOW_RESPONSE = "⚠️ Данные непоказательны: ответили меньше {} %."


def head(title: str, municipality: str, mode: str, period: tuple[date, date], answered: str) -> list[str]:
    """What the survey is and how many have answered."""
    return [
        f"<b>{safe(title)}</b>",
        f"{safe(municipality)} · {MODES[mode]}",
        f"Период: {periods.between(*period)}",
        f"Ответили: {answered}",
    ]


def low_response(meaningful: int) -> str:
    """Too few have answered to conclude anything."""
    return LOW_RESPONSE.format(meaningful)


def figure(name: str, text: str, level: str | None, note: str | None) -> str:
    """«Удовлетворённость: 92 % (46 из 50) – оптимальный»"""
    tail = f" – {level}" if level else ""
    return f"{safe(name)}: <b>{safe(text)}</b>{tail}" + (f", {safe(note)}" if note else "")


def without_data(number: int) -> str:
    """Figures that nothing was asked for."""
    return f"Ещё {counted(number, 'показатель', 'показателя', 'показателей')} без данных (n = 0)."


def option(place: int | None, name: str, text: str, note: str | None, sharing: int = 1) -> str:
    """A line of a split: «2. Предметная компетентность: 67 % (6 из 9), высокая»; «1–3.» where three share the place."""
    last = "" if sharing == 1 or place is None else f"–{place + sharing - 1}"
    lead = "" if place is None else f"{place}{last}. "
    return f"{lead}{safe(name)}: {safe(text)}" + (f", {safe(note)}" if note else "")


def question(label: str, n: int | None, lines: Sequence[str], *, ranked: bool = False) -> str:
    """A question with what was answered; `n` people were shown it, None where that must not be told."""
    first = ", чаще на первом месте" if ranked else ""
    base = "" if n is None else f" (n = {n}{first})"
    return "\n".join([f"<b>{safe(label)}</b>{base}", *lines])


def average(text: str) -> str:
    """The mean of a question that asks for a number."""
    return f"среднее: {text}"


def group(name: str, answered: str) -> str:
    """The first line of a school, subject or role; `answered` is empty where it must not be told."""
    return f"<b>{safe(name)}</b>" + (f" – ответили {safe(answered)}" if answered else "")


def group_figure(name: str, text: str) -> str:
    """A figure of a school, subject or role."""
    return f"{safe(name)}: {safe(text)}"


def since(period: tuple[date, date]) -> str:
    """What stands above the changes: of which time the survey before was."""
    return subtitle(f"По сравнению с прошлым опросом ({periods.between(*period)})")


def changed(name: str, text: str, change: str) -> str:
    """«Удовлетворённость: 88 % (44 из 50), было 96 % (48 из 50): −8,0 п. п., снижение»"""
    return f"{safe(name)}: {safe(text)}, {safe(change)}"


def compare_with_care(meaningful: int, *, now: bool, before: bool) -> str:
    """Too few answered one of the two surveys, or both."""
    where = "в обоих опросах" if now and before else "в этом опросе" if now else "в прошлом опросе"
    return f"⚠️ Сравнивайте осторожно: {where} ответили меньше {meaningful} %, данные непоказательны."


def same_people(told: str) -> str:
    """The marks of those who answered both times."""
    return f"Оценки тех же людей: {safe(told)}"


def subtitle(words: str) -> str:
    """A heading inside the message."""
    return f"<b>{safe(words)}</b>"


def footnote(smallest: int, levels: tuple[int, int] | None, *, hidden: bool) -> str:
    """The thresholds used, where levels stand above, and what is not shown; "" when there is nothing to say."""
    lines = []
    if levels is not None:
        lines.append(f"Уровни: от {levels[0]} % – оптимальный, от {levels[1]} % – допустимый, ниже – критический.")
    if hidden:
        lines.append(
            f"Группы меньше {smallest} ответов не показаны, а рядом с ними скрыты и соседние, "
            "чтобы малые нельзя было вычислить."
        )
    return f"<i>{' '.join(lines)}</i>" if lines else ""


def more(number: int) -> str:
    """Groups that did not fit."""
    return f"… и ещё {number} {plural(number, 'строка', 'строки', 'строк')}: все – в Excel."


def picture_subtitle(figure_name: str, by: str) -> str:
    """What the bars are: «Удовлетворённость по школам»."""
    return f"{figure_name} {BY[by].lower()}"


NO_LEVEL = "без уровня"


def picture_about(municipality: str, period: tuple[date, date]) -> str:
    """Where and of which time: «МО город Армавир, октябрь 2026»."""
    return f"{municipality}, {periods.between(*period)}"


def picture_base(numerator: int, denominator: int) -> str:
    """What stands beside a bar's percent."""
    return f"{numerator} из {denominator}"


def picture_note(answered: str, levels: Sequence[int], left_out: int) -> str:
    """The line under the bars."""
    lines = f" Пунктир – пороги {listed([percent(level) for level in levels])}." if levels else ""
    tail = f" Ещё {left_out} – в Excel." if left_out else ""
    return f"Ответили {answered}.{lines}{tail}"
