"""The monthly summary as a message (domain section 8.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from texts import periods
from texts import survey_actions as act
from texts.grammar import people
from texts.screen import Button, Keyboard, Screen, safe


@dataclass(frozen=True, slots=True)
class Line:
    """One survey: its name, whether it is open, until when, and «22 из 50 (44 %)»."""

    title: str
    is_open: bool
    last_day: str
    answered: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, the line of its split, «70 % (21 из 30)», what it was the month before and became since."""

    name: str
    line: str
    text: str
    change: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where, of which month (its first day), taken at which moment and in which time zone that is told."""

    place: str
    month: date
    taken_at: datetime
    zone: str


def summary(
    head: Head, help_: Sequence[Figure], plan: Sequence[Figure], lines: Iterable[Line], out: tuple[int, int]
) -> Screen:
    """`out` counts people without a messenger and people who stopped the bot."""
    local = head.taken_at.astimezone(ZoneInfo(head.zone))
    title = f"📋 <b>{safe(head.place)}</b> · сводка за {periods.month(head.month)}"
    surveys = [
        f"• {safe(line.title)}: {'открыт по' if line.is_open else 'закрыт'} {line.last_day}, ответили {line.answered}"
        for line in lines
    ]
    parts = [f"{title} (данные на {local:%d.%m.%Y %H:%M})"]
    for name, told in (("Помощь", _figures(help_)), ("План", _figures(plan)), ("Опросы", surveys)):
        parts += ["", f"<b>{name}</b>", *(told or ["событий нет"])]
    if attention := _attention(*out):
        parts += ["", "⚠ <b>Требует внимания</b>", *attention]
    keys = Keyboard().row(Button("Опросы", act.Surveys())).row(Button("В меню", act.Menu()))
    return Screen("\n".join(parts), keys.done())


def _figures(figures: Iterable[Figure]) -> list[str]:
    """A line for each figure; the lines of a split that only counts stand side by side."""
    told: dict[str, list[str]] = {}
    for each in figures:
        change = f", {each.change} за месяц" if each.change else ""
        told.setdefault(each.name, []).append(f"{each.line} – {each.text}{change}" if each.line else each.text + change)
    return [f"• {safe(name)}: {safe(', '.join(texts))}" for name, texts in told.items()]


def _attention(unlinked: int, unreachable: int) -> list[str]:
    lines = []
    if unlinked:
        lines.append(f"• без мессенджера: {people(unlinked)} – раздайте приглашения")
    if unreachable:
        lines.append(f"• остановили бота: {people(unreachable)}")
    return lines
