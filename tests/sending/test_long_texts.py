"""Long texts go out in parts: nothing is lost, no tag or character is broken, the order is kept."""

import random

import pytest

from messengers import splitting
from tests.fake_bot_api import People
from tests.fake_bot_api.markup import Formatted, read, units
from tests.sending.conftest import ANNA
from tests.sending.office import Office
from texts.actions import LeaveRun
from texts.screen import Button, Screen

WORDS = ("наставник", "школа", "ИОМ", "😀", "👩🏽‍🏫", "&lt;", "&amp;", "&quot;", "5–9", "план-график", "ё")
TAGS = ("b", "i", "u", "code", "blockquote", 'a href="https://example.org/?a=1&amp;b=2"')
GAPS = (" ", " ", " ", " ", "\n", "\n\n")


def prose(dice: random.Random, length: int, depth: int = 0) -> str:
    """Some text with markup, about so long."""
    parts: list[str] = []
    size = 0
    while size < length:
        if depth < 3 and dice.random() < 0.1:
            tag = dice.choice(TAGS)
            piece = f"<{tag}>{prose(dice, dice.randint(1, length), depth + 1)}</{tag.split()[0]}>"
        else:
            piece = dice.choice(WORDS) * dice.choice((1, 1, 1, 1, 30))
        parts.append(piece + dice.choice(GAPS))
        size += len(parts[-1])
    return "".join(parts)


def squeezed(text: str) -> str:
    return "".join(text.split())


def styles(words: Formatted) -> list[tuple[str, ...]]:
    """The styles over each visible character."""
    over: list[set[str]] = [set() for _ in range(units(words.text))]
    for kind, offset, length, url in words.entities:
        for place in range(offset, min(offset + length, len(over))):
            over[place].add(kind + url)
    shown = words.text.encode("utf-16-le")
    blank = {char.encode("utf-16-le") for char in " \n"}
    return [tuple(sorted(kinds)) for place, kinds in enumerate(over) if shown[2 * place : 2 * place + 2] not in blank]


@pytest.mark.parametrize("seed", range(100))
def test_random_texts_keep_every_character_and_its_style(seed: int) -> None:
    dice = random.Random(seed)
    text = prose(dice, dice.choice((1, 100, 3900, 4100, 8000, 20_000)))
    parts = [read(part, "HTML") for part in splitting.split(text)]
    whole = read(text, "HTML")
    assert all(0 < part.length <= splitting.MESSAGE for part in parts)
    assert squeezed("".join(part.text for part in parts)) == squeezed(whole.text)
    assert [style for part in parts for style in styles(part)] == styles(whole)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (f"{'а' * 3000}\n\n{'б ' * 400}\n{'в' * 3000}", "а"),
        (f"{'а' * 3000}\n{'б ' * 400}{'в' * 3000}", "а"),
        (f"{'а' * 3000} {'б' * 3000}", "а"),
    ],
    ids=["between paragraphs", "between lines", "between words"],
)
def test_a_text_is_cut_where_it_hurts_least(text: str, ends: str) -> None:
    assert splitting.split(text)[0].rstrip().endswith(ends)


def test_a_text_without_any_gap_is_cut_where_it_must_be() -> None:
    parts = splitting.split("😀" * 5000)
    assert [len(part) for part in parts] == [2000, 2000, 1000]


def test_a_text_of_line_ends_makes_no_empty_message() -> None:
    assert all(part.strip() for part in splitting.split("Начало" + "\n" * 9000 + "конец"))


async def test_parts_arrive_in_order_with_the_buttons_under_the_last(office: Office, people: People) -> None:
    text = "\n\n".join(f"<b>Пункт {n}.</b> {'Текст. ' * 60}" for n in range(45))
    await office.says(ANNA, Screen(text, ((Button("Выйти", LeaveRun(run=1)),),)))
    await office.quiet()
    parts = people.shows(ANNA)
    assert squeezed("".join(part.text for part in parts)) == squeezed(read(text, "HTML").text)
    assert len(parts) == 5
    assert [part.labels for part in parts] == [[]] * 4 + [["Выйти"]]


async def test_a_long_text_replaces_the_pressed_message_with_its_first_part(office: Office, people: People) -> None:
    await office.says(ANNA, "Коротко")
    shown = await people.sees(ANNA, "Коротко")
    await office.says(ANNA, "Длинно. " * 800, edit=str(shown.id))
    await office.quiet()
    first, second = people.shows(ANNA)
    assert first.id == shown.id
    assert first.text.startswith("Длинно.")
    assert second.text.endswith("Длинно.")
