"""Results of a survey in the chat: exact figures with their base, words for levels, nothing of small groups."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from texts import surveys as survey_texts
from texts.screen import Attachment, Screen, safe
from texts.surveys import Facts

CHART_FILE = "результаты.png"
WORKBOOK_FILE = "{code}.xlsx"
_THRESHOLDS = "Уровни: от {optimal} % – оптимальный, от {acceptable} % – допустимый, ниже – критический."
_FEW = "Группы меньше 5 ответов не показаны, чтобы нельзя было узнать, кто как ответил."
_HEADINGS = {"school": "По школам", "subject": "По предметам", "role": "По ролям"}


class Figure(Protocol):
    """A row of results, as far as words need it."""

    @property
    def code(self) -> str:
        """Inner code of the indicator."""

    @property
    def name(self) -> str:
        """What people read."""

    @property
    def text(self) -> str:
        """«92 % (46 из 50)»."""

    @property
    def level(self) -> str | None:
        """оптимальный, допустимый, критический."""

    @property
    def note(self) -> str | None:
        """Something to bear in mind."""

    @property
    def group(self) -> str | None:
        """Label of the part."""

    @property
    def school(self) -> str | None:
        """Code of the school."""


def overall(facts: Facts, rows: Iterable[Figure], thresholds: tuple[int, int], files: tuple[Attachment, ...]) -> Screen:
    """The whole survey: every figure in a line, modules as a list."""
    lines, modules = [], []
    for row in rows:
        if row.group:
            modules.append(f"• {safe(row.group)}: {row.text}")
        else:
            lines.append(_line(row))
    parts = [_head(facts), "\n".join(lines)]
    if modules:
        parts.append("<b>Какие модули нужны</b>\n" + "\n".join(modules))
    optimal, acceptable = thresholds
    parts.append(f"<i>{_THRESHOLDS.format(optimal=optimal, acceptable=acceptable)}</i>")
    return Screen("\n\n".join(parts), survey_texts.results_keys(facts.id), files)


def _head(facts: Facts) -> str:
    return f"<b>{safe(facts.title)}</b>\nОтветы приняты по {facts.last_day}"


def _line(row: Figure) -> str:
    level = f" – {row.level}" if row.level else ""
    note = f" ({row.note})" if row.note else ""
    return f"{safe(row.name)}: <b>{row.text}</b>{level}{note}"


def parts(facts: Facts, by: str, rows: Iterable[Figure], names: Mapping[str, str]) -> Screen:
    """Broken down: a paragraph a school, subject or role; `names` gives schools their names."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        label = names.get(row.school or "", row.school) or row.group or ""
        groups.setdefault(label, []).append(f"{safe(row.name)}: {row.text}")
    body = [f"<b>{safe(label)}</b>\n" + "\n".join(lines) for label, lines in groups.items()]
    head = f"{_head(facts)}\n\n<b>{_HEADINGS[by]}</b>"
    return Screen("\n\n".join([head, *body, f"<i>{_FEW}</i>"]), survey_texts.results_keys(facts.id))


def workbook(facts: Facts, path: str, code: str) -> Screen:
    """The same figures as a workbook."""
    name = WORKBOOK_FILE.format(code=code)
    return Screen(
        f"«{safe(facts.title)}»: показатели, ответы по вопросам, методика расчёта.",
        survey_texts.results_keys(facts.id),
        (Attachment(path, name),),
    )
