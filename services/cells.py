"""Which part of a person's stratum an anonymous answer may carry: never one that fewer than five people share.

A stored (school, role, subject) that only one physics teacher fits would be her name in other words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from storage.frames import Member

SHARED_BY = 5  # domain section 5.1 rule 14

Cell = tuple[int | None, str, str]

# From the finest to the coarsest: the school is what reports are asked for most.
_LEVELS: tuple[Callable[[Member], Cell], ...] = (
    lambda m: (m.school_id, m.role, m.subject),
    lambda m: (m.school_id, m.role, ""),
    lambda m: (m.school_id, "", ""),
    lambda m: (None, m.role, m.subject),
    lambda m: (None, m.role, ""),
)


def true_cells(members: Iterable[Member]) -> list[Member]:
    """The whole stratum, for surveys that keep names anyway."""
    return [_with_cell(member, (member.school_id, member.role, member.subject)) for member in members]


def shared_cells(members: Iterable[Member]) -> list[Member]:
    """Give everybody the finest cell that at least five people of the frame carry."""
    left = list(members)
    cells: dict[Cell, list[Member]] = {}
    for level in _LEVELS:
        groups: dict[Cell, list[Member]] = defaultdict(list)
        for member in left:
            groups[level(member)].append(member)
        kept = {cell: group for cell, group in groups.items() if len(group) >= SHARED_BY and cell not in cells}
        cells.update(kept)
        left = [member for member in left if level(member) not in kept]
    _pool(cells, left)
    return [_with_cell(member, cell) for cell, group in cells.items() for member in group]


def _pool(cells: dict[Cell, list[Member]], left: list[Member]) -> None:
    """Those who fit nowhere share the empty cell, with people of no school who may have it already.

    Too few of them take the smallest other cell along.
    """
    pool = [*cells.pop((None, "", ""), []), *left]
    while pool and len(pool) < SHARED_BY and cells:
        smallest = min(cells, key=lambda cell: (len(cells[cell]), str(cell)))
        pool += cells.pop(smallest)
    if pool:
        cells[(None, "", "")] = pool


def _with_cell(member: Member, cell: Cell) -> Member:
    school_id, role, subject = cell
    return replace(member, cell_school_id=school_id, cell_role=role, cell_subject=subject)
