"""A list of numbers travels inside a button and comes back, whatever somebody makes of it on the way."""

from hypothesis import given
from hypothesis import strategies as st

from texts.actions import list_of, numbers_in, pack, unpack
from texts.survey_actions import MuteListed

_NUMBERS = st.integers(0, 2**63 - 1)


@given(st.lists(_NUMBERS, min_size=1))
def test_of_a_list_as_much_comes_back_as_a_button_carries(numbers: list[int]):
    press = unpack(pack(MuteListed(list_of(numbers))))

    assert isinstance(press, MuteListed)
    found = numbers_in(press.surveys)
    assert found
    assert found == numbers[: len(found)]
    assert found == numbers or len(list_of(numbers[: len(found) + 1])) == len(press.surveys)


@given(st.text(alphabet="0123456789.-x", max_size=32))
def test_what_is_no_list_means_no_impossible_number(word: str):
    assert all(0 <= number < 2**63 for number in numbers_in(word))
