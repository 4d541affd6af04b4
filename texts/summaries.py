"""The monthly summary as a message (domain section 8.1)."""

from collections.abc import Iterable
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


def summary(
    place: str, month: date, taken: tuple[datetime, str], lines: Iterable[Line], out: tuple[int, int]
) -> Screen:
    """`taken` is the moment with its time zone, `out` counts people without a messenger and people who stopped the bot."""
    moment, zone = taken
    local = moment.astimezone(ZoneInfo(zone))
    parts = [f"📋 <b>{safe(place)}</b> · сводка за {periods.month(month)} (данные на {local:%d.%m.%Y %H:%M})", ""]
    surveys = [
        f"• {safe(line.title)}: {'открыт по' if line.is_open else 'закрыт'} {line.last_day}, ответили {line.answered}"
        for line in lines
    ]
    parts += ["<b>Опросы</b>", *(surveys or ["событий нет"])]
    if attention := _attention(*out):
        parts += ["", "⚠ <b>Требует внимания</b>", *attention]
    keys = Keyboard().row(Button("Опросы", act.Surveys())).row(Button("В меню", act.Menu()))
    return Screen("\n".join(parts), keys.done())


def _attention(unlinked: int, unreachable: int) -> list[str]:
    lines = []
    if unlinked:
        lines.append(f"• без мессенджера: {people(unlinked)} – раздайте приглашения")
    if unreachable:
        lines.append(f"• остановили бота: {people(unreachable)}")
    return lines
