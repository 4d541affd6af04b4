"""Which rows a request means: one for the whole, or one for each municipality, school, subject or role."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.kinds import Vector
from indicators.rows import Line
from indicators.tallies import Cut, Key, Tally, total
from indicators.territory import Territory
from texts import indicators as words
from texts.reference import form_name, role_name, subject_name

_NAMES: Mapping[str, Callable[[str], str]] = {"role": role_name, "subject": subject_name, "format": form_name}


@dataclass(frozen=True)
class Layout:
    """The rows of a table, and which of them stand together under a total that is shown elsewhere."""

    lines: tuple[Line, ...]
    groups: tuple[Sequence[int], ...]

    def vectors(self, tally: Tally) -> list[Vector]:
        """The counts of each row."""
        known, nothing = tally.vectors, tally.figure.empty
        if tally.whole is not None:
            return [tally.whole for _ in self.lines]
        if self._single is not None:
            return [known.get(key, nothing) for key in self._single]
        return [self._together(tally, line) for line in self.lines]

    def people(self, tally: Tally) -> list[int]:
        """How many answered anything in the place of each row."""
        return [sum(tally.people[key][0] for key in line.keys if key in tally.people) for line in self.lines]

    def _together(self, tally: Tally, line: Line) -> Vector:
        """The counts of several places as one."""
        found = [tally.vectors[key] for key in line.keys if key in tally.vectors]
        return total((tally.figure.empty, *found)) if tally.figure.pools or len(line.keys) == 1 else tally.figure.empty

    @cached_property
    def _single(self) -> tuple[Key, ...] | None:
        """The keys, where every row has exactly one: the usual case, and the largest tables."""
        return tuple(line.keys[0] for line in self.lines) if all(len(line.keys) == 1 for line in self.lines) else None


def whole(territory: Territory) -> Layout:
    """One row: the municipality asked for, or the region."""
    return Layout((Line(tuple((each.id, None) for each in territory.municipalities), territory.code),), (range(1),))


def by_municipality(territory: Territory) -> Layout:
    """A row for each municipality; the region's total is shown elsewhere."""
    lines = tuple(Line(((each.id, None),), each.code) for each in territory.municipalities)
    return Layout(lines, (range(len(lines)),))


def by_school(territory: Territory, tallies: Iterable[Tally]) -> Layout:
    """A row for each school; municipalities' totals are shown.

    Beside them one for people who answered without a school, and one for those of other municipalities' schools: the
    total holds their answers, so that without a row of their own subtraction would tell them.
    """
    own = {(each.id, school) for each in territory.municipalities for school, _ in each.schools}
    elsewhere = {key for tally in tallies if tally.protected for key in tally.vectors if key not in own}
    guests = {key for key in elsewhere if key[1] is not None}
    lines: list[Line] = []
    groups: list[Sequence[int]] = []
    for each in territory.municipalities:
        start = len(lines)
        lines += [Line(((each.id, school),), each.code, code) for school, code in each.schools]
        if (each.id, None) in elsewhere:
            lines.append(Line(((each.id, None),), each.code, group=words.SMALL_SCHOOLS))
        if visiting := sorted(key for key in guests if key[0] == each.id):
            lines.append(Line(tuple(visiting), each.code, group=words.OTHERS))
        groups.append(range(start, len(lines)))
    return Layout(tuple(lines), tuple(groups))


def by_label(territory: Territory, cut: Cut, tallies: Iterable[Tally]) -> Layout:
    """A row for each subject or role that occurs, by name; those without one come last."""
    name = _NAMES[cut.stratum]
    found: dict[str, set[Key]] = defaultdict(set)
    for tally in tallies:
        for key in tally.vectors:
            found[key[1] or ""].add(key)
    school = next(
        (code for each in territory.municipalities for id_, code in each.schools if id_ == cut.school_id), None
    )
    lines = tuple(
        Line(tuple(found[code]), territory.code, school, name(code) if code else words.OTHERS)
        for code in sorted(found, key=lambda code: (not code, name(code)))
    )
    return Layout(lines, (range(len(lines)),))
