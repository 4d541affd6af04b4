"""Nobody learns what fewer than five people answered: checked against a reader who tries every possible table."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rulebook import Rules
from indicators.suppression import covered

SMALLEST = 5
Groups = Sequence[Sequence[int]]


def away(numbers: Sequence[int], groups: Groups | None = None) -> set[int]:
    return covered([numbers], groups or [range(len(numbers))], SMALLEST)


def test_a_small_group_takes_the_next_smallest_along() -> None:
    assert away([12, 3, 8, 20]) == {1, 2}


def test_two_small_groups_that_make_a_small_one_together_take_a_third_along() -> None:
    assert away([12, 1, 2, 20]) == {0, 1, 2}


def test_two_small_groups_that_hold_five_answers_are_enough() -> None:
    assert away([12, 3, 4, 20]) == {1, 2}


def test_groups_without_answers_hide_nobody() -> None:
    assert away([12, 0, 8, 0]) == set()
    assert away([12, 0, 3, 0]) == {0, 2}


def test_a_lonely_school_is_covered_by_the_municipality_that_covers_its_own() -> None:
    small, second, third = [0], [1], [2, 3]  # schools of three municipalities: 3, 6 and 5 + 15 answers
    assert away([3, 6, 5, 15], [small, second, third]) == {0, 1}


def test_what_a_first_number_hides_stays_hidden_by_a_second() -> None:
    answers, all_of_them = [3, 6, 0, 20], [9, 9, 5, 20]
    assert covered([answers, all_of_them], [range(4)], SMALLEST) == {0, 1}


def test_no_setting_shows_groups_of_two() -> None:
    assert Rules(smallest=3).smallest == 3
    with pytest.raises(ValueError, match="smaller than 3"):
        Rules(smallest=2)


# --- the reader who subtracts ----------------------------------------------------------------------------------


def totals_seen(table: Sequence[int], groups: Groups) -> list[tuple[Sequence[int], int]]:
    """Cells with their total, as far as it may be shown: of everything, and of groups."""
    every = [place for cells in groups for place in cells]
    sums = [sum(table[place] for place in cells) for cells in groups]
    dark = away(sums)
    found = [(cells, total) for group, (cells, total) in enumerate(zip(groups, sums, strict=True)) if group not in dark]
    return [*found, (every, sum(table))]


def possible(table: Sequence[int], groups: Groups) -> Iterator[dict[int, int]]:
    """Every way to fill the hidden cells that fits what is shown; a hidden cell holds at least one answer."""
    hidden = sorted(away(table, groups))
    known = [
        (
            [hidden.index(place) for place in cells if place in hidden],
            total - sum(table[p] for p in cells if p not in hidden),
        )
        for cells, total in totals_seen(table, groups)
    ]
    most = [min(left - len(places) + 1 for places, left in known if cell in places) for cell in range(len(hidden))]
    for filling in product(*(range(1, number + 1) for number in most)):
        if all(sum(filling[place] for place in places) == left for places, left in known):
            yield dict(zip(hidden, filling, strict=True))


@pytest.mark.parametrize(
    ("groups", "most"),
    [
        ([range(2)], 20),
        ([range(3)], 12),
        ([range(4)], 6),
        ([(0, 1), (2, 3)], 6),
        ([(0,), (1, 2, 3)], 6),
        ([(0,), (1,), (2, 3)], 6),
    ],
)
def test_no_hidden_number_of_answers_can_be_derived(groups: Groups, most: int) -> None:
    cells = sum(map(len, groups))
    for table in product(range(most + 1), repeat=cells):
        if sum(table) < SMALLEST or (table[0] > table[-1] and len(groups) == 1):
            continue  # such a total is hidden itself; a mirrored table tells nothing new
        fillings = list(possible(table, groups))
        for place in away(table, groups):
            assert len({filling[place] for filling in fillings}) > 1, table


@pytest.mark.parametrize("groups", [[range(4)], [(0, 1), (2, 3)], [(0,), (1,), (2, 3)]])
def test_what_subtraction_leaves_is_a_group_that_could_be_shown(groups: Groups) -> None:
    for table in product(range(10), repeat=4):
        hidden = away(table, groups)
        for cells, total in totals_seen(table, groups):
            left = sum(table[place] for place in cells if place in hidden)
            assert total < SMALLEST or left == 0 or left >= SMALLEST, table


def test_no_hidden_count_of_positive_answers_can_be_derived() -> None:
    """How many answered is known of each group; only how the hidden ones answered is not.

    Unless all of them together said the same: that much a shown group of five would tell as well.
    """
    for numbers in product(range(8), repeat=3):
        hidden = sorted(away(numbers))
        if sum(numbers) < SMALLEST or not hidden:
            continue
        held = [numbers[place] for place in hidden]
        for positive in range(1, sum(held)):
            for answers in held:
                assert max(0, positive - (sum(held) - answers)) < min(answers, positive), (numbers, positive)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(3, 8))
def test_every_small_group_is_hidden_and_no_empty_one(numbers: list[int], smallest: int) -> None:
    hidden = covered([numbers], [range(len(numbers))], smallest)
    assert {place for place, number in enumerate(numbers) if 0 < number < smallest} <= hidden
    assert all(numbers[place] > 0 for place in hidden)
    if all(number == 0 or number >= smallest for number in numbers):
        assert hidden == set()
