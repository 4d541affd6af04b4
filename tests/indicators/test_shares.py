"""Exact shares, means, medians and places."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median as usual_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.shares import Share, Thresholds, hundredths, mean, median, median_of_counts, places

parts = st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
marks = st.dictionaries(st.integers(1, 5), st.integers(0, 30), max_size=5)


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (46, 50, "92 % (46 из 50)"),
        (1, 8, "13 % (1 из 8)"),
        (5, 8, "63 % (5 из 8)"),
        (199, 200, "более 99 % (199 из 200)"),
        (1, 300, "менее 1 % (1 из 300)"),
        (0, 5, "0 % (0 из 5)"),
        (5, 5, "100 % (5 из 5)"),
        (0, 0, "нет данных (n = 0)"),
    ],
)
def test_a_share_is_told_with_its_base(numerator: int, denominator: int, text: str) -> None:
    assert str(Share(numerator, denominator)) == text


@given(parts)
def test_percent_is_rounded_half_up(part: tuple[int, int]) -> None:
    exact = Decimal(part[0]) * 100 / Decimal(part[1])
    assert Share(*part).percent == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(parts)
def test_extremes_are_claimed_only_when_reached(part: tuple[int, int]) -> None:
    words = Share(*part).percent_text
    assert (words == "100 %") == (part[0] == part[1])
    assert (words == "0 %") == (part[0] == 0)


@given(parts, st.integers(0, 100), st.integers(0, 100))
def test_levels_compare_the_fraction_and_not_its_rounding(part: tuple[int, int], one: int, other: int) -> None:
    low, high = sorted((one, other))
    exact = Fraction(*part) * 100
    expected = "оптимальный" if exact >= high else "допустимый" if exact >= low else "критический"
    assert Thresholds(optimal=high, acceptable=low).level(*part) == expected


def test_a_share_a_hair_below_the_border_is_not_optimal() -> None:
    assert Share(849, 1000).percent == 85
    assert Thresholds().level(849, 1000) == "допустимый"
    assert Thresholds().level(85, 100) == "оптимальный"
    assert Thresholds().level(0, 0) is None


@given(marks)
def test_mean_and_median_are_those_of_the_marks_written_out(counts: dict[int, int]) -> None:
    written = [mark for mark, times in counts.items() for _ in range(times)]
    if not written:
        assert mean(counts) is None
        assert median_of_counts(counts) is None
        return
    assert mean(counts) == Fraction(sum(written), len(written))
    assert median_of_counts(counts) == Fraction(str(usual_median(written)))
    two_places = (Decimal(sum(written)) / len(written)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(hundredths(Fraction(sum(written), len(written)))) / 100 == two_places


def test_the_middle_of_two_shares_is_exact() -> None:
    assert median([Fraction(1, 2), Fraction(9, 10)]) == Fraction(7, 10)
    assert median([]) is None


def test_equal_values_share_a_place_and_the_next_is_skipped() -> None:
    assert places([0.5, 0.9, 0.5, None, 0.1]) == [2, 1, 2, None, 4]


@given(st.lists(st.none() | parts, max_size=30))
def test_a_place_is_one_more_than_the_number_of_better_ones(listed: list[tuple[int, int] | None]) -> None:
    exact = [None if part is None else Fraction(*part) for part in listed]
    found = places(None if part is None else part[0] / part[1] for part in listed)
    for value, place in zip(exact, found, strict=True):
        better = sum(1 for other in exact if other is not None and value is not None and other > value)
        assert place == (None if value is None else better + 1)
