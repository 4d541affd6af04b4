"""Which cells are hidden so that nobody learns what fewer than five people answered (rule 14).

A set is a list of cells whose total is shown. Hidden cells of a set must not come out by subtraction: there are at
least two of them, and together they hold at least as many answers as a cell needs to be shown. What subtraction then
yields is a group that could have been shown in its own right.
"""

from collections.abc import Collection, Iterable, Sequence

Cells = Collection[int]  # places in a list of cells


def hidden(numbers: Sequence[int], sets: Iterable[Cells], smallest: int, also: Iterable[int] = ()) -> set[int]:
    """Places of the cells to hide: too few answers, or needed to cover those; `also` is hidden from the start.

    Empty cells are never hidden: they hold nobody's answer.
    """
    found = {place for place, number in enumerate(numbers) if 0 < number < smallest} | set(also)
    if not found:
        return found
    listed = list(sets)
    while True:
        more = [place for cells in listed if (place := _next(numbers, cells, smallest, found)) is not None]
        if not more:
            return found
        found.update(more)


def _next(numbers: Sequence[int], cells: Cells, smallest: int, found: set[int]) -> int | None:
    """The smallest shown cell of a set whose hidden ones could be found by subtraction, or None when they cannot."""
    covered = [numbers[place] for place in cells if place in found and numbers[place] > 0]
    if not covered or (len(covered) > 1 and sum(covered) >= smallest):
        return None
    shown = [place for place in cells if place not in found and numbers[place] > 0]
    return min(shown, key=lambda place: (numbers[place], place), default=None)
