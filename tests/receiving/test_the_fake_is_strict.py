"""The fake refuses what Telegram refuses, in Telegram's words; without this the other stories would prove little."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from tests.fake_bot_api import FakeBotApi, Limits, People, World

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
async def telegram(api: FakeBotApi, people: People) -> AsyncIterator[Bot]:
    people.says(1, "/start")
    bot = Bot("42:TEST", AiohttpSession(api=TelegramAPIServer.from_base(api.url)))
    yield bot
    await bot.session.close()


def keyboard(text: str = "Да", **button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, **button)]])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("я" * 4097, "message is too long"),
        ("<b>" + "😀" * 2049 + "</b>", "message is too long"),
        ("<b>жирно", "can't parse entities: Can't find end tag corresponding to start tag"),
        ("<i><b>a</i></b>", "can't parse entities: Unmatched end tag at byte offset 7"),
        ("a</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        ("5 < 6 > 4", "can't parse entities: Unsupported start tag"),
        ("<div>a</div>", "can't parse entities: Unsupported start tag"),
        ("<b", "can't parse entities: Unclosed start tag"),
    ],
)
async def test_texts(text: str, words: str, telegram: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match=words):
        await telegram.send_message(1, text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["я" * 4096, "<b>" + "x" * 4096 + "</b>", "a &lt; b &amp; c", "5 > 4"])
async def test_texts_that_pass(text: str, telegram: Bot) -> None:
    assert (await telegram.send_message(1, text, parse_mode="HTML")).text


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"callback_data": "a" * 65}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({}, "Text buttons are unallowed"),
        ({"text": " ", "callback_data": "a"}, "can't parse inline keyboard button"),
        ({"url": "не адрес"}, "Wrong HTTP URL"),
    ],
)
async def test_buttons(button: dict[str, str], words: str, telegram: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match=words):
        await telegram.send_message(1, "Да?", reply_markup=keyboard(**button))


async def test_a_caption_is_shorter_than_a_text(telegram: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="caption is too long"):
        await telegram.send_document(1, BufferedInputFile(b"x", "a.txt"), caption="я" * 1025)
    sent = await telegram.send_document(1, BufferedInputFile(b"x", "a.txt"), caption="я" * 1024)
    assert sent.document
    assert sent.document.file_name == "a.txt"


async def test_a_picture_must_be_one(telegram: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="PHOTO_INVALID_DIMENSIONS"):
        await telegram.send_photo(1, BufferedInputFile(b"not a picture", "a.png"))
    assert (await telegram.send_photo(1, BufferedInputFile(PNG, "a.png"))).photo


async def test_edits(telegram: Bot, people: People) -> None:
    shown = await telegram.send_message(1, "Вопрос", reply_markup=keyboard(callback_data="a"))
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await telegram.edit_message_text("Вопрос", None, 1, shown.message_id, reply_markup=keyboard(callback_data="a"))
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await telegram.edit_message_text("Вопрос", None, 1, 99999)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await telegram.edit_message_text("я" * 4097, None, 1, shown.message_id)
    await telegram.edit_message_text("Спасибо", None, 1, shown.message_id)
    assert (people.last(1).text, people.last(1).buttons) == ("Спасибо", [])
    await telegram.delete_message(1, shown.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await telegram.delete_message(1, shown.message_id)


async def test_a_press_is_answered_once_and_in_time(telegram: Bot, people: People, world: World) -> None:
    await telegram.send_message(1, "Вопрос", reply_markup=keyboard(callback_data="a"))
    press = people.presses(1, "Да")
    assert world.unanswered() == [press]
    await telegram.answer_callback_query(press.id, "Записал")
    assert people.toasts(1) == ["Записал"]
    world.query_life = 0.0
    for query in (press.id, people.presses(1, "a").id, "made-up"):
        with pytest.raises(TelegramBadRequest, match="query is too old and response timeout expired or query ID"):
            await telegram.answer_callback_query(query)


async def test_people_who_cannot_be_written_to(telegram: Bot, people: People) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await telegram.send_message(2, "кто Вы?")
    people.person(2)
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await telegram.send_message(2, "кто Вы?")
    people.blocks(1)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await telegram.send_message(1, "вернитесь")
    people.returns(1)
    await telegram.send_message(1, "спасибо, что вернулись")


async def test_another_token_is_nobodys(api: FakeBotApi) -> None:
    bot = Bot("43:TEST", AiohttpSession(api=TelegramAPIServer.from_base(api.url)))
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await bot.get_me()
    await bot.session.close()


@pytest.mark.parametrize(
    ("limits", "chats"),
    [
        (Limits(per_second=30, per_chat=None), list(range(1, 41))),
        (Limits(per_second=None, per_chat=1.0, chat_burst=5), [1] * 10),
        (Limits(per_second=None, per_chat=None, group_per_minute=20), [-100] * 25),
    ],
)
async def test_too_much_at_once_has_to_wait(
    limits: Limits, chats: list[int], telegram: Bot, people: People, world: World
) -> None:
    world.flood.limits = limits
    world.groups[-100] = 0
    for person in range(1, 41):
        people.says(person, "/start")
    refused = 0
    for chat in chats:
        try:
            await telegram.send_message(chat, "рассылка")
        except TelegramRetryAfter:
            refused += 1
    assert 0 < refused <= 10
    assert world.flood.refused == refused


async def test_updates_below_the_offset_are_forgotten_and_all_others_come_again(telegram: Bot, people: People) -> None:
    for number in range(5):
        people.says(1, f"слово {number}")
    first = await telegram.get_updates()
    assert [update.update_id for update in await telegram.get_updates()] == [update.update_id for update in first]
    rest = await telegram.get_updates(offset=first[2].update_id + 1)
    assert [update.update_id for update in rest] == [update.update_id for update in first[3:]]
    far = await telegram.get_updates(offset=first[-1].update_id + 1000)
    assert len(far) == 3
