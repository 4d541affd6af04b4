"""Words beside numbers, quotation marks inside quotation marks."""

import pytest

from texts.grammar import of_people, people, quoted


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 человек"),
        (2, "2 человека"),
        (5, "5 человек"),
        (11, "11 человек"),
        (22, "22 человека"),
        (51, "51 человек"),
    ],
)
def test_so_many_people(number: int, words: str) -> None:
    assert people(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 человека"),
        (2, "2 человек"),
        (5, "5 человек"),
        (11, "11 человек"),
        (51, "51 человека"),
        (52, "52 человек"),
    ],
)
def test_out_of_so_many_people(number: int, words: str) -> None:
    assert of_people(number) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Итоги года", "«Итоги года»"),
        ("«Методический абонемент»: запрос", "«„Методический абонемент“: запрос»"),
        ("Итоги «Умные каникулы»", "«Итоги „Умные каникулы“»"),
    ],
)
def test_quotation_marks_inside_quotation_marks(title: str, words: str) -> None:
    assert quoted(title) == words
