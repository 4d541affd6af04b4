"""A number and the word beside it agree, and a heading over several things is not in the singular."""

import pytest

from texts import starting
from texts.survey_audience import audience_words


@pytest.mark.parametrize(("number", "word"), [(1, "школа: "), (2, "школы: "), (21, "школы: ")])
def test_only_a_single_school_is_headed_in_the_singular(number: int, word: str):
    assert f"педагоги; {word}" in audience_words(["R_TCH"], [f"№ {each}" for each in range(number)], [], [])


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 строка с"), (2, "2 строки с"), (5, "5 строк с"), (21, "21 строка")]
)
def test_rows_with_broken_links_are_counted(number: int, words: str):
    assert words in starting.broken_links(number)
