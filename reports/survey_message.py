"""The results of a survey as a message for the chat: as a whole, or school by school, never longer than a message."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from indicators.outcome import Outcome
from indicators.questionnaire import CHOICES, FILES, NUMBERS, Counted
from indicators.rows import Row
from indicators.shares import Share, hundredths
from texts import indicators
from texts import results as words

LIMIT = 3900  # characters: MAX takes 4,000 and a lead line may come before


def message(outcome: Outcome, counted: Sequence[Counted] = ()) -> str:
    """HTML of the small set that screens know; `counted` are the questions of a form that no indicator speaks of."""
    survey, thresholds = outcome.survey, outcome.rules.thresholds
    answered = Share(outcome.sent, outcome.frame)
    head = words.head(
        survey.title,
        outcome.municipality.short_name,
        survey.mode,
        (survey.period_start, survey.period_end),
        str(answered),
    )
    if outcome.sent and _unreliable(answered, outcome):
        head.append(words.low_response(thresholds.meaningful))
    body = _groups(outcome) if outcome.by else _whole(outcome) + _questions(counted, outcome.rules.smallest)
    hidden = any(row.hidden for row in (*outcome.parts, *_brief(outcome))) or any(each.hidden for each in counted)
    shown = outcome.by is None and any(row.level for row in _brief(outcome))
    levels = (thresholds.optimal, thresholds.acceptable) if shown else None
    foot = words.footnote(outcome.rules.smallest, levels, hidden=hidden)
    return _fitted(head, body, foot)


def _fitted(head: Sequence[str], body: Sequence[str], foot: str) -> str:
    """As many blocks as a message holds; what is left out is said."""
    kept = list(body)
    ending = [foot] if foot else []
    while len(text := "\n\n".join(["\n".join(head), *kept, *_left(len(body) - len(kept)), *ending])) > LIMIT and kept:
        kept.pop()
    return text


def _left(number: int) -> list[str]:
    return [words.more(number)] if number else []


def _whole(outcome: Outcome) -> list[str]:
    if outcome.sent == 0:
        return [words.NOBODY]
    brief = _brief(outcome)
    plain = [row for row in brief if not row.about.label]
    known = [row for row in plain if row.text != indicators.NO_DATA]
    lines = [words.figure(row.name, row.text, row.level, row.note) for row in known]
    if len(known) < len(plain):
        lines.append(words.without_data(len(plain) - len(known)))
    blocks = ["\n".join(lines)] if lines else []
    splits = groupby((row for row in brief if row.about.label), key=lambda row: row.name)
    return [*blocks, *_since(outcome), *(_split(name, list(rows)) for name, rows in splits)]


def _unreliable(answered: Share, outcome: Outcome) -> bool:
    """Whether too few of those who were asked have answered to conclude anything."""
    return 100 * answered.numerator < outcome.rules.thresholds.meaningful * answered.denominator


def _since(outcome: Outcome) -> list[str]:
    """What became of the figures since the survey before, nothing where that may not be told."""
    since = outcome.since
    if since is None or not (since.changes or since.same):
        return []
    lines = [words.since((since.before.period_start, since.before.period_end))]
    now, before = _unreliable(Share(outcome.sent, outcome.frame), outcome), _unreliable(since.answered, outcome)
    if now or before:
        lines.append(words.compare_with_care(outcome.rules.thresholds.meaningful, now=now, before=before))
    lines += [words.changed(each.row.name, each.row.text, str(each.change)) for each in since.changes]
    lines += [words.same_people(str(since.same))] if since.same else []
    return ["\n".join(lines)]


def _brief(outcome: Outcome) -> list[Row]:
    """Figures that stand in a message, besides how many have answered."""
    return [row for row in outcome.rows if row.about.passport.brief and row.code != "RR"]


def _split(name: str, rows: Sequence[Row]) -> str:
    """Options, the most wanted first; hidden ones share one answer."""
    if all(row.hidden for row in rows):
        return words.figure(name, rows[0].text, None, None)
    ordered = sorted(rows, key=lambda row: row.place or len(rows))
    sharing = Counter(row.place for row in rows)
    lines = [words.option(row.place, row.group or "", row.text, row.note, sharing[row.place]) for row in ordered]
    return "\n".join([words.subtitle(name), *lines])


def speaks_for_itself(outcome: Outcome) -> bool:
    """Whether indicators say enough of the survey; of a form without them the questions are told instead."""
    return outcome.sent == 0 or any(row.about.passport.brief and row.code != "RR" for row in outcome.rows)


def _questions(counted: Sequence[Counted], smallest: int) -> list[str]:
    told = [_question(each, smallest) for each in counted if each.question.kind in (*CHOICES, *NUMBERS)]
    kinds = {each.question.kind for each in counted if each.given or each.hidden}
    in_excel = [words.IN_EXCEL] if kinds.difference(CHOICES, NUMBERS, FILES) else []
    among_files = [words.AMONG_FILES] if kinds.intersection(FILES) else []
    return ["\n".join([*in_excel, *among_files]), *told] if in_excel or among_files else told


def _question(counted: Counted, smallest: int) -> str:
    """A question with its options, the most chosen first."""
    asked = counted.question
    if counted.hidden:
        return words.question(asked.label, None, [indicators.fewer_than(smallest)])
    if asked.kind in NUMBERS:
        average = indicators.NO_DATA if counted.mean is None else indicators.decimal(hundredths(counted.mean))
        return words.question(asked.label, counted.n, [words.average(average)])
    ordered = sorted(counted.options, key=lambda option: -option[1])
    lines = [words.option(None, label, str(Share(times, counted.n)), None) for label, times in ordered]
    return words.question(asked.label, counted.n, lines, ranked=asked.kind == "rank")


def _groups(outcome: Outcome) -> list[str]:
    blocks = [_group(outcome, rows) for rows in by_place(outcome.parts)]
    heading = words.subtitle(words.BY[outcome.by or ""])
    return [heading, *blocks] if blocks else [heading, words.NO_GROUPS]


def by_place(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows of the same school, subject or role together, in the order of the table."""
    places: dict[int, list[Row]] = {}
    for row in rows:
        places.setdefault(row.index, []).append(row)
    return [places[index] for index in sorted(places)]


def _group(outcome: Outcome, rows: Sequence[Row]) -> str:
    rate = next(row for row in rows if row.code == "RR")
    main = [row for row in rows if row.about.passport.main]
    figures = [words.group_figure(row.name, outcome.part_text(row)) for row in main]
    if main and all(row.hidden for row in main):
        figures = [outcome.part_text(main[0])]
    return "\n".join([words.group(outcome.name_of(rate), "" if rate.hidden else rate.text), *figures])
