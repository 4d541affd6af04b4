"""What people sent or imported is shown as it is spelled and does nothing else."""

import pytest

from texts import access as screens
from texts.access import Keeper, RoleLine
from texts.actions import pack
from texts.screen import Screen

PAYLOADS = [
    "<script>alert(1)</script>",
    "</b><a href='tg://user?id=1'>нажмите</a>",
    "<u>",
    "&lt;i&gt;",
    "Школа «<img src=x>» & Co",
    '"><code>',
]
TURNING = ["МБОУ \u202eксилаид\u202c СОШ", "Ад\u200bминистратор", "\u2066имя\u2069", "\ufeffШкола", "имя\x00\x07"]


def every_screen(words: str) -> list[Screen]:
    line = RoleLine(1, "R_TCH", words, acting=False)
    keeper = Keeper(words, words, words, words, words)
    return [
        screens.welcome(words),
        screens.linked(words, [line, line]),
        screens.linked_already(words),
        screens.not_a_code(words),
        screens.wrong_code(3, words),
        screens.throttled(5, words),
        screens.expired(words),
        screens.used(words),
        screens.revoked(words),
        screens.consent(words, "abc"),
        screens.consent_again(words, "abc"),
        screens.refused(words),
        screens.ask_to_withdraw(words),
        screens.withdrawn(words),
        screens.privacy(keeper, "given", None),
        screens.stranger_privacy(keeper),
        screens.help_page(words),
        screens.roles([line]),
        screens.roles([line, line]),
        screens.no_roles(words),
        screens.role_changed(line),
        screens.logged_out(words),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_names_is_shown_literally(payload: str) -> None:
    harmless = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for screen in every_screen(payload):
        text = screen.text.replace("&quot;", '"').replace("&#x27;", "'")
        assert payload not in text
        assert harmless in text


@pytest.mark.parametrize("words", TURNING)
def test_characters_that_hide_or_turn_text_are_gone(words: str) -> None:
    for screen in every_screen(words):
        labels = [button.label for row in screen.rows for button in row]
        for text in (screen.text, *labels):
            assert not set(text) & set("\u202e\u202c\u200b\u2066\u2069\ufeff\x00\x07")


def test_every_button_fits_a_messenger() -> None:
    for screen in every_screen("МО город Армавир"):
        for row in screen.rows:
            for button in row:
                assert button.action is not None
                assert len(pack(button.action).encode()) <= 40


@pytest.mark.parametrize(
    ("left", "words"),
    [(9, "опечатки.\n"), (3, "ещё 3 раза"), (1, "ещё 1 раз."), (0, "попыток больше нет")],
)
def test_how_many_tries_are_left(left: int, words: str) -> None:
    assert words in screens.wrong_code(left, "8 800").text


@pytest.mark.parametrize(("minutes", "words"), [(1, "1 минуту"), (22, "22 минуты"), (60, "60 минут.")])
def test_how_long_to_wait(minutes: int, words: str) -> None:
    assert f"через {words}" in screens.throttled(minutes, "").text
