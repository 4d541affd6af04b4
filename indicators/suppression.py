"""Which cells are hidden so that nobody learns what fewer than five people answered (rule 14).

Cells stand in groups, such as the schools of municipalities. A reader sees the cells that are not hidden, the totals
of groups by the same rule, and the total of all. What subtraction leaves of a total must not be a small group again:
the cells hidden under it are at least two, they hold enough answers to be shown together, and more answers than
there are cells.
"""

from collections.abc import Collection, Iterable, Sequence

Cells = Sequence[int]  # places in a list of cells


def covered(series: Iterable[Sequence[int]], groups: Sequence[Cells], smallest: int) -> set[int]:
    """Places of the cells to hide, by each of several numbers per cell: what the second hides includes the first's."""
    dark: set[int] = set()  # groups whose own total is hidden
    found: set[int] = set()
    for numbers in series:
        if not found and all(number == 0 or number >= smallest for number in numbers):
            continue  # where no cell is small no total is
        totals = [sum(numbers[place] for place in cells) for cells in groups]
        dark = hidden(totals, [range(len(groups))], smallest, dark)
        # The groups in the dark have one total together, what is left of the whole. Each is a table of its own as well.
        found = hidden(
            numbers, [*groups, [place for group in sorted(dark) for place in groups[group]]], smallest, found
        )
    return found


def hidden(numbers: Sequence[int], sets: Sequence[Cells], smallest: int, also: Collection[int] = ()) -> set[int]:
    """Cells with too few answers, `also`, and those needed to cover them in sets whose total is known.

    Empty cells are never hidden: they hold nobody's answer.
    """
    found = {place for place, number in enumerate(numbers) if 0 < number < smallest} | set(also)
    for cells in sets if found else ():
        held = [numbers[place] for place in cells if place in found and numbers[place] > 0]
        shown = sorted((number, place) for place in cells if place not in found and (number := numbers[place]) > 0)
        while held and shown and not _safe(held, smallest):
            number, place = shown.pop(0)
            held.append(number)
            found.add(place)
    return found


def _safe(held: Sequence[int], smallest: int) -> bool:
    return len(held) > 1 and sum(held) >= smallest and sum(held) > len(held)
