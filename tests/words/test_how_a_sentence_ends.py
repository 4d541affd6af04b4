"""A sentence that ends with a shortened word needs no second full stop, whatever was put together."""

import pytest

from texts.screen import Screen


@pytest.mark.parametrize(
    ("put_together", "shown"),
    [
        ("Закрыт 16 декабря 2026 г.. Ответить нельзя.", "Закрыт 16 декабря 2026 г. Ответить нельзя."),
        ("Открыт по <b>2 декабря 2026 г.</b>.", "Открыт по <b>2 декабря 2026 г.</b>"),
        ("Был с 1 марта по 2 мая 2026 г... и дальше", "Был с 1 марта по 2 мая 2026 г... и дальше"),
        ("Так и писали: «и т. д. и т. п.».", "Так и писали: «и т. д. и т. п.»."),
    ],
)
def test_a_year_ends_a_sentence_with_one_full_stop(put_together: str, shown: str) -> None:
    assert Screen(put_together).text == shown


def test_a_line_put_before_a_screen_keeps_to_it_too() -> None:
    assert Screen("Дальше.").with_lead("По 2 мая 2026 г..").text == "По 2 мая 2026 г.\n\nДальше."
