"""The picture of a survey's results: a bar for each share with its base, thresholds as lines, readable on a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any

from indicators.kinds import SHARE
from indicators.outcome import Outcome
from indicators.rows import Row
from texts import indicators
from texts import results as words
from texts.typesetting import bound

_WIDTH, _DOTS = 5.4, 200  # inches and dots an inch: what is ten points here can be read on the width of a phone
_BAR, _TITLE, _AXIS = 0.58, 0.27, 0.9  # inches for a bar, a line of the title, the axis with its note
_MOST = 20  # bars
_LABEL, _HEADING = 20, 42  # letters in a line
_INK, _PALE, _GRID = "#1f2d3a", "#66727d", "#c9d0d6"
_COLOURS = {indicators.OPTIMAL: "#2f8f5b", indicators.ACCEPTABLE: "#a06d00", indicators.CRITICAL: "#c2503a"}
_PLAIN = "#3a78b5"
_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # keeps the lines behind from crossing the words


@dataclass(frozen=True, slots=True)
class Bar:
    """A label and a share in percent, None when it is not shown; the words beside it."""

    label: str
    percent: float | None
    words: str
    base: str
    colour: str


def picture(outcome: Outcome) -> bytes | None:
    """The PNG, None when there is nothing to draw."""
    title, rows = _chosen(outcome)
    bars = [_bar(outcome, row) for row in rows[:_MOST]]
    if outcome.sent == 0 or all(bar.percent is None for bar in bars):
        return None
    thresholds = outcome.rules.thresholds
    levels = [thresholds.acceptable, thresholds.optimal] if any(row.about.passport.levels for row in rows) else []
    note = words.picture_note(words.picture_base(outcome.sent, outcome.frame), levels, len(rows) - len(bars))
    return _drawn(title, bars, levels, note)


def _chosen(outcome: Outcome) -> tuple[list[str], list[Row]]:
    """The lines of the title and the rows to draw: all shares, or the main one place by place."""
    survey = outcome.survey
    about = words.picture_about(outcome.municipality.short_name, (survey.period_start, survey.period_end))
    if outcome.by is None:
        brief = [row for row in outcome.rows if row.about.passport.brief and not row.about.label]
        return [survey.title, about], [row for row in brief if row.about.figure is SHARE]
    code = next((row.code for row in outcome.parts if row.about.passport.main), "RR")
    rows = [row for row in outcome.parts if row.code == code and not row.about.label]
    return [survey.title, words.picture_subtitle(rows[0].name if rows else "", outcome.by), about], rows


def _bar(outcome: Outcome, row: Row) -> Bar:
    label, text = (outcome.name_of(row), outcome.part_text(row)) if outcome.by else (row.name, row.text)
    if row.share is None or row.share.denominator == 0:
        return Bar(label, None, text, "", _PALE)
    share = row.share
    base = words.picture_base(share.numerator, share.denominator)
    colour = _COLOURS.get(row.level or "", _PLAIN)
    return Bar(label, 100 * share.numerator / share.denominator, share.percent_text, base, colour)


# --- drawing ---------------------------------------------------------------------------------------------------


def _drawn(title: Sequence[str], bars: Sequence[Bar], levels: Sequence[int], note: str) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    heading = [line for part in title for line in wrap(bound(part), _HEADING)]
    top, body = _TITLE * len(heading) + 0.3, _BAR * len(bars)
    height = top + body + _AXIS
    figure = Figure(figsize=(_WIDTH, height), dpi=_DOTS, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.36, _AXIS / height, 0.60, body / height), facecolor="white")
    _frame(axes, bars, levels)
    for place, bar in enumerate(bars):
        _draw(axes, place, bar)
    for number, line in enumerate(heading):
        first = number < len(wrap(bound(title[0]), _HEADING))
        y = 1 - (_TITLE * (number + 1.0)) / height
        figure.text(0.03, y, line, size=12.5 if first else 11, weight="bold" if first else "normal", color=_INK)
    figure.text(0.03, 0.12 / height, note, size=9.5, color=_PALE)
    colours = {bar.colour for bar in bars}
    meant = {level: colour for level, colour in (_COLOURS | {words.NO_LEVEL: _PLAIN}).items() if colour in colours}
    if levels:
        _legend(figure, meant, height)
    made = BytesIO()
    figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _legend(figure: Any, meant: Mapping[str, str], height: float) -> None:
    """What the colours mean."""
    from matplotlib.patches import Patch

    figure.legend(
        handles=[Patch(color=colour, label=level) for level, colour in meant.items()],
        loc="lower left",
        bbox_to_anchor=(0.02, 0.24 / height),
        ncols=len(meant),
        frameon=False,
        fontsize=9.5,
        labelcolor=_PALE,
        borderpad=0,
        handlelength=1.2,
    )


def _frame(axes: Any, bars: Sequence[Bar], levels: Sequence[int]) -> None:
    axes.set_xlim(0, 100)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    labels = ["\n".join(wrap(bound(bar.label), _LABEL)[:3]) for bar in bars]
    axes.set_yticks(range(len(bars)), labels, size=10, color=_INK)
    ticks = sorted({0, 50, 100, *levels})
    axes.set_xticks(ticks, [indicators.percent(tick) for tick in ticks], size=9, color=_PALE)
    axes.tick_params(length=0)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "left")
        spine.set_color(_GRID)
    for level in levels:
        axes.axvline(level, color=_PALE, linewidth=1, linestyle=(0, (4, 3)), zorder=0)


def _draw(axes: Any, place: int, bar: Bar) -> None:
    """A bar with its words inside when there is room, beside it when there is not."""
    if bar.percent is None:
        axes.text(1.5, place, bar.words, va="center", size=10, color=_PALE, style="italic")
        return
    axes.barh(place, bar.percent, height=0.62, color=bar.colour)
    said = f"{bar.words} · {bar.base}"
    inside = bar.percent > 50  # noqa: PLR2004 - the words take about half of the width
    x, side, colour = (bar.percent - 1.5, "right", "white") if inside else (bar.percent + 1.5, "left", _INK)
    axes.text(
        x, place, said, va="center", ha=side, size=10.5, color=colour, weight="bold", bbox=None if inside else _WHITE
    )
