"""What the bot puts down arrives, in order, looking as it should, and leaves nothing behind that is not needed."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fake_bot_api import People, World
from tests.sending.conftest import ANNA, BORIS
from tests.sending.office import Office
from texts.actions import Answer, GoBack, LeaveRun, MarkOption
from texts.screen import Attachment, Button, Screen

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
BACK = Button("Назад", GoBack(run=1, visit=2))
LEAVE = Button("Сохранить и выйти", LeaveRun(run=1))


async def test_a_question_arrives_with_its_buttons(office: Office, people: People) -> None:
    site = Button("Сайт центра", url="https://example.org/a?b=1&c=2")
    await office.says(ANNA, Screen("<b>Вопрос 3 из 12</b>\n2 &lt; 3?", ((BACK, LEAVE), (site,))))
    shown = await people.sees(ANNA, "Вопрос 3 из 12")
    assert shown.text == "Вопрос 3 из 12\n2 < 3?"
    assert shown.buttons == [["Назад", "Сохранить и выйти"], ["Сайт центра"]]


async def test_buttons_with_the_longest_numbers_and_labels_are_taken(office: Office, people: People) -> None:
    dice = random.Random(11)
    longest = [MarkOption(run=2**63 - 1, visit=2**63 - 1, index=999, on=True), GoBack(run=2**63 - 1, visit=2**31)]
    chance = [
        Answer(run=dice.getrandbits(62), visit=dice.getrandbits(16), index=dice.randrange(100)) for _ in range(90)
    ]
    label = "Очень удовлетворён (а) помощью наставника и готов (а) рекомендовать её коллегам"
    rows = tuple((Button(f"{label} {n}", action),) for n, action in enumerate([*longest, *chance]))
    await office.says(ANNA, Screen("Выберите", rows))
    assert (await people.sees(ANNA, "Выберите")).labels == [f"{label} {n}" for n in range(92)]


async def test_every_sign_arrives_as_it_was_written(office: Office, people: People) -> None:
    words = "100 % &amp; 50%D0 + 2 = 3? #5; «ёж» – 😀 a/b\nвторая строка"
    await office.says(ANNA, Screen(words, ((Button("Да + нет & 100%41", GoBack(run=1, visit=2)),),)))
    shown = await people.sees(ANNA, "100 %")
    assert shown.text == words.replace("&amp;", "&")
    assert shown.labels == ["Да + нет & 100%41"]


async def test_links_are_not_unfolded_into_previews(office: Office, people: People, world: World) -> None:
    await office.says(ANNA, "Подробности: https://example.org")
    await people.sees(ANNA, "Подробности")
    assert '"is_disabled": true' in world.called("sendMessage")[-1].params["link_preview_options"]


async def test_twenty_messages_to_one_person_keep_their_order(office: Office, people: People, world: World) -> None:
    world.faults.delay = (0.0, 0.05)
    for number in range(20):
        await office.says(ANNA, f"Сообщение {number}")
    await office.quiet()
    assert [shown.text for shown in people.shows(ANNA)] == [f"Сообщение {number}" for number in range(20)]


async def test_a_slow_reply_to_one_does_not_hold_up_the_others(office: Office, people: People, world: World) -> None:
    world.faults.delay = (0.4, 0.4)
    many = range(1000, 1020)
    for chat in many:
        people.person(chat).started = True
    await office.says_all([(chat, "Здравствуйте!") for chat in many for _ in range(2)])
    await office.quiet(seconds=8)
    assert all(len(people.shows(chat)) == 2 for chat in many)


async def test_the_same_cause_speaks_once(office: Office, people: People) -> None:
    for _ in range(3):
        await office.says(ANNA, "Напоминаем про анкету.", cause="due:5")
    await office.says(BORIS, "Напоминаем про анкету.", cause="due:5")
    await office.quiet()
    assert len(people.shows(ANNA)) == len(people.shows(BORIS)) == 1


async def test_a_press_is_answered_and_its_message_replaced(office: Office, people: People, world: World) -> None:
    await office.says(ANNA, Screen("Вопрос 1", ((BACK,),)))
    question = await people.sees(ANNA, "Вопрос 1")
    press = people.presses(ANNA, "Назад")
    await office.says(ANNA, Screen("Вопрос 0", toast="Записано"), edit=str(question.id), answers=press.id)
    assert await people.answered(press) == "Записано"
    await people.sees(ANNA, "Вопрос 0")
    assert [shown.text for shown in people.shows(ANNA)] == ["Вопрос 0"]
    assert not world.unanswered()


async def test_a_press_that_changes_nothing_is_answered_all_the_same(office: Office, people: People) -> None:
    await office.says(ANNA, Screen("Вопрос 1", ((BACK,),)))
    await people.sees(ANNA, "Вопрос 1")
    press = people.presses(ANNA, "Назад")
    await office.answers(ANNA, press.id, "Это первый вопрос")
    assert await people.answered(press) == "Это первый вопрос"
    await office.quiet()
    assert office.states() == {"sent": 2}


async def test_a_toast_that_is_too_long_ends_in_dots(office: Office, people: People) -> None:
    press = people.forges(ANNA, "x")
    await office.answers(ANNA, press.id, "Подождите 🙂 " * 40)
    toast = await people.answered(press)
    assert toast.endswith("…")
    assert toast.startswith("Подождите 🙂 Подождите")


async def test_a_short_text_stands_under_its_picture(office: Office, people: People) -> None:
    (office.folder / "chart.png").write_bytes(PNG)
    chart = Attachment("chart.png", "Доли.png", "photo")
    await office.says(ANNA, Screen("<b>Итоги</b>", ((BACK,),), (chart,)))
    shown = await people.sees(ANNA, "Итоги")
    assert shown.file is not None
    assert shown.file.kind == "photo"
    assert shown.labels == ["Назад"]


async def test_a_file_too_large_for_the_messenger_is_replaced_by_words(office: Office, people: People) -> None:
    with (office.folder / "big.zip").open("wb") as file:
        file.truncate(51 * 2**20)
    await office.says(ANNA, Screen("Файлы ответов", ((BACK,),), (Attachment("big.zip", "ответы.zip"),)))
    await office.quiet()
    (shown,) = people.shows(ANNA)
    assert shown.text.startswith("Файлы ответов\n\nФайл «ответы.zip» больше 50 МБ, мессенджер такой не передаёт.")
    assert shown.buttons == [["Назад"]]
    assert office.states() == {"sent": 1}


async def test_a_long_text_comes_before_its_files_and_the_buttons_come_last(office: Office, people: People) -> None:
    (office.folder / "files").mkdir()
    (office.folder / "files" / "7").write_bytes(b"table")
    (office.folder / "chart.png").write_bytes(PNG)
    files = (Attachment("chart.png", "Доли.png", "photo"), Attachment("files/7", "Ответы.xlsx"))
    await office.says(ANNA, Screen("Итоги. " * 200, ((BACK,),), files))
    await office.quiet()
    text, picture, table = people.shows(ANNA)
    assert text.text.startswith("Итоги.")
    assert not text.file
    assert picture.file is not None
    assert picture.file.name == "Доли.png"
    assert table.file is not None
    assert (table.file.name, table.file.data) == ("Ответы.xlsx", b"table")
    assert [shown.labels for shown in (text, picture, table)] == [[], [], ["Назад"]]


async def test_a_file_that_is_gone_or_outside_the_data_folder_is_not_sent(
    office: Office, people: People, tmp_path: Path
) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")
    for path in ("absent.xlsx", "../secret.txt"):
        await office.says(ANNA, Screen("Файл", files=(Attachment(path, "a.xlsx"),)))
    await office.says(ANNA, "Дальше")
    await office.quiet()
    assert [shown.text for shown in people.shows(ANNA)] == ["Дальше"]
    assert office.reasons() == {"file missing": 2}


async def test_half_a_character_does_no_harm(office: Office, people: People) -> None:
    await office.says(ANNA, Screen("Вы ответили: \ud83d", ((Button("\ude00!", LeaveRun(run=1)),),)))
    shown = await people.sees(ANNA, "Вы ответили")
    assert (shown.text, shown.labels) == ("Вы ответили: ?", ["?!"])


@pytest.mark.parametrize(
    "screen",
    [Screen(""), Screen(" \n<b></b>"), Screen("Выберите", ((BACK,) * 51, (BACK,) * 50))],
    ids=["empty", "blank", "101 buttons"],
)
async def test_what_no_messenger_takes_is_refused_at_the_desk(office: Office, screen: Screen) -> None:
    with pytest.raises(ValueError, match=r"words|buttons"):
        await office.says(ANNA, screen)
    assert not office.rows()


async def test_what_was_said_is_not_kept(office: Office, people: People) -> None:
    await office.says(ANNA, "Ваш ответ: наставник приезжает редко")
    await people.sees(ANNA, "Ваш ответ")
    await office.quiet()
    assert [(row.state, row.payload) for row in office.rows()] == [("sent", "")]


async def test_of_an_anonymous_conversation_not_even_the_row_is_kept(office: Office, people: People) -> None:
    await office.says(ANNA, "Спасибо!", traceless=True)
    await people.sees(ANNA, "Спасибо!")
    await office.until(lambda: not office.rows())


async def test_after_a_row_disappeared_the_next_one_is_still_noticed(office: Office, people: People) -> None:
    """SQLite gives the number of a deleted row to the next one."""
    for number in range(5):
        await office.says(ANNA, f"Вопрос {number}", traceless=True)
        await people.sees(ANNA, f"Вопрос {number}", seconds=3)
        await office.until(lambda: not office.rows())


async def test_finished_rows_are_forgotten_after_two_weeks(office: Office, people: People) -> None:
    await office.says(ANNA, "Старое")
    await people.sees(ANNA, "Старое")
    await office.quiet()
    office.ahead = timedelta(days=14)
    await office.says(ANNA, "Новое")
    await people.sees(ANNA, "Новое")
    await office.quiet()
    assert len(office.rows()) == 2
    office.ahead = timedelta(days=15)
    await office.says(ANNA, "Совсем новое")
    await people.sees(ANNA, "Совсем новое")
    await office.until(lambda: len(office.rows()) == 2)


async def test_a_row_that_cannot_be_read_does_not_hold_up_the_others(
    new_office: Callable[..., Office], people: People
) -> None:
    office = new_office()
    await office.says(ANNA, "Испорчено")
    await office.breaks_payloads()
    await office.says(BORIS, "Цело")
    office.opens()
    await people.sees(BORIS, "Цело")
    await office.quiet()
    assert office.reasons() == {"unreadable": 1}


async def test_what_waits_until_morning_holds_up_nothing_and_comes_in_time(
    office: Office, people: People, world: World
) -> None:
    tomorrow = office.now() + timedelta(hours=9)
    await office.says_all([(ANNA, f"Утром {n}") for n in range(600)], mass=True, not_before=tomorrow)
    await office.says(BORIS, "Сейчас", mass=True)
    await people.sees(BORIS, "Сейчас")
    await office.says(ANNA, "Скоро", not_before=office.now() + timedelta(seconds=1))
    await people.sees(ANNA, "Скоро")
    assert len(world.calls) == 2

    office.ahead = timedelta(hours=9)
    await people.sees(ANNA, "Утром 0", seconds=2)
    await office.quiet()
    assert len(people.shows(ANNA)) == 601
