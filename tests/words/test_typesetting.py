"""What stays together in a picture."""

import pytest

from texts.typesetting import bound


@pytest.mark.parametrize(
    "text",
    [
        "88_% (44_из_50)", "0_% (0_из_35)", "нет данных (n_=_0)", "за месяц +20,0_п._п., рост", "16 декабря 2026_г.",
        "МБОУ СОШ №_6", "один из 5 вопросов", "3_из_12, около 2 минут",
    ],
)  # fmt: skip
def test_figures_are_not_broken_over_two_lines(text: str) -> None:
    assert bound(text.replace("_", " ")) == text.replace("_", "\N{NO-BREAK SPACE}")
